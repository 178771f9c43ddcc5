//! Operators on constants, through `strict_semantics`.

use std::sync::Arc;

use strict_semantics::number::{self, BinaryOperator, UnaryOperator};
use strict_semantics::text::Text;
use strict_semantics::{Complex, Int, Limit, Number, float};

use super::operands::{Kind, Operand, compare_numbers};
use super::types;
use crate::domain::Value;
use crate::interp::{Eval, Interp, MAX_ELEMENTS, MAX_VALUE};
use crate::ir::{BinaryOp, CompareOp, UnaryOp};

/// Bound for integers: it bounds the time of an operation as well as its size.
pub(crate) const INT_LIMIT: Limit = Limit(128 * 1024);

/// The value as a number, if it is one.
pub(crate) fn number_of(value: &Value) -> Option<Number> {
    Some(match value {
        Value::Bool(value) => Number::Int(Int::from(*value)),
        Value::Int(value) => Number::Int(value.clone()),
        Value::Float(value) => Number::Float(*value),
        Value::Complex(value) => Number::Complex(Complex::new(value.0, value.1)),
        _ => return None,
    })
}

pub(crate) fn value_of(number: Number) -> Value {
    match number {
        Number::Int(value) => Value::Int(value),
        Number::Float(value) => Value::Float(value),
        Number::Complex(value) => Value::Complex(Arc::new((value.real, value.imag))),
    }
}

fn operator(op: BinaryOp) -> Option<BinaryOperator> {
    Some(match op {
        BinaryOp::Add => BinaryOperator::Add,
        BinaryOp::Sub => BinaryOperator::Sub,
        BinaryOp::Mul => BinaryOperator::Mul,
        BinaryOp::Div => BinaryOperator::TrueDiv,
        BinaryOp::FloorDiv => BinaryOperator::FloorDiv,
        BinaryOp::Mod => BinaryOperator::Modulo,
        BinaryOp::Pow => BinaryOperator::Pow,
        BinaryOp::LShift => BinaryOperator::LShift,
        BinaryOp::RShift => BinaryOperator::RShift,
        BinaryOp::BitAnd => BinaryOperator::And,
        BinaryOp::BitOr => BinaryOperator::Or,
        BinaryOp::BitXor => BinaryOperator::Xor,
        BinaryOp::MatMul => return None,
    })
}

/// The result for two plain values of which neither is an object; `None` when methods must decide.
pub(crate) fn constant_binary(
    interp: &mut Interp<'_>,
    op: BinaryOp,
    left: &Value,
    right: &Value,
) -> Option<Eval<Value>> {
    if let (Value::Bool(a), Value::Bool(b)) = (left, right) {
        match op {
            BinaryOp::BitAnd => return Some(Ok(Value::Bool(a & b))),
            BinaryOp::BitOr => return Some(Ok(Value::Bool(a | b))),
            BinaryOp::BitXor => return Some(Ok(Value::Bool(a ^ b))),
            _ => {}
        }
    }
    if let (Some(op), Some(a), Some(b)) = (operator(op), plain_operand(left), plain_operand(right)) {
        let is_bool = |value: &Value| matches!(value, Value::Typed(types::BOOL) | Value::Bool(_));
        if is_bool(left)
            && is_bool(right)
            && matches!(op, BinaryOperator::And | BinaryOperator::Or | BinaryOperator::Xor)
        {
            return Some(Ok(Value::Typed(types::BOOL)));
        }
        return interp.operate(op, &a, &b);
    }
    match (op, left, right) {
        (BinaryOp::Add, Value::Str(a), Value::Str(b)) => {
            let limit = Limit(MAX_VALUE);
            let joined = Text::try_build(limit, |out| a.view().concat(b.view(), out));
            Some(interp.plain(joined).map(Value::Str))
        }
        (BinaryOp::Add, Value::Bytes(a), Value::Bytes(b)) => {
            let joined = strict_semantics::bytes::concat(a, b, Limit(MAX_VALUE));
            Some(interp.plain(joined).map(|bytes| Value::Bytes(bytes.into())))
        }
        (BinaryOp::Add, Value::Tuple(a), Value::Tuple(b)) => {
            if a.len() + b.len() > MAX_ELEMENTS {
                return Some(interp.too_many_elements());
            }
            Some(Ok(Value::tuple(a.iter().chain(b.iter()).cloned().collect::<Vec<_>>())))
        }
        _ => typed_binary(op, left, right).map(Ok),
    }
}

/// A number of exactly one of the built-in types.
fn plain_operand(value: &Value) -> Option<Operand> {
    Some(match value {
        Value::Typed(types::BOOL | types::INT) => Operand::Typed(Kind::Int),
        Value::Typed(types::FLOAT) => Operand::Typed(Kind::Float),
        Value::Typed(types::COMPLEX) => Operand::Typed(Kind::Complex),
        value => Operand::known_if_small(number_of(value)?),
    })
}

/// The result of a unary operator on a number; `None` when methods must decide.
pub(crate) fn constant_unary(op: UnaryOp, value: &Value) -> Option<Value> {
    let op = match op {
        UnaryOp::Minus => UnaryOperator::Neg,
        UnaryOp::Plus => UnaryOperator::Pos,
        UnaryOp::Invert => UnaryOperator::Invert,
        UnaryOp::Not => return None,
    };
    number::unary(op, &number_of(value)?).ok().map(value_of)
}

/// The result for strings of which only the types are known.
fn typed_binary(op: BinaryOp, left: &Value, right: &Value) -> Option<Value> {
    if !matches!(left, Value::Typed(_)) && !matches!(right, Value::Typed(_)) {
        return None;
    }
    let (left, right) = (left.plain_class()?, right.plain_class()?);
    let is_int = |class| [types::BOOL, types::INT].contains(&class);
    match (op, left, right) {
        (BinaryOp::Add, a, b) if a == b && [types::STR, types::BYTES].contains(&a) => Some(Value::Typed(a)),
        (BinaryOp::Mul, a, b) if [types::STR, types::BYTES].contains(&a) && is_int(b) => {
            Some(Value::Typed(a))
        }
        (BinaryOp::Mul, a, b) if [types::STR, types::BYTES].contains(&b) && is_int(a) => {
            Some(Value::Typed(b))
        }
        _ => None,
    }
}

/// The outcome of a comparison of two constants; `None` when methods must decide.
pub(crate) fn constant_compare(op: CompareOp, left: &Value, right: &Value) -> Option<bool> {
    use std::cmp::Ordering;
    let by_order = |order: Option<Ordering>| {
        let order = order?;
        Some(match op {
            CompareOp::Eq => order == Ordering::Equal,
            CompareOp::NotEq => order != Ordering::Equal,
            CompareOp::Lt => order == Ordering::Less,
            CompareOp::LtE => order != Ordering::Greater,
            CompareOp::Gt => order == Ordering::Greater,
            CompareOp::GtE => order != Ordering::Less,
            _ => return None,
        })
    };
    if let (Some(a), Some(b)) = (number_of(left), number_of(right)) {
        return compare_numbers(op, &a, &b);
    }
    match (left, right) {
        (Value::Str(a), Value::Str(b)) => by_order(Some(a.cmp(b))),
        (Value::Bytes(a), Value::Bytes(b)) => by_order(Some(a.cmp(b))),
        _ if left.is_constant()
            && right.is_constant()
            && !(matches!(left, Value::Tuple(_)) && matches!(right, Value::Tuple(_))) =>
        {
            match op {
                CompareOp::Eq => Some(left.same(right)),
                CompareOp::NotEq => Some(!left.same(right)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// `repr` of a constant that is no tuple.
pub(crate) fn constant_repr(value: &Value) -> Option<String> {
    Some(match value {
        Value::None => "None".to_owned(),
        Value::Ellipsis => "Ellipsis".to_owned(),
        Value::NotImplemented => "NotImplemented".to_owned(),
        Value::Bool(value) => if *value { "True" } else { "False" }.to_owned(),
        Value::Int(value) => value.to_string(),
        Value::Float(value) => float::repr(*value),
        Value::Complex(value) => Complex::new(value.0, value.1).repr(),
        Value::Str(text) => {
            return Text::build(|out| text.view().repr(out)).to_utf8().map(std::borrow::Cow::into_owned);
        }
        Value::Bytes(bytes) => strict_semantics::bytes::repr(bytes),
        _ => return None,
    })
}

/// `ascii` of what `repr` gave.
pub(crate) fn ascii_of(repr: &Value) -> Value {
    match repr {
        Value::Str(text) => {
            let escaped: String = text
                .view()
                .code_points()
                .map(|point| match point {
                    0..0x80 => char::from_u32(point).map(String::from).unwrap_or_default(),
                    0x80..0x100 => format!("\\x{point:02x}"),
                    0x100..0x1_0000 => format!("\\u{point:04x}"),
                    _ => format!("\\U{point:08x}"),
                })
                .collect();
            Value::str(&escaped)
        }
        _ => Value::Typed(types::STR),
    }
}

pub(crate) fn int_add(a: &Int, b: &Int) -> Int {
    a.add(b)
}

/// Number of elements of a range.
pub(crate) fn range_length(start: &Int, stop: &Int, step: &Int) -> Int {
    strict_semantics::range::Range::new(start.clone(), stop.clone(), step.clone())
        .map_or(Int::ZERO, |range| range.length().clone())
}
