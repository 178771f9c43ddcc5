//! `math`: the work is done by `strict_semantics`.

use strict_semantics::{Int, Limit, Number, float, int, math};

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::native::{method, native};
use crate::object::{Dict, Effect, Special, Tuple};
use crate::protocol::Operator;
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// The largest integer that functions make, in bytes.
const LIMIT: Limit = Limit(1 << 30);

macro_rules! of_float {
    ($name:literal, $function:expr, $doc:literal) => {
        method(
            $name,
            "(x, /)",
            Effect::Pure,
            native(|vm: &mut Vm, x: f64| {
                let result: strict_semantics::Result<f64> = $function(x);
                vm.check(result)
            }),
            $doc,
        )
    };
}

macro_rules! of_two_floats {
    ($name:literal, $signature:literal, $function:expr, $doc:literal) => {
        method(
            $name,
            $signature,
            Effect::Pure,
            native(|vm: &mut Vm, x: f64, y: f64| {
                let result: strict_semantics::Result<f64> = $function(x, y);
                vm.check(result)
            }),
            $doc,
        )
    };
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "This module provides access to the mathematical functions\ndefined by the C standard.",
    fill,
    ..new_module(
        "math",
        &[
            of_float!("sqrt", math::sqrt, "Return the square root of x."),
            of_float!("exp", math::exp, "Return e raised to the power of x."),
            of_float!("exp2", math::exp2, "Return 2 raised to the power of x."),
            of_float!("expm1", math::expm1, "Return exp(x)-1."),
            of_float!("sinh", math::sinh, "Return the hyperbolic sine of x."),
            of_float!("cosh", math::cosh, "Return the hyperbolic cosine of x."),
            of_float!("tanh", |x: f64| Ok(x.tanh()), "Return the hyperbolic tangent of x."),
            of_float!("log1p", math::log1p, "Return the natural logarithm of 1+x (base e)."),
            of_float!("sin", math::sin, "Return the sine of x (measured in radians)."),
            of_float!("cos", math::cos, "Return the cosine of x (measured in radians)."),
            of_float!("tan", math::tan, "Return the tangent of x (measured in radians)."),
            of_float!("asin", math::asin, "Return the arc sine (measured in radians) of x."),
            of_float!("acos", math::acos, "Return the arc cosine (measured in radians) of x."),
            of_float!("atan", |x: f64| Ok(x.atan()), "Return the arc tangent (measured in radians) of x."),
            of_float!("asinh", |x: f64| Ok(x.asinh()), "Return the inverse hyperbolic sine of x."),
            of_float!(
                "acosh",
                |x| math::acosh_domain(x).map(|()| x.acosh()),
                "Return the inverse hyperbolic cosine of x."
            ),
            of_float!(
                "atanh",
                |x| math::atanh_domain(x).map(|()| x.atanh()),
                "Return the inverse hyperbolic tangent of x."
            ),
            of_float!("fabs", |x: f64| Ok(x.abs()), "Return the absolute value of the float x."),
            of_float!("cbrt", |x: f64| Ok(x.cbrt()), "Return the cube root of x."),
            of_float!(
                "degrees",
                |x: f64| Ok(x * (180.0 / std::f64::consts::PI)),
                "Convert angle x from radians to degrees."
            ),
            of_float!(
                "radians",
                |x: f64| Ok(x * (std::f64::consts::PI / 180.0)),
                "Convert angle x from degrees to radians."
            ),
            of_float!(
                "ulp",
                |x| Ok(math::ulp(x)),
                "Return the value of the least significant bit of the float x."
            ),
            of_two_floats!("pow", "(x, y, /)", math::pow, "Return x**y (x to the power of y)."),
            of_two_floats!("fmod", "(x, y, /)", math::fmod, "Return fmod(x, y), according to platform C."),
            of_two_floats!(
                "remainder",
                "(x, y, /)",
                math::remainder,
                "Difference between x and the closest integer multiple of y."
            ),
            of_two_floats!(
                "atan2",
                "(y, x, /)",
                |y: f64, x: f64| Ok(y.atan2(x)),
                "Return the arc tangent (measured in radians) of y/x."
            ),
            of_two_floats!(
                "copysign",
                "(x, y, /)",
                |x: f64, y: f64| Ok(x.copysign(y)),
                "Return a float with the magnitude (absolute value) of x but the sign of y."
            ),
            method(
                "isnan",
                "(x, /)",
                Effect::Pure,
                native(|_: &mut Vm, x: f64| Ok(x.is_nan())),
                "Return True if x is a NaN (not a number), and False otherwise.",
            ),
            method(
                "isinf",
                "(x, /)",
                Effect::Pure,
                native(|_: &mut Vm, x: f64| Ok(x.is_infinite())),
                "Return True if x is a positive or negative infinity, and False otherwise.",
            ),
            method(
                "isfinite",
                "(x, /)",
                Effect::Pure,
                native(|_: &mut Vm, x: f64| Ok(x.is_finite())),
                "Return True if x is neither an infinity nor a NaN, and False otherwise.",
            ),
            method(
                "floor",
                "(x, /)",
                Effect::Any,
                native(|vm: &mut Vm, x| rounded(vm, x, Special::Floor, float::floor)),
                "Return the floor of x as an Integral.",
            ),
            method(
                "ceil",
                "(x, /)",
                Effect::Any,
                native(|vm: &mut Vm, x| rounded(vm, x, Special::Ceil, float::ceil)),
                "Return the ceiling of x as an Integral.",
            ),
            method(
                "trunc",
                "(x, /)",
                Effect::Any,
                native(trunc),
                "Truncates the Real x to the nearest Integral toward 0.",
            ),
            method(
                "log",
                "(x, base=math.e, /)",
                Effect::Any,
                native(log),
                "log(x, [base=math.e])\nReturn the logarithm of x to the given base.",
            ),
            method(
                "log2",
                "(x, /)",
                Effect::Any,
                native(|vm: &mut Vm, x| logarithm(vm, f64::log2, x)),
                "Return the base 2 logarithm of x.",
            ),
            method(
                "log10",
                "(x, /)",
                Effect::Any,
                native(|vm: &mut Vm, x| logarithm(vm, f64::log10, x)),
                "Return the base 10 logarithm of x.",
            ),
            method(
                "frexp",
                "(x, /)",
                Effect::Pure,
                native(frexp),
                "Return the mantissa and exponent of x, as pair (m, e).",
            ),
            method("ldexp", "(x, i, /)", Effect::Pure, native(ldexp), "Return x * (2**i)."),
            method(
                "modf",
                "(x, /)",
                Effect::Pure,
                native(modf),
                "Return the fractional and integer parts of x.",
            ),
            method("fma", "(x, y, z, /)", Effect::Pure, native(fma), "Fused multiply-add operation."),
            method(
                "nextafter",
                "(x, y, /, *, steps=None)",
                Effect::Pure,
                native(next_after),
                "Return the floating-point value the given number of steps after x towards y.",
            ),
            method(
                "isclose",
                "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
                Effect::Pure,
                native(is_close),
                "Determine whether two floating-point numbers are close in value.",
            ),
            method(
                "fsum",
                "(seq, /)",
                Effect::Any,
                native(fsum),
                "Return an accurate floating-point sum of values in the iterable seq.",
            ),
            method(
                "hypot",
                "(*coordinates)",
                Effect::Pure,
                native(hypot),
                "Multidimensional Euclidean distance from the origin to a point.",
            ),
            method(
                "dist",
                "(p, q, /)",
                Effect::Any,
                native(dist),
                "Return the Euclidean distance between two points p and q.",
            ),
            method(
                "sumprod",
                "(p, q, /)",
                Effect::Any,
                native(sumprod),
                "Return the sum of products of values from two iterables p and q.",
            ),
            method(
                "prod",
                "(iterable, /, *, start=1)",
                Effect::Any,
                native(prod),
                "Calculate the product of all the elements in the input iterable.",
            ),
            method("gcd", "(*integers)", Effect::Any, native(gcd), "Greatest Common Divisor."),
            method("lcm", "(*integers)", Effect::Any, native(lcm), "Least Common Multiple."),
            method(
                "isqrt",
                "(n, /)",
                Effect::Any,
                native(isqrt),
                "Return the integer part of the square root of the input.",
            ),
            method("factorial", "(n, /)", Effect::Any, native(factorial), "Find n!."),
            method(
                "comb",
                "(n, k, /)",
                Effect::Any,
                native(comb),
                "Number of ways to choose k items from n items without repetition and without order.",
            ),
            method(
                "perm",
                "(n, k=None, /)",
                Effect::Any,
                native(perm),
                "Number of ways to choose k items from n items without repetition and with order.",
            ),
            method("gamma", "(x, /)", Effect::Pure, native(gamma), "Gamma function at x."),
            method(
                "lgamma",
                "(x, /)",
                Effect::Pure,
                native(lgamma),
                "Natural logarithm of absolute value of Gamma function at x.",
            ),
            method("erf", "(x, /)", Effect::Pure, native(erf), "Error function at x."),
            method("erfc", "(x, /)", Effect::Pure, native(erfc), "Complementary error function at x."),
        ],
    )
};

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    use std::f64::consts;
    let constants = [
        ("pi", consts::PI),
        ("e", consts::E),
        ("tau", consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ];
    for (name, number) in constants {
        let value = vm.new_float(number);
        vm.set_global(namespace, name, value)?;
    }
    Ok(())
}

/// `floor` and `ceil`: of a float, or what its type says.
fn rounded(
    vm: &mut Vm,
    value: Value,
    special: Special,
    of_float: fn(f64) -> strict_semantics::Result<Int>,
) -> Outcome<Value> {
    if let Some(number) = vm.as_float(value) {
        let rounded = vm.check(of_float(number))?;
        return Ok(vm.new_integer(&rounded));
    }
    if let Some(result) = vm.call_special(value, special, &[])? {
        return Ok(result);
    }
    let number = vm.to_f64(value)?;
    let rounded = vm.check(of_float(number))?;
    Ok(vm.new_integer(&rounded))
}

fn trunc(vm: &mut Vm, value: Value) -> Outcome<Value> {
    match vm.call_special(value, Special::Trunc, &[])? {
        Some(result) => Ok(result),
        None => {
            let name = vm.type_name(value);
            Err(vm.type_error(format!("type {name} doesn't define __trunc__ method")))
        }
    }
}

fn logarithm(vm: &mut Vm, function: fn(f64) -> f64, value: Value) -> Outcome<f64> {
    match vm.as_int(value) {
        Some(number) => vm.check(math::log_of_int(function, &number)),
        None => {
            let number = vm.to_f64(value)?;
            vm.check(math::log(function, number))
        }
    }
}

fn log(vm: &mut Vm, value: Value, base: Option<Value>) -> Outcome<f64> {
    let numerator = logarithm(vm, f64::ln, value)?;
    let Some(base) = base else { return Ok(numerator) };
    let denominator = logarithm(vm, f64::ln, base)?;
    vm.check(float::truediv(numerator, denominator))
}

fn frexp(vm: &mut Vm, x: f64) -> Outcome<Value> {
    let (mantissa, exponent) = math::frexp(x);
    let (mantissa, exponent) = (vm.new_float(mantissa), vm.new_int(exponent));
    Ok(vm.pair(mantissa, exponent))
}

fn ldexp(vm: &mut Vm, x: f64, exponent: Value) -> Outcome<f64> {
    let Some(exponent) = vm.as_int(exponent) else {
        return Err(vm.type_error("Expected an int as second argument to ldexp."));
    };
    vm.check(math::ldexp(x, &exponent))
}

fn modf(vm: &mut Vm, x: f64) -> Outcome<Value> {
    let whole = x.trunc();
    let part = if x.is_infinite() { 0.0_f64.copysign(x) } else { (x - whole).copysign(x) };
    let (part, whole) = (vm.new_float(part), vm.new_float(whole));
    Ok(vm.pair(part, whole))
}

fn fma(vm: &mut Vm, x: f64, y: f64, z: f64) -> Outcome<f64> {
    vm.check(math::fma(x, y, z))
}

fn next_after(vm: &mut Vm, x: f64, y: f64, steps: Option<Value>) -> Outcome<f64> {
    let steps = match steps.filter(|it| !it.is_none()) {
        None => 1,
        Some(steps) => {
            let steps = vm.to_index(steps)?;
            if steps.is_negative() {
                return Err(vm.value_error("steps must be a non-negative integer"));
            }
            steps.to_u64().unwrap_or(u64::MAX)
        }
    };
    Ok(math::next_after(x, y, steps))
}

fn is_close(vm: &mut Vm, a: f64, b: f64, relative: Option<Value>, absolute: Option<Value>) -> Outcome<bool> {
    let relative = relative.map_or(Ok(1e-9), |it| vm.to_f64(it))?;
    let absolute = absolute.map_or(Ok(0.0), |it| vm.to_f64(it))?;
    vm.check(math::is_close(a == b, (b - a).abs(), a.abs(), b.abs(), relative, absolute))
}

fn fsum(vm: &mut Vm, values: Value) -> Outcome<f64> {
    let mut sum = math::ExactSum::default();
    vm.for_each(values, |vm, value| {
        let number = vm.to_f64(value)?;
        vm.check(sum.add_checked(number))
    })?;
    vm.check(sum.checked_value())
}

fn floats(vm: &mut Vm, values: Gc<Tuple>) -> Outcome<Vec<f64>> {
    values.as_slice().iter().map(|&value| vm.to_f64(value)).collect()
}

fn hypot(vm: &mut Vm, coordinates: Gc<Tuple>) -> Outcome<f64> {
    Ok(math::hypot(floats(vm, coordinates)?))
}

fn dist(vm: &mut Vm, p: Value, q: Value) -> Outcome<f64> {
    let (p, q) = (vm.tuple_from(p)?, vm.tuple_from(q)?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let (p, q) = (floats(vm, p)?, floats(vm, q)?);
    Ok(math::hypot(p.iter().zip(&q).map(|(p, q)| p - q)))
}

fn sumprod(vm: &mut Vm, p: Value, q: Value) -> Outcome<Value> {
    let (p, q) = (vm.tuple_from(p)?, vm.tuple_from(q)?);
    let pairs = || p.as_slice().iter().copied().zip(q.as_slice().iter().copied());
    if p.len() == q.len() && pairs().any(|(p, q)| p.is_flonum() || q.is_flonum()) {
        let numbers: Option<Vec<(f64, f64)>> =
            pairs().map(|(p, q)| Some((plain(vm, p)?, plain(vm, q)?))).collect();
        if let Some(numbers) = numbers {
            let mut sum = math::ExactSum::default();
            numbers.iter().for_each(|&(p, q)| sum.add_product(p, q));
            if let Some(sum) = sum.value() {
                return Ok(vm.new_float(sum));
            }
        }
    }
    let mut total = Value::ZERO;
    for at in 0..p.len().min(q.len()) {
        let product = vm.binary(Operator::MULTIPLY, p.get(at), q.get(at))?;
        total = vm.binary(Operator::ADD, total, product)?;
    }
    // What cannot be multiplied or added is found before the ends are.
    if p.len() != q.len() {
        return Err(vm.value_error("Inputs are not the same length"));
    }
    Ok(total)
}

/// A float, or an integer that a float represents.
fn plain(vm: &Vm, value: Value) -> Option<f64> {
    match vm.as_number(value)? {
        Number::Float(number) => Some(number),
        Number::Int(number) => number.to_i64().filter(|it| it.unsigned_abs() < 1 << 53).map(|it| it as f64),
        Number::Complex(_) => None,
    }
}

fn prod(vm: &mut Vm, iterable: Value, start: Option<Value>) -> Outcome<Value> {
    let mut product = start.unwrap_or(Value::ONE);
    vm.for_each(iterable, |vm, value| {
        product = vm.binary(Operator::MULTIPLY, product, value)?;
        Ok(())
    })?;
    Ok(product)
}

fn gcd(vm: &mut Vm, numbers: Gc<Tuple>) -> Outcome<Value> {
    let mut result = Int::ZERO;
    for &number in numbers.as_slice() {
        result = int::gcd(&result, &vm.to_index(number)?);
    }
    Ok(vm.new_integer(&result))
}

fn lcm(vm: &mut Vm, numbers: Gc<Tuple>) -> Outcome<Value> {
    let mut result = Int::ONE;
    for &number in numbers.as_slice() {
        let number = vm.to_index(number)?;
        result = vm.check(int::lcm(&result, &number, LIMIT))?;
    }
    Ok(vm.new_integer(&result))
}

fn isqrt(vm: &mut Vm, n: Value) -> Outcome<Value> {
    let n = vm.to_index(n)?;
    let root = vm.check(int::isqrt(&n))?;
    Ok(vm.new_integer(&root))
}

fn factorial(vm: &mut Vm, n: Value) -> Outcome<Value> {
    let n = vm.to_index(n)?;
    let result = vm.check(int::factorial(&n, LIMIT))?;
    Ok(vm.new_integer(&result))
}

fn comb(vm: &mut Vm, n: Value, k: Value) -> Outcome<Value> {
    let (n, k) = (vm.to_index(n)?, vm.to_index(k)?);
    let result = vm.check(int::comb(&n, &k, LIMIT))?;
    Ok(vm.new_integer(&result))
}

fn perm(vm: &mut Vm, n: Value, k: Option<Value>) -> Outcome<Value> {
    let Some(k) = k.filter(|k| !k.is_none()) else { return factorial(vm, n) };
    let (n, k) = (vm.to_index(n)?, vm.to_index(k)?);
    let result = vm.check(int::perm(&n, &k, LIMIT))?;
    Ok(vm.new_integer(&result))
}

// The C library's, as CPython's error functions; its gamma differs from CPython's in the last digit at times.

#[allow(unsafe_code, reason = "calls pure functions of the C library")]
mod c {
    unsafe extern "C" {
        pub(super) safe fn erf(x: f64) -> f64;
        pub(super) safe fn erfc(x: f64) -> f64;
        pub(super) safe fn tgamma(x: f64) -> f64;
        pub(super) safe fn lgamma(x: f64) -> f64;
    }
}

fn erf(_vm: &mut Vm, x: f64) -> Outcome<f64> {
    Ok(c::erf(x))
}

fn erfc(_vm: &mut Vm, x: f64) -> Outcome<f64> {
    Ok(c::erfc(x))
}

fn gamma(vm: &mut Vm, x: f64) -> Outcome<f64> {
    vm.check(math::gamma_domain(x))?;
    let result = c::tgamma(x);
    if result.is_infinite() && x.is_finite() {
        return Err(vm.error(vm.exceptions.OverflowError, "math range error"));
    }
    Ok(result)
}

fn lgamma(vm: &mut Vm, x: f64) -> Outcome<f64> {
    if x <= 0.0 && x.is_finite() && x.trunc() == x {
        return Err(vm.value_error("math domain error"));
    }
    Ok(if x.is_infinite() { f64::INFINITY } else { c::lgamma(x) })
}
