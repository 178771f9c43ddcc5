//! The module `cmath`. The elementary functions of complex numbers give typed results: their last digits are the
//! platform's, and hardly any module-level code depends on them.

use std::f64::consts::{E, PI, TAU};

use strict_semantics::{Complex, Number, math};

use super::NativeConstant;
use super::float_functions::reals;
use crate::builtins::arity::expect;
use crate::builtins::constants::value_of;
use crate::builtins::operands::{Kind, Operand};
use crate::builtins::parameters::Parameters;
use crate::builtins::{Native, exceptions as exc, function, types};
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp};
use crate::ir::sym;

pub(super) const FUNCTIONS: &[Native] = &[
    function("cmath.acos", |interp, arguments| elementary(interp, arguments, "cmath.acos")),
    function("cmath.acosh", |interp, arguments| elementary(interp, arguments, "cmath.acosh")),
    function("cmath.asin", |interp, arguments| elementary(interp, arguments, "cmath.asin")),
    function("cmath.asinh", |interp, arguments| elementary(interp, arguments, "cmath.asinh")),
    function("cmath.atan", |interp, arguments| elementary(interp, arguments, "cmath.atan")),
    function("cmath.atanh", |interp, arguments| elementary(interp, arguments, "cmath.atanh")),
    function("cmath.cos", |interp, arguments| elementary(interp, arguments, "cmath.cos")),
    function("cmath.cosh", |interp, arguments| elementary(interp, arguments, "cmath.cosh")),
    function("cmath.exp", |interp, arguments| elementary(interp, arguments, "cmath.exp")),
    function("cmath.isclose", is_close),
    function("cmath.isfinite", |interp, arguments| {
        predicate(interp, arguments, "cmath.isfinite", |value| {
            value.real.is_finite() && value.imag.is_finite()
        })
    }),
    function("cmath.isinf", |interp, arguments| {
        predicate(interp, arguments, "cmath.isinf", |value| {
            value.real.is_infinite() || value.imag.is_infinite()
        })
    }),
    function("cmath.isnan", |interp, arguments| {
        predicate(interp, arguments, "cmath.isnan", |value| value.real.is_nan() || value.imag.is_nan())
    }),
    function("cmath.log", log),
    function("cmath.log10", |interp, arguments| elementary(interp, arguments, "cmath.log10")),
    function("cmath.phase", phase),
    function("cmath.polar", polar),
    function("cmath.rect", rect),
    function("cmath.sin", |interp, arguments| elementary(interp, arguments, "cmath.sin")),
    function("cmath.sinh", |interp, arguments| elementary(interp, arguments, "cmath.sinh")),
    function("cmath.sqrt", |interp, arguments| elementary(interp, arguments, "cmath.sqrt")),
    function("cmath.tan", |interp, arguments| elementary(interp, arguments, "cmath.tan")),
    function("cmath.tanh", |interp, arguments| elementary(interp, arguments, "cmath.tanh")),
];

pub(super) const CONSTANTS: &[(&str, NativeConstant)] = &[
    ("e", NativeConstant::Float(E)),
    ("inf", NativeConstant::Float(f64::INFINITY)),
    ("infj", NativeConstant::Imaginary(f64::INFINITY)),
    ("nan", NativeConstant::Float(f64::NAN)),
    ("nanj", NativeConstant::Imaginary(f64::NAN)),
    ("pi", NativeConstant::Float(PI)),
    ("tau", NativeConstant::Float(TAU)),
];

/// A number as a complex one; `None` when it is not known.
fn complex(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<Complex>> {
    let operand = match value.plain_class() {
        Some(_) => Operand::of(interp, value),
        None => Operand::Foreign,
    };
    match operand {
        Operand::Known(Number::Complex(value)) => return Ok(Some(value)),
        Operand::Typed(Kind::Complex) => return Ok(None),
        _ => {}
    }
    match interp.converted(value, sym::complex_, Kind::Complex)? {
        Some(Operand::Known(Number::Complex(value))) => Ok(Some(value)),
        Some(_) => Ok(None),
        None => Ok(interp.real(value)?.map(|value| Complex::new(value, 0.0))),
    }
}

fn argument(interp: &mut Interp<'_>, arguments: &Arguments, name: &str) -> Eval<Option<Complex>> {
    expect(interp, arguments, name, 1, 1)?;
    complex(interp, &arguments.positional[0])
}

fn may_fail(interp: &mut Interp<'_>) {
    interp.maybe_raise_class(exc::VALUE_ERROR);
    interp.maybe_raise_class(exc::OVERFLOW_ERROR);
}

fn elementary(interp: &mut Interp<'_>, arguments: &Arguments, name: &str) -> Eval<Value> {
    argument(interp, arguments, name)?;
    may_fail(interp);
    Ok(Value::Typed(types::COMPLEX))
}

fn log(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "log", 1, 2)?;
    for value in &arguments.positional {
        complex(interp, value)?;
    }
    may_fail(interp);
    interp.maybe_raise_class(exc::ZERO_DIVISION_ERROR);
    Ok(Value::Typed(types::COMPLEX))
}

fn predicate(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    predicate: fn(Complex) -> bool,
) -> Eval<Value> {
    let value = argument(interp, arguments, name)?;
    Ok(value.map_or(Value::Typed(types::BOOL), |value| Value::Bool(predicate(value))))
}

fn phase(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = argument(interp, arguments, "cmath.phase")?;
    Ok(value.map_or(Value::Typed(types::FLOAT), |value| Value::Float(value.imag.atan2(value.real))))
}

fn polar(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let parts = match argument(interp, arguments, "cmath.polar")? {
        Some(value) => {
            let radius = interp.plain(value.abs())?;
            [radius, value.imag.atan2(value.real)].map(Value::Float)
        }
        None => {
            interp.maybe_raise_class(exc::OVERFLOW_ERROR);
            [Value::Typed(types::FLOAT), Value::Typed(types::FLOAT)]
        }
    };
    Ok(Value::tuple(parts.to_vec()))
}

fn rect(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    Ok(match reals(interp, arguments, "rect")? {
        Some([radius, angle]) if radius.is_finite() && angle.is_finite() => {
            value_of(Number::Complex(Complex::new(radius * angle.cos(), radius * angle.sin())))
        }
        _ => {
            interp.maybe_raise_class(exc::VALUE_ERROR);
            Value::Typed(types::COMPLEX)
        }
    })
}

fn is_close(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    const IS_CLOSE: Parameters<4> = Parameters {
        function: "isclose",
        names: ["a", "b", "rel_tol", "abs_tol"],
        required: 2,
        positional_only: 0,
        positional: 2,
    };
    let [left, right, relative, absolute] = IS_CLOSE.bind(interp, arguments)?;
    let left = complex(interp, &left.unwrap_or(Value::None))?;
    let right = complex(interp, &right.unwrap_or(Value::None))?;
    let relative = tolerance(interp, relative, 1e-9)?;
    let absolute = tolerance(interp, absolute, 0.0)?;
    let (Some(left), Some(right), Some(relative), Some(absolute)) = (left, right, relative, absolute) else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        return Ok(Value::Typed(types::BOOL));
    };
    let size = |value: Complex| value.real.hypot(value.imag);
    let result =
        math::is_close(left == right, size(left - right), size(left), size(right), relative, absolute);
    interp.plain(result).map(Value::Bool)
}

fn tolerance(interp: &mut Interp<'_>, value: Option<Value>, default: f64) -> Eval<Option<f64>> {
    match value {
        Some(value) => interp.real(&value),
        None => Ok(Some(default)),
    }
}
