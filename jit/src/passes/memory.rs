//! What instructions read and write: memory by what it is used for, since no word is used for two things.

use crate::hir::{Effects, Op};

/// Memory that is told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Memory {
    /// The words at an offset, of all objects.
    Field(u32),
    /// Shapes of objects.
    Shapes,
    /// Items of lists.
    Items,
    /// Items of arrays of doubles.
    Doubles,
    /// Lengths of lists.
    Lengths,
    /// Cells, of which globals are made.
    Cells,
}

/// The memory that an instruction reads, if its result depends on nothing else but its arguments.
pub(super) fn read(op: Op) -> Option<Memory> {
    Some(match op {
        Op::LoadField(offset) => Memory::Field(offset),
        Op::GuardShape(_) | Op::LoadShape => Memory::Shapes,
        Op::ListItem | Op::ListField(_) => Memory::Items,
        Op::DoubleItem(_) => Memory::Doubles,
        Op::ListLength | Op::GuardLength(..) => Memory::Lengths,
        Op::LoadAddress(_) => Memory::Cells,
        _ => return None,
    })
}

/// The memory that an instruction writes which does not run Python code; that may write all.
pub(super) fn written(op: Op) -> impl Iterator<Item = Memory> {
    let both = match op {
        Op::StoreField(offset) => [Some(Memory::Field(offset)), None],
        Op::SetShape(_) => [Some(Memory::Shapes), None],
        Op::StoreListItem => [Some(Memory::Items), None],
        Op::StoreDoubleItem(_) => [Some(Memory::Doubles), None],
        // The items may be moved, too.
        Op::Append => [Some(Memory::Items), Some(Memory::Lengths)],
        _ => [None, None],
    };
    both.into_iter().flatten()
}

/// Whether an instruction may change what one that reads the memory gives.
pub(super) fn may_write(op: Op, memory: Memory) -> bool {
    op.effects().contains(Effects::EVALUATES) || written(op).any(|it| it == memory)
}
