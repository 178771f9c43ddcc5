//! Loop-invariant motion: what gives the same in each round of a loop is done once before it.
//!
//! A check that is moved leaves, if it fails, to the beginning of the first round; the place it was at keeps the blame, so that code
//! made anew does without it. Only what is done in each round is moved, and what looks into objects only together with all checks
//! before it that could be about the same objects.

use rustc_hash::FxHashSet;

use super::memory::{may_write, read};
use crate::hir::verify::{dominators, reverse_postorder};
use crate::hir::{BlockId, Edge, Effects, Function, Op, Representation, StateId, Terminator, ValueId};

/// A loop: all blocks from which one of its ways back is reached without its header.
struct Loop {
    header: usize,
    /// In an order in which each comes after those that dominate it.
    blocks: Vec<usize>,
    /// The blocks whose edges lead back.
    latches: Vec<usize>,
}

/// Runs the pass.
pub(crate) fn run(function: &mut Function) {
    let mut dominated = dominators(function);
    let mut loops = loops(function, &dominated);
    // What leaves an inner loop may leave the outer one after that.
    loops.sort_by_key(|it| it.blocks.len());
    for index in 0..loops.len() {
        let moved = Motion::new(function, &loops[index], &dominated).run();
        if moved.is_empty() {
            continue;
        }
        let before = place_before(function, &loops[index], &moved);
        dominated = dominators(function);
        let header = loops[index].header;
        for outer in &mut loops[index + 1..] {
            if let Some(at) = outer.blocks.iter().position(|block| *block == header) {
                outer.blocks.insert(at, before);
            }
        }
    }
}

fn dominates(dominators: &[Option<usize>], above: usize, mut block: usize) -> bool {
    loop {
        if block == above {
            return true;
        }
        match dominators.get(block).copied().flatten() {
            Some(next) if next != block => block = next,
            _ => return false,
        }
    }
}

fn loops(function: &Function, dominators: &[Option<usize>]) -> Vec<Loop> {
    let order = reverse_postorder(function);
    let mut predecessors = vec![Vec::new(); function.blocks.len()];
    for &block in &order {
        for edge in function.blocks[block].terminator.iter().flat_map(Terminator::edges) {
            predecessors[edge.target.0 as usize].push(block);
        }
    }
    let mut found = Vec::new();
    for &header in &order {
        let back = predecessors[header].iter().filter(|from| dominates(dominators, header, **from));
        let latches: Vec<usize> = back.copied().collect();
        if latches.is_empty() {
            continue;
        }
        let mut inside = FxHashSet::from_iter([header]);
        let mut work = latches.clone();
        while let Some(block) = work.pop() {
            if inside.insert(block) {
                work.extend(&predecessors[block]);
            }
        }
        let blocks = order.iter().copied().filter(|block| inside.contains(block)).collect();
        found.push(Loop { header, blocks, latches });
    }
    found
}

/// Whether an instruction may be done although what was checked before it does not hold: it looks into no object.
fn is_harmless(op: Op) -> bool {
    matches!(
        op,
        Op::Int(_)
            | Op::IntNegate
            | Op::IntToDouble
            | Op::Float(_)
            | Op::FloatNegate
            | Op::IntCompare(_)
            | Op::FloatCompare(_)
            | Op::SameWord
            | Op::AreInts
    )
}

/// Whether an instruction may be what makes a later one safe.
fn is_check(op: Op) -> bool {
    op.is_guard() || matches!(op, Op::LoadShape | Op::IsKind(_) | Op::Known(_))
}

/// An instruction to be moved, and if it may leave, the frame state at the beginning of a round.
#[derive(Clone, Copy)]
struct Moved {
    id: ValueId,
    entry: Option<StateId>,
}

/// Finds what can be moved out of one loop.
struct Motion<'a> {
    function: &'a mut Function,
    of: &'a Loop,
    dominators: &'a [Option<usize>],
    /// All values that are made in the loop.
    made: FxHashSet<ValueId>,
    /// Those of them that are the same in each round, whether or not they are moved.
    invariant: FxHashSet<ValueId>,
    moved: Vec<Moved>,
    /// Whether a check of something that is the same in each round had to stay.
    is_blocked: bool,
}

impl<'a> Motion<'a> {
    fn new(function: &'a mut Function, of: &'a Loop, dominators: &'a [Option<usize>]) -> Motion<'a> {
        let mut made = FxHashSet::default();
        for &block in &of.blocks {
            made.extend(&function.blocks[block].parameters);
            made.extend(&function.blocks[block].instructions);
        }
        Motion {
            function,
            of,
            dominators,
            made,
            invariant: FxHashSet::default(),
            moved: Vec::new(),
            is_blocked: false,
        }
    }

    /// The instructions to be moved, in order; they are taken out of their blocks.
    fn run(mut self) -> Vec<Moved> {
        let entry = self.entry_state();
        for &block in &self.of.blocks {
            let is_in_each_round =
                self.of.latches.iter().all(|latch| dominates(self.dominators, block, *latch));
            for id in self.function.blocks[block].instructions.clone() {
                self.instruction(id, is_in_each_round, entry);
            }
            if let Some(Terminator::Branch(condition, ..)) = self.function.blocks[block].terminator
                && self.is_same(condition)
            {
                self.is_blocked = true;
            }
        }
        let moved: FxHashSet<ValueId> = self.moved.iter().map(|it| it.id).collect();
        for &block in &self.of.blocks {
            self.function.blocks[block].instructions.retain(|id| !moved.contains(id));
        }
        self.moved
    }

    fn is_same(&self, value: ValueId) -> bool {
        !self.made.contains(&value) || self.invariant.contains(&value)
    }

    fn instruction(&mut self, id: ValueId, is_in_each_round: bool, entry: Option<StateId>) {
        let instruction = self.function.value(id);
        let (op, effects) = (instruction.op, instruction.op.effects());
        let is_same = instruction.arguments.iter().all(|argument| self.is_same(*argument));
        let hinders =
            Effects::RAISES | Effects::EVALUATES | Effects::ALLOCATES | Effects::WRITES | Effects::PINNED;
        let reads_the_same = match (effects.contains(Effects::READS), read(op)) {
            (false, _) => true,
            (true, None) => false,
            (true, Some(memory)) => !self.is_written(memory),
        };
        if is_same && !effects.intersects(hinders) && reads_the_same {
            let leaves = effects.contains(Effects::EXITS);
            let is_safe = is_harmless(op) && !leaves || is_in_each_round && !self.is_blocked;
            // Conditions are part of the branches that ask for them, and constants of what uses them.
            let is_worth_it = instruction.representation != Representation::Condition
                && !matches!(op, Op::Double(_) | Op::Constant(_))
                && instruction
                    .arguments
                    .iter()
                    .all(|it| !self.made.contains(it) || self.moved.iter().any(|moved| moved.id == *it));
            if is_safe && is_worth_it && (!leaves || entry.is_some()) {
                self.invariant.insert(id);
                self.moved.push(Moved { id, entry: entry.filter(|_| leaves) });
                return;
            }
            if !leaves {
                self.invariant.insert(id);
            }
        }
        let instruction = self.function.value(id);
        if is_check(op) && instruction.arguments.iter().any(|argument| self.is_same(*argument)) {
            self.is_blocked = true;
        }
    }

    fn is_written(&self, memory: super::memory::Memory) -> bool {
        let instructions = self.of.blocks.iter().flat_map(|block| &self.function.blocks[*block].instructions);
        instructions.into_iter().any(|id| may_write(self.function.value(*id).op, memory))
    }

    /// The frame state at the beginning of a round, if nothing is done before one: with what the first round begins with.
    fn entry_state(&mut self) -> Option<StateId> {
        let header = &self.function.blocks[self.of.header];
        let mut found = None;
        for id in &header.instructions {
            let instruction = self.function.value(*id);
            if let Some(state) = instruction.state {
                found = Some(state);
                break;
            }
            if instruction.op.effects().intersects(Effects::WRITES | Effects::EVALUATES) {
                return None;
            }
        }
        let found = found?;
        let values = self.function.state_values(found);
        let is_known = |value: &ValueId| !self.made.contains(value) || header.parameters.contains(value);
        values.iter().all(is_known).then_some(found)
    }
}

/// Puts instructions into a new block before a loop.
fn place_before(function: &mut Function, of: &Loop, moved: &[Moved]) -> usize {
    let header = BlockId(of.header as u32);
    let parameters = function.block(header).parameters.clone();
    let before = function.add_block();
    let is_outside = |block: &usize| !of.blocks.contains(block);
    let mut ways: Vec<&mut Edge> = Vec::new();
    for (block, contents) in function.blocks.iter_mut().enumerate() {
        if is_outside(&block) {
            let edges = contents.terminator.iter_mut().flat_map(Terminator::edges_mut);
            ways.extend(edges.filter(|edge| edge.target == header));
        }
    }
    let mut arguments = Vec::new();
    let is_only_way = ways.len() == 1;
    for way in ways {
        way.target = before;
        if is_only_way {
            arguments = std::mem::take(&mut way.arguments);
        }
    }
    if !is_only_way {
        for &parameter in &parameters {
            let known = function.value(parameter).result;
            arguments.push(function.add_parameter(before, known));
        }
    }
    // What the first round begins with.
    let first =
        |value: ValueId| parameters.iter().position(|it| *it == value).map_or(value, |at| arguments[at]);
    for &Moved { id, entry } in moved {
        let Some(entry) = entry else { continue };
        let state = function.copy_state(entry, &first);
        let instruction = &mut function.values[id.0 as usize];
        if let Some(own) = instruction.state.replace(state) {
            let blamed = function.blamed.get(&own).copied().unwrap_or(own);
            function.blamed.insert(state, blamed);
        }
    }
    let made = function.block_mut(before);
    made.instructions = moved.iter().map(|it| it.id).collect();
    made.terminator = Some(Terminator::Jump(Edge { target: header, arguments }));
    before.0 as usize
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;

    #[test]
    fn checks_leave_to_the_beginning_of_the_first_round() {
        insta::assert_snapshot!(after(super::run, "\
function f
bb0():
  v0: Any = Argument 0
  v1: Any = Argument 1
  Jump bb1(0)
bb1(v2: Fixnum):
  Attention  at 5 [r0=v0 r1=v1 r2=v2]
  v4: List = GuardType List v0  at 6 [r0=v0 r1=v1 r2=v2 r3=7]
  v5: Fixnum = ListLength v4
  v6: Condition = IntCompare < v2, v5
  Branch v6 bb2(), bb3()
bb2():
  v7: Fixnum = GuardType Fixnum v1  at 8 [r0=v0 r1=v1 r2=v2]
  v8: Fixnum = IntAdd v2, v7  at 8 [r0=v0 r1=v1 r2=v2]
  Jump bb1(v8)
bb3():
  Return v2  at 9 []
"), @r"
function f
bb0():
  v0: Any = Argument 0
  v1: Any = Argument 1
  Jump bb4()
bb1(v2: Fixnum):
  Attention  at 5 [r0=v0 r1=v1 r2=v2]
  v6: Condition = IntCompare < v2, v5
  Branch v6 bb2(), bb3()
bb2():
  v8: Fixnum = IntAdd v2, v7  at 8 [r0=v0 r1=v1 r2=v2]
  Jump bb1(v8)
bb3():
  Return v2  at 9 []
bb4():
  v4: List = GuardType List v0  at 5 [r0=v0 r1=v1 r2=0]
  v5: Fixnum = ListLength v4
  v7: Fixnum = GuardType Fixnum v1  at 5 [r0=v0 r1=v1 r2=0]
  Jump bb1(0)
");
    }

    #[test]
    fn what_is_written_in_the_loop_is_read_in_it() {
        let text = "\
function f
bb0():
  v0: Any = Argument 0
  v1: Other = GuardShape s1 v0  at 0 [r0=v0]
  Jump bb1(0)
bb1(v2: Fixnum):
  Attention  at 5 [r0=v0 r2=v2]
  v4: Any = LoadField 16 v1
  v5: Fixnum = GuardType Fixnum v4  at 6 [r0=v0 r2=v2]
  v6: Fixnum = IntAdd v2, v5  at 6 [r0=v0 r2=v2]
  StoreField 16 v1, v6
  Jump bb1(v6)
";
        assert_eq!(after(super::run, text), text);
    }

    #[test]
    fn what_looks_into_an_object_stays_behind_a_check_that_stays() {
        let text = "\
function f
bb0():
  v0: Any = Argument 0
  Jump bb1(0)
bb1(v2: Fixnum):
  Attention  at 5 [r0=v0 r2=v2]
  v4: Other = GuardShape s1 v0  at 6 [r0=v0 r2=v2]
  v5: Any = LoadField 16 v0
  v6: Fixnum = GuardType Fixnum v5  at 7 [r0=v0 r2=v2]
  SetShape s1 v0
  Jump bb1(v6)
";
        assert_eq!(after(super::run, text), text);
    }

    #[test]
    fn what_some_rounds_skip_stays_unless_it_is_harmless() {
        insta::assert_snapshot!(after(super::run, "\
function f
bb0():
  v0: Any = Argument 0
  v1: Fixnum = GuardType Fixnum v0  at 0 [r0=v0]
  Jump bb1(0)
bb1(v2: Fixnum):
  Attention  at 5 [r0=v0 r2=v2]
  v4: Condition = IntCompare < v2, 10
  Branch v4 bb2(), bb3()
bb2():
  v5: Float = IntToDouble v1
  v6: Fixnum = IntAdd v1, 1  at 7 [r0=v0 r2=v2]
  v7: Float = Box v5  at 8 [r0=v0 r2=v2]
  Jump bb4(v6)
bb3():
  Jump bb4(2)
bb4(v9: Fixnum):
  Jump bb1(v9)
"), @r"
function f
bb0():
  v0: Any = Argument 0
  v1: Fixnum = GuardType Fixnum v0  at 0 [r0=v0]
  Jump bb5()
bb1(v2: Fixnum):
  Attention  at 5 [r0=v0 r2=v2]
  v4: Condition = IntCompare < v2, 10
  Branch v4 bb2(), bb3()
bb2():
  v6: Fixnum = IntAdd v1, 1  at 7 [r0=v0 r2=v2]
  v7: Float = Box v5  at 8 [r0=v0 r2=v2]
  Jump bb4(v6)
bb3():
  Jump bb4(2)
bb4(v9: Fixnum):
  Jump bb1(v9)
bb5():
  v5: Float = IntToDouble v1
  Jump bb1(0)
");
    }
}
