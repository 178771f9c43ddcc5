//! Constant folding: which expressions are constants, and what operators make of constants.

use ruff_python_ast::{self as ast, Expr, Operator, UnaryOp};
use strict_bytecode::Constant;
use strict_semantics::number::{self, BinaryOperator, Number, UnaryOperator};
use strict_semantics::{Complex, Int, Limit, Text, bytes};

use crate::compiler::Compiler;
use crate::made_tree::constant_of;

/// The most bits of an integer that folding makes.
const MAX_INT_BITS: u64 = 128;
/// The most characters of text or bytes that repetition makes.
const MAX_TEXT: usize = 4096;
/// The most items of a tuple that repetition makes.
const MAX_ITEMS: usize = 256;

impl Compiler<'_> {
    /// The value of an expression that is a constant.
    pub(crate) fn constant(&self, expression: &Expr) -> Option<Constant> {
        match expression {
            Expr::NumberLiteral(literal) => Some(self.number(literal)),
            Expr::StringLiteral(literal) => Some(Constant::Str(self.string(literal))),
            Expr::BytesLiteral(literal) => Some(Self::bytes(literal)),
            Expr::BooleanLiteral(literal) => Some(Constant::Bool(literal.value)),
            Expr::NoneLiteral(_) => Some(Constant::None),
            Expr::EllipsisLiteral(_) => Some(Constant::Ellipsis),
            Expr::IpyEscapeCommand(it) => constant_of(&self.places, &it.value).cloned(),
            Expr::Name(name) if name.id == "__debug__" => Some(Constant::Bool(self.keeps_asserts())),
            Expr::Tuple(tuple) => self.constants(&tuple.elts).map(Constant::tuple),
            Expr::UnaryOp(operation) => unary(operation.op, &self.constant(&operation.operand)?),
            Expr::BinOp(operation) => self.constant_chain(operation),
            Expr::Subscript(subscript) => self.constant_item(subscript),
            Expr::Slice(slice) => self.constant_slice(slice),
            _ => None,
        }
    }

    /// The values of expressions all of which are constants.
    pub(crate) fn constants(&self, expressions: &[Expr]) -> Option<Vec<Constant>> {
        expressions.iter().map(|it| self.constant(it)).collect()
    }

    /// The value of a subscript of a constant.
    pub(crate) fn constant_item(&self, subscript: &ast::ExprSubscript) -> Option<Constant> {
        if matches!(&*subscript.value, Expr::Tuple(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_)) {
            let index = self.constant(&subscript.slice)?;
            item(&self.constant(&subscript.value)?, &index)
        } else {
            None
        }
    }

    fn constant_slice(&self, slice: &ast::ExprSlice) -> Option<Constant> {
        let part = |part: &Option<Box<Expr>>| match part {
            Some(part) => self.constant(part),
            None => Some(Constant::None),
        };
        let parts = [part(&slice.lower)?, part(&slice.upper)?, part(&slice.step)?];
        Some(Constant::Slice(std::sync::Arc::new(parts)))
    }

    /// A chain of operators, without recursion to the left.
    fn constant_chain(&self, last: &ast::ExprBinOp) -> Option<Constant> {
        let mut right_operands = vec![(last.op, &*last.right)];
        let mut left = &*last.left;
        while let Expr::BinOp(operation) = left {
            // Most chains aren't constant, and their right operands show it first.
            if !may_be_constant(&operation.right) {
                return None;
            }
            right_operands.push((operation.op, &operation.right));
            left = &operation.left;
        }
        let mut value = self.constant(left)?;
        for (operator, right) in right_operands.into_iter().rev() {
            value = binary(operator, &value, &self.constant(right)?)?;
        }
        Some(value)
    }
}

fn may_be_constant(expression: &Expr) -> bool {
    matches!(
        expression,
        Expr::NumberLiteral(_)
            | Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::IpyEscapeCommand(_)
            | Expr::Name(_)
            | Expr::Tuple(_)
            | Expr::UnaryOp(_)
            | Expr::BinOp(_)
            | Expr::Subscript(_)
    )
}

fn to_number(constant: &Constant) -> Option<Number> {
    match constant {
        Constant::Bool(value) => Some(Number::Int(Int::from(*value))),
        Constant::Int(value) => Some(Number::Int(value.clone())),
        Constant::Float(bits) => Some(Number::Float(f64::from_bits(*bits))),
        Constant::Complex(real, imaginary) => {
            Some(Number::Complex(Complex::new(f64::from_bits(*real), f64::from_bits(*imaginary))))
        }
        _ => None,
    }
}

fn from_number(number: Number) -> Constant {
    match number {
        Number::Int(value) => Constant::Int(value),
        Number::Float(value) => Constant::float(value),
        Number::Complex(value) => Constant::complex(value),
    }
}

/// The value of a unary operator, if it has one.
pub(crate) fn unary(operator: UnaryOp, operand: &Constant) -> Option<Constant> {
    let operator = match operator {
        UnaryOp::Not => return Some(Constant::Bool(!operand.is_true())),
        // `~True` warns at run time.
        UnaryOp::Invert if matches!(operand, Constant::Bool(_)) => return None,
        UnaryOp::Invert => UnaryOperator::Invert,
        UnaryOp::UAdd => UnaryOperator::Pos,
        UnaryOp::USub => UnaryOperator::Neg,
    };
    number::unary(operator, &to_number(operand)?).ok().map(from_number)
}

/// The value of a binary operator, if it has one and is small.
pub(crate) fn binary(operator: Operator, left: &Constant, right: &Constant) -> Option<Constant> {
    match (to_number(left), to_number(right)) {
        (Some(left_number), Some(right_number)) => {
            if let (Constant::Bool(left), Constant::Bool(right)) = (left, right) {
                match operator {
                    Operator::BitAnd => return Some(Constant::Bool(left & right)),
                    Operator::BitOr => return Some(Constant::Bool(left | right)),
                    Operator::BitXor => return Some(Constant::Bool(left ^ right)),
                    _ => {}
                }
            }
            numbers(operator, &left_number, &right_number)
        }
        (None, None) => concatenation(operator, left, right),
        _ if operator == Operator::Mult => repetition(left, right).or_else(|| repetition(right, left)),
        _ => None,
    }
}

fn numbers(operator: Operator, left: &Number, right: &Number) -> Option<Constant> {
    if let (Number::Int(left), Number::Int(right)) = (left, right) {
        let bits = match operator {
            Operator::Mult => left.bit_length() + right.bit_length(),
            Operator::LShift => left.bit_length().checked_add(right.to_u64()?)?,
            Operator::Pow if !right.is_negative() => left.bit_length().checked_mul(right.to_u64()?)?,
            _ => 0,
        };
        if bits > MAX_INT_BITS {
            return None;
        }
    }
    let operator = match operator {
        Operator::Add => BinaryOperator::Add,
        Operator::Sub => BinaryOperator::Sub,
        Operator::Mult => BinaryOperator::Mul,
        Operator::MatMult => return None,
        Operator::Div => BinaryOperator::TrueDiv,
        Operator::Mod => BinaryOperator::Modulo,
        Operator::Pow => BinaryOperator::Pow,
        Operator::LShift => BinaryOperator::LShift,
        Operator::RShift => BinaryOperator::RShift,
        Operator::BitOr => BinaryOperator::Or,
        Operator::BitXor => BinaryOperator::Xor,
        Operator::BitAnd => BinaryOperator::And,
        Operator::FloorDiv => BinaryOperator::FloorDiv,
    };
    number::binary(operator, left, right, Limit(1024)).ok().map(from_number)
}

fn concatenation(operator: Operator, left: &Constant, right: &Constant) -> Option<Constant> {
    if operator != Operator::Add {
        return None;
    }
    match (left, right) {
        (Constant::Str(left), Constant::Str(right)) => {
            let limit = Limit(usize::MAX);
            Text::try_build(limit, |out| left.view().concat(right.view(), out)).ok().map(Constant::Str)
        }
        (Constant::Bytes(left), Constant::Bytes(right)) => {
            Some(Constant::Bytes([&left[..], &right[..]].concat().into()))
        }
        (Constant::Tuple(left), Constant::Tuple(right)) => {
            Some(Constant::tuple(left.iter().chain(right.iter()).cloned()))
        }
        _ => None,
    }
}

fn repetition(sequence: &Constant, count: &Constant) -> Option<Constant> {
    let count = match count {
        Constant::Int(count) => count.to_usize()?,
        _ => return None,
    };
    match sequence {
        Constant::Str(text) if text.len().checked_mul(count)? <= MAX_TEXT => {
            Text::try_build(Limit(4 * MAX_TEXT + 64), |out| text.view().repeat(count as i64, out))
                .ok()
                .map(Constant::Str)
        }
        Constant::Bytes(data) if data.len().checked_mul(count)? <= MAX_TEXT => {
            bytes::repeat(data, count as i64, Limit(MAX_TEXT)).ok().map(|it| Constant::Bytes(it.into()))
        }
        Constant::Tuple(items) if items.len().checked_mul(count)? <= MAX_ITEMS => {
            Some(Constant::tuple((0..count).flat_map(|_| items.iter().cloned())))
        }
        _ => None,
    }
}

/// The item of a constant sequence.
fn item(sequence: &Constant, index: &Constant) -> Option<Constant> {
    let Constant::Int(index) = index else { return None };
    let at = |length| strict_semantics::slice::normalize_index(index, length);
    match sequence {
        Constant::Str(text) => {
            let point = text.char_at(at(text.len())?)?;
            Some(Constant::Str(Text::from_code_points([point])))
        }
        Constant::Bytes(bytes) => Some(Constant::Int(Int::from(bytes[at(bytes.len())?]))),
        Constant::Tuple(items) => Some(items[at(items.len())?].clone()),
        _ => None,
    }
}
