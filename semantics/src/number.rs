//! The numeric tower: what an operator gives for two numbers of any of the built-in types.
//!
//! `bool` counts as `int` here; that `&`, `|` and `^` of two bools give a bool is for the caller to see to.

use std::cmp::Ordering;

use crate::complex::Complex;
use crate::error::{Error, Limit, Result};
use crate::float;
use crate::int::Int;

/// A number of one of the built-in types. Equality is of form (`1 != 1.0`); [`equals`] is Python's `==`.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// `int`
    Int(Int),
    /// `float`
    Float(f64),
    /// `complex`
    Complex(Complex),
}

impl Number {
    /// The name of the type.
    pub fn type_name(&self) -> &'static str {
        match self {
            Number::Int(_) => "int",
            Number::Float(_) => "float",
            Number::Complex(_) => "complex",
        }
    }

    /// `bool(self)`
    pub fn is_true(&self) -> bool {
        match self {
            Number::Int(value) => !value.is_zero(),
            Number::Float(value) => *value != 0.0,
            Number::Complex(value) => value.real != 0.0 || value.imag != 0.0,
        }
    }
}

/// A binary operator on numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOperator {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    TrueDiv,
    /// `//`
    FloorDiv,
    /// `%`
    Modulo,
    /// `**`
    Pow,
    /// `<<`
    LShift,
    /// `>>`
    RShift,
    /// `&`
    And,
    /// `|`
    Or,
    /// `^`
    Xor,
}

impl BinaryOperator {
    /// How messages name the operator.
    pub fn symbol(self) -> &'static str {
        match self {
            BinaryOperator::Add => "+",
            BinaryOperator::Sub => "-",
            BinaryOperator::Mul => "*",
            BinaryOperator::TrueDiv => "/",
            BinaryOperator::FloorDiv => "//",
            BinaryOperator::Modulo => "%",
            BinaryOperator::Pow => "** or pow()",
            BinaryOperator::LShift => "<<",
            BinaryOperator::RShift => ">>",
            BinaryOperator::And => "&",
            BinaryOperator::Or => "|",
            BinaryOperator::Xor => "^",
        }
    }
}

/// A unary operator on numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOperator {
    /// `-`
    Neg,
    /// `+`
    Pos,
    /// `~`
    Invert,
}

/// `left operator right`
///
/// # Errors
/// `TypeError` when the types do not support the operator, and whatever the operation itself raises.
pub fn binary(operator: BinaryOperator, left: &Number, right: &Number, limit: Limit) -> Result<Number> {
    match (left, right) {
        (Number::Int(left), Number::Int(right)) => int_binary(operator, left, right, limit),
        (Number::Complex(_), _) | (_, Number::Complex(_)) => complex_binary(operator, left, right),
        (Number::Int(left_int), Number::Float(right_float)) => {
            float_binary(operator, || left_int.to_f64(), || Ok(*right_float), left, right)
        }
        (Number::Float(left_float), Number::Int(right_int)) => {
            float_binary(operator, || Ok(*left_float), || right_int.to_f64(), left, right)
        }
        (Number::Float(left_float), Number::Float(right_float)) => {
            float_binary(operator, || Ok(*left_float), || Ok(*right_float), left, right)
        }
    }
}

fn int_binary(operator: BinaryOperator, left: &Int, right: &Int, limit: Limit) -> Result<Number> {
    Ok(Number::Int(match operator {
        BinaryOperator::Add => left.add(right),
        BinaryOperator::Sub => left.sub(right),
        BinaryOperator::Mul => left.mul(right, limit)?,
        BinaryOperator::TrueDiv => return left.truediv(right).map(Number::Float),
        BinaryOperator::FloorDiv => left.floordiv(right)?,
        BinaryOperator::Modulo => left.modulo(right)?,
        BinaryOperator::Pow => return left.pow(right, limit),
        BinaryOperator::LShift => left.lshift(right, limit)?,
        BinaryOperator::RShift => left.rshift(right)?,
        BinaryOperator::And => left.and(right),
        BinaryOperator::Or => left.or(right),
        BinaryOperator::Xor => left.xor(right),
    }))
}

fn float_binary(
    operator: BinaryOperator,
    left_float: impl Fn() -> Result<f64>,
    right_float: impl Fn() -> Result<f64>,
    left: &Number,
    right: &Number,
) -> Result<Number> {
    type Operation = fn(f64, f64) -> Result<f64>;
    let operation: Operation = match operator {
        BinaryOperator::Add => |left, right| Ok(left + right),
        BinaryOperator::Sub => |left, right| Ok(left - right),
        BinaryOperator::Mul => |left, right| Ok(left * right),
        BinaryOperator::TrueDiv => float::truediv,
        BinaryOperator::FloorDiv => float::floordiv,
        BinaryOperator::Modulo => float::modulo,
        BinaryOperator::Pow => return float::pow(left_float()?, right_float()?),
        _ => return Err(unsupported(operator, left, right)),
    };
    operation(left_float()?, right_float()?).map(Number::Float)
}

/// Real operands keep their missing imaginary part missing, as Annex G of the C standard has it.
fn complex_binary(operator: BinaryOperator, left: &Number, right: &Number) -> Result<Number> {
    use BinaryOperator::{Add, Mul, Pow, Sub, TrueDiv};
    if !matches!(operator, Add | Sub | Mul | TrueDiv | Pow) {
        return Err(unsupported(operator, left, right));
    }
    let result = match (operator, Operand::of(left)?, Operand::of(right)?) {
        (Add, Operand::Complex(left), Operand::Complex(right)) => left + right,
        (Add, Operand::Complex(left), Operand::Real(right)) => left.add_real(right),
        (Add, Operand::Real(left), right) => right.to_complex().add_real(left),
        (Sub, Operand::Complex(left), Operand::Complex(right)) => left - right,
        (Sub, Operand::Complex(left), Operand::Real(right)) => left.sub_real(right),
        (Sub, Operand::Real(left), right) => right.to_complex().subtracted_from_real(left),
        (Mul, Operand::Complex(left), Operand::Complex(right)) => left * right,
        (Mul, Operand::Complex(left), Operand::Real(right)) => left.mul_real(right),
        (Mul, Operand::Real(left), right) => right.to_complex().mul_real(left),
        (TrueDiv, Operand::Complex(left), Operand::Complex(right)) => left.truediv(right)?,
        (TrueDiv, Operand::Complex(left), Operand::Real(right)) => left.truediv_real(right)?,
        (TrueDiv, Operand::Real(left), right) => right.to_complex().dividing_real(left)?,
        (_, left, right) => left.to_complex().pow(right.to_complex())?,
    };
    Ok(Number::Complex(result))
}

/// An operand of an operation on complex numbers.
#[derive(Clone, Copy)]
enum Operand {
    Real(f64),
    Complex(Complex),
}

impl Operand {
    fn of(number: &Number) -> Result<Operand> {
        Ok(match number {
            Number::Int(value) => Operand::Real(value.to_f64()?),
            Number::Float(value) => Operand::Real(*value),
            Number::Complex(value) => Operand::Complex(*value),
        })
    }

    fn to_complex(self) -> Complex {
        match self {
            Operand::Real(real) => Complex { real, imag: 0.0 },
            Operand::Complex(value) => value,
        }
    }
}

#[cold]
fn unsupported(operator: BinaryOperator, left: &Number, right: &Number) -> Error {
    Error::type_error(format!(
        "unsupported operand type(s) for {}: '{}' and '{}'",
        operator.symbol(),
        left.type_name(),
        right.type_name()
    ))
}

/// `operator operand`
///
/// # Errors
/// `TypeError` for `~` of what is not an int.
pub fn unary(operator: UnaryOperator, operand: &Number) -> Result<Number> {
    Ok(match (operator, operand) {
        (UnaryOperator::Pos, _) => operand.clone(),
        (UnaryOperator::Neg, Number::Int(value)) => Number::Int(value.neg()),
        (UnaryOperator::Neg, Number::Float(value)) => Number::Float(-value),
        (UnaryOperator::Neg, Number::Complex(value)) => Number::Complex(-*value),
        (UnaryOperator::Invert, Number::Int(value)) => Number::Int(value.invert()),
        (UnaryOperator::Invert, _) => {
            let message = format!("bad operand type for unary ~: '{}'", operand.type_name());
            return Err(Error::type_error(message));
        }
    })
}

/// `divmod(left, right)`
///
/// # Errors
/// `TypeError` for complex numbers, `ZeroDivisionError`, `OverflowError`.
pub fn divmod(left: &Number, right: &Number) -> Result<(Number, Number)> {
    let (left_float, right_float) = match (left, right) {
        (Number::Int(left), Number::Int(right)) => {
            let (quotient, remainder) = left.divmod(right)?;
            return Ok((Number::Int(quotient), Number::Int(remainder)));
        }
        (Number::Int(left), Number::Float(right)) => (left.to_f64()?, *right),
        (Number::Float(left), Number::Int(right)) => (*left, right.to_f64()?),
        (Number::Float(left), Number::Float(right)) => (*left, *right),
        _ => {
            return Err(Error::type_error(format!(
                "unsupported operand type(s) for divmod(): '{}' and '{}'",
                left.type_name(),
                right.type_name()
            )));
        }
    };
    let (quotient, remainder) = float::divmod(left_float, right_float)?;
    Ok((Number::Float(quotient), Number::Float(remainder)))
}

/// `pow(base, exponent, modulus)`
///
/// # Errors
/// `TypeError` or `ValueError` when not all are ints, and what [`Int::pow_mod`] raises.
pub fn pow_mod(base: &Number, exponent: &Number, modulus: &Number, limit: Limit) -> Result<Number> {
    if let (Number::Int(base), Number::Int(exponent), Number::Int(modulus)) = (base, exponent, modulus) {
        return base.pow_mod(exponent, modulus, limit).map(Number::Int);
    }
    // The first that is no int words the error.
    match [base, exponent, modulus].into_iter().find(|number| !matches!(number, Number::Int(_))) {
        Some(Number::Complex(_)) => Err(Error::value("complex modulo")),
        _ => Err(Error::type_error("pow() 3rd argument not allowed unless all arguments are integers")),
    }
}

/// `left == right`
pub fn equals(left: &Number, right: &Number) -> bool {
    match (left, right) {
        (Number::Complex(left), Number::Complex(right)) => left == right,
        (Number::Complex(complex), real) | (real, Number::Complex(complex)) => {
            complex.imag == 0.0 && compare(&Number::Float(complex.real), real) == Some(Ordering::Equal)
        }
        _ => compare(left, right) == Some(Ordering::Equal),
    }
}

/// How two real numbers compare, exactly; `None` when one of them is NaN or complex.
pub fn compare(left: &Number, right: &Number) -> Option<Ordering> {
    match (left, right) {
        (Number::Int(left), Number::Int(right)) => Some(left.cmp(right)),
        (Number::Int(left), Number::Float(right)) => left.compare_float(*right),
        (Number::Float(left), Number::Int(right)) => right.compare_float(*left).map(Ordering::reverse),
        (Number::Float(left), Number::Float(right)) => left.partial_cmp(right),
        (Number::Complex(_), _) | (_, Number::Complex(_)) => None,
    }
}
