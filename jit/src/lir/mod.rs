//! The low-level representation: instructions of the processor, nearly, on virtual registers with constraints. Blocks are in the
//! order in which they are emitted; `lower` makes them, and `regalloc2` gives them registers.

pub(crate) mod allocate;
pub(crate) mod lower;
pub(crate) mod registers;

use regalloc2::{Block, Inst, InstRange, Operand, PRegSet, RegClass, VReg};
use strict_bytecode::Instruction as Instruction64;
use strict_vm::abi::runtime;

use crate::hir::Condition;
use crate::hir::op::{FloatOperator, IntOperator};

/// Where a value that a frame state names is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// It is the value with these bits.
    Constant(u64),
    /// It is the double with these bits.
    Double(u64),
    /// It is the operand with this number, a tagged word.
    Tagged(usize),
    /// It is the operand with this number, a double.
    Unboxed(usize),
}

/// A frame that an exit leaves to the interpreter.
#[derive(Clone, Debug)]
pub(crate) struct ExitFrame<S = Source> {
    /// Where the interpreter goes on.
    pub(crate) position: u32,
    /// What the registers hold.
    pub(crate) registers: Vec<(u16, S)>,
    /// For a frame of an inlined function: how it was called.
    pub(crate) caller: Option<ExitCaller<S>>,
}

/// How an inlined function was called.
#[derive(Clone, Debug)]
pub(crate) struct ExitCaller<S = Source> {
    /// The function, as bits.
    pub(crate) function: u64,
    /// The caller's register for the result.
    pub(crate) destination: u16,
    /// The new instance that it initialises.
    pub(crate) instance: Option<S>,
}

/// An instruction of bytecode.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Blamed {
    /// The inlined function that it is of, as bits.
    pub(crate) function: Option<u64>,
    /// Its position.
    pub(crate) position: u32,
}

/// How an instruction leaves.
#[derive(Clone, Debug)]
pub(crate) struct Exit {
    /// The frames, the innermost last.
    pub(crate) frames: Vec<ExitFrame>,
    /// The instruction whose assumption fails, if the interpreter does not go on there.
    pub(crate) blamed: Option<Blamed>,
    /// Whether it has raised.
    pub(crate) is_raising: bool,
    /// Whether the frame returns the word in `rax`.
    pub(crate) is_return: bool,
    /// Why.
    pub(crate) reason: &'static str,
}

/// An instruction.
#[derive(Clone, Debug)]
pub(crate) struct Instruction {
    pub(crate) op: Op,
    /// Results and operands as `op` wants them, then those of the frame state.
    pub(crate) operands: Vec<Operand>,
    pub(crate) clobbers: PRegSet,
    pub(crate) exit: Option<Exit>,
}

/// What an instruction does. Its operands are told in order: results first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Op {
    /// The word.
    Word(u64),
    /// The double.
    Double(u64),
    /// The arguments, in their registers.
    Arguments,
    /// Result: the interpreter's register.
    LoadRegister(u16),
    /// Puts an operand there.
    StoreRegister(u16),
    /// Leaves unless the operand is an integer.
    GuardFixnum,
    /// Leaves unless the operand is `True` or `False`.
    GuardBool,
    /// Leaves unless the operand is an object of the kind, of the built-in class.
    GuardKind(u8),
    /// Result: the operand as double; leaves unless it is a float.
    Unbox,
    /// Result: the operand as double; leaves unless it is a number.
    NumberToDouble,
    /// Leaves unless the operand is an iterator of the kind, of the built-in class.
    GuardIterator(u8),
    /// Leaves unless the operand is the word.
    GuardWord(u64),
    /// Leaves unless the operand is an object with the shape.
    GuardShape(u64),
    /// Leaves if the operand is unbound.
    GuardBound,
    /// Leaves if something wants attention.
    Attention,
    /// Leaves if the code is not valid any more.
    CheckValid,
    /// Leaves if the frame has an object.
    GuardNoObject,
    /// On two integers.
    Int(IntOperator),
    /// The same with an integer that fits.
    IntWith(IntOperator, i32),
    IntNegate,
    /// Result: a condition.
    IsKind(u8),
    AreInts,
    IntCompare(Condition),
    IntCompareWith(Condition, i32),
    IntToDouble,
    IntDivide,
    Float(FloatOperator),
    FloatNegate,
    FloatCompare(Condition),
    /// Result: the double as tagged word.
    Box,
    /// Result: a condition.
    SameWord,
    SameAs(u64),
    BoolToCondition,
    ConditionToBool,
    ConditionNot,
    /// Result: of a function of the VM, which takes the VM, the operands and then constants; leaves if that is zero.
    CallRuntime(Runtime),
    /// Result: of a function of the VM that says `True` or `False`, as condition.
    TestRuntime(Runtime),
    /// The same as `CallRuntime`, but if the frame is gone after it, the function returns what came.
    CallAndStay(Runtime),
    /// Raises unless the operand, which `__init__` returned, is `None`.
    CheckInit,
    /// Result: of compiled code at the address, zero for this function.
    CallDirect(u32, usize),
    /// Result: the next item of the iterator; unbound at its end.
    RangeNext,
    ListNext,
    /// Result: the item of the list at the index.
    ListItem,
    TupleItem,
    /// Result: rubbish. Puts the value into the list at the index.
    StoreListItem,
    /// Results: rubbish, and the double of the array, whose type code is the word, at the index.
    DoubleItem(u64),
    /// Result: rubbish. Puts the double into such an array at the index.
    StoreDoubleItem(u64),
    /// Result: the item of the list at the place.
    ListField(u32),
    /// Result: the word at the offset as small integer.
    Length(u32),
    /// Leaves unless the word at the offset is the number.
    GuardLength(u32, u32),
    StoreField(u32),
    SetShape(u64),
    LoadField(u32),
    /// Result: the shape of the operand, zero if it has none.
    LoadShape,
    LoadAddress(u64),
    /// Goes on at the only successor.
    Jump,
    /// Goes on at the first successor if the operands compare so, else at the second.
    BranchInt(Condition),
    BranchIntWith(Condition, i32),
    BranchFloat(Condition),
    BranchSame,
    BranchInts,
    BranchSameAs(u64),
    BranchCondition,
    /// Returns the operand.
    Return,
    /// Goes on in the interpreter.
    Leave,
}

/// A function of the VM.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Runtime {
    /// Its address.
    pub(crate) address: usize,
    /// Its name, for dumps.
    pub(crate) name: &'static str,
    /// How many operands it takes.
    pub(crate) operand_count: usize,
    /// The constants that follow the operands.
    pub(crate) constants: [u64; 2],
    /// How many of them there are.
    pub(crate) constant_count: usize,
    /// The position of the instruction that calls it.
    pub(crate) position: u32,
}

impl Runtime {
    /// The instruction that it does on the interpreter's registers, if it does one.
    pub(crate) fn instruction(&self) -> Option<Instruction64> {
        let on_registers = [runtime::step as *const () as usize, runtime::call as *const () as usize];
        on_registers.contains(&self.address).then_some(Instruction64(self.constants[0]))
    }
}

/// A block.
#[derive(Clone, Debug)]
pub(crate) struct BlockData {
    pub(crate) range: InstRange,
    pub(crate) successors: Vec<Block>,
    pub(crate) predecessors: Vec<Block>,
    pub(crate) parameters: Vec<VReg>,
    /// The arguments for each successor.
    pub(crate) arguments: Vec<Vec<VReg>>,
}

/// A function.
#[derive(Clone, Debug, Default)]
pub(crate) struct Function {
    pub(crate) instructions: Vec<Instruction>,
    pub(crate) blocks: Vec<BlockData>,
    pub(crate) register_count: usize,
}

impl regalloc2::Function for Function {
    fn num_insts(&self) -> usize {
        self.instructions.len()
    }

    fn num_blocks(&self) -> usize {
        self.blocks.len()
    }

    fn entry_block(&self) -> Block {
        Block::new(0)
    }

    fn block_insns(&self, block: Block) -> InstRange {
        self.blocks[block.index()].range
    }

    fn block_succs(&self, block: Block) -> &[Block] {
        &self.blocks[block.index()].successors
    }

    fn block_preds(&self, block: Block) -> &[Block] {
        &self.blocks[block.index()].predecessors
    }

    fn block_params(&self, block: Block) -> &[VReg] {
        &self.blocks[block.index()].parameters
    }

    fn is_ret(&self, instruction: Inst) -> bool {
        matches!(self.instructions[instruction.index()].op, Op::Return | Op::Leave)
    }

    fn is_branch(&self, instruction: Inst) -> bool {
        matches!(
            self.instructions[instruction.index()].op,
            Op::Jump
                | Op::BranchInt(_)
                | Op::BranchIntWith(..)
                | Op::BranchFloat(_)
                | Op::BranchSame
                | Op::BranchInts
                | Op::BranchSameAs(_)
                | Op::BranchCondition
        )
    }

    fn branch_blockparams(&self, block: Block, _: Inst, successor: usize) -> &[VReg] {
        &self.blocks[block.index()].arguments[successor]
    }

    fn inst_operands(&self, instruction: Inst) -> &[Operand] {
        &self.instructions[instruction.index()].operands
    }

    fn inst_clobbers(&self, instruction: Inst) -> PRegSet {
        self.instructions[instruction.index()].clobbers
    }

    fn num_vregs(&self) -> usize {
        self.register_count
    }

    fn spillslot_size(&self, _: RegClass) -> usize {
        1
    }
}

impl std::fmt::Display for Function {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (number, block) in self.blocks.iter().enumerate() {
            writeln!(formatter, "L{number}{:?}:", block.parameters)?;
            for index in block.range.iter() {
                let instruction = &self.instructions[index.index()];
                write!(formatter, "  {:?}", instruction.op)?;
                for operand in &instruction.operands {
                    write!(formatter, " {operand}")?;
                }
                writeln!(formatter)?;
            }
            for (successor, arguments) in block.successors.iter().zip(&block.arguments) {
                writeln!(formatter, "    -> L{}{arguments:?}", successor.index())?;
            }
        }
        Ok(())
    }
}
