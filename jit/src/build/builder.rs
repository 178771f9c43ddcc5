//! The walk itself: blocks, registers and frame states.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use strict_bytecode::Code;

use super::analysis::{Analysis, successors};
use super::inline::Inlined;
use super::shapes::Shapes;
use super::{Assumptions, Entry, Subject};
use crate::hir::{
    BlockId, Condition, Edge, Effects, FrameState, Function, Op, Representation, StateId, Terminator, Type,
    ValueId,
};
use strict_vm::Value;

/// Ends the walk over a block: what follows is not reached in compiled code.
pub(crate) struct Stop;

/// The result of building an instruction.
pub(crate) type Built<T> = Result<T, Stop>;

/// What each register holds, if it is known.
pub(crate) type Registers = Vec<Option<ValueId>>;

/// An edge whose target has not been walked yet: the block it leaves, which of its edges, and the registers there.
pub(super) struct Pending {
    pub(super) from: BlockId,
    pub(super) index: usize,
    pub(super) registers: Registers,
    pub(super) shapes: Shapes,
}

pub(crate) struct Builder<'a> {
    pub(super) subject: Subject<'a>,
    pub(super) code: &'static Code,
    pub(super) analysis: Rc<Analysis>,
    pub(super) assumptions: &'a mut Assumptions,
    /// Whether assumptions may only be widened.
    pub(super) only_widens: bool,
    /// Whether an assumption has changed.
    pub(super) is_unsettled: bool,
    pub(super) function: Function,
    /// The block being built.
    pub(super) block: BlockId,
    /// What the registers hold.
    pub(super) registers: Registers,
    /// The shapes that objects are known to have.
    pub(super) shapes: Shapes,
    /// Values that are one of a few functions: which, and whether they are nothing else.
    pub(super) callees: FxHashMap<ValueId, (Vec<u64>, bool)>,
    /// Whether Python code may have run since the code was last known to be valid.
    pub(super) evaluated: bool,
    /// The position of the instruction being built.
    pub(super) position: u32,
    /// The frame state before it, once asked for.
    pub(super) state: Option<StateId>,
    /// The blocks by the position at which they begin.
    pub(super) blocks: FxHashMap<u32, BlockId>,
    pub(super) pending: FxHashMap<u32, Vec<Pending>>,
    /// The registers that the parameters of a walked header stand for.
    pub(super) header_registers: FxHashMap<u32, Vec<u16>>,
    /// The types with which a header is reached from before.
    pub(super) forward_types: FxHashMap<(u32, u16), Vec<Type>>,
    pub(super) constants: FxHashMap<u64, ValueId>,
    /// The functions that are being inlined, the innermost last.
    pub(super) inlined: Vec<Inlined>,
    /// Addresses of code objects that have turned out not to be fit for it.
    pub(super) uninlinable: &'a mut FxHashSet<usize>,
    refusal: Option<&'static str>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        subject: Subject<'a>,
        analysis: Rc<Analysis>,
        assumptions: &'a mut Assumptions,
        uninlinable: &'a mut FxHashSet<usize>,
        only_widens: bool,
    ) -> Self {
        let code = subject.code.code();
        let mut function = Function { name: code.qualified_name.to_string(), ..Function::default() };
        let block = function.add_block();
        Builder {
            subject,
            code,
            analysis,
            assumptions,
            only_widens,
            is_unsettled: false,
            function,
            block,
            registers: vec![None; code.register_count as usize],
            shapes: Shapes::new(),
            callees: FxHashMap::default(),
            evaluated: false,
            position: 0,
            state: None,
            blocks: FxHashMap::default(),
            pending: FxHashMap::default(),
            header_registers: FxHashMap::default(),
            forward_types: FxHashMap::default(),
            constants: FxHashMap::default(),
            inlined: Vec::new(),
            uninlinable,
            refusal: None,
        }
    }

    /// Builds all blocks.
    pub(super) fn run(&mut self) -> Result<(), &'static str> {
        let start = self.enter();
        self.blocks.insert(start, BlockId(1));
        self.function.add_block();
        let first = Edge { target: BlockId(1), arguments: Vec::new() };
        self.function.block_mut(BlockId(0)).terminator = Some(Terminator::Jump(first));
        let registers = self.registers.clone();
        self.pending.entry(start).or_default().push(Pending {
            from: BlockId(0),
            index: 0,
            registers,
            shapes: Shapes::new(),
        });
        let analysis = self.analysis.clone();
        for &at in &analysis.order {
            if self.pending.get(&at).is_some_and(|edges| !edges.is_empty()) {
                self.build_block(at);
            }
        }
        // Entered in an inner loop, an outer one may begin at its end, to which nothing leads that is compiled but its own rounds.
        if self.pending.values().any(|edges| !edges.is_empty()) {
            return Err("a loop that is entered in its midst");
        }
        self.refusal.map_or(Ok(()), Err)
    }

    /// The function, and whether all assumptions held.
    pub(super) fn finish(self) -> (Function, bool) {
        (self.function, !self.is_unsettled)
    }

    /// Sets the registers at the entry.
    fn enter(&mut self) -> u32 {
        let variables = self.code.temporaries() as u16;
        match self.subject.entry {
            Entry::Call => {
                for register in 0..variables {
                    let is_parameter = u32::from(register) < self.code.parameter_count();
                    let value = if is_parameter {
                        self.emit(Op::Argument(register), &[])
                    } else {
                        self.constant(Value::UNBOUND)
                    };
                    self.registers[usize::from(register)] = Some(value);
                }
                0
            }
            Entry::Loop(start) => {
                for register in 0..self.code.register_count as u16 {
                    if self.analysis.live[start as usize].contains(u32::from(register)) {
                        let value = self.emit(Op::LoadRegister(register), &[]);
                        self.registers[usize::from(register)] = Some(value);
                    }
                }
                self.move_to(start);
                self.guard_iterators(start);
                start
            }
        }
    }

    /// Checks that iterators are of the kinds that they are of now, for loops that have begun.
    #[allow(unsafe_code, reason = "looks at the interpreter's registers")]
    fn guard_iterators(&mut self, start: u32) {
        let Some(frame) = self.subject.vm.stacks.frames().last() else { return };
        if frame.function != self.subject.function || self.subject.caution(start) > 0 {
            return;
        }
        for register in self.code.temporaries() as usize..self.registers.len() {
            let Some(value) = self.registers[register] else { continue };
            // SAFETY: the register is live at the loop's header, where the frame is.
            let known = Type::of(unsafe { *frame.base.add(register) });
            if known.iterator_kind().is_some() {
                let guarded = self.emit(Op::GuardType(known), &[value]);
                self.registers[register] = Some(guarded);
            }
        }
    }

    pub(super) fn build_block(&mut self, at: u32) {
        self.begin_block(at);
        let mut position = at;
        loop {
            self.move_to(position);
            let built = self.build_instruction();
            if built.is_err() || self.function.block(self.block).terminator.is_some() {
                return;
            }
            if self.evaluated {
                self.check_valid();
            }
            let (next, _) = successors(self.code, position);
            let Some(next) = next else {
                // The instruction stops and has set no terminator: the interpreter does it.
                self.leave("not compiled");
                return;
            };
            if self.analysis.places.contains_key(&next) {
                self.jump(next);
                return;
            }
            position = next;
        }
    }

    /// Goes to an instruction: the interpreter goes on there if what is built next leaves.
    pub(super) fn move_to(&mut self, position: u32) {
        self.position = position;
        self.state = None;
    }

    /// Refuses to compile the function at all.
    pub(super) fn refuse(&mut self, reason: &'static str) -> Stop {
        if !self.refuse_inlining() {
            self.refusal.get_or_insert(reason);
        }
        self.leave(reason)
    }

    /// Ends the block: the interpreter goes on with the instruction.
    pub(super) fn leave(&mut self, reason: &'static str) -> Stop {
        let state = self.state();
        self.function.block_mut(self.block).terminator = Some(Terminator::Leave(state, reason));
        Stop
    }

    /// Whether assumptions at this instruction have failed too often.
    pub(super) fn is_cautious(&self) -> bool {
        self.caution() > 0
    }

    /// How often assumptions at this instruction have been dropped.
    pub(super) fn caution(&self) -> u32 {
        self.subject.caution(self.position)
    }

    /// What a register holds.
    pub(super) fn register(&mut self, register: u16) -> ValueId {
        match self.registers[usize::from(register)] {
            Some(value) => value,
            None => {
                if !self.refuse_inlining() {
                    self.refusal.get_or_insert("a register is not known");
                }
                self.constant(Value::UNBOUND)
            }
        }
    }

    /// Puts a value into a register.
    pub(super) fn set(&mut self, register: u16, value: ValueId) {
        self.registers[usize::from(register)] = Some(value);
    }

    /// The type of a value.
    pub(super) fn type_of(&self, value: ValueId) -> Type {
        self.function.value(value).result
    }

    /// The frame state before the instruction being built.
    pub(super) fn state(&mut self) -> StateId {
        match self.state {
            Some(state) => state,
            None => {
                let state = self.state_at(self.position);
                self.state = Some(state);
                state
            }
        }
    }

    /// The frame state with the registers as they are, at any position.
    pub(super) fn state_at(&mut self, position: u32) -> StateId {
        let live = &self.analysis.live[position as usize];
        let registers = self
            .registers
            .iter()
            .enumerate()
            .filter(|(register, _)| live.contains(*register as u32))
            .filter_map(|(register, value)| Some((register as u16, (*value)?)))
            .collect();
        let caller = self.caller();
        self.function.states.push(FrameState { caller, position, registers });
        StateId(self.function.states.len() as u32 - 1)
    }

    /// Adds an instruction; if it may leave, the interpreter goes on with the one being built.
    pub(super) fn emit(&mut self, op: Op, arguments: &[ValueId]) -> ValueId {
        let state = op.leaves().then(|| self.state());
        self.push(op, arguments, state)
    }

    /// Adds an instruction after which, if it leaves, the interpreter goes on at a position.
    pub(super) fn emit_at(&mut self, op: Op, arguments: &[ValueId], position: u32) -> ValueId {
        let state = self.state_at(position);
        self.push(op, arguments, Some(state))
    }

    fn push(&mut self, op: Op, arguments: &[ValueId], state: Option<StateId>) -> ValueId {
        if op.effects().contains(Effects::EVALUATES) {
            self.evaluated = true;
            self.shapes.clear();
            self.refuse_inlining();
        }
        let value = self.function.add_value(op, arguments.to_vec(), state);
        let block = self.block;
        self.function.block_mut(block).instructions.push(value);
        value
    }

    /// Adds an instruction whose result is known better than from its operation alone.
    pub(super) fn emit_typed(&mut self, op: Op, arguments: &[ValueId], result: Type) -> ValueId {
        let value = self.emit(op, arguments);
        self.function.values[value.0 as usize].result = result;
        value
    }

    /// A constant.
    pub(super) fn constant(&mut self, value: Value) -> ValueId {
        let bits = value.bits();
        if let Some(&known) = self.constants.get(&bits) {
            return known;
        }
        // Constants belong to no block: whoever uses one makes it anew.
        let id = self.function.add_value(Op::Constant(bits), Vec::new(), None);
        self.constants.insert(bits, id);
        id
    }

    /// Has all registers that hold a value hold a better one, of which the same is known and more.
    fn refine(&mut self, value: ValueId, better: ValueId) {
        for register in &mut self.registers {
            if *register == Some(value) {
                *register = Some(better);
            }
        }
        // Frame states of this instruction may go on using the plain value.
    }

    /// The value, known to be of a type; leaves if it is not.
    pub(super) fn guard(&mut self, value: ValueId, wanted: Type) -> Built<ValueId> {
        let known = self.type_of(value);
        if known.is(wanted) {
            return Ok(value);
        }
        if !known.may_be(wanted) {
            return Err(self.leave("another type"));
        }
        let result = known & wanted;
        let guarded = self.emit(Op::GuardType(wanted), &[value]);
        self.function.values[guarded.0 as usize].result = result;
        self.refine(value, guarded);
        Ok(guarded)
    }

    /// The value as a tagged word.
    pub(super) fn tagged(&mut self, value: ValueId) -> ValueId {
        if let Op::Double(bits) = self.function.value(value).op
            && let Some(flonum) = Value::try_flonum(f64::from_bits(bits))
        {
            return self.constant(flonum);
        }
        match self.function.value(value).representation {
            Representation::Double => {
                let boxed = self.emit(Op::Box, &[value]);
                self.function.values[boxed.0 as usize].result = Type::FLOAT;
                boxed
            }
            _ => value,
        }
    }

    /// An exact float as a double.
    pub(super) fn double(&mut self, value: ValueId) -> Built<ValueId> {
        if self.function.value(value).representation == Representation::Double {
            return Ok(value);
        }
        if self.function.value(value).op == Op::Box {
            return Ok(self.function.value(value).arguments[0]);
        }
        if let Some(number) = self.constant_value(value).and_then(Value::as_flonum) {
            return Ok(self.emit(Op::Double(number.to_bits()), &[]));
        }
        let known = self.type_of(value);
        if !known.may_be(Type::FLOAT) {
            return Err(self.leave("no float"));
        }
        let double = self.emit(Op::GuardType(Type::FLOAT), &[value]);
        self.refine(value, double);
        Ok(double)
    }

    /// The constant that a value is.
    #[allow(unsafe_code, reason = "constants are kept as bits")]
    pub(super) fn constant_value(&self, value: ValueId) -> Option<Value> {
        // SAFETY: constants come from values that whoever compiles keeps alive.
        self.function.constant(value).map(|bits| unsafe { Value::from_bits(bits) })
    }

    /// Goes on at one of two positions.
    pub(super) fn branch(&mut self, condition: ValueId, yes: u32, no: u32) {
        let edge = |target| Edge { target, arguments: Vec::new() };
        if std::mem::take(&mut self.evaluated) {
            let blocks = [(self.function.add_block(), yes), (self.function.add_block(), no)];
            self.function.block_mut(self.block).terminator =
                Some(Terminator::Branch(condition, edge(blocks[0].0), edge(blocks[1].0)));
            for (block, to) in blocks {
                self.block = block;
                self.move_to(to);
                self.emit(Op::CheckValid, &[]);
                self.jump(to);
            }
            return;
        }
        let (yes_block, no_block) = (self.target(yes), self.target(no));
        self.function.block_mut(self.block).terminator =
            Some(Terminator::Branch(condition, edge(yes_block), edge(no_block)));
        self.connect(yes, 0);
        self.connect(no, 1);
    }

    /// Goes on at a position.
    pub(super) fn jump(&mut self, to: u32) {
        let target = self.target(to);
        self.function.block_mut(self.block).terminator =
            Some(Terminator::Jump(Edge { target, arguments: Vec::new() }));
        self.connect(to, 0);
    }

    /// Compares a value with a word.
    pub(super) fn is_word(&mut self, value: ValueId, word: Value) -> ValueId {
        let word = self.constant(word);
        self.emit(Op::SameWord, &[value, word])
    }

    /// Goes on at one of two positions by the truth of a value.
    pub(super) fn branch_on_truth(&mut self, value: ValueId, yes: u32, no: u32) -> Built<()> {
        // Of what may be anything, `True` and `False` are told in place.
        if self.type_of(value).may_be(Type::BOOL) && !self.type_of(value).is(Type::CONSTANT) {
            for (word, to) in [(Value::TRUE, yes), (Value::FALSE, no)] {
                let is_same = self.is_word(value, word);
                let miss = self.part(is_same);
                self.jump(to);
                self.block = miss;
            }
        }
        match self.truth(value)? {
            Ok(condition) => self.branch(condition, yes, no),
            Err(truth) => self.jump(if truth { yes } else { no }),
        }
        Ok(())
    }

    /// The truth of a value as condition; none if it is known.
    pub(super) fn truth(&mut self, value: ValueId) -> Built<Result<ValueId, bool>> {
        if let Some(word) = self.constant_value(value) {
            if word.is_none() {
                return Ok(Err(false));
            }
            if let Some(truth) = word.as_bool() {
                return Ok(Err(truth));
            }
        }
        let known = self.type_of(value);
        if known == Type::BOOL {
            if self.function.value(value).op == Op::ConditionToBool {
                return Ok(Ok(self.function.value(value).arguments[0]));
            }
            return Ok(Ok(self.emit(Op::BoolToCondition, &[value])));
        }
        if known == Type::FIXNUM {
            let zero = self.constant(Value::ZERO);
            return Ok(Ok(self.emit(Op::IntCompare(Condition::NotEqual), &[value, zero])));
        }
        if known == Type::FLOAT {
            let value = self.double(value)?;
            let zero = self.emit(Op::Double(0), &[]);
            return Ok(Ok(self.emit(Op::FloatCompare(Condition::NotEqual), &[value, zero])));
        }
        if known == Type::NONE {
            return Ok(Err(false));
        }
        if known == Type::FUNCTION {
            return Ok(Err(true));
        }
        let value = self.tagged(value);
        Ok(Ok(self.emit(Op::Truth, &[value])))
    }
}
