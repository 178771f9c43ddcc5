//! Functions in this representation: values, blocks, edges and frame states.

use rustc_hash::FxHashMap;
use strict_vm::heap::Gc;
use strict_vm::object::{CodeObject, Type as Class};

use super::{Op, Representation, Type};

/// A value: the result of an instruction or a parameter of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ValueId(pub(crate) u32);

/// A block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct BlockId(pub(crate) u32);

/// A frame state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct StateId(pub(crate) u32);

/// An instruction. Its result has the same number.
#[derive(Clone, Debug)]
pub(crate) struct Instruction {
    /// What it computes.
    pub(crate) op: Op,
    /// Of what.
    pub(crate) arguments: Vec<ValueId>,
    /// What is known of the result.
    pub(crate) result: Type,
    /// Where the result is.
    pub(crate) representation: Representation,
    /// How the interpreter goes on if this leaves.
    pub(crate) state: Option<StateId>,
}

/// The call of an inlined function, from which the interpreter is to return.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Caller {
    /// How the caller goes on: at the instruction after the position, with the result in its register.
    pub(crate) state: StateId,
    /// The function that was inlined, as bits.
    pub(crate) function: u64,
    /// The caller's register for the result.
    pub(crate) destination: u16,
    /// The new instance, if the function is the `__init__` of its class.
    pub(crate) instance: Option<ValueId>,
}

/// How the interpreter can go on: at an instruction, with values in its registers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FrameState {
    /// The call, if the instruction is one of an inlined function.
    pub(crate) caller: Option<Caller>,
    /// The instruction that it does next; the one that raised, if the instruction that leaves has raised.
    pub(crate) position: u32,
    /// What its registers hold, by number; those that are not named do not matter.
    pub(crate) registers: Vec<(u16, ValueId)>,
}

/// Where a block goes on, and with what.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Edge {
    /// The block.
    pub(crate) target: BlockId,
    /// The values of its parameters.
    pub(crate) arguments: Vec<ValueId>,
}

/// The end of a block.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Terminator {
    /// Goes on.
    Jump(Edge),
    /// Goes on at the first edge if the condition holds, else at the second.
    Branch(ValueId, Edge, Edge),
    /// Leaves the function with a result.
    Return(ValueId, StateId),
    /// Goes on in the interpreter.
    Leave(StateId, &'static str),
}

impl Terminator {
    /// The edges.
    pub(crate) fn edges(&self) -> impl DoubleEndedIterator<Item = &Edge> {
        let both = match self {
            Terminator::Jump(edge) => [Some(edge), None],
            Terminator::Branch(_, yes, no) => [Some(yes), Some(no)],
            Terminator::Return(..) | Terminator::Leave(..) => [None, None],
        };
        both.into_iter().flatten()
    }

    /// The edges, to be changed.
    pub(crate) fn edges_mut(&mut self) -> impl Iterator<Item = &mut Edge> {
        let both = match self {
            Terminator::Jump(edge) => [Some(edge), None],
            Terminator::Branch(_, yes, no) => [Some(yes), Some(no)],
            Terminator::Return(..) | Terminator::Leave(..) => [None, None],
        };
        both.into_iter().flatten()
    }

    /// The frame state that it leaves with.
    pub(crate) fn state(&self) -> Option<StateId> {
        match self {
            Terminator::Return(_, state) | Terminator::Leave(state, _) => Some(*state),
            _ => None,
        }
    }
}

/// Instructions that are done one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// The values that edges give.
    pub(crate) parameters: Vec<ValueId>,
    /// The instructions in order.
    pub(crate) instructions: Vec<ValueId>,
    /// What comes after them.
    pub(crate) terminator: Option<Terminator>,
}

/// A function.
#[derive(Clone, Debug, Default)]
pub(crate) struct Function {
    /// `co_qualname`, for dumps.
    pub(crate) name: String,
    /// All instructions and parameters, by number.
    pub(crate) values: Vec<Instruction>,
    /// The blocks; the first is the entry.
    pub(crate) blocks: Vec<Block>,
    /// The frame states.
    pub(crate) states: Vec<FrameState>,
    /// The frame states of instructions that were moved, and those that they had before: there assumptions are dropped that fail.
    pub(crate) blamed: FxHashMap<StateId, StateId>,
    /// Classes whose construction is relied on, and the code and site where.
    pub(crate) watched: Vec<(Gc<Class>, Gc<CodeObject>, u32)>,
    /// Code objects that were inlined.
    pub(crate) inlined: Vec<Gc<CodeObject>>,
}

impl Function {
    /// A new block.
    pub(crate) fn add_block(&mut self) -> BlockId {
        self.blocks.push(Block { parameters: Vec::new(), instructions: Vec::new(), terminator: None });
        BlockId(self.blocks.len() as u32 - 1)
    }

    /// A new value that is in no block yet.
    pub(crate) fn add_value(&mut self, op: Op, arguments: Vec<ValueId>, state: Option<StateId>) -> ValueId {
        let (result, representation) = (op.result(), op.representation());
        self.values.push(Instruction { op, arguments, result, representation, state });
        ValueId(self.values.len() as u32 - 1)
    }

    /// A new parameter of a block.
    pub(crate) fn add_parameter(&mut self, block: BlockId, result: Type) -> ValueId {
        let value = self.add_value(Op::Parameter, Vec::new(), None);
        let representation =
            if result == Type::FLOAT { Representation::Double } else { Representation::Tagged };
        let added = &mut self.values[value.0 as usize];
        (added.result, added.representation) = (result, representation);
        self.block_mut(block).parameters.push(value);
        value
    }

    /// A value's instruction.
    pub(crate) fn value(&self, value: ValueId) -> &Instruction {
        &self.values[value.0 as usize]
    }

    /// A block.
    pub(crate) fn block(&self, block: BlockId) -> &Block {
        &self.blocks[block.0 as usize]
    }

    /// A block, to be changed.
    pub(crate) fn block_mut(&mut self, block: BlockId) -> &mut Block {
        &mut self.blocks[block.0 as usize]
    }

    /// A frame state.
    pub(crate) fn state(&self, state: StateId) -> &FrameState {
        &self.states[state.0 as usize]
    }

    /// All values that a frame state names, and those of the callers.
    pub(crate) fn state_values(&self, state: StateId) -> Vec<ValueId> {
        let mut values = Vec::new();
        let mut next = Some(state);
        while let Some(id) = next {
            let state = self.state(id);
            values.extend(state.registers.iter().map(|(_, value)| *value));
            values.extend(state.caller.and_then(|caller| caller.instance));
            next = state.caller.map(|caller| caller.state);
        }
        values
    }

    /// A copy of a frame state, and of those of the callers, with other values.
    pub(crate) fn copy_state(&mut self, state: StateId, with: &dyn Fn(ValueId) -> ValueId) -> StateId {
        let mut copy = self.state(state).clone();
        for (_, value) in &mut copy.registers {
            *value = with(*value);
        }
        if let Some(caller) = &mut copy.caller {
            caller.instance = caller.instance.map(with);
            caller.state = self.copy_state(caller.state, with);
        }
        self.states.push(copy);
        StateId(self.states.len() as u32 - 1)
    }

    /// The state of the frame that is not inlined.
    pub(crate) fn outermost(&self, state: StateId) -> &FrameState {
        let mut state = self.state(state);
        while let Some(caller) = state.caller {
            state = self.state(caller.state);
        }
        state
    }

    /// The numbers of all blocks.
    pub(crate) fn block_ids(&self) -> impl Iterator<Item = BlockId> + use<> {
        (0..self.blocks.len() as u32).map(BlockId)
    }

    /// The value that a check has let through: the same word.
    pub(crate) fn unchecked(&self, mut value: ValueId) -> ValueId {
        loop {
            let instruction = self.value(value);
            match instruction.op {
                Op::GuardType(of) if of != Type::FLOAT => {}
                Op::GuardBound | Op::GuardShape(_) | Op::Known(_) | Op::GuardWord(_) => {}
                _ => return value,
            }
            value = instruction.arguments[0];
        }
    }

    /// The constant that a value is.
    pub(crate) fn constant(&self, value: ValueId) -> Option<u64> {
        match self.value(value).op {
            Op::Constant(bits) => Some(bits),
            _ => None,
        }
    }

    /// Replaces uses of values everywhere: `with` says by what.
    pub(crate) fn replace_uses(&mut self, with: impl Fn(ValueId) -> ValueId) {
        for instruction in &mut self.values {
            for argument in &mut instruction.arguments {
                *argument = with(*argument);
            }
        }
        for state in &mut self.states {
            for (_, value) in &mut state.registers {
                *value = with(*value);
            }
            if let Some(instance) = state.caller.as_mut().and_then(|caller| caller.instance.as_mut()) {
                *instance = with(*instance);
            }
        }
        for block in &mut self.blocks {
            if let Some(Terminator::Branch(value, ..) | Terminator::Return(value, _)) = &mut block.terminator
            {
                *value = with(*value);
            }
            for edge in block.terminator.iter_mut().flat_map(Terminator::edges_mut) {
                for argument in &mut edge.arguments {
                    *argument = with(*argument);
                }
            }
        }
    }
}
