//! Numbers as operands: known ones, and those of which only the type is known; what operators make of them.

use std::cmp::Ordering;

use strict_semantics::number::{self, BinaryOperator};
use strict_semantics::{ErrorKind, Int, Limit, Number, float};

use super::constants::{INT_LIMIT, number_of, value_of};
use super::{exceptions as exc, types};
use crate::domain::{ObjectId, Value};
use crate::interp::{Eval, Interp, MAX_VALUE};
use crate::ir::{CompareOp, Symbol, sym};

/// The numeric types, each of which takes operands of those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Int,
    Float,
    Complex,
}

impl Kind {
    pub(crate) fn class(self) -> ObjectId {
        match self {
            Kind::Int => types::INT,
            Kind::Float => types::FLOAT,
            Kind::Complex => types::COMPLEX,
        }
    }
}

/// What an operator finds.
#[derive(Clone, Debug)]
pub(crate) enum Operand {
    Known(Number),
    Typed(Kind),
    /// No number.
    Foreign,
}

impl Operand {
    /// Sees through instances of subclasses.
    pub(crate) fn of(interp: &Interp<'_>, value: &Value) -> Operand {
        let plain = interp.heap.unwrap(value);
        if let Some(number) = number_of(plain) {
            return Operand::known_if_small(number);
        }
        let Some(class) = interp.heap.class_of(plain) else { return Operand::Foreign };
        let kind = [Kind::Int, Kind::Float, Kind::Complex]
            .into_iter()
            .find(|kind| interp.is_subclass_of(class, kind.class()));
        kind.map_or(Operand::Foreign, Operand::Typed)
    }

    /// The number, unless it is so large that operations on it would take long.
    pub(crate) fn known_if_small(number: Number) -> Operand {
        match number {
            Number::Int(value) if value.byte_size() > INT_LIMIT.0 => Operand::Typed(Kind::Int),
            number => Operand::Known(number),
        }
    }

    pub(crate) fn kind(&self) -> Option<Kind> {
        match self {
            Operand::Known(Number::Int(_)) => Some(Kind::Int),
            Operand::Known(Number::Float(_)) => Some(Kind::Float),
            Operand::Known(Number::Complex(_)) => Some(Kind::Complex),
            Operand::Typed(kind) => Some(*kind),
            Operand::Foreign => None,
        }
    }

    fn known(&self) -> Option<&Number> {
        match self {
            Operand::Known(number) => Some(number),
            _ => None,
        }
    }

    /// The sign of a known real number: never `Equal` for an unknown one.
    fn sign(&self) -> Option<Ordering> {
        number::compare(self.known()?, &Number::Int(Int::ZERO))
    }

    pub(crate) fn may_be_zero(&self) -> bool {
        self.known().is_none_or(|number| !number.is_true())
    }
}

impl Interp<'_> {
    /// The result of an operation on plain numbers; an int too large to be computed is only typed.
    pub(crate) fn number(&mut self, result: strict_semantics::Result<Number>) -> Eval<Value> {
        match result {
            Err(error) if error.kind == ErrorKind::Memory => Ok(Value::Typed(types::INT)),
            other => self.plain(other).map(value_of),
        }
    }

    /// As [`Interp::number`], for operations whose result is an int.
    pub(crate) fn integer(&mut self, result: strict_semantics::Result<Int>) -> Eval<Value> {
        self.number(result.map(Number::Int))
    }

    /// Counts steps for an operation on a large number.
    fn charge(&mut self, number: &Number) {
        const BYTES_PER_STEP: usize = 32;
        if let Number::Int(value @ Int::Big(_)) = number {
            self.steps += (value.byte_size() / BYTES_PER_STEP) as u64;
        }
    }

    /// `operator.index(value)`: `None` for an int that is not known.
    ///
    /// Raises `TypeError` for what has no `__index__`.
    pub(crate) fn index(&mut self, value: &Value) -> Eval<Option<Int>> {
        if let Some(known) = self.as_int(value) {
            return Ok(known);
        }
        match self.converted(value, sym::index, Kind::Int)? {
            Some(Operand::Known(Number::Int(value))) => Ok(Some(value)),
            Some(_) => Ok(None),
            None => {
                let name = self.type_name(value);
                self.type_error(&format!("'{name}' object cannot be interpreted as an integer"))
            }
        }
    }

    /// An int or an instance of a subclass: the outer `None` says that it is neither, the inner that it is not known.
    #[expect(clippy::option_option, reason = "the two say different things")]
    pub(crate) fn as_int(&self, value: &Value) -> Option<Option<Int>> {
        match Operand::of(self, value) {
            Operand::Known(Number::Int(value)) => Some(Some(value)),
            Operand::Typed(Kind::Int) => Some(None),
            _ => None,
        }
    }

    /// A real number as a float, as the functions of `math` take it: `None` when it is not known.
    ///
    /// Raises `TypeError` for what is none, `OverflowError` for an int that is too large.
    pub(crate) fn real(&mut self, value: &Value) -> Eval<Option<f64>> {
        if let Value::Float(value) = self.heap.unwrap(value) {
            return Ok(Some(*value));
        }
        match self.float_from(value)? {
            Some(Operand::Known(Number::Float(value))) => Ok(Some(value)),
            Some(_) => Ok(None),
            None => {
                let name = self.type_name(value);
                self.type_error(&format!("must be real number, not {name}"))
            }
        }
    }

    /// What `__float__` or `__index__` makes of the value, always a float; `None` when it has neither.
    pub(crate) fn float_from(&mut self, value: &Value) -> Eval<Option<Operand>> {
        if let Value::Float(value) = value {
            return Ok(Some(Operand::Known(Number::Float(*value))));
        }
        if let Some(result) = self.converted(value, sym::float_, Kind::Float)? {
            return Ok(Some(result));
        }
        match self.converted(value, sym::index, Kind::Int)? {
            Some(Operand::Known(Number::Int(value))) => {
                let value = self.plain(value.to_f64())?;
                Ok(Some(Operand::Known(Number::Float(value))))
            }
            Some(_) => {
                self.maybe_raise_class(exc::OVERFLOW_ERROR);
                Ok(Some(Operand::Typed(Kind::Float)))
            }
            None => Ok(None),
        }
    }

    /// What a conversion method such as `__int__` makes of the value; `None` when its class has none.
    pub(crate) fn converted(&mut self, value: &Value, name: Symbol, kind: Kind) -> Eval<Option<Operand>> {
        let Some(method) = self.special(value, name)? else { return Ok(None) };
        let result = self.call(&method, Vec::new())?;
        if matches!(result, Value::Unknown(_) | Value::Union(_)) {
            self.maybe_raise_class(exc::TYPE_ERROR);
            return Ok(Some(Operand::Typed(kind)));
        }
        let operand = Operand::of(self, &result);
        if operand.kind() == Some(kind) {
            return Ok(Some(operand));
        }
        let (expected, actual) = (self.class_name(kind.class()), self.type_name(&result));
        if kind == Kind::Int {
            return self.type_error(&format!("{name} returned non-int (type {actual})"));
        }
        let receiver = self.type_name(value);
        self.type_error(&format!("{receiver}.{name} returned non-{expected} (type {actual})"))
    }

    /// `left operator right`; `None` when the two do not support it.
    pub(crate) fn operate(
        &mut self,
        operator: BinaryOperator,
        left: &Operand,
        right: &Operand,
    ) -> Option<Eval<Value>> {
        if !is_supported(operator, left.kind()?.max(right.kind()?)) {
            return None;
        }
        if let (Operand::Known(left), Operand::Known(right)) = (left, right) {
            self.charge(left);
            self.charge(right);
            let result = number::binary(operator, left, right, INT_LIMIT);
            if result.is_err() && is_beyond_memory(operator, left, right) {
                return Some(self.plain(result).map(value_of));
            }
            return Some(self.number(result));
        }
        self.operate_on_types(operator, left, right).map(Ok)
    }

    /// The result when an operand is only typed; notes what may be raised.
    fn operate_on_types(
        &mut self,
        operator: BinaryOperator,
        left: &Operand,
        right: &Operand,
    ) -> Option<Value> {
        use BinaryOperator::{FloorDiv, LShift, Modulo, Pow, RShift, TrueDiv};
        let kind = left.kind()?.max(right.kind()?);
        if matches!(operator, TrueDiv | FloorDiv | Modulo) && right.may_be_zero() {
            self.maybe_raise_class(exc::ZERO_DIVISION_ERROR);
        }
        if matches!(operator, LShift | RShift) && right.sign().is_none_or(Ordering::is_lt) {
            self.maybe_raise_class(exc::VALUE_ERROR);
        }
        // An int may be too large for a float.
        let converts = kind != Kind::Int || operator == TrueDiv;
        if converts && [left, right].into_iter().any(|operand| matches!(operand, Operand::Typed(Kind::Int))) {
            self.maybe_raise_class(exc::OVERFLOW_ERROR);
        }
        Some(match operator {
            TrueDiv if kind == Kind::Int => Value::Typed(types::FLOAT),
            Pow => self.power_of_types(left, right, kind),
            _ => Value::Typed(kind.class()),
        })
    }

    fn power_of_types(&mut self, base: &Operand, exponent: &Operand, kind: Kind) -> Value {
        let exponent_sign = exponent.sign();
        if base.may_be_zero() && exponent_sign.is_none_or(Ordering::is_lt) {
            self.maybe_raise_class(exc::ZERO_DIVISION_ERROR);
        }
        if kind != Kind::Int {
            self.maybe_raise_class(exc::OVERFLOW_ERROR);
        }
        let either = |first: ObjectId, second: ObjectId| {
            Value::Union([Value::Typed(first), Value::Typed(second)].into())
        };
        match kind {
            Kind::Int => match exponent_sign {
                Some(Ordering::Less) => Value::Typed(types::FLOAT),
                Some(_) => Value::Typed(types::INT),
                None => either(types::INT, types::FLOAT),
            },
            // A negative base to a fractional power is complex.
            Kind::Float => {
                let whole = match exponent {
                    Operand::Known(Number::Float(value)) => float::is_integer(*value) || !value.is_finite(),
                    other => other.kind() == Some(Kind::Int),
                };
                let natural_base = base.sign().is_some_and(Ordering::is_ge);
                if whole || natural_base {
                    Value::Typed(types::FLOAT)
                } else {
                    either(types::FLOAT, types::COMPLEX)
                }
            }
            Kind::Complex => Value::Typed(types::COMPLEX),
        }
    }
}

/// Whether numbers of this kind, and of those before it, take the operator.
fn is_supported(operator: BinaryOperator, kind: Kind) -> bool {
    use BinaryOperator::{Add, And, FloorDiv, LShift, Modulo, Mul, Or, Pow, RShift, Sub, TrueDiv, Xor};
    match operator {
        Add | Sub | Mul | TrueDiv | Pow => true,
        FloorDiv | Modulo => kind < Kind::Complex,
        LShift | RShift | And | Or | Xor => kind == Kind::Int,
    }
}

/// Whether a comparison of two numbers holds; `None` when complex numbers are to be ordered.
pub(crate) fn compare_numbers(op: CompareOp, left: &Number, right: &Number) -> Option<bool> {
    match op {
        CompareOp::Eq => return Some(number::equals(left, right)),
        CompareOp::NotEq => return Some(!number::equals(left, right)),
        _ => {}
    }
    if matches!(left, Number::Complex(_)) || matches!(right, Number::Complex(_)) {
        return None;
    }
    // What is compared with NaN has no order.
    let Some(order) = number::compare(left, right) else { return Some(false) };
    match op {
        CompareOp::Lt => Some(order.is_lt()),
        CompareOp::LtE => Some(order.is_le()),
        CompareOp::Gt => Some(order.is_gt()),
        CompareOp::GtE => Some(order.is_ge()),
        _ => None,
    }
}

/// Bound for text and bytes made of numbers.
pub(crate) const TEXT_LIMIT: Limit = Limit(1 << 20);

/// Whether the result, an integer, takes more memory than a value may.
fn is_beyond_memory(operator: BinaryOperator, left: &Number, right: &Number) -> bool {
    let (Number::Int(left), Number::Int(right)) = (left, right) else { return false };
    let most = MAX_VALUE as i64;
    let count = right.to_i64().unwrap_or(i64::MAX);
    match operator {
        BinaryOperator::Pow => count.saturating_mul(left.byte_size() as i64) > 8 * most,
        BinaryOperator::LShift => count > 8 * most,
        _ => false,
    }
}
