//! What is needed after calls: which of the allocator's slots, found by following its moves backwards, and which registers.

use regalloc2::{Allocation, Block, Edit, Function as _, Inst, InstOrEdit, OperandKind, Output};
use rustc_hash::FxHashMap;

use super::slot_below;
use crate::lir::registers::{R12, R13, RBX};
use crate::lir::{Function, Op};

/// A set of slots.
#[derive(Clone, PartialEq)]
struct Slots(Vec<u64>);

impl Slots {
    fn set(&mut self, allocation: Allocation, is_needed: bool) {
        let Some(slot) = allocation.as_stack() else { return };
        let (word, bit) = (slot.index() / 64, 1 << (slot.index() % 64));
        match is_needed {
            true => self.0[word] |= bit,
            false => self.0[word] &= !bit,
        }
    }

    fn union(&mut self, other: &Slots) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }

    /// As words below the base of the native frame.
    fn places(&self) -> Vec<u16> {
        let count = 64 * self.0.len();
        let needed = (0..count).filter(|slot| self.0[slot / 64] >> (slot % 64) & 1 != 0);
        needed.map(|slot| slot_below(slot) as u16).collect()
    }
}

fn is_call(op: Op) -> bool {
    matches!(op, Op::CallRuntime(_) | Op::TestRuntime(_) | Op::CallAndStay(_) | Op::CallDirect(..))
}

/// The slots that hold what is needed after each call, or if it raises.
pub(super) fn after_calls(function: &Function, output: &Output) -> FxHashMap<Inst, Vec<u16>> {
    let mut found = FxHashMap::default();
    if !function.instructions.iter().any(|instruction| is_call(instruction.op)) {
        return found;
    }
    let none = Slots(vec![0; output.num_spillslots.div_ceil(64)]);
    let count = function.blocks.len();
    let mut at_begin = vec![none.clone(); count];
    let mut is_changed = true;
    while is_changed {
        is_changed = false;
        for index in (0..count).rev() {
            let mut needed = none.clone();
            for successor in function.block_succs(Block::new(index)) {
                needed.union(&at_begin[successor.index()]);
            }
            let steps: Vec<_> = output.block_insts_and_edits(function, Block::new(index)).collect();
            for step in steps.into_iter().rev() {
                match step {
                    InstOrEdit::Edit(Edit::Move { from, to }) => {
                        needed.set(*to, false);
                        needed.set(*from, true);
                    }
                    InstOrEdit::Inst(inst) => instruction(function, output, inst, &mut needed, &mut found),
                }
            }
            if needed != at_begin[index] {
                at_begin[index] = needed;
                is_changed = true;
            }
        }
    }
    found
}

fn instruction(
    function: &Function,
    output: &Output,
    inst: Inst,
    needed: &mut Slots,
    found: &mut FxHashMap<Inst, Vec<u16>>,
) {
    let instruction = &function.instructions[inst.index()];
    let operands = || instruction.operands.iter().zip(output.inst_allocs(inst));
    let is_use = |kind| kind == OperandKind::Use;
    for (_, &at) in operands().filter(|(operand, _)| !is_use(operand.kind())) {
        needed.set(at, false);
    }
    for (_, &at) in operands().filter(|(operand, _)| is_use(operand.kind())) {
        needed.set(at, true);
    }
    // What an exit wants is among the operands.
    if is_call(instruction.op) {
        found.insert(inst, needed.places());
    }
}

/// The registers that code uses and that functions save which use them too.
pub(super) fn preserved(function: &Function, output: &Output) -> Vec<u8> {
    let mut used = [false; 16];
    let mut note = |allocation: Allocation| {
        if let Some(register) =
            allocation.as_reg().filter(|register| register.class() == regalloc2::RegClass::Int)
        {
            used[register.hw_enc()] = true;
        }
    };
    output.allocs.iter().copied().for_each(&mut note);
    for (_, Edit::Move { from, to }) in &output.edits {
        note(*from);
        note(*to);
    }
    let has_calls = function.instructions.iter().any(|instruction| is_call(instruction.op));
    [RBX, R12, R13].into_iter().filter(|&number| has_calls && used[usize::from(number)]).collect()
}
