//! From the high-level to the low-level representation: choosing instructions, putting comparisons into branches and small
//! constants into operands, and splitting edges that need it.

use regalloc2::{
    Block, Inst, InstRange, Operand, OperandConstraint, OperandKind, OperandPos, PRegSet, RegClass, VReg,
};
use rustc_hash::FxHashMap;
use strict_vm::Value;
use strict_vm::abi::{layout, runtime};

use super::registers::{self, ARGUMENTS, RAX, RCX, RDX, general};
use super::{Blamed, BlockData, Exit, ExitCaller, ExitFrame, Function, Instruction, Op, Runtime, Source};
use crate::hir::op::IntOperator;
use crate::hir::{self, Condition, Op as HirOp, Representation, StateId, Terminator, Type, ValueId};

/// Lowers a function.
///
/// # Errors
/// Something that cannot be lowered.
pub(crate) fn lower(
    source: &hir::Function,
    instruction_at: &dyn Fn(u32) -> u64,
    entry_of: &dyn Fn(u64) -> usize,
) -> Result<Function, &'static str> {
    let mut lowering = Lowering {
        source,
        instruction_at,
        entry_of,
        function: Function::default(),
        registers: vec![None; source.values.len()],
        uses: uses(source),
        places: FxHashMap::default(),
        edge_counts: FxHashMap::default(),
        refusal: None,
    };
    lowering.run();
    lowering.refusal.map_or(Ok(lowering.function), Err)
}

/// How often each value is used, by instructions, states and edges.
fn uses(source: &hir::Function) -> Vec<u32> {
    let mut uses = vec![0; source.values.len()];
    let mut count = |value: ValueId| uses[value.0 as usize] += 1;
    for block in &source.blocks {
        for &id in &block.instructions {
            let instruction = source.value(id);
            instruction.arguments.iter().copied().for_each(&mut count);
            if let Some(state) = instruction.state {
                source.state_values(state).into_iter().for_each(&mut count);
            }
        }
        if let Some(terminator) = &block.terminator {
            match terminator {
                Terminator::Branch(value, ..) | Terminator::Return(value, _) => count(*value),
                _ => {}
            }
            if let Some(state) = terminator.state() {
                source.state_values(state).into_iter().for_each(&mut count);
            }
            terminator.edges().flat_map(|edge| &edge.arguments).copied().for_each(&mut count);
        }
    }
    uses
}

struct Lowering<'a> {
    source: &'a hir::Function,
    instruction_at: &'a dyn Fn(u32) -> u64,
    /// The entry for compiled callers of a function.
    entry_of: &'a dyn Fn(u64) -> usize,
    function: Function,
    registers: Vec<Option<VReg>>,
    uses: Vec<u32>,
    /// The block of a block.
    places: FxHashMap<u32, usize>,
    /// How many edges lead to a block.
    edge_counts: FxHashMap<u32, u32>,
    refusal: Option<&'static str>,
}

fn class_of(representation: Representation) -> RegClass {
    match representation {
        Representation::Double => RegClass::Float,
        _ => RegClass::Int,
    }
}

fn early(register: VReg) -> Operand {
    Operand::reg_use(register)
}

fn late(register: VReg) -> Operand {
    Operand::reg_use_at_end(register)
}

fn result(register: VReg) -> Operand {
    Operand::reg_def(register)
}

impl Lowering<'_> {
    fn run(&mut self) {
        let order = self.order();
        for &block in &order {
            for edge in self.source.block(block).terminator.iter().flat_map(Terminator::edges) {
                *self.edge_counts.entry(edge.target.0).or_default() += 1;
            }
        }
        // Edges of branches that are not the only ones to their targets lead to blocks of their own. These follow the block with
        // the branch: the allocator's checker wants each block after one that leads to it, and takes good code for bad otherwise.
        let mut place = 0;
        for &block in &order {
            self.places.insert(block.0, place);
            place += 1;
            if let Some(Terminator::Branch(_, yes, no)) = &self.source.block(block).terminator {
                place += [yes, no].into_iter().filter(|edge| self.is_split(edge)).count();
            }
        }
        for &block in &order {
            self.block(block);
        }
        if self.refusal.is_some() {
            return;
        }
        for index in 0..self.function.blocks.len() {
            for successor in self.function.blocks[index].successors.clone() {
                self.function.blocks[successor.index()].predecessors.push(Block::new(index));
            }
        }
    }

    /// The blocks that can be reached, in the order of the builder's walk.
    fn order(&self) -> Vec<hir::BlockId> {
        let mut seen = vec![false; self.source.blocks.len()];
        let mut post = Vec::new();
        let mut stack = vec![(hir::BlockId(0), 0)];
        seen[0] = true;
        while let Some((block, step)) = stack.pop() {
            let terminator = self.source.block(block).terminator.as_ref();
            // The second edge is followed first, so that the first follows its block.
            match terminator.and_then(|it| it.edges().rev().nth(step)).map(|edge| edge.target) {
                Some(target) => {
                    stack.push((block, step + 1));
                    if !std::mem::replace(&mut seen[target.0 as usize], true) {
                        stack.push((target, 0));
                    }
                }
                None => post.push(block),
            }
        }
        post.reverse();
        post
    }

    /// Whether an edge of a branch has a block of its own.
    fn is_split(&self, edge: &hir::Edge) -> bool {
        self.edge_counts[&edge.target.0] > 1
    }

    fn refuse(&mut self, reason: &'static str) {
        self.refusal.get_or_insert(reason);
    }

    fn fresh(&mut self, class: RegClass) -> VReg {
        self.function.register_count += 1;
        VReg::new(self.function.register_count - 1, class)
    }

    fn push(&mut self, op: Op, operands: Vec<Operand>) {
        self.function.instructions.push(Instruction { op, operands, clobbers: PRegSet::empty(), exit: None });
    }

    /// Adds an instruction that may leave.
    fn push_exit(&mut self, op: Op, operands: Vec<Operand>, state: Option<StateId>, is_raising: bool) {
        self.push(op, operands);
        let Some(state) = state else {
            self.refuse("an instruction that leaves has no state");
            return;
        };
        let mut operands = std::mem::take(&mut self.last().operands);
        let mut places: FxHashMap<VReg, usize> = FxHashMap::default();
        let mut frames = Vec::new();
        let mut next = Some(state);
        let mut is_at_call = false;
        while let Some(id) = next {
            let state = self.source.state(id);
            let mut registers = Vec::with_capacity(state.registers.len());
            for &(register, value) in &state.registers {
                registers.push((register, self.exit_source(value, &mut operands, &mut places)));
            }
            let caller = state.caller.map(|caller| ExitCaller {
                function: caller.function,
                destination: caller.destination,
                instance: caller.instance.map(|it| self.exit_source(it, &mut operands, &mut places)),
            });
            frames.push(ExitFrame { position: state.position + u32::from(is_at_call), registers, caller });
            is_at_call = true;
            next = state.caller.map(|caller| caller.state);
        }
        frames.reverse();
        let blamed = self.source.blamed.get(&state).map(|state| {
            let state = self.source.state(*state);
            Blamed { function: state.caller.map(|caller| caller.function), position: state.position }
        });
        let last = self.last();
        last.operands = operands;
        let is_return = op == Op::Return;
        last.exit = Some(Exit { frames, blamed, is_raising, is_return, reason: reason(op) });
    }

    /// Where an exit finds a value: among the operands, of which it becomes one if it has to be anywhere.
    fn exit_source(
        &mut self,
        value: ValueId,
        operands: &mut Vec<Operand>,
        places: &mut FxHashMap<VReg, usize>,
    ) -> Source {
        let value = self.source.unchecked(value);
        match self.source.value(value).op {
            HirOp::Constant(bits) => Source::Constant(bits),
            HirOp::Double(bits) => Source::Double(bits),
            _ => {
                let register = self.register(value);
                let place = *places.entry(register).or_insert_with(|| {
                    let (constraint, position) = (OperandConstraint::Any, OperandPos::Late);
                    operands.push(Operand::new(register, constraint, OperandKind::Use, position));
                    operands.len() - 1
                });
                match register.class() {
                    RegClass::Float => Source::Unboxed(place),
                    _ => Source::Tagged(place),
                }
            }
        }
    }

    fn last(&mut self) -> &mut Instruction {
        let at = self.function.instructions.len() - 1;
        &mut self.function.instructions[at]
    }

    /// The last instruction is a call: no register keeps its value, but for the result's.
    fn clobber_all(&mut self, but: Option<u8>) {
        let mut clobbers = registers::all();
        if let Some(number) = but {
            clobbers.remove(general(number));
        }
        self.last().clobbers = clobbers;
    }

    /// The register of a value; constants are made anew where they are used.
    fn register(&mut self, value: ValueId) -> VReg {
        let value = self.source.unchecked(value);
        let instruction = self.source.value(value);
        match instruction.op {
            HirOp::Constant(bits) => {
                let register = self.fresh(RegClass::Int);
                self.push_constant(Op::Word(bits), register);
                return register;
            }
            HirOp::Double(bits) => {
                let register = self.fresh(RegClass::Float);
                self.push_constant(Op::Double(bits), register);
                return register;
            }
            _ => {}
        }
        match self.registers[value.0 as usize] {
            Some(register) => register,
            None => {
                let register = self.fresh(class_of(instruction.representation));
                self.registers[value.0 as usize] = Some(register);
                register
            }
        }
    }

    fn push_constant(&mut self, op: Op, register: VReg) {
        self.push(op, vec![result(register)]);
    }

    fn arguments(&mut self, value: ValueId) -> Vec<VReg> {
        self.source.value(value).arguments.iter().map(|&argument| self.register(argument)).collect()
    }

    /// The small integer that a value is, as a tagged word of 32 bits.
    fn small(&self, value: ValueId) -> Option<i32> {
        let bits = self.source.constant(value)?;
        (bits & 1 != 0).then(|| i32::try_from(bits as i64).ok()).flatten()
    }

    /// Whether a value is used only by the end of its block, so that it need not be in a register.
    fn is_fused(&self, value: ValueId, block: &hir::Block) -> bool {
        let is_last = block.instructions.last() == Some(&value);
        let is_plain = matches!(
            self.source.value(value).op,
            HirOp::IntCompare(_) | HirOp::FloatCompare(_) | HirOp::SameWord | HirOp::AreInts
        );
        is_last && is_plain && self.uses[value.0 as usize] == 1
    }

    fn block(&mut self, id: hir::BlockId) {
        let block = self.source.block(id);
        let start = self.function.instructions.len();
        let parameters: Vec<_> = block.parameters.iter().map(|&parameter| self.register(parameter)).collect();
        let Some(terminator) = &block.terminator else {
            self.refuse("a block has no end");
            return;
        };
        let fused = match terminator {
            Terminator::Branch(condition, ..) if self.is_fused(*condition, block) => Some(*condition),
            _ => None,
        };
        if id.0 == 0 {
            self.entry(block);
        }
        for &value in &block.instructions {
            if Some(value) != fused {
                self.instruction(value);
            }
        }
        match terminator {
            Terminator::Jump(edge) => {
                let arguments: Vec<_> = edge.arguments.iter().map(|&it| self.register(it)).collect();
                self.push(Op::Jump, Vec::new());
                let target = Block::new(self.places[&edge.target.0]);
                self.end_block(start, parameters, vec![target], vec![arguments]);
            }
            Terminator::Branch(condition, yes, no) => {
                let edges: Vec<Vec<VReg>> = [yes, no]
                    .iter()
                    .map(|edge| edge.arguments.iter().map(|&it| self.register(it)).collect())
                    .collect();
                self.branch(*condition, fused.is_some());
                let (mut targets, mut given, mut split) = (Vec::new(), Vec::new(), Vec::new());
                for (edge, arguments) in [yes, no].into_iter().zip(edges) {
                    let target = Block::new(self.places[&edge.target.0]);
                    if self.is_split(edge) {
                        split.push((target, arguments));
                        targets.push(Block::new(self.places[&id.0] + split.len()));
                        given.push(Vec::new());
                    } else {
                        targets.push(target);
                        given.push(arguments);
                    }
                }
                self.end_block(start, parameters, targets, given);
                for (target, arguments) in split {
                    let start = self.function.instructions.len();
                    self.push(Op::Jump, Vec::new());
                    self.end_block(start, Vec::new(), vec![target], vec![arguments]);
                }
            }
            Terminator::Return(value, state) => {
                let register = self.register(*value);
                let operand = Operand::reg_fixed_use(register, general(RAX));
                self.push_exit(Op::Return, vec![operand], Some(*state), false);
                self.end_block(start, parameters, Vec::new(), Vec::new());
            }
            Terminator::Leave(state, reason) => {
                self.push_exit(Op::Leave, Vec::new(), Some(*state), false);
                if let Some(exit) = &mut self.last().exit {
                    exit.reason = reason;
                }
                self.end_block(start, parameters, Vec::new(), Vec::new());
            }
        }
    }

    fn end_block(
        &mut self,
        start: usize,
        parameters: Vec<VReg>,
        successors: Vec<Block>,
        arguments: Vec<Vec<VReg>>,
    ) {
        let range = InstRange::new(Inst::new(start), Inst::new(self.function.instructions.len()));
        let predecessors = Vec::new();
        self.function.blocks.push(BlockData { range, successors, predecessors, parameters, arguments });
    }

    /// The arguments of the function, which lie in registers.
    fn entry(&mut self, block: &hir::Block) {
        let mut operands = Vec::new();
        for &value in &block.instructions {
            if let HirOp::Argument(index) = self.source.value(value).op
                && let Some(&number) = ARGUMENTS.get(usize::from(index))
            {
                let register = self.register(value);
                operands.push(Operand::reg_fixed_def(register, general(number)));
            }
        }
        self.push(Op::Arguments, operands);
    }

    fn branch(&mut self, condition: ValueId, is_fused: bool) {
        let instruction = self.source.value(condition);
        if !is_fused {
            let register = self.register(condition);
            self.push(Op::BranchCondition, vec![early(register)]);
            return;
        }
        let [left, right] = [instruction.arguments[0], instruction.arguments[1]];
        match instruction.op {
            HirOp::IntCompare(condition) => match self.small(right) {
                Some(number) => {
                    let left = self.register(left);
                    self.push(Op::BranchIntWith(condition, number), vec![early(left)]);
                }
                None => {
                    let (left, right) = (self.register(left), self.register(right));
                    self.push(Op::BranchInt(condition), vec![early(left), early(right)]);
                }
            },
            HirOp::FloatCompare(condition) => {
                let (left, right) = (self.register(left), self.register(right));
                self.push(Op::BranchFloat(condition), vec![early(left), early(right)]);
            }
            HirOp::AreInts => {
                let (left, right) = (self.register(left), self.register(right));
                self.push(Op::BranchInts, vec![early(left), early(right)]);
            }
            _ => match self.source.constant(right) {
                Some(bits) => {
                    let left = self.register(left);
                    self.push(Op::BranchSameAs(bits), vec![early(left)]);
                }
                None => {
                    let (left, right) = (self.register(left), self.register(right));
                    self.push(Op::BranchSame, vec![early(left), early(right)]);
                }
            },
        }
    }

    fn runtime(
        &mut self,
        value: ValueId,
        address: usize,
        name: &'static str,
        constants: &[u64],
        is_test: bool,
    ) {
        let instruction = self.source.value(value);
        let arguments = self.arguments(value);
        let operands: Vec<_> = arguments
            .iter()
            .zip(&ARGUMENTS[1..])
            .map(|(&register, &number)| Operand::reg_fixed_use(register, general(number)))
            .collect();
        let position = instruction.state.map_or(0, |state| self.source.outermost(state).position);
        let mut filled = [0; 2];
        filled[..constants.len()].copy_from_slice(constants);
        let (operand_count, constant_count) = (arguments.len(), constants.len());
        let runtime = Runtime { address, name, operand_count, constants: filled, constant_count, position };
        let register = self.register(value);
        let mut all = vec![Operand::reg_fixed_def(register, general(RAX))];
        all.extend(operands);
        let op = if is_test { Op::TestRuntime(runtime) } else { Op::CallRuntime(runtime) };
        self.push_exit(op, all, instruction.state, true);
        self.clobber_all(Some(RAX));
    }

    fn instruction(&mut self, value: ValueId) {
        let instruction = self.source.value(value);
        let state = instruction.state;
        // Registers of arguments are asked for in order, since constants are made there.
        let simple = |this: &mut Self, op: Op| {
            let arguments = this.arguments(value);
            let mut operands = vec![result(this.register(value))];
            // The result may take the first operand's register, of which nothing is read after it is written.
            let constrain = [early, late, late];
            operands.extend(arguments.iter().zip(constrain).map(|(&it, constrain)| constrain(it)));
            if this.source.value(value).op.leaves() {
                this.push_exit(op, operands, state, false);
            } else {
                this.push(op, operands);
            }
        };
        // The result is written while operands are still read.
        let all_late = |this: &mut Self, op: Op| {
            let arguments = this.arguments(value);
            let mut operands = vec![result(this.register(value))];
            operands.extend(arguments.iter().map(|&it| late(it)));
            this.push_exit(op, operands, state, false);
        };
        let check = |this: &mut Self, op: Op| {
            let operands = this.arguments(value).iter().map(|&it| early(it)).collect();
            this.push_exit(op, operands, state, false);
        };
        match instruction.op {
            HirOp::Constant(_) | HirOp::Double(_) | HirOp::Parameter | HirOp::Known(_) => {}
            HirOp::Argument(index) => {
                if usize::from(index) >= ARGUMENTS.len() {
                    simple(self, Op::LoadRegister(index));
                }
            }
            HirOp::LoadRegister(register) => simple(self, Op::LoadRegister(register)),
            HirOp::StoreRegister(register) => {
                let operands = self.arguments(value).iter().map(|&it| early(it)).collect();
                self.push(Op::StoreRegister(register), operands);
            }
            HirOp::GuardType(Type::FLOAT) => simple(self, Op::Unbox),
            HirOp::GuardType(Type::FIXNUM) => check(self, Op::GuardFixnum),
            HirOp::GuardType(Type::BOOL) => check(self, Op::GuardBool),
            HirOp::GuardType(Type::NONE) => check(self, Op::GuardWord(Value::NONE.bits())),
            HirOp::GuardType(of) if of.iterator_kind().is_some() => {
                check(self, Op::GuardIterator(of.iterator_kind().map_or(0, |kind| kind as u8)));
            }
            HirOp::GuardType(of) => match of.heap_kind() {
                Some(kind) => check(self, Op::GuardKind(kind as u8)),
                None => self.refuse("a type that cannot be checked"),
            },
            HirOp::GuardWord(bits) => check(self, Op::GuardWord(bits)),
            HirOp::GuardShape(shape) => check(self, Op::GuardShape(shape)),
            HirOp::GuardBound => check(self, Op::GuardBound),
            HirOp::Attention => check(self, Op::Attention),
            HirOp::CheckValid => check(self, Op::CheckValid),
            HirOp::GuardNoObject => check(self, Op::GuardNoObject),
            HirOp::Int(operator) => self.int(value, operator),
            HirOp::IntNegate => simple(self, Op::IntNegate),
            HirOp::IntCompare(condition) => match self.small(instruction.arguments[1]) {
                Some(number) => {
                    let left = self.register(instruction.arguments[0]);
                    let into = self.register(value);
                    self.push(Op::IntCompareWith(condition, number), vec![result(into), late(left)]);
                }
                None => simple(self, Op::IntCompare(condition)),
            },
            HirOp::IntToDouble => simple(self, Op::IntToDouble),
            HirOp::NumberToDouble => simple(self, Op::NumberToDouble),
            HirOp::IntDivide => simple(self, Op::IntDivide),
            HirOp::Float(operator) => simple(self, Op::Float(operator)),
            HirOp::FloatNegate => simple(self, Op::FloatNegate),
            HirOp::FloatCompare(condition) => simple(self, Op::FloatCompare(condition)),
            HirOp::Box => simple(self, Op::Box),
            HirOp::SameWord => match self.source.constant(instruction.arguments[1]) {
                Some(bits) => {
                    let left = self.register(instruction.arguments[0]);
                    let into = self.register(value);
                    self.push(Op::SameAs(bits), vec![result(into), late(left)]);
                }
                None => simple(self, Op::SameWord),
            },
            HirOp::AreInts => simple(self, Op::AreInts),
            HirOp::IsKind(of) => match of.heap_kind() {
                Some(kind) => {
                    let object = self.register(instruction.arguments[0]);
                    let into = self.register(value);
                    self.push(Op::IsKind(kind as u8), vec![result(into), late(object)]);
                }
                None => self.refuse("a type that cannot be checked"),
            },
            HirOp::BoolToCondition => simple(self, Op::BoolToCondition),
            HirOp::ConditionToBool => simple(self, Op::ConditionToBool),
            HirOp::ConditionNot => simple(self, Op::ConditionNot),
            HirOp::LoadShape => {
                let arguments = self.arguments(value);
                let into = self.register(value);
                self.push(Op::LoadShape, vec![result(into), late(arguments[0])]);
            }
            HirOp::CallNative(_, callee) => {
                let address = match instruction.arguments.len() {
                    0 => runtime::call_native_0 as *const () as usize,
                    1 => runtime::call_native_1 as *const () as usize,
                    2 => runtime::call_native_2 as *const () as usize,
                    _ => runtime::call_native_3 as *const () as usize,
                };
                self.runtime(value, address, "call_native", &[callee], false);
            }
            HirOp::NewGenerator(function) => {
                let address = match instruction.arguments.len() {
                    0 => runtime::new_generator_0 as *const () as usize,
                    1 => runtime::new_generator_1 as *const () as usize,
                    2 => runtime::new_generator_2 as *const () as usize,
                    _ => runtime::new_generator_3 as *const () as usize,
                };
                self.runtime(value, address, "new_generator", &[function], false);
            }
            HirOp::LoadAttribute(site) => {
                let address = runtime::load_attribute as *const () as usize;
                self.runtime(value, address, "load_attribute", &[u64::from(site)], false);
            }
            HirOp::StoreAttribute(site) => {
                let address = runtime::store_attribute as *const () as usize;
                self.runtime(value, address, "store_attribute", &[u64::from(site)], false);
            }
            HirOp::Binary(opcode, in_place) => {
                let constants = [opcode as u64, u64::from(in_place)];
                self.runtime(value, runtime::binary as *const () as usize, "binary", &constants, false);
            }
            HirOp::Compare(condition) => {
                let which = [special(condition)];
                self.runtime(value, runtime::compare as *const () as usize, "compare", &which, false);
            }
            HirOp::Holds(condition) => {
                let which = [special(condition)];
                self.runtime(value, runtime::holds as *const () as usize, "holds", &which, true);
            }
            HirOp::LoadItem => {
                self.runtime(value, runtime::load_item as *const () as usize, "load_item", &[], false);
            }
            HirOp::StoreItem => {
                self.runtime(value, runtime::store_item as *const () as usize, "store_item", &[], false);
            }
            HirOp::NewInstance(shape) => {
                let address = runtime::new_instance as *const () as usize;
                self.runtime(value, address, "new_instance", &[shape], false);
            }
            HirOp::CheckInit => {
                let operands = self.arguments(value).iter().map(|&it| early(it)).collect();
                self.push_exit(Op::CheckInit, operands, state, true);
                self.clobber_all(None);
            }
            HirOp::Truth => self.runtime(value, runtime::truth as *const () as usize, "truth", &[], true),
            HirOp::Identity => self.runtime(value, runtime::same as *const () as usize, "same", &[], true),
            HirOp::Contains => {
                let address = runtime::contains as *const () as usize;
                self.runtime(value, address, "contains", &[], true);
            }
            HirOp::Next => self.runtime(value, runtime::next as *const () as usize, "next", &[], false),
            HirOp::Suspend(is_async) => {
                let address = runtime::suspend as *const () as usize;
                self.runtime(value, address, "suspend", &[u64::from(is_async)], false);
            }
            HirOp::FinishGenerator => {
                let address = runtime::finish_generator as *const () as usize;
                self.runtime(value, address, "finish_generator", &[], false);
            }
            HirOp::Delegate => {
                self.runtime(value, runtime::delegate as *const () as usize, "delegate", &[], false);
                if let Op::CallRuntime(runtime) = self.last().op {
                    self.last().op = Op::CallAndStay(runtime);
                }
            }
            HirOp::Step(position) => {
                let word = (self.instruction_at)(position);
                let constants = [word, runtime::stepper(strict_bytecode::Instruction(word)) as u64];
                self.runtime(value, runtime::step as *const () as usize, "step", &constants, false);
            }
            HirOp::Call(position) => {
                let word = (self.instruction_at)(position);
                self.runtime(value, runtime::call as *const () as usize, "call", &[word], false);
            }
            HirOp::CallDirect(position, callee) => {
                let arguments = self.arguments(value);
                let into = self.register(value);
                let mut operands = vec![Operand::reg_fixed_def(into, general(RAX))];
                let fixed = arguments.iter().zip(&ARGUMENTS);
                operands.extend(fixed.map(|(&it, &number)| Operand::reg_fixed_use(it, general(number))));
                let entry = if callee.is_self { 0 } else { (self.entry_of)(callee.function) };
                self.push_exit(Op::CallDirect(position, entry), operands, state, true);
                self.clobber_all(Some(RAX));
            }
            HirOp::GuardLength(offset, length) => check(self, Op::GuardLength(offset, length)),
            HirOp::RangeNext => all_late(self, Op::RangeNext),
            HirOp::ListNext => all_late(self, Op::ListNext),
            HirOp::ListItem => all_late(self, Op::ListItem),
            HirOp::TupleItem => all_late(self, Op::TupleItem),
            HirOp::StoreListItem => all_late(self, Op::StoreListItem),
            HirOp::ListField(place) => simple(self, Op::ListField(place)),
            HirOp::Append => {
                self.runtime(value, runtime::append as *const () as usize, "append", &[], false);
            }
            HirOp::DoubleItem(code) => {
                let arguments = self.arguments(value);
                let into = self.register(value);
                let place = self.fresh(RegClass::Int);
                let mut operands = vec![Operand::reg_temp(place), result(into)];
                operands.extend(arguments.into_iter().map(late));
                self.push_exit(Op::DoubleItem(code), operands, state, false);
            }
            HirOp::StoreDoubleItem(code) => {
                let arguments = self.arguments(value);
                let place = self.fresh(RegClass::Int);
                let mut operands = vec![Operand::reg_temp(place)];
                operands.extend(arguments.into_iter().map(late));
                self.push_exit(Op::StoreDoubleItem(code), operands, state, false);
            }
            HirOp::ListLength => simple(self, Op::Length(layout::LIST_LENGTH as u32)),
            HirOp::TupleLength => simple(self, Op::Length(layout::TUPLE_LENGTH as u32)),
            HirOp::StoreField(offset) => {
                let operands = self.arguments(value).iter().map(|&it| early(it)).collect();
                self.push(Op::StoreField(offset), operands);
            }
            HirOp::SetShape(shape) => {
                let operands = self.arguments(value).iter().map(|&it| early(it)).collect();
                self.push(Op::SetShape(shape), operands);
            }
            HirOp::LoadField(offset) => simple(self, Op::LoadField(offset)),
            HirOp::LoadAddress(address) => simple(self, Op::LoadAddress(address)),
        }
    }

    fn int(&mut self, value: ValueId, operator: IntOperator) {
        use IntOperator as O;
        let instruction = self.source.value(value);
        let state = instruction.state;
        let (mut left, mut right) = (instruction.arguments[0], instruction.arguments[1]);
        let commutes = matches!(operator, O::Add | O::Multiply | O::And | O::Or | O::Xor);
        if commutes && self.small(left).is_some() {
            (left, right) = (right, left);
        }
        let with = self.small(right).filter(|&word| {
            let number = word >> 1;
            match operator {
                O::FloorDivide | O::Remainder => number > 0 && (number as u32).is_power_of_two(),
                O::LeftShift | O::RightShift => (0..62).contains(&number),
                _ => true,
            }
        });
        let leaves = instruction.op.leaves();
        let push = |this: &mut Self, op: Op, operands: Vec<Operand>| match leaves {
            true => this.push_exit(op, operands, state, false),
            false => this.push(op, operands),
        };
        if let Some(number) = with {
            let left = self.register(left);
            let into = self.register(value);
            push(self, Op::IntWith(operator, number), vec![result(into), early(left)]);
            return;
        }
        let (left, right) = (self.register(left), self.register(right));
        let into = self.register(value);
        let op = Op::Int(operator);
        match operator {
            O::FloorDivide | O::Remainder => {
                let (quotient, rest) = (general(RAX), general(RDX));
                let (wanted, other) =
                    if operator == O::FloorDivide { (quotient, rest) } else { (rest, quotient) };
                let operands = vec![
                    Operand::reg_fixed_def(into, wanted),
                    Operand::reg_fixed_use(left, quotient),
                    late(right),
                ];
                push(self, op, operands);
                self.last().clobbers.add(other);
            }
            O::LeftShift | O::RightShift => {
                push(self, op, vec![result(into), late(left), late(right)]);
                self.last().clobbers.add(general(RCX));
            }
            _ => push(self, op, vec![result(into), early(left), late(right)]),
        }
    }
}

/// The number of the special method of a comparison.
fn special(condition: Condition) -> u64 {
    match condition {
        Condition::Less => 0,
        Condition::LessEqual => 1,
        Condition::Equal => 2,
        Condition::NotEqual => 3,
        Condition::Greater => 4,
        Condition::GreaterEqual => 5,
    }
}

/// Why an instruction leaves, in the words of statistics.
fn reason(op: Op) -> &'static str {
    match op {
        Op::GuardFixnum => "no small integer",
        Op::Unbox => "no float",
        Op::NumberToDouble => "no number",
        Op::GuardBool | Op::GuardKind(_) | Op::GuardIterator(_) => "another type",
        Op::GuardLength(..) => "another length",
        Op::RangeNext | Op::ListNext => "another iterator",
        Op::ListItem | Op::TupleItem | Op::StoreListItem => "no such index",
        Op::DoubleItem(_) | Op::StoreDoubleItem(_) => "no array of doubles, or no such index",
        Op::GuardWord(_) => "another value",
        Op::GuardShape(_) => "another shape",
        Op::GuardBound => "unbound",
        Op::Attention => "attention",
        Op::CheckValid => "invalidated",
        Op::Int(_) | Op::IntWith(..) | Op::IntNegate => "no result in 63 bits",
        Op::IntDivide | Op::Float(_) => "division",
        Op::Box => "a NaN",
        Op::CallRuntime(_) | Op::TestRuntime(_) | Op::CallAndStay(_) | Op::CallDirect(..) | Op::CheckInit => {
            "raised"
        }
        Op::Return | Op::GuardNoObject => "the frame has an object",
        _ => "not compiled",
    }
}
