//! The instructions: what each computes, and the table of what it may do.

use bitflags::bitflags;
use strict_bytecode::Opcode;
use strict_vm::Value;

use super::Type;

bitflags! {
    /// What an instruction may do besides computing its result.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Effects: u8 {
        /// Leaves through a side exit, before it has done anything.
        const EXITS = 1;
        /// Raises an exception, which the interpreter then handles.
        const RAISES = 1 << 1;
        /// Runs any Python code, and so reads and writes anything, and may invalidate this code.
        const EVALUATES = 1 << 2;
        /// Allocates, and so may collect.
        const ALLOCATES = 1 << 3;
        /// Reads what something else may write.
        const READS = 1 << 4;
        /// Writes what something else may read.
        const WRITES = 1 << 5;
        /// Belongs to a place: the order of such instructions stays.
        const PINNED = 1 << 6;
    }
}

/// Where a value is while compiled code holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Representation {
    /// A tagged word.
    Tagged,
    /// A double in a vector register.
    Double,
    /// Zero or one in a general register, or only the processor's flags.
    Condition,
}

/// How two numbers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Condition {
    Less,
    LessEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
}

impl Condition {
    /// The one that holds exactly where this one does not, of numbers that are no NaN.
    pub(crate) fn negate(self) -> Condition {
        use Condition as C;
        match self {
            C::Less => C::GreaterEqual,
            C::LessEqual => C::Greater,
            C::Equal => C::NotEqual,
            C::NotEqual => C::Equal,
            C::Greater => C::LessEqual,
            C::GreaterEqual => C::Less,
        }
    }

    pub(crate) fn text(self) -> &'static str {
        use Condition as C;
        match self {
            C::Less => "<",
            C::LessEqual => "<=",
            C::Equal => "==",
            C::NotEqual => "!=",
            C::Greater => ">",
            C::GreaterEqual => ">=",
        }
    }
}

/// An operation on two 63-bit integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum IntOperator {
    Add,
    Subtract,
    Multiply,
    FloorDivide,
    Remainder,
    And,
    Or,
    Xor,
    LeftShift,
    RightShift,
}

/// An operation on two doubles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum FloatOperator {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// What an instruction computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Op {
    /// The value with these bits, which its owner keeps alive.
    Constant(u64),
    /// The double with these bits.
    Double(u64),
    /// A parameter of the function.
    Argument(u16),
    /// What the interpreter's register holds: at entry into a loop, and after instructions that write it.
    LoadRegister(u16),
    /// Puts a value into the interpreter's register.
    StoreRegister(u16),
    /// A parameter of a block.
    Parameter,

    /// The value, which is of the type; leaves if it is not. An exact float comes out as a double.
    GuardType(Type),
    /// The value, which is the word; leaves if it is not.
    GuardWord(u64),
    /// The value, an object with the shape at the address; leaves if it is not.
    GuardShape(u64),
    /// The value, which is bound; leaves if it is not.
    GuardBound,
    /// The shape of an object; zero for what is none.
    LoadShape,
    /// Leaves if something wants attention at evaluation points.
    Attention,
    /// Leaves if the code has been invalidated.
    CheckValid,
    /// Leaves if the frame has an object, for which the interpreter's registers have to be right when it ends.
    GuardNoObject,

    /// An operation on integers; leaves if the result has more than 63 bits or there is none.
    Int(IntOperator),
    /// `-a`; leaves if the result has more than 63 bits.
    IntNegate,
    /// Whether the value is an object of the type, one that its kind tells.
    IsKind(Type),
    /// Whether two values are both integers.
    AreInts,
    /// Compares integers.
    IntCompare(Condition),
    /// The integer as double.
    IntToDouble,
    /// The integer or float as double; leaves if it is neither.
    NumberToDouble,
    /// `a / b` of integers as double; leaves if one of them has more than 53 bits or `b` is zero.
    IntDivide,

    /// An operation on doubles; dividing by zero leaves.
    Float(FloatOperator),
    /// `-a`
    FloatNegate,
    /// Compares doubles.
    FloatCompare(Condition),
    /// The double as tagged word; leaves if it is a NaN, whose identity is that of its box.
    Box,

    /// Whether the words are the same.
    SameWord,
    /// The truth of `True` or `False`.
    BoolToCondition,
    /// `True` or `False`
    ConditionToBool,
    /// The other condition.
    ConditionNot,

    /// An operator by special methods.
    Binary(Opcode, bool),
    /// A comparison by special methods.
    Compare(Condition),
    /// Whether a comparison by special methods holds.
    Holds(Condition),
    /// `bool(a)` by special methods.
    Truth,
    /// `a in b`
    Contains,
    /// `a is b` of what may be boxed numbers.
    Identity,
    /// The instruction at the position, done out of line on the interpreter's registers.
    Step(u32),
    /// The call at the position, with its window in the interpreter's registers.
    Call(u32),
    /// The call of a function at the position, by its entry for compiled callers, with arguments as given.
    CallDirect(u32, DirectCallee),
    /// The call at the position of the native function with these bits.
    CallNative(u32, u64),
    /// A new generator or coroutine of the function with these bits, with its parameters.
    NewGenerator(u64),
    /// An attribute, in the way of the interpreter, for the site.
    LoadAttribute(u32),
    /// Stores an attribute of the first, the second, for the site.
    StoreAttribute(u32),
    /// A new object with the shape at the address, without attributes.
    NewInstance(u64),
    /// Raises `TypeError` unless the value, which `__init__` returned, is `None`.
    CheckInit,
    /// `a[b]`, in the way of the interpreter.
    LoadItem,
    /// `a[b] = c`, in the way of the interpreter.
    StoreItem,
    /// The next item of an iterator, unbound at its end.
    Next,
    /// The value, which the generator yields: it waits after the instruction, and the frame is about to end. The interpreter's
    /// registers hold what they should. Whether the generator is asynchronous.
    Suspend(bool),
    /// The value, which the generator returns: it is done, and the frame is about to end.
    FinishGenerator,
    /// What an iterator returns, the second, to which the first is sent. If it yields instead, the code ends here with that, and
    /// the frame is suspended. The interpreter's registers hold what they should.
    Delegate,
    /// The next item of a range's iterator, unbound at its end; leaves if it is no such iterator any more.
    RangeNext,
    /// The next item of a list's iterator, unbound at its end; leaves if it is no such iterator any more.
    ListNext,
    /// The item of a list at an index; leaves if there is none.
    ListItem,
    /// The value of a tuple at an index; leaves if there is none.
    TupleItem,
    /// Stores into a list, at an index, a value; leaves if there is no such item.
    StoreListItem,
    /// The item of an array of doubles, one whose type code is the string with these bits, at an index; leaves if it is no such
    /// array, or has no such item.
    DoubleItem(u64),
    /// Stores into such an array, at an index, a double; leaves in the same cases.
    StoreDoubleItem(u64),
    /// The item of a list at a place of which it is known that it is there.
    ListField(u32),
    /// Adds a value to a list.
    Append,
    /// The length of a list.
    ListLength,
    /// The length of a tuple.
    TupleLength,
    /// The value, an object with that number in the word at the offset; leaves if it has another.
    GuardLength(u32, u32),
    /// Stores a value into an object, at an offset.
    StoreField(u32),
    /// Gives an object the shape at the address.
    SetShape(u64),
    /// The value itself, which is known to be of the type here.
    Known(Type),
    /// Reads the word at an offset of an object.
    LoadField(u32),
    /// Reads the word at an address.
    LoadAddress(u64),
}

/// The target of a direct call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct DirectCallee {
    /// The function, as bits.
    pub(crate) function: u64,
    /// Whether it is the one being compiled.
    pub(crate) is_self: bool,
}

impl Op {
    /// What it may do.
    pub(crate) fn effects(self) -> Effects {
        use Effects as E;
        match self {
            Op::Constant(_) | Op::Double(_) | Op::IntCompare(_) | Op::IntToDouble => E::empty(),
            Op::FloatNegate | Op::FloatCompare(_) | Op::SameWord | Op::BoolToCondition => E::empty(),
            Op::AreInts | Op::IsKind(_) => E::empty(),
            Op::ConditionToBool | Op::ConditionNot => E::empty(),
            Op::Known(_) => E::PINNED,
            Op::Argument(_) | Op::Parameter | Op::LoadRegister(_) => E::PINNED,
            Op::StoreRegister(_) => E::PINNED | E::WRITES,
            Op::GuardType(_) | Op::GuardWord(_) | Op::GuardBound => E::EXITS,
            Op::GuardShape(_) | Op::GuardLength(..) => E::EXITS | E::READS,
            Op::LoadShape => E::READS,
            Op::Attention | Op::CheckValid | Op::GuardNoObject => E::EXITS | E::READS | E::PINNED,
            Op::Int(IntOperator::And | IntOperator::Or | IntOperator::Xor) => E::empty(),
            Op::Int(_) | Op::IntNegate | Op::NumberToDouble | Op::IntDivide => E::EXITS,
            Op::Float(FloatOperator::Divide) => E::EXITS,
            Op::Float(_) => E::empty(),
            Op::Box => E::EXITS | E::ALLOCATES,
            Op::LoadField(_) | Op::LoadAddress(_) | Op::ListLength | Op::ListField(_) => E::READS,
            Op::TupleLength => E::empty(),
            Op::ListItem | Op::DoubleItem(_) => E::EXITS | E::READS,
            Op::TupleItem => E::EXITS,
            Op::RangeNext | Op::ListNext => E::EXITS | E::READS | E::WRITES | E::PINNED,
            Op::StoreListItem | Op::StoreDoubleItem(_) => E::EXITS | E::WRITES | E::PINNED,
            Op::StoreField(_) | Op::SetShape(_) => E::WRITES | E::PINNED,
            Op::NewInstance(_) | Op::NewGenerator(_) => E::RAISES | E::ALLOCATES | E::PINNED,
            Op::Append => E::RAISES | E::ALLOCATES | E::WRITES | E::PINNED,
            Op::CheckInit | Op::Identity => E::RAISES | E::PINNED,
            Op::Binary(..)
            | Op::Compare(_)
            | Op::Holds(_)
            | Op::Truth
            | Op::Contains
            | Op::LoadItem
            | Op::StoreItem
            | Op::Step(_)
            | Op::Call(_)
            | Op::CallDirect(..)
            | Op::CallNative(..)
            | Op::LoadAttribute(_)
            | Op::StoreAttribute(_)
            | Op::Suspend(_)
            | Op::FinishGenerator
            | Op::Delegate
            | Op::Next => E::RAISES | E::EVALUATES | E::ALLOCATES | E::READS | E::WRITES | E::PINNED,
        }
    }

    /// Whether it needs a frame state.
    pub(crate) fn leaves(self) -> bool {
        self.effects().intersects(Effects::EXITS | Effects::RAISES)
    }

    /// Whether anything can use what it computes.
    pub(crate) fn has_result(self) -> bool {
        !matches!(
            self,
            Op::StoreRegister(_)
                | Op::Step(_)
                | Op::Attention
                | Op::CheckValid
                | Op::GuardNoObject
                | Op::StoreField(_)
                | Op::StoreAttribute(_)
                | Op::StoreItem
                | Op::StoreListItem
                | Op::StoreDoubleItem(_)
                | Op::Append
                | Op::SetShape(_)
                | Op::CheckInit
        )
    }

    /// Whether it lets its value through if a check of that holds, and leaves if not.
    pub(crate) fn is_guard(self) -> bool {
        matches!(
            self,
            Op::GuardType(_) | Op::GuardWord(_) | Op::GuardShape(_) | Op::GuardBound | Op::GuardLength(..)
        )
    }

    /// Whether it can be left out if nobody uses the result.
    pub(crate) fn is_removable(self) -> bool {
        let kept = Effects::RAISES | Effects::EVALUATES | Effects::WRITES;
        let is_check = self.is_guard()
            || matches!(self, Op::Attention | Op::CheckValid | Op::GuardNoObject | Op::NumberToDouble);
        // What leaves where the interpreter would raise is done whether or not the result is used.
        let may_raise = matches!(
            self,
            Op::IntDivide
                | Op::ListItem
                | Op::TupleItem
                | Op::DoubleItem(_)
                | Op::Float(FloatOperator::Divide)
                | Op::Int(
                    IntOperator::FloorDivide
                        | IntOperator::Remainder
                        | IntOperator::LeftShift
                        | IntOperator::RightShift
                )
        );
        !is_check && !may_raise && !self.effects().intersects(kept)
    }

    /// The type of the result, of instructions for which it follows from nothing else.
    pub(crate) fn result(self) -> Type {
        match self {
            Op::Constant(bits) => constant_type(bits),
            Op::Double(_) | Op::Float(_) | Op::FloatNegate | Op::IntToDouble => Type::FLOAT,
            Op::NumberToDouble | Op::IntDivide | Op::Box | Op::DoubleItem(_) => Type::FLOAT,
            Op::GuardType(of) | Op::Known(of) => of,
            Op::Int(_) | Op::IntNegate => Type::FIXNUM,
            Op::IntCompare(_) | Op::FloatCompare(_) | Op::SameWord | Op::BoolToCondition | Op::Truth => {
                Type::CONDITION
            }
            Op::ConditionNot | Op::AreInts | Op::IsKind(_) | Op::Contains | Op::Identity | Op::Holds(_) => {
                Type::CONDITION
            }
            Op::RangeNext => Type::FIXNUM | Type::UNBOUND,
            Op::ListLength | Op::TupleLength => Type::FIXNUM,
            Op::ListItem | Op::TupleItem | Op::ListField(_) => Type::OBJECT,
            Op::ConditionToBool => Type::BOOL,
            Op::NewInstance(_) | Op::NewGenerator(_) => Type::OTHER,
            Op::Argument(_) | Op::Call(_) | Op::CallDirect(..) | Op::Binary(..) | Op::Compare(_) => {
                Type::OBJECT
            }
            Op::LoadAttribute(_) | Op::CallNative(..) | Op::LoadItem => Type::OBJECT,
            Op::Suspend(_) | Op::FinishGenerator | Op::Delegate => Type::OBJECT,
            Op::GuardShape(_) => Type::OBJECT.difference(Type::FIXNUM | Type::FLOAT | Type::CONSTANT),
            Op::GuardBound => Type::OBJECT,
            _ => Type::ANY,
        }
    }

    /// Where the result is.
    pub(crate) fn representation(self) -> Representation {
        match self {
            Op::Double(_)
            | Op::Float(_)
            | Op::FloatNegate
            | Op::IntToDouble
            | Op::NumberToDouble
            | Op::IntDivide
            | Op::DoubleItem(_)
            | Op::GuardType(Type::FLOAT) => Representation::Double,
            _ if self.result() == Type::CONDITION => Representation::Condition,
            _ => Representation::Tagged,
        }
    }
}

/// The type of the value with these bits.
#[allow(unsafe_code, reason = "constants are kept as bits")]
pub(crate) fn constant_type(bits: u64) -> Type {
    // SAFETY: constants come from values that whoever compiles keeps alive.
    Type::of(unsafe { Value::from_bits(bits) })
}
