//! Inlining: the body of a small function that runs no other Python code takes the place of its call.
//!
//! The frame of an inlined function is pushed only where compiled code leaves, so nothing in it may look at frames: a function is
//! inlined if all that it does can be done without running Python code and without raising. It is built on trial, and what was
//! built is taken back if that turns out not to be so.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use strict_bytecode::Opcode;
use strict_vm::Value;
use strict_vm::heap::Gc;
use strict_vm::object::Function as PythonFunction;

use super::Subject;
use super::analysis::Analysis;
use super::arithmetic::{comparison_of, operator_of};
use super::builder::{Builder, Built, Pending, Registers};
use super::shapes::Shapes;
use crate::hir::{BlockId, Caller, StateId, ValueId};

/// Longest function that is inlined, in instructions.
const LONGEST: usize = 60;
/// How many functions are inlined within each other.
const DEEPEST: usize = 4;
/// How many values a function may have when another one is inlined.
const MOST_VALUES: usize = 4000;

/// What the builder knows of the function being walked, and not of its callers.
pub(super) struct Walk<'a> {
    pub(super) subject: Subject<'a>,
    pub(super) analysis: Rc<Analysis>,
    pub(super) registers: Registers,
    pub(super) position: u32,
    pub(super) state: Option<StateId>,
    pub(super) blocks: FxHashMap<u32, BlockId>,
    pub(super) pending: FxHashMap<u32, Vec<Pending>>,
    pub(super) header_registers: FxHashMap<u32, Vec<u16>>,
}

/// A function that is being inlined.
pub(super) struct Inlined {
    /// Its call.
    caller: Caller,
    /// The blocks in which it returns, what, and what is known of shapes there.
    returns: Vec<(BlockId, ValueId, Shapes)>,
    /// Whether it has turned out that it cannot be inlined.
    is_refused: bool,
}

/// How much of a function is there, to be gone back to.
struct Mark {
    values: usize,
    blocks: usize,
    states: usize,
    watched: usize,
    inlined: usize,
    block: BlockId,
    instructions: usize,
    shapes: Shapes,
    evaluated: bool,
}

/// Whether an instruction may be one that runs no Python code.
fn may_be_inlined(opcode: Opcode) -> bool {
    use Opcode as O;
    operator_of(opcode).is_some()
        || comparison_of(opcode).is_some()
        || matches!(
            opcode,
            O::Nop | O::Move | O::LoadConst | O::CheckBound | O::Unbind | O::LoadGlobal | O::LoadFrozen
        )
        || matches!(opcode, O::LoadAttr | O::LoadMethod | O::StoreAttr | O::Call | O::CallMethod)
        || matches!(opcode, O::LoadSubscript | O::LoadSubscriptInt | O::StoreSubscript | O::UnpackSequence)
        || matches!(opcode, O::Negative | O::Not | O::ToBool | O::Is | O::IsNot | O::Jump)
        || matches!(opcode, O::JumpIfTrue | O::JumpIfFalse | O::JumpIfNone | O::JumpIfNotNone)
        || matches!(opcode, O::JumpIfIs | O::JumpIfIsNot | O::Return | O::ReturnConst | O::Raise)
}

impl<'a> Builder<'a> {
    /// What a function returns, if its body can take the place of its call; the result goes to a register. If it is an `__init__`,
    /// the instance is what the call gives, and the result is not looked at.
    pub(super) fn inline(
        &mut self,
        function: Gc<PythonFunction>,
        arguments: &[ValueId],
        destination: u16,
        instance: Option<ValueId>,
    ) -> Built<Option<ValueId>> {
        if !self.may_inline(function) {
            return Ok(None);
        }
        let mark = self.mark();
        let code = function.code.get();
        let analysis = Rc::new(Analysis::new(code.code(), 0));
        if !analysis.headers.is_empty() {
            return Ok(None);
        }
        let state = self.state();
        let caller = Caller { state, function: function.value().bits(), destination, instance };
        let unbound = self.constant(Value::UNBOUND);
        let arguments: Vec<_> = arguments.iter().map(|&argument| self.tagged(argument)).collect();
        let mut registers = vec![None; code.register_count.get() as usize];
        for (place, register) in registers.iter_mut().enumerate().take(code.variable_count.get() as usize) {
            *register = Some(arguments.get(place).copied().unwrap_or(unbound));
        }
        let subject = Subject { function, code, entry: super::Entry::Call, ..self.subject };
        let own = self.replace_walk(Walk {
            subject,
            analysis,
            registers,
            position: 0,
            state: None,
            blocks: FxHashMap::default(),
            pending: FxHashMap::default(),
            header_registers: FxHashMap::default(),
        });
        self.inlined.push(Inlined { caller, returns: Vec::new(), is_refused: false });
        self.build_inlined();
        let inlined = self.inlined.pop().expect("it was pushed above");
        self.replace_walk(own);
        if inlined.is_refused || inlined.returns.is_empty() {
            self.go_back(mark);
            self.uninlinable.insert(code.address());
            return Ok(None);
        }
        self.function.inlined.push(code);
        let mut all = self.begin_alternatives();
        for (block, value, shapes) in inlined.returns {
            (self.block, self.shapes) = (block, shapes);
            self.end_alternative(&mut all, Ok(vec![value]));
        }
        Ok(Some(self.join_alternatives(all)?[0]))
    }

    fn may_inline(&self, function: Gc<PythonFunction>) -> bool {
        let code = function.code.get();
        !self.subject.is_eager
            && code.is_prepared()
            && code.code().instructions.len() <= LONGEST
            && code.code().instructions.iter().all(|it| it.opcode().is_some_and(may_be_inlined))
            && self.inlined.len() < DEEPEST
            && self.function.values.len() < MOST_VALUES
            && !self.uninlinable.contains(&code.address())
            && code != self.subject.code
            && self.inlined.iter().all(|it| it.caller.function != function.value().bits())
    }

    fn build_inlined(&mut self) {
        let start = self.target(0);
        let target = crate::hir::Edge { target: start, arguments: Vec::new() };
        self.function.block_mut(self.block).terminator = Some(crate::hir::Terminator::Jump(target));
        self.connect(0, 0);
        let order = self.analysis.clone();
        for &at in &order.order {
            if self.is_inlining_refused() {
                return;
            }
            if self.pending.get(&at).is_some_and(|edges| !edges.is_empty()) {
                self.build_block(at);
            }
        }
    }

    /// Whether a function is being inlined, and it has turned out that it cannot be.
    fn is_inlining_refused(&self) -> bool {
        self.inlined.iter().any(|it| it.is_refused)
    }

    /// Gives up inlining, if anything is being inlined; else false.
    pub(super) fn refuse_inlining(&mut self) -> bool {
        match self.inlined.last_mut() {
            Some(inlined) => {
                inlined.is_refused = true;
                true
            }
            None => false,
        }
    }

    /// The call of the function being inlined.
    pub(super) fn caller(&self) -> Option<Caller> {
        self.inlined.last().map(|inlined| inlined.caller)
    }

    /// Ends a block of a function that is being inlined, which returns a value; false if nothing is being inlined.
    pub(super) fn return_inlined(&mut self, value: ValueId) -> bool {
        let (block, shapes) = (self.block, self.shapes.clone());
        match self.inlined.last_mut() {
            Some(inlined) => {
                inlined.returns.push((block, value, shapes));
                true
            }
            None => false,
        }
    }

    fn replace_walk(&mut self, walk: Walk<'a>) -> Walk<'a> {
        self.code = walk.subject.code.code();
        Walk {
            subject: std::mem::replace(&mut self.subject, walk.subject),
            analysis: std::mem::replace(&mut self.analysis, walk.analysis),
            registers: std::mem::replace(&mut self.registers, walk.registers),
            position: std::mem::replace(&mut self.position, walk.position),
            state: std::mem::replace(&mut self.state, walk.state),
            blocks: std::mem::replace(&mut self.blocks, walk.blocks),
            pending: std::mem::replace(&mut self.pending, walk.pending),
            header_registers: std::mem::replace(&mut self.header_registers, walk.header_registers),
        }
    }

    fn mark(&self) -> Mark {
        Mark {
            values: self.function.values.len(),
            blocks: self.function.blocks.len(),
            states: self.function.states.len(),
            watched: self.function.watched.len(),
            inlined: self.function.inlined.len(),
            block: self.block,
            instructions: self.function.block(self.block).instructions.len(),
            shapes: self.shapes.clone(),
            evaluated: self.evaluated,
        }
    }

    fn go_back(&mut self, mark: Mark) {
        self.function.values.truncate(mark.values);
        self.function.blocks.truncate(mark.blocks);
        self.function.states.truncate(mark.states);
        self.function.watched.truncate(mark.watched);
        self.function.inlined.truncate(mark.inlined);
        let block = self.function.block_mut(mark.block);
        block.instructions.truncate(mark.instructions);
        block.terminator = None;
        self.constants.retain(|_, value| (value.0 as usize) < mark.values);
        self.callees.retain(|value, _| (value.0 as usize) < mark.values);
        (self.block, self.shapes, self.evaluated) = (mark.block, mark.shapes, mark.evaluated);
        if self.state.is_some_and(|state| state.0 as usize >= mark.states) {
            self.state = None;
        }
    }
}
