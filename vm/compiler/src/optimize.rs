//! The last pass over a code object's instructions: removes checks of variables that are bound on every way
//! there, what can't be reached, and `nop`s that no line needs; leads jumps to jumps to where those lead.

use rustc_hash::FxHashSet;
use strict_bytecode::{CodeBuilder, Effects, Instruction, Label, Opcode, Variable, VariableKind};

pub(crate) fn optimize(builder: &mut CodeBuilder, variables: &[Variable], arguments: usize) {
    thread_jumps(builder);
    let skipped = invert_jumps(builder);
    let flow = Flow::new(builder, variables, arguments);
    let states = flow.solve();
    let mut keep = flow.reached(&states);
    drop_checks(&flow, &states, &mut keep);
    drop_comprehension_unbinds(builder, variables, &mut keep);
    drop_nops(builder, &mut keep);
    skipped.into_iter().for_each(|at| keep[at] = false);
    let is_reached = |builder: &CodeBuilder, label| {
        states.get(builder.position_of(Label(label)) as usize).is_some_and(Option::is_some)
    };
    let handlers = std::mem::take(&mut builder.handlers);
    builder.handlers = handlers.into_iter().filter(|it| is_reached(builder, it.target)).collect();
    compact(builder, &keep);
}

/// Forward jumps to jumps go where those go.
fn thread_jumps(builder: &mut CodeBuilder) {
    for at in 0..builder.instructions.len() {
        let instruction = builder.instructions[at];
        if matches!(instruction.opcode(), Some(Opcode::JumpBack | Opcode::ForLoop)) {
            continue;
        }
        let Some(mut label) = instruction.target() else { continue };
        // Each step leads further forwards.
        while let Some(next) = builder.instructions.get(builder.position_of(Label(label)) as usize) {
            if next.opcode() != Some(Opcode::Jump) {
                break;
            }
            label = next.wide();
        }
        builder.instructions[at] = instruction.with_target(label);
    }
}

/// A conditional jump over a jump becomes the opposite one; tells which jumps are not needed any more.
fn invert_jumps(builder: &mut CodeBuilder) -> Vec<usize> {
    let mut skipped = Vec::new();
    let targets: FxHashSet<u32> = builder.labels_mut().iter().copied().collect();
    for at in 0..builder.instructions.len().saturating_sub(1) {
        let (instruction, over) = (builder.instructions[at], builder.instructions[at + 1]);
        let Some(inverse) = instruction.opcode().and_then(inverse) else { continue };
        let Some(label) = instruction.target() else { continue };
        let is_over = builder.position_of(Label(label)) as usize == at + 2;
        if is_over && over.opcode() == Some(Opcode::Jump) && !targets.contains(&(at as u32 + 1)) {
            let inverted = Instruction(instruction.0 & !0xff | inverse as u64);
            builder.instructions[at] = inverted.with_target(over.wide());
            builder.instructions[at + 1] = Instruction::new(Opcode::Nop, 0, 0, 0, 0);
            skipped.push(at + 1);
        }
    }
    skipped
}

/// The jump that is taken where this one isn't.
fn inverse(opcode: Opcode) -> Option<Opcode> {
    use Opcode as O;
    const PAIRS: &[(O, O)] = &[
        (O::JumpIfTrue, O::JumpIfFalse),
        (O::JumpIfNone, O::JumpIfNotNone),
        (O::JumpIfIs, O::JumpIfIsNot),
        (O::JumpIfIn, O::JumpIfNotIn),
        (O::JumpIfLess, O::JumpUnlessLess),
        (O::JumpIfLessEqual, O::JumpUnlessLessEqual),
        (O::JumpIfEqual, O::JumpUnlessEqual),
        (O::JumpIfNotEqual, O::JumpUnlessNotEqual),
        (O::JumpIfGreater, O::JumpUnlessGreater),
        (O::JumpIfGreaterEqual, O::JumpUnlessGreaterEqual),
        (O::JumpIfLessInt, O::JumpUnlessLessInt),
        (O::JumpIfLessEqualInt, O::JumpUnlessLessEqualInt),
        (O::JumpIfEqualInt, O::JumpUnlessEqualInt),
        (O::JumpIfNotEqualInt, O::JumpUnlessNotEqualInt),
        (O::JumpIfGreaterInt, O::JumpUnlessGreaterInt),
        (O::JumpIfGreaterEqualInt, O::JumpUnlessGreaterEqualInt),
    ];
    PAIRS.iter().find_map(|&(taken, not_taken)| match opcode {
        _ if opcode == taken => Some(not_taken),
        _ if opcode == not_taken => Some(taken),
        _ => None,
    })
}

/// The variables known to be bound, as a bit set.
type Bound = Vec<u64>;

struct Flow<'b> {
    builder: &'b CodeBuilder,
    /// Whether any variable is checked at all; if not, only reachability counts.
    words: usize,
    entry: Bound,
    variables: usize,
    is_start: Vec<bool>,
    /// The handler of each instruction.
    handlers: Vec<u32>,
}

const NO_HANDLER: u32 = u32::MAX;

impl<'b> Flow<'b> {
    fn new(builder: &'b CodeBuilder, variables: &[Variable], arguments: usize) -> Self {
        let length = builder.instructions.len();
        let has_checks = builder.instructions.iter().any(|it| it.opcode() == Some(Opcode::CheckBound));
        let words = if has_checks { variables.len().div_ceil(64) } else { 0 };
        let mut entry = vec![0; words];
        for register in 0..arguments {
            set(&mut entry, register);
        }
        let mut is_start = vec![false; length + 1];
        for (at, instruction) in builder.instructions.iter().enumerate() {
            if let Some(label) = instruction.target() {
                is_start[builder.position_of(Label(label)) as usize] = true;
                is_start[at + 1] = true;
            }
        }
        let mut handlers = vec![NO_HANDLER; length];
        // Inner ranges come first, so outer ones are painted over.
        for handler in builder.handlers.iter().rev() {
            let position = |label| builder.position_of(Label(label)) as usize;
            let (start, end, target) =
                (position(handler.start), position(handler.end), position(handler.target));
            if start < end {
                handlers[start..end].fill(target as u32);
                is_start[start] = true;
                is_start[end] = true;
                is_start[target] = true;
            }
        }
        Flow { builder, words, entry, variables: variables.len(), is_start, handlers }
    }

    /// What is bound at the start of each block that can be reached.
    fn solve(&self) -> Vec<Option<Bound>> {
        let mut states: Vec<Option<Bound>> = vec![None; self.builder.instructions.len() + 1];
        states[0] = Some(self.entry.clone());
        let mut work = vec![0];
        while let Some(start) = work.pop() {
            let Some(state) = states[start].clone() else { continue };
            self.walk(start, state, |_, _| {}, |at, state| join(&mut states, &mut work, at, state));
        }
        states
    }

    /// Walks over one block. `each` sees each instruction and what is bound before it, `leave` where control
    /// goes.
    fn walk(
        &self,
        start: usize,
        mut state: Bound,
        mut each: impl FnMut(usize, &Bound),
        mut leave: impl FnMut(usize, &Bound),
    ) {
        let mut at = start;
        while let Some(&instruction) = self.builder.instructions.get(at) {
            each(at, &state);
            let opcode = instruction.opcode();
            let effects = opcode.map_or(Effects::empty(), Opcode::effects);
            if effects.contains(Effects::RAISES) && self.handlers[at] != NO_HANDLER {
                leave(self.handlers[at] as usize, &state);
            }
            let target = instruction.target();
            let target = target.map(|label| self.builder.position_of(Label(label)) as usize);
            if opcode == Some(Opcode::ForLoop) {
                leave(at + 1, &state);
            }
            self.apply(instruction, &mut state);
            if let Some(target) = target {
                leave(target, &state);
            }
            if effects.contains(Effects::STOPS) || opcode == Some(Opcode::ForLoop) {
                return;
            }
            at += 1;
            if self.is_start[at] {
                leave(at, &state);
                return;
            }
        }
    }

    fn apply(&self, instruction: Instruction, state: &mut Bound) {
        if self.words == 0 {
            return;
        }
        match instruction.opcode() {
            Some(Opcode::Unbind) => clear(state, usize::from(instruction.a())),
            Some(Opcode::CheckBound) => set(state, usize::from(instruction.a())),
            _ => {
                for register in instruction.defs().flatten() {
                    if (register as usize) < self.variables {
                        set(state, register as usize);
                    }
                }
            }
        }
    }

    fn reached(&self, states: &[Option<Bound>]) -> Vec<bool> {
        let mut keep = vec![false; self.builder.instructions.len()];
        self.each_reached(states, |at, _| keep[at] = true);
        keep
    }

    fn each_reached(&self, states: &[Option<Bound>], mut each: impl FnMut(usize, &Bound)) {
        for (start, state) in states.iter().enumerate() {
            if let Some(state) = state {
                self.walk(start, state.clone(), &mut each, |_, _| {});
            }
        }
    }
}

fn set(state: &mut Bound, register: usize) {
    if let Some(word) = state.get_mut(register / 64) {
        *word |= 1 << (register % 64);
    }
}

fn clear(state: &mut Bound, register: usize) {
    if let Some(word) = state.get_mut(register / 64) {
        *word &= !(1 << (register % 64));
    }
}

fn has(state: &Bound, register: usize) -> bool {
    state.get(register / 64).is_some_and(|word| word >> (register % 64) & 1 != 0)
}

fn join(states: &mut [Option<Bound>], work: &mut Vec<usize>, at: usize, state: &Bound) {
    match &mut states[at] {
        None => {
            states[at] = Some(state.clone());
            work.push(at);
        }
        Some(known) => {
            let mut changed = false;
            for (word, other) in known.iter_mut().zip(state) {
                changed |= *word & !other != 0;
                *word &= other;
            }
            if changed {
                work.push(at);
            }
        }
    }
}

fn drop_checks(flow: &Flow<'_>, states: &[Option<Bound>], keep: &mut [bool]) {
    flow.each_reached(states, |at, state| {
        let instruction = flow.builder.instructions[at];
        if instruction.opcode() == Some(Opcode::CheckBound) && has(state, usize::from(instruction.a())) {
            keep[at] = false;
        }
    });
}

/// A comprehension's variable is unbound at its start and at its end; the former is needed only if something checks it.
fn drop_comprehension_unbinds(builder: &CodeBuilder, variables: &[Variable], keep: &mut [bool]) {
    let mut is_checked = vec![false; variables.len()];
    for (instruction, _) in builder.instructions.iter().zip(keep.iter()).filter(|(_, keep)| **keep) {
        if instruction.opcode() == Some(Opcode::CheckBound)
            && let Some(is_checked) = is_checked.get_mut(usize::from(instruction.a()))
        {
            *is_checked = true;
        }
    }
    let mut is_begun = vec![false; variables.len()];
    for (instruction, keep) in builder.instructions.iter().zip(keep) {
        let register = usize::from(instruction.a());
        let is_plain = variables.get(register).is_some_and(|it| it.kind == VariableKind::Comprehension);
        if instruction.opcode() == Some(Opcode::Unbind) && is_plain {
            is_begun[register] = !is_begun[register];
            *keep &= is_checked[register] || !is_begun[register];
        }
    }
}

/// A `nop` stands for a line; the instruction after it may do so as well.
fn drop_nops(builder: &CodeBuilder, keep: &mut [bool]) {
    for at in 0..builder.instructions.len() {
        if !keep[at] || builder.instructions[at].opcode() != Some(Opcode::Nop) {
            continue;
        }
        let next = (at + 1..builder.instructions.len()).find(|it| keep[*it]);
        if next.is_some_and(|next| builder.positions[next].line == builder.positions[at].line) {
            keep[at] = false;
        }
    }
}

fn compact(builder: &mut CodeBuilder, keep: &[bool]) {
    let mut places = Vec::with_capacity(keep.len() + 1);
    let mut next = 0;
    for &keep in keep {
        places.push(next);
        next += u32::from(keep);
    }
    places.push(next);
    for label in builder.labels_mut() {
        if let Some(&place) = places.get(*label as usize) {
            *label = place;
        }
    }
    let mut kept = keep.iter();
    builder.instructions.retain(|_| kept.next().copied().unwrap_or(false));
    let mut kept = keep.iter();
    builder.positions.retain(|_| kept.next().copied().unwrap_or(false));
    let mut kept = keep.iter();
    builder.site_names.retain(|_| kept.next().copied().unwrap_or(false));
}
