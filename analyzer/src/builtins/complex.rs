//! Methods of `complex`.

use strict_semantics::number::{BinaryOperator, UnaryOperator};
use strict_semantics::{Complex, Number};

use super::arity::{expect, expect_new_class};
use super::constants::value_of;
use super::int::{NumberSource, text_of};
use super::numeric_methods::{self, class_receiver, made_by, numeric_methods, sole_receiver};
use super::operands::{Kind, Operand};
use super::parameters::Parameters;
use super::{Native, exceptions as exc, function, method, types};
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp};
use crate::ir::{CompareOp, sym};

/// Methods that `int` and `float` have as well.
pub(crate) const SHARED: &[Native] =
    numeric_methods!("complex", Kind::Complex, [Add "add", Sub "sub", Mul "mul", TrueDiv "truediv"]);

pub(crate) const METHODS: &[Native] = &[
    function("complex.__new__", new),
    method("complex.__complex__", itself),
    method("complex.from_number", from_number),
];

fn known_or_typed(value: Option<Complex>) -> Value {
    value.map_or(Value::Typed(types::COMPLEX), |value| value_of(Number::Complex(value)))
}

fn itself(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    Ok(match sole_receiver(interp, arguments, Kind::Complex, "complex.__complex__")? {
        Operand::Known(number) => value_of(number),
        _ => Value::Typed(types::COMPLEX),
    })
}

fn new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = expect_new_class(interp, arguments, types::COMPLEX)?;
    let number = match (arguments.len(), arguments.keywords.len()) {
        (0, 0) => Some(Complex::new(0.0, 0.0)),
        (1, 0) => from_any(interp, &arguments.positional[0].clone())?,
        _ => from_parts(interp, arguments)?,
    };
    Ok(class.instance(interp, known_or_typed(number)))
}

/// `complex(value)`
fn from_any(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<Complex>> {
    let result = match text_of(interp, value) {
        NumberSource::Text(text) => Complex::from_text(text),
        NumberSource::Typed if is_text(interp, value) => {
            interp.maybe_raise_class(exc::VALUE_ERROR);
            return Ok(None);
        }
        _ => {
            return match part(interp, value)? {
                Some(part) => Ok(part.value),
                None => {
                    let name = interp.type_name(value);
                    interp.type_error(&format!("complex() argument must be a string or a number, not {name}"))
                }
            };
        }
    };
    interp.plain(result).map(Some)
}

fn is_text(interp: &Interp<'_>, value: &Value) -> bool {
    interp.heap.class_of(value).is_some_and(|class| interp.is_subclass_of(class, types::STR))
}

/// An argument of `complex`: a real number, or (deprecated) a complex one.
struct Part {
    /// `None`: not known.
    value: Option<Complex>,
    is_complex: bool,
}

/// The argument as a number; `None` when it is none.
fn part(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<Part>> {
    let operand = match Operand::of(interp, value) {
        known @ (Operand::Known(_) | Operand::Typed(Kind::Complex)) if value.plain_class().is_some() => {
            Some(known)
        }
        _ => match interp.converted(value, sym::complex_, Kind::Complex)? {
            Some(operand) => Some(operand),
            None => interp.float_from(value)?,
        },
    };
    Ok(match operand {
        Some(Operand::Known(Number::Complex(value))) => Some(Part { value: Some(value), is_complex: true }),
        Some(Operand::Known(Number::Float(value))) => {
            Some(Part { value: Some(Complex::new(value, 0.0)), is_complex: false })
        }
        Some(Operand::Known(Number::Int(value))) => {
            let value = interp.plain(value.to_f64())?;
            Some(Part { value: Some(Complex::new(value, 0.0)), is_complex: false })
        }
        Some(operand) => Some(Part { value: None, is_complex: operand.kind() == Some(Kind::Complex) }),
        None => None,
    })
}

/// `complex(real, imag)`: `real + imag * 1j`.
fn from_parts(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Option<Complex>> {
    const COMPLEX: Parameters<2> = Parameters {
        function: "complex",
        names: ["real", "imag"],
        required: 0,
        positional_only: 0,
        positional: 2,
    };
    let [real, imag] = COMPLEX.bind(interp, arguments)?;
    let mut parts = [
        Part { value: Some(Complex::new(0.0, 0.0)), is_complex: false },
        Part { value: None, is_complex: false },
    ];
    let has_imag = imag.is_some();
    for ((place, argument), name) in parts.iter_mut().zip([real, imag]).zip(["real", "imag"]) {
        let Some(argument) = argument else { continue };
        match part(interp, &argument)? {
            Some(part) => *place = part,
            None => {
                let actual = interp.type_name(&argument);
                return interp
                    .type_error(&format!("complex() argument '{name}' must be a real number, not {actual}"));
            }
        }
    }
    let [real, imag] = parts;
    if !has_imag {
        return Ok(real.value);
    }
    let (Some(left), Some(right)) = (real.value, imag.value) else { return Ok(None) };
    let real_part = if imag.is_complex { left.real - right.imag } else { left.real };
    let imag_part = if real.is_complex { right.real + left.imag } else { right.real };
    Ok(Some(Complex::new(real_part, imag_part)))
}

fn from_number(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = class_receiver(interp, arguments, Kind::Complex, "complex.from_number")?;
    expect(interp, arguments, "complex.from_number", 1, 1)?;
    let value = arguments.positional[0].clone();
    match part(interp, &value)? {
        Some(part) => made_by(interp, &class, Kind::Complex, known_or_typed(part.value)),
        None => {
            let name = interp.type_name(&value);
            interp.type_error(&format!("must be real number, not {name}"))
        }
    }
}
