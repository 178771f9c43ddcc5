//! The high-level representation: typed instructions in static single assignment form, blocks with parameters, and frame
//! states that say how the interpreter can go on from an instruction.
//!
//! An instruction says in one table ([`op`]) what it takes and what it may do; passes look there and never at its name.

pub(crate) mod function;
pub(crate) mod op;
#[cfg(test)]
pub(crate) mod parse;
pub(crate) mod print;
pub(crate) mod types;
pub(crate) mod verify;

pub(crate) use function::{Block, BlockId, Caller, Edge, FrameState, Function, StateId, Terminator, ValueId};
pub(crate) use op::{Condition, Effects, Op, Representation};
pub(crate) use types::Type;
