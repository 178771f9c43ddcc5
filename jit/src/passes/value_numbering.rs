//! Global value numbering: an instruction that computes what one that dominates it has computed already is left out. What is read
//! stays known until that memory may have been written, and what is stored is known to be there.

use rustc_hash::FxHashMap;

use super::memory::{Memory, read, written};
use crate::hir::verify::{dominators, reverse_postorder};
use crate::hir::{Effects, Function, Op, Terminator, Type, ValueId};

/// When memory was written last, as numbers that are never used twice.
#[derive(Clone)]
struct Epochs {
    /// When all of it may have been.
    all: u32,
    /// What was written since.
    since: Vec<(Memory, u32)>,
}

impl Epochs {
    fn of(&self, memory: Memory) -> u32 {
        self.since.iter().find(|(written, _)| *written == memory).map_or(self.all, |(_, epoch)| *epoch)
    }

    fn write(&mut self, memory: Memory, epoch: u32) {
        self.since.retain(|(written, _)| *written != memory);
        self.since.push((memory, epoch));
    }
}

/// Whether an instruction may be left out if the same was done before, in the same epoch of what it reads.
fn is_repeatable(op: Op) -> bool {
    let effects = op.effects();
    let hinders = Effects::RAISES | Effects::EVALUATES | Effects::WRITES | Effects::PINNED;
    let is_constant = matches!(op, Op::Constant(_) | Op::Double(_));
    !is_constant && !effects.intersects(hinders) && (!effects.contains(Effects::READS) || read(op).is_some())
}

/// Whether a check is of what is known of its value anyway.
fn is_known(function: &Function, op: Op, arguments: &[ValueId]) -> bool {
    let known = |value: ValueId| function.value(value).result;
    match op {
        Op::GuardBound => !known(arguments[0]).may_be(Type::UNBOUND),
        Op::GuardType(of) => of != Type::FLOAT && known(arguments[0]).is(of),
        _ => false,
    }
}

/// What makes two instructions do the same: operation, arguments, and when what they read was written.
type Key = (Op, Vec<ValueId>, u32);

/// The key of an instruction. The words that memory is found by are the same before and after a check.
fn key_of(function: &Function, op: Op, arguments: &[ValueId], epochs: &Epochs) -> Key {
    match read(op) {
        Some(memory) => (op, arguments.iter().map(|it| function.unchecked(*it)).collect(), epochs.of(memory)),
        None => (op, arguments.to_vec(), 0),
    }
}

struct Numbering {
    known: FxHashMap<Key, ValueId>,
    replaced: FxHashMap<ValueId, ValueId>,
    last_epoch: u32,
}

impl Numbering {
    fn resolve(&self, value: ValueId) -> ValueId {
        let mut value = value;
        while let Some(&earlier) = self.replaced.get(&value) {
            value = earlier;
        }
        value
    }

    fn fresh(&mut self) -> u32 {
        self.last_epoch += 1;
        self.last_epoch
    }

    fn fresh_all(&mut self) -> Epochs {
        Epochs { all: self.fresh(), since: Vec::new() }
    }
}

/// Runs the pass.
pub(crate) fn run(function: &mut Function) {
    let dominators = dominators(function);
    let order = reverse_postorder(function);
    let mut edges = vec![0; function.blocks.len()];
    for &block in &order {
        for edge in function.blocks[block].terminator.iter().flat_map(Terminator::edges) {
            edges[edge.target.0 as usize] += 1;
        }
    }
    let mut children = vec![Vec::new(); function.blocks.len()];
    for &block in order.iter().skip(1) {
        if let Some(above) = dominators[block] {
            children[above].push(block);
        }
    }
    let mut numbering =
        Numbering { known: FxHashMap::default(), replaced: FxHashMap::default(), last_epoch: 0 };
    // Blocks to be done, or the keys to be forgotten when all that they dominate has been.
    enum Work {
        Block(usize, Epochs),
        Forget(Vec<Key>),
    }
    let first = numbering.fresh_all();
    let mut work = vec![Work::Block(0, first)];
    while let Some(step) = work.pop() {
        let (block, mut epochs) = match step {
            Work::Block(block, epochs) => (block, epochs),
            Work::Forget(keys) => {
                for key in keys {
                    numbering.known.remove(&key);
                }
                continue;
            }
        };
        let mut added = Vec::new();
        let mut kept = Vec::new();
        for id in std::mem::take(&mut function.blocks[block].instructions) {
            let op = function.value(id).op;
            let arguments: Vec<_> =
                function.value(id).arguments.iter().map(|argument| numbering.resolve(*argument)).collect();
            function.values[id.0 as usize].arguments.clone_from(&arguments);
            if op.effects().contains(Effects::EVALUATES) {
                epochs = numbering.fresh_all();
            }
            for memory in written(op) {
                epochs.write(memory, numbering.fresh());
            }
            if is_known(function, op, &arguments) {
                numbering.replaced.insert(id, arguments[0]);
                continue;
            }
            if is_repeatable(op) {
                let key = key_of(function, op, &arguments, &epochs);
                if let Some(&earlier) = numbering.known.get(&key) {
                    numbering.replaced.insert(id, earlier);
                    continue;
                }
                numbering.known.insert(key.clone(), id);
                added.push(key);
            }
            // What was stored is what the next load reads, and the next check finds.
            let stored = match op {
                Op::StoreField(offset) => Some((Op::LoadField(offset), arguments[1])),
                Op::SetShape(shape) => Some((Op::GuardShape(shape), arguments[0])),
                Op::NewInstance(shape) => Some((Op::GuardShape(shape), id)),
                _ => None,
            };
            if let Some((reader, value)) = stored {
                let of = if op.has_result() { id } else { arguments[0] };
                let key = key_of(function, reader, &[of], &epochs);
                numbering.known.insert(key.clone(), value);
                added.push(key);
            }
            kept.push(id);
        }
        function.blocks[block].instructions = kept;
        work.push(Work::Forget(added));
        for &child in &children[block] {
            let inherits = edges[child] == 1;
            let at_start = if inherits { epochs.clone() } else { numbering.fresh_all() };
            work.push(Work::Block(child, at_start));
        }
    }
    function.replace_uses(|value| numbering.resolve(value));
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;

    #[test]
    fn what_was_stored_is_known_until_it_is_written_again() {
        insta::assert_snapshot!(after(super::run, "\
function f
bb0():
  v0: Any = Argument 0
  v1: Any = Argument 1
  v2: Fixnum = GuardType Fixnum v1  at 0 [r0=v0]
  v3: Other = NewInstance s1  at 1 [r0=v0]
  v4: Other = GuardShape s1 v3  at 1 [r0=v0]
  StoreField 16 v3, v2
  SetShape s2 v3
  StoreField 24 v4, 7
  v8: Other = GuardShape s2 v3  at 2 [r0=v0]
  v9: Any = LoadField 16 v8
  v10: Object = GuardBound v9  at 3 [r0=v0]
  v11: Fixnum = GuardType Fixnum v10  at 4 [r0=v0]
  StoreField 16 v0, 8
  v13: Any = LoadField 16 v3
  v14: Any = LoadField 24 v3
  v15: Object = Binary add v11, v13  at 5 [r0=v14]
  v16: Any = LoadField 24 v3
  Return v15  at 6 [r0=v16]
"), @r"
function f
bb0():
  v0: Any = Argument 0
  v1: Any = Argument 1
  v2: Fixnum = GuardType Fixnum v1  at 0 [r0=v0]
  v3: Other = NewInstance s1  at 1 [r0=v0]
  StoreField 16 v3, v2
  SetShape s2 v3
  StoreField 24 v3, 7
  StoreField 16 v0, 8
  v13: Any = LoadField 16 v3
  v15: Object = Binary add v2, v13  at 5 [r0=7]
  v16: Any = LoadField 24 v3
  Return v15  at 6 [r0=v16]
");
    }
}
