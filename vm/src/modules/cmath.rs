//! `cmath`: functions of complex numbers. What they do is in `strict_semantics`.

use strict_semantics::{Complex, Number, math};

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::native::{FromValue, IntoValue, method, native};
use crate::object::{Dict, Effect, NativeSpec, Special};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// A function that cannot fail.
macro_rules! total {
    ($name:literal, $function:ident, $doc:literal) => {
        method($name, "(z, /)", Effect::Pure, native(|_: &mut Vm, z: Complex| Ok(z.$function())), $doc)
    };
}

/// A function that is not defined everywhere.
macro_rules! partial {
    ($name:literal, $function:ident, $doc:literal) => {
        method($name, "(z, /)", Effect::Pure, native(|vm: &mut Vm, z: Complex| vm.check(z.$function())), $doc)
    };
}

static FUNCTIONS: &[NativeSpec] = &[
    total!("acos", acos, "Return the arc cosine of z."),
    total!("acosh", acosh, "Return the inverse hyperbolic cosine of z."),
    total!("asin", asin, "Return the arc sine of z."),
    total!("asinh", asinh, "Return the inverse hyperbolic sine of z."),
    partial!("atan", atan, "Return the arc tangent of z."),
    partial!("atanh", atanh, "Return the inverse hyperbolic tangent of z."),
    partial!("cos", cos, "Return the cosine of z."),
    partial!("cosh", cosh, "Return the hyperbolic cosine of z."),
    partial!("exp", exp, "Return the exponential value e**z."),
    partial!("log10", log10, "Return the base-10 logarithm of z."),
    partial!("sin", sin, "Return the sine of z."),
    partial!("sinh", sinh, "Return the hyperbolic sine of z."),
    total!("sqrt", sqrt, "Return the square root of z."),
    partial!("tan", tan, "Return the tangent of z."),
    partial!("tanh", tanh, "Return the hyperbolic tangent of z."),
    total!("phase", phase, "Return argument, also known as the phase angle, of a complex."),
    method(
        "log",
        "(z, base=<unrepresentable>, /)",
        Effect::Pure,
        native(log),
        "log(z[, base]) -> the logarithm of z to the given base.",
    ),
    method(
        "polar",
        "(z, /)",
        Effect::Pure,
        native(polar),
        "Convert a complex from rectangular coordinates to polar coordinates.",
    ),
    method(
        "rect",
        "(r, phi, /)",
        Effect::Pure,
        native(rect),
        "Convert from polar coordinates to rectangular coordinates.",
    ),
    method(
        "isfinite",
        "(z, /)",
        Effect::Pure,
        native(|_: &mut Vm, z: Complex| Ok(z.real.is_finite() && z.imag.is_finite())),
        "Return True if both the real and imaginary parts of z are finite, else False.",
    ),
    method(
        "isinf",
        "(z, /)",
        Effect::Pure,
        native(|_: &mut Vm, z: Complex| Ok(z.real.is_infinite() || z.imag.is_infinite())),
        "Checks if the real or imaginary part of z is infinite.",
    ),
    method(
        "isnan",
        "(z, /)",
        Effect::Pure,
        native(|_: &mut Vm, z: Complex| Ok(z.real.is_nan() || z.imag.is_nan())),
        "Checks if the real or imaginary part of z not a number (NaN).",
    ),
    method(
        "isclose",
        "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        Effect::Pure,
        native(is_close),
        "Determine whether two complex numbers are close in value.",
    ),
];

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "This module provides access to mathematical functions for complex\nnumbers.",
    fill,
    ..new_module("cmath", FUNCTIONS)
};

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    for (name, number) in [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ] {
        let number = vm.new_float(number);
        vm.set_global(namespace, name, number)?;
    }
    for (name, number) in [("infj", f64::INFINITY), ("nanj", f64::NAN)] {
        let number = vm.new_complex(Complex::new(0.0, number));
        vm.set_global(namespace, name, number)?;
    }
    Ok(())
}

impl FromValue for Complex {
    fn from_value(vm: &mut Vm, value: Value) -> Outcome<Complex> {
        if let Some(Number::Complex(number)) = vm.as_number(value) {
            return Ok(number);
        }
        if let Some(method) = vm.special(value, Special::Complex) {
            let result = vm.call_method_value(method, value, &[])?;
            return match vm.as_number(result) {
                Some(Number::Complex(number)) => Ok(number),
                _ => {
                    let (class, name) = (vm.type_name(value), vm.type_name(result));
                    Err(vm.type_error(format!("{class}.__complex__() must return a complex, not {name}")))
                }
            };
        }
        Ok(Complex::new(vm.to_f64(value)?, 0.0))
    }
}

impl IntoValue for Complex {
    fn into_value(self, vm: &mut Vm) -> Value {
        vm.new_complex(self)
    }
}

fn log(vm: &mut Vm, z: Complex, base: Option<Value>) -> Outcome<Complex> {
    let log = vm.check(z.ln())?;
    let Some(base) = base else { return Ok(log) };
    let base = Complex::from_value(vm, base)?;
    let base = vm.check(base.ln())?;
    match log.truediv(base) {
        Ok(quotient) => Ok(quotient),
        Err(_) => Err(vm.value_error("math domain error")),
    }
}

fn polar(vm: &mut Vm, z: Complex) -> Outcome<Value> {
    let Ok(radius) = z.abs() else {
        return Err(vm.error(vm.exceptions.OverflowError, "math range error"));
    };
    let (radius, angle) = (vm.new_float(radius), vm.new_float(z.phase()));
    Ok(vm.pair(radius, angle))
}

fn rect(vm: &mut Vm, radius: f64, angle: f64) -> Outcome<Complex> {
    vm.check(Complex::from_polar(radius, angle))
}

fn is_close(
    vm: &mut Vm,
    a: Complex,
    b: Complex,
    relative: Option<Value>,
    absolute: Option<Value>,
) -> Outcome<bool> {
    let relative = relative.map_or(Ok(1e-9), |it| vm.to_f64(it))?;
    let absolute = absolute.map_or(Ok(0.0), |it| vm.to_f64(it))?;
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(true);
    }
    if [a.real, a.imag, b.real, b.imag].iter().any(|part| part.is_infinite()) {
        return Ok(false);
    }
    let size = |z: Complex| math::hypot([z.real, z.imag]);
    let distance = size(a - b);
    Ok(distance <= relative * size(b) || distance <= relative * size(a) || distance <= absolute)
}
