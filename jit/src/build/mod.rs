//! From bytecode and what the interpreter has met to the high-level representation, specialised on the way.
//!
//! One walk over the blocks in reverse postorder. What a register holds at a loop's header is not known before the
//! loop has been walked, so a type is assumed; an assumption that fails, or that could be narrower, is noted, and
//! everything is built again.

mod alternatives;
mod analysis;
mod arithmetic;
mod attributes;
mod builder;
mod calls;
mod containers;
mod edges;
mod generators;
mod inline;
mod instructions;
mod shapes;

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use strict_bytecode::Instruction;
use strict_vm::heap::Gc;
use strict_vm::object::{CodeObject, Function as PythonFunction};
use strict_vm::vm::Vm;

use crate::hir::{Function, Type};
use analysis::Analysis;
pub(crate) use analysis::has_loop;
use arithmetic::operator_of;
use builder::Builder;

/// Where compiled code begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Entry {
    /// At the beginning, with arguments.
    Call,
    /// At a loop's header, or where a generator is resumed, with what the interpreter's registers hold.
    Loop(u32),
}

/// What is to be compiled.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    /// The VM, of which constants and classes are read.
    pub(crate) vm: &'a Vm,
    /// The function whose code it is.
    pub(crate) function: Gc<PythonFunction>,
    /// The code.
    pub(crate) code: Gc<CodeObject>,
    /// Where compiled code begins.
    pub(crate) entry: Entry,
    /// What has failed in earlier attempts.
    pub(crate) histories: &'a Histories,
    /// Whether code is compiled before it has run, so that what was not met may be met all the same.
    pub(crate) is_eager: bool,
}

impl Subject<'_> {
    /// How often assumptions at a position have been dropped.
    pub(crate) fn caution(&self, position: u32) -> u32 {
        let Some(history) = self.histories.get(&self.code.address()) else { return 0 };
        // Little is assumed any more of code that was compiled often, but for numbers, of which it is known what was met.
        let is_number = self.instruction(position).opcode().is_some_and(|it| operator_of(it).is_some());
        let most = most_attempts(self.code);
        let least = match history.attempts {
            _ if is_number => 0,
            attempts if 2 * attempts < most => 0,
            attempts if 4 * attempts < 3 * most => 1,
            _ => 2,
        };
        history.cautious.get(&position).copied().unwrap_or(0).max(least)
    }

    /// What the comparison at a position has met besides integers.
    pub(crate) fn comparison_met(&self, position: u32) -> u8 {
        self.code.comparison_met(position)
    }

    /// An instruction with the feedback that the interpreter has put into it.
    pub(crate) fn instruction(&self, at: u32) -> Instruction {
        self.code.instruction_with_feedback(at)
    }
}

/// How often a code object is compiled anew: long ones less often.
pub(crate) fn most_attempts(code: Gc<CodeObject>) -> u32 {
    (6000 / code.code().instructions.len().max(1)).clamp(3, 10) as u32
}

/// What is known of a code object from earlier attempts.
#[derive(Debug, Default)]
pub(crate) struct History {
    pub(crate) attempts: u32,
    /// How often machine code was made of it.
    pub(crate) compiled: u32,
    /// Rounds of loops for which there was code only from the beginning on.
    pub(crate) rounds: u32,
    /// Whether it is to be left to the interpreter.
    pub(crate) is_suppressed: bool,
    /// Where it cannot be compiled from.
    pub(crate) refused: FxHashSet<Entry>,
    /// Positions at which assumptions have failed, and how often they were dropped.
    pub(crate) cautious: FxHashMap<u32, u32>,
}

/// The histories of code objects, by address.
pub(crate) type Histories = FxHashMap<usize, History>;

/// What is assumed of registers at loop headers: by position and register.
pub(crate) type Assumptions = FxHashMap<(u32, u16), Type>;

/// Rounds after which nothing is assumed any more.
const MOST_ROUNDS: usize = 12;

/// Builds the function.
///
/// # Errors
/// Why it cannot be compiled.
pub(crate) fn build(subject: Subject<'_>) -> Result<Function, &'static str> {
    let code = subject.code.code();
    let start = match subject.entry {
        Entry::Call => 0,
        Entry::Loop(position) => position,
    };
    let analysis = Rc::new(Analysis::new(code, start));
    let mut assumptions = Assumptions::default();
    let mut uninlinable = FxHashSet::default();
    for round in 0..MOST_ROUNDS + 1 {
        let only_widens = round >= MOST_ROUNDS / 2;
        let mut builder =
            Builder::new(subject, analysis.clone(), &mut assumptions, &mut uninlinable, only_widens);
        builder.run()?;
        let (function, is_settled) = builder.finish();
        if is_settled {
            return Ok(function);
        }
    }
    Err("types of loops do not settle")
}
