//! Checks what the interpreter relies on: operands in range, jumps inside the code, sites in order, and that no
//! temporary is read before it's written.

use thiserror::Error;

use crate::code::{Code, Site};
use crate::constant::Constant;
use crate::instruction::Instruction;
use crate::intrinsic::{CommonConstant, Intrinsic, SpecialMethod};
use crate::opcode::Opcode;
use crate::operand::{Effects, OperandKind};

/// What's wrong with code.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{code}, instruction {instruction}: {message}")]
pub struct VerifyError {
    /// The qualified name of the code.
    pub code: String,
    /// The position of the instruction.
    pub instruction: u32,
    /// What's wrong.
    pub message: &'static str,
}

/// Checks the code and the code objects among its constants.
///
/// # Errors
/// The first thing that's wrong.
pub fn verify(code: &Code) -> Result<(), VerifyError> {
    verify_alone(code)?;
    for constant in &code.constants {
        if let Constant::Code(inner) = constant {
            let inner = inner.0.open().map_err(|_| VerifyError {
                code: inner.0.header().qualified_name.to_string(),
                instruction: 0,
                message: "the code cannot be read",
            })?;
            verify(inner)?;
        }
    }
    Ok(())
}

/// Checks the code, and not the code objects among its constants.
///
/// # Errors
/// The first thing that's wrong.
pub fn verify_alone(code: &Code) -> Result<(), VerifyError> {
    let fail = |instruction: usize, message| VerifyError {
        code: code.qualified_name.to_string(),
        instruction: instruction as u32,
        message,
    };
    check_header(code).map_err(|message| fail(0, message))?;
    let mut next_site = 0;
    for (at, instruction) in code.instructions.iter().enumerate() {
        check_instruction(code, at, *instruction, &mut next_site).map_err(|message| fail(at, message))?;
    }
    if next_site != code.sites.len() {
        return Err(fail(0, "more sites than instructions that have one"));
    }
    check_definitions(code).map_err(|(at, message)| fail(at, message))
}

/// What can be said of code without looking at its instructions: enough to lay out a frame.
pub(crate) fn check_header(code: &Code) -> Result<(), &'static str> {
    let length = code.instructions.len() as u32;
    if code.register_count > 0xffff {
        return Err("too many registers");
    }
    if code.temporaries() > code.register_count || code.parameter_count() > code.temporaries() {
        return Err("fewer registers than variables");
    }
    let last = code.instructions.last().and_then(|it| it.opcode());
    if !last.is_some_and(|it| it.effects().contains(Effects::STOPS)) {
        return Err("execution runs off the end");
    }
    for handler in &code.handlers {
        if handler.start >= handler.end || handler.end > length || handler.target >= length {
            return Err("a handler lies outside the code");
        }
        if u32::from(handler.register) >= code.register_count {
            return Err("a handler's register doesn't exist");
        }
    }
    Ok(())
}

fn check_instruction(
    code: &Code,
    at: usize,
    instruction: Instruction,
    next_site: &mut usize,
) -> Result<(), &'static str> {
    let opcode = instruction.opcode().ok_or("unknown opcode")?;
    if matches!(opcode, Opcode::Prepare | Opcode::Instrumented | Opcode::LoadFrozen) {
        return Err("an instruction that only the interpreter has");
    }
    let signature = opcode.signature();
    for range in instruction.uses().chain(instruction.defs()) {
        if range.end > code.register_count {
            return Err("a register doesn't exist");
        }
    }
    if instruction.destroyed_from().is_some_and(|it| it < code.temporaries()) {
        return Err("a call destroys variables");
    }
    if let Some(target) = instruction.target() {
        let is_back = matches!(opcode, Opcode::JumpBack | Opcode::ForLoop);
        if target as usize >= code.instructions.len() {
            return Err("a jump leads outside the code");
        }
        if is_back != (target as usize <= at) {
            return Err("a jump has the wrong direction");
        }
    }
    if opcode.has_site() {
        let site = code.sites.get(*next_site).ok_or("a site is missing")?;
        if site.instruction as usize != at {
            return Err("a site belongs to another instruction");
        }
        if instruction.explicit_site().is_some_and(|it| it as usize != *next_site) {
            return Err("an operand tells another site");
        }
        let is_named = signature.wide == OperandKind::NamedSite || signature.long == OperandKind::NamedSite;
        if is_named && site.name as usize >= code.names.len() || !is_named && site.name != Site::NO_NAME {
            return Err("a site's name is wrong");
        }
        *next_site += 1;
    }
    if signature.wide == OperandKind::Constant && instruction.wide() as usize >= code.constants.len() {
        return Err("a constant doesn't exist");
    }
    if opcode == Opcode::MakeFunction
        && !matches!(code.constants[instruction.wide() as usize], Constant::Code(_))
    {
        return Err("a function is made of something else than code");
    }
    let is_known = match signature.c {
        OperandKind::Intrinsic => Intrinsic::from_number(instruction.c()).is_some(),
        OperandKind::Special => SpecialMethod::from_number(instruction.c()).is_some(),
        OperandKind::Common => CommonConstant::from_number(instruction.c()).is_some(),
        _ => true,
    };
    if is_known { Ok(()) } else { Err("a selector is unknown") }
}

/// Which registers hold a value, as a bit set.
#[derive(Clone, PartialEq)]
struct Defined(Vec<u64>);

impl Defined {
    fn contains(&self, register: u32) -> bool {
        self.0[register as usize / 64] >> (register % 64) & 1 != 0
    }

    fn insert(&mut self, register: u32) {
        self.0[register as usize / 64] |= 1 << (register % 64);
    }

    fn remove_from(&mut self, first: u32) {
        let word = first as usize / 64;
        self.0[word] &= (1 << (first % 64)) - 1;
        self.0[word + 1..].fill(0);
    }

    /// Keeps what both have; tells whether that's less than before.
    fn intersect(&mut self, other: &Defined) -> bool {
        let mut changed = false;
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            changed |= *word & !other != 0;
            *word &= other;
        }
        changed
    }
}

/// Walks over the code as often as needed to know, at each block, which registers are written on every way to it.
fn check_definitions(code: &Code) -> Result<(), (usize, &'static str)> {
    let length = code.instructions.len();
    let words = code.register_count as usize / 64 + 2;
    let mut entry = Defined(vec![0; words]);
    (0..code.temporaries()).for_each(|register| entry.insert(register));
    // States at block starts only: jump targets and handlers.
    let mut states: Vec<Option<Defined>> = vec![None; length];
    let mut is_start = vec![false; length];
    is_start[0] = true;
    for (at, instruction) in code.instructions.iter().enumerate() {
        if let Some(target) = instruction.target() {
            is_start[target as usize] = true;
            if at + 1 < length {
                is_start[at + 1] = true;
            }
        }
    }
    for handler in &code.handlers {
        for at in [handler.start, handler.end, handler.target] {
            if (at as usize) < length {
                is_start[at as usize] = true;
            }
        }
    }
    let mut work = vec![0];
    states[0] = Some(entry);
    while let Some(start) = work.pop() {
        let Some(mut state) = states[start].clone() else { continue };
        let handler = code.handler_at(start as u32);
        let mut at = start;
        loop {
            let instruction = code.instructions[at];
            for range in instruction.uses() {
                if !range.clone().all(|register| state.contains(register)) {
                    return Err((at, "a temporary is read before it's written"));
                }
            }
            let effects = instruction.opcode().map_or(Effects::empty(), Opcode::effects);
            // What a raising instruction writes is not written, but what it destroys is gone.
            if let Some(first) = instruction.destroyed_from() {
                state.remove_from(first);
            }
            if let Some(handler) = handler.filter(|_| effects.contains(Effects::RAISES)) {
                let mut caught = state.clone();
                caught.insert(u32::from(handler.register));
                join(&mut states, &mut work, handler.target as usize, &caught);
            }
            // A loop that ends leaves its item alone.
            if instruction.opcode() == Some(Opcode::ForLoop) {
                if at + 1 < length {
                    join(&mut states, &mut work, at + 1, &state);
                }
                instruction.defs().flatten().for_each(|register| state.insert(register));
                join(&mut states, &mut work, instruction.long() as usize, &state);
                break;
            }
            instruction.defs().flatten().for_each(|register| state.insert(register));
            if let Some(target) = instruction.target() {
                join(&mut states, &mut work, target as usize, &state);
            }
            if effects.contains(Effects::STOPS) {
                break;
            }
            at += 1;
            if at >= length {
                return Err((at - 1, "execution runs off the end"));
            }
            if is_start[at] {
                join(&mut states, &mut work, at, &state);
                break;
            }
        }
    }
    Ok(())
}

fn join(states: &mut [Option<Defined>], work: &mut Vec<usize>, at: usize, state: &Defined) {
    match &mut states[at] {
        Some(known) => {
            if known.intersect(state) {
                work.push(at);
            }
        }
        unknown => {
            *unknown = Some(state.clone());
            work.push(at);
        }
    }
}
