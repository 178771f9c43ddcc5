//! Operators and comparisons: on integers and doubles where that is what the interpreter has met, else out of line.

use strict_bytecode::{Instruction, Opcode, flags};
use strict_vm::Value;

use super::builder::{Builder, Built};
use crate::hir::op::{FloatOperator, IntOperator};
use crate::hir::{Condition, Op, Type, ValueId};

/// The operator of an opcode, and whether its right operand is a number in the instruction.
pub(super) fn operator_of(opcode: Opcode) -> Option<(Opcode, bool)> {
    use Opcode as O;
    Some(match opcode {
        O::Add | O::Subtract | O::Multiply | O::TrueDivide | O::FloorDivide | O::Remainder => (opcode, false),
        O::Power | O::LeftShift | O::RightShift | O::And | O::Or | O::Xor => (opcode, false),
        O::AddInt => (O::Add, true),
        O::SubtractInt => (O::Subtract, true),
        O::MultiplyInt => (O::Multiply, true),
        O::TrueDivideInt => (O::TrueDivide, true),
        O::FloorDivideInt => (O::FloorDivide, true),
        O::RemainderInt => (O::Remainder, true),
        O::PowerInt => (O::Power, true),
        O::LeftShiftInt => (O::LeftShift, true),
        O::RightShiftInt => (O::RightShift, true),
        O::AndInt => (O::And, true),
        O::OrInt => (O::Or, true),
        O::XorInt => (O::Xor, true),
        _ => return None,
    })
}

fn int_operator(opcode: Opcode) -> Option<IntOperator> {
    Some(match opcode {
        Opcode::Add => IntOperator::Add,
        Opcode::Subtract => IntOperator::Subtract,
        Opcode::Multiply => IntOperator::Multiply,
        Opcode::FloorDivide => IntOperator::FloorDivide,
        Opcode::Remainder => IntOperator::Remainder,
        Opcode::And => IntOperator::And,
        Opcode::Or => IntOperator::Or,
        Opcode::Xor => IntOperator::Xor,
        Opcode::LeftShift => IntOperator::LeftShift,
        Opcode::RightShift => IntOperator::RightShift,
        _ => return None,
    })
}

fn float_operator(opcode: Opcode) -> Option<FloatOperator> {
    Some(match opcode {
        Opcode::Add => FloatOperator::Add,
        Opcode::Subtract => FloatOperator::Subtract,
        Opcode::Multiply => FloatOperator::Multiply,
        Opcode::TrueDivide => FloatOperator::Divide,
        _ => return None,
    })
}

/// What a comparison compares, and how it goes on.
pub(super) struct Comparison {
    pub(super) condition: Condition,
    /// Whether the right operand is a number in the instruction.
    pub(super) has_number: bool,
    /// For jumps: whether they jump if the comparison holds.
    pub(super) jumps_if: Option<bool>,
}

/// The comparison of an opcode.
pub(super) fn comparison_of(opcode: Opcode) -> Option<Comparison> {
    use Condition as C;
    use Opcode as O;
    let (condition, has_number, jumps_if) = match opcode {
        O::Less => (C::Less, false, None),
        O::LessEqual => (C::LessEqual, false, None),
        O::Equal => (C::Equal, false, None),
        O::NotEqual => (C::NotEqual, false, None),
        O::Greater => (C::Greater, false, None),
        O::GreaterEqual => (C::GreaterEqual, false, None),
        O::JumpIfLess => (C::Less, false, Some(true)),
        O::JumpIfLessEqual => (C::LessEqual, false, Some(true)),
        O::JumpIfEqual => (C::Equal, false, Some(true)),
        O::JumpIfNotEqual => (C::NotEqual, false, Some(true)),
        O::JumpIfGreater => (C::Greater, false, Some(true)),
        O::JumpIfGreaterEqual => (C::GreaterEqual, false, Some(true)),
        O::JumpUnlessLess => (C::Less, false, Some(false)),
        O::JumpUnlessLessEqual => (C::LessEqual, false, Some(false)),
        O::JumpUnlessEqual => (C::Equal, false, Some(false)),
        O::JumpUnlessNotEqual => (C::NotEqual, false, Some(false)),
        O::JumpUnlessGreater => (C::Greater, false, Some(false)),
        O::JumpUnlessGreaterEqual => (C::GreaterEqual, false, Some(false)),
        O::JumpIfLessInt => (C::Less, true, Some(true)),
        O::JumpIfLessEqualInt => (C::LessEqual, true, Some(true)),
        O::JumpIfEqualInt => (C::Equal, true, Some(true)),
        O::JumpIfNotEqualInt => (C::NotEqual, true, Some(true)),
        O::JumpIfGreaterInt => (C::Greater, true, Some(true)),
        O::JumpIfGreaterEqualInt => (C::GreaterEqual, true, Some(true)),
        O::JumpUnlessLessInt => (C::Less, true, Some(false)),
        O::JumpUnlessLessEqualInt => (C::LessEqual, true, Some(false)),
        O::JumpUnlessEqualInt => (C::Equal, true, Some(false)),
        O::JumpUnlessNotEqualInt => (C::NotEqual, true, Some(false)),
        O::JumpUnlessGreaterInt => (C::Greater, true, Some(false)),
        O::JumpUnlessGreaterEqualInt => (C::GreaterEqual, true, Some(false)),
        _ => return None,
    };
    Some(Comparison { condition, has_number, jumps_if })
}

impl Builder<'_> {
    /// A binary operator.
    pub(super) fn binary(&mut self, instruction: Instruction, opcode: Opcode, has_number: bool) -> Built<()> {
        let left = self.register(instruction.b());
        let right = match has_number {
            true => self.constant(Value::fixnum(i64::from(instruction.c() as i16))),
            false => self.register(instruction.c()),
        };
        let result = self.operate(instruction.flags(), opcode, left, right)?;
        self.set(instruction.a(), result);
        Ok(())
    }

    fn operate(&mut self, feedback: u8, opcode: Opcode, left: ValueId, right: ValueId) -> Built<ValueId> {
        let (left_type, right_type) = (self.type_of(left), self.type_of(right));
        let both = left_type | right_type;
        let met_float = feedback & flags::MET_FLOAT != 0;
        let met_other = feedback & flags::MET_OTHER != 0;
        let are_numbers =
            left_type.may_be(Type::FIXNUM | Type::FLOAT) && right_type.may_be(Type::FIXNUM | Type::FLOAT);
        let is_single = |known: Type| known == Type::FIXNUM || known == Type::FLOAT;
        let is_known = is_single(left_type) && is_single(right_type);
        // One float makes the result a float, whatever number the other is.
        let is_float =
            both.is(Type::FIXNUM | Type::FLOAT) && (left_type == Type::FLOAT || right_type == Type::FLOAT);
        let speculates = are_numbers && (is_known || is_float || !met_other && !self.is_cautious());
        if speculates {
            let takes_floats = left_type == Type::FLOAT || right_type == Type::FLOAT || met_float;
            let is_mixed = feedback & flags::MET_MIXED != 0 || self.is_cautious();
            if takes_floats && !both.is(Type::FIXNUM) {
                if let Some(operator) = float_operator(opcode)
                    && let Some((a, b)) = self.doubles(left, right, is_mixed)?
                {
                    return Ok(self.emit(Op::Float(operator), &[a, b]));
                }
            } else if both.may_be(Type::FIXNUM) && (opcode != Opcode::Power || self.is_two(right)) {
                return self.integers(opcode, left, right);
            }
        }
        let (left, right) = (self.tagged(left), self.tagged(right));
        // Floats and integers were met, but nothing else.
        let is_open = |known: Type| known.may_be(Type::FIXNUM) && known.may_be(Type::FLOAT);
        if (is_open(left_type) && right_type.may_be(Type::FIXNUM)
            || is_open(right_type) && left_type.may_be(Type::FIXNUM))
            && are_numbers
            && met_float
            && !met_other
            && self.caution() < 2
            && let (Some(integer), Some(float)) = (int_operator(opcode), float_operator(opcode))
        {
            return self.either_number(integer, float, left, right);
        }
        let result = self.emit(Op::Binary(opcode, feedback & flags::IN_PLACE != 0), &[left, right]);
        Ok(result)
    }

    /// Both operands as doubles, at least one of which is a float; none if that is not known.
    fn doubles(
        &mut self,
        left: ValueId,
        right: ValueId,
        is_mixed: bool,
    ) -> Built<Option<(ValueId, ValueId)>> {
        let has_float = self.type_of(left) == Type::FLOAT || self.type_of(right) == Type::FLOAT;
        let has_int = self.type_of(left) == Type::FIXNUM || self.type_of(right) == Type::FIXNUM;
        if !has_float && !has_int && is_mixed {
            return Ok(None);
        }
        // Where neither is known to be a float, what is no integer has to be one: the result would not be a float otherwise.
        let takes_numbers = is_mixed && has_float;
        let convert = |this: &mut Self, value: ValueId| {
            let known = this.type_of(value);
            if known == Type::FIXNUM {
                return Ok(this.emit(Op::IntToDouble, &[value]));
            }
            if known == Type::FLOAT || !takes_numbers || !known.may_be(Type::FIXNUM) {
                return this.double(value);
            }
            Ok(this.emit(Op::NumberToDouble, &[value]))
        };
        let a = convert(self, left)?;
        let b = if left == right { a } else { convert(self, right)? };
        Ok(Some((a, b)))
    }

    /// An operation on what may be integers or floats, in any mixture.
    fn either_number(
        &mut self,
        integer: IntOperator,
        float: FloatOperator,
        left: ValueId,
        right: ValueId,
    ) -> Built<ValueId> {
        let mut all = self.begin_alternatives();
        let are_ints = self.emit(Op::AreInts, &[left, right]);
        let other = self.part(are_ints);
        let [a, b] = [left, right].map(|value| self.emit(Op::Known(Type::FIXNUM), &[value]));
        let result = self.emit(Op::Int(integer), &[a, b]);
        self.end_alternative(&mut all, Ok(vec![result]));
        self.block = other;
        let [a, b] = [left, right].map(|value| self.emit(Op::NumberToDouble, &[value]));
        let result = self.emit(Op::Float(float), &[a, b]);
        self.end_alternative(&mut all, Ok(vec![result]));
        Ok(self.join_alternatives(all)?[0])
    }

    fn is_two(&self, value: ValueId) -> bool {
        self.constant_value(value).and_then(Value::as_fixnum) == Some(2)
    }

    fn integers(&mut self, opcode: Opcode, left: ValueId, right: ValueId) -> Built<ValueId> {
        if opcode == Opcode::TrueDivide {
            let a = self.guard(left, Type::FIXNUM)?;
            let b = if left == right { a } else { self.guard(right, Type::FIXNUM)? };
            return Ok(self.emit(Op::IntDivide, &[a, b]));
        }
        if opcode == Opcode::Power {
            // Only squares come here.
            let a = self.guard(left, Type::FIXNUM)?;
            return Ok(self.emit(Op::Int(IntOperator::Multiply), &[a, a]));
        }
        let Some(operator) = int_operator(opcode) else {
            return Err(self.refuse("an operator is not known"));
        };
        if let Some(result) = self.fold(operator, left, right) {
            return Ok(self.constant(result));
        }
        let a = self.guard(left, Type::FIXNUM)?;
        let b = if left == right { a } else { self.guard(right, Type::FIXNUM)? };
        Ok(self.emit(Op::Int(operator), &[a, b]))
    }

    /// The result of an operation on two constants, if it has 63 bits.
    fn fold(&self, operator: IntOperator, left: ValueId, right: ValueId) -> Option<Value> {
        let number = |value| self.constant_value(value).and_then(Value::as_fixnum);
        let (a, b) = (number(left)?, number(right)?);
        let result = match operator {
            IntOperator::Add => a.checked_add(b)?,
            IntOperator::Subtract => a.checked_sub(b)?,
            IntOperator::Multiply => a.checked_mul(b)?,
            IntOperator::And => a & b,
            IntOperator::Or => a | b,
            IntOperator::Xor => a ^ b,
            _ => return None,
        };
        const LIMIT: i64 = 1 << 62;
        (-LIMIT..LIMIT).contains(&result).then(|| Value::fixnum(result))
    }

    /// `-a`
    pub(super) fn negative(&mut self, instruction: Instruction) -> Built<()> {
        let value = self.register(instruction.b());
        let known = self.type_of(value);
        let result = if known == Type::FLOAT {
            let value = self.double(value)?;
            self.emit(Op::FloatNegate, &[value])
        } else if known == Type::FIXNUM {
            self.emit(Op::IntNegate, &[value])
        } else {
            return self.step();
        };
        self.set(instruction.a(), result);
        Ok(())
    }

    /// A comparison, alone or with a jump.
    pub(super) fn compare(&mut self, instruction: Instruction, comparison: &Comparison) -> Built<()> {
        let is_jump = comparison.jumps_if.is_some();
        let (left, right) =
            if is_jump { (instruction.a(), instruction.b()) } else { (instruction.b(), instruction.c()) };
        let left = self.register(left);
        let right = match comparison.has_number {
            true => self.constant(Value::fixnum(i64::from(right as i16))),
            false => self.register(right),
        };
        if self.parts_comparison(left, right) {
            return self.compare_either(instruction, comparison, left, right);
        }
        let holds = self.comparison(comparison.condition, left, right)?;
        match comparison.jumps_if {
            Some(wanted) => {
                let (yes, no) = self.ways_of_jump(instruction, wanted);
                self.branch(holds, yes, no);
            }
            None => {
                let result = match self.function.value(holds).result {
                    Type::CONDITION => self.emit(Op::ConditionToBool, &[holds]),
                    _ => holds,
                };
                self.set(instruction.a(), result);
            }
        }
        Ok(())
    }

    /// Where a jump goes if what it compares holds, and where if not.
    fn ways_of_jump(&self, instruction: Instruction, wanted: bool) -> (u32, u32) {
        let (target, next) = (instruction.long(), self.position + 1);
        if wanted { (target, next) } else { (next, target) }
    }

    /// Whether integers are compared in place, and all else by special methods: where something else than numbers of one kind was
    /// met, and either operand may be any object.
    fn parts_comparison(&self, left: ValueId, right: ValueId) -> bool {
        let is_open = |value| {
            let known = self.type_of(value);
            known.may_be(Type::FIXNUM) && !known.is(Type::FIXNUM | Type::FLOAT)
        };
        let is_int = |value| self.type_of(value) == Type::FIXNUM;
        let is_either = (is_open(left) || is_int(left)) && (is_open(right) || is_int(right));
        is_either && !(is_int(left) && is_int(right)) && !self.speculates_on_comparison(left, right)
    }

    /// Whether a comparison has met only integers, or only floats, beside a constant.
    fn speculates_on_comparison(&self, left: ValueId, right: ValueId) -> bool {
        let has_constant = self.small(left).is_some() || self.small(right).is_some();
        let unwanted = if has_constant { flags::MET_OTHER } else { flags::MET_MIXED | flags::MET_OTHER };
        self.subject.comparison_met(self.position) & unwanted == 0 && !self.is_cautious()
    }

    /// The small integer that a value is, if it is one that a double can hold.
    fn small(&self, value: ValueId) -> Option<i64> {
        self.constant_value(value).and_then(Value::as_fixnum).filter(|it| it.unsigned_abs() < 1 << 52)
    }

    /// A comparison of what may be integers.
    fn compare_either(
        &mut self,
        instruction: Instruction,
        comparison: &Comparison,
        left: ValueId,
        right: ValueId,
    ) -> Built<()> {
        let condition = comparison.condition;
        let mut all = self.begin_alternatives();
        let are_ints = self.emit(Op::AreInts, &[left, right]);
        let other = self.part(are_ints);
        let [a, b] = [left, right].map(|value| self.emit(Op::Known(Type::FIXNUM), &[value]));
        let holds = self.emit(Op::IntCompare(condition), &[a, b]);
        let Some(wanted) = comparison.jumps_if else {
            let result = self.emit(Op::ConditionToBool, &[holds]);
            self.end_alternative(&mut all, Ok(vec![result]));
            self.block = other;
            let result = self.emit(Op::Compare(condition), &[left, right]);
            self.end_alternative(&mut all, Ok(vec![result]));
            let result = self.join_alternatives(all)?[0];
            self.set(instruction.a(), result);
            return Ok(());
        };
        let (yes, no) = self.ways_of_jump(instruction, wanted);
        self.branch(holds, yes, no);
        self.block = other;
        let holds = self.emit(Op::Holds(condition), &[left, right]);
        self.branch(holds, yes, no);
        Ok(())
    }

    /// Whether a comparison holds, as condition; for one that is no jump, maybe its result as object.
    fn comparison(&mut self, condition: Condition, left: ValueId, right: ValueId) -> Built<ValueId> {
        let (left_type, right_type) = (self.type_of(left), self.type_of(right));
        let is_jump = comparison_of(self.subject.instruction(self.position).opcode().unwrap_or(Opcode::Nop))
            .is_some_and(|it| it.jumps_if.is_some());
        let are = |of: Type| left_type == of && right_type == of;
        let may_be = |of: Type| left_type.may_be(of) && right_type.may_be(of);
        let speculates = self.speculates_on_comparison(left, right);
        let met_float = self.subject.comparison_met(self.position) & flags::MET_FLOAT != 0;
        let is_int = left_type == Type::FIXNUM || right_type == Type::FIXNUM;
        let is_float = left_type == Type::FLOAT || right_type == Type::FLOAT;
        if are(Type::FIXNUM) || speculates && !is_float && !met_float && may_be(Type::FIXNUM) {
            let a = self.guard(left, Type::FIXNUM)?;
            let b = if left == right { a } else { self.guard(right, Type::FIXNUM)? };
            return Ok(self.emit(Op::IntCompare(condition), &[a, b]));
        }
        if are(Type::FLOAT) || speculates && !is_int && (is_float || met_float) && may_be(Type::FLOAT) {
            let a = self.double(left)?;
            let b = if left == right { a } else { self.double(right)? };
            return Ok(self.emit(Op::FloatCompare(condition), &[a, b]));
        }
        // A small constant compares with a float as its double does.
        let takes_double = |known: Type| {
            known == Type::FLOAT || !self.is_cautious() && met_float && known.may_be(Type::FLOAT)
        };
        let (takes_left, takes_right) = (takes_double(left_type), takes_double(right_type));
        if let (Some(number), true) = (self.small(right), takes_left) {
            let a = self.double(left)?;
            let b = self.emit(Op::Double((number as f64).to_bits()), &[]);
            return Ok(self.emit(Op::FloatCompare(condition), &[a, b]));
        }
        if let (Some(number), true) = (self.small(left), takes_right) {
            let a = self.emit(Op::Double((number as f64).to_bits()), &[]);
            let b = self.double(right)?;
            return Ok(self.emit(Op::FloatCompare(condition), &[a, b]));
        }
        let (left, right) = (self.tagged(left), self.tagged(right));
        let op = if is_jump { Op::Holds(condition) } else { Op::Compare(condition) };
        Ok(self.emit(op, &[left, right]))
    }
}
