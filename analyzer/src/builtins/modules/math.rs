//! The module `math`.

use std::f64::consts::{E, PI, TAU};

use strict_semantics::int::{comb, factorial, gcd, isqrt, lcm, perm};
use strict_semantics::{Int, Limit, math};

use super::NativeConstant;
use super::float_functions::{binary, predicate, reals, total, typed, unary, unknown_float, unknown_int};
use super::math_iterables::{dist, fsum, hypot, prod, sumprod};
use crate::builtins::arity::expect;
use crate::builtins::constants::INT_LIMIT;
use crate::builtins::parameters::Parameters;
use crate::builtins::{Native, exceptions as exc, function, types};
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp};
use crate::ir::{Symbol, sym};

pub(super) const FUNCTIONS: &[Native] = &[
    function("math.acos", |interp, arguments| unary(interp, arguments, "math.acos", math::acos)),
    function("math.acosh", |interp, arguments| typed(interp, arguments, "math.acosh", math::acosh_domain)),
    function("math.asin", |interp, arguments| unary(interp, arguments, "math.asin", math::asin)),
    function("math.asinh", |interp, arguments| typed(interp, arguments, "math.asinh", |_| Ok(()))),
    function("math.atan", |interp, arguments| total(interp, arguments, "math.atan", f64::atan)),
    function("math.atan2", |interp, arguments| binary(interp, arguments, "atan2", |y, x| Ok(y.atan2(x)))),
    function("math.atanh", |interp, arguments| typed(interp, arguments, "math.atanh", math::atanh_domain)),
    function("math.cbrt", |interp, arguments| total(interp, arguments, "math.cbrt", f64::cbrt)),
    function("math.ceil", |interp, arguments| rounded(interp, arguments, "math.ceil", sym::ceil)),
    function("math.comb", |interp, arguments| choose(interp, arguments)),
    function("math.copysign", |interp, arguments| {
        binary(interp, arguments, "copysign", |value, sign| Ok(value.copysign(sign)))
    }),
    function("math.cos", |interp, arguments| unary(interp, arguments, "math.cos", math::cos)),
    function("math.cosh", |interp, arguments| unary(interp, arguments, "math.cosh", math::cosh)),
    function("math.degrees", |interp, arguments| {
        total(interp, arguments, "math.degrees", |value| value * (180.0 / PI))
    }),
    function("math.dist", dist),
    function("math.erf", |interp, arguments| typed(interp, arguments, "math.erf", |_| Ok(()))),
    function("math.erfc", |interp, arguments| typed(interp, arguments, "math.erfc", |_| Ok(()))),
    function("math.exp", |interp, arguments| unary(interp, arguments, "math.exp", math::exp)),
    function("math.exp2", |interp, arguments| unary(interp, arguments, "math.exp2", math::exp2)),
    function("math.expm1", |interp, arguments| unary(interp, arguments, "math.expm1", math::expm1)),
    function("math.fabs", |interp, arguments| total(interp, arguments, "math.fabs", f64::abs)),
    function("math.factorial", |interp, arguments| {
        of_int(interp, arguments, "math.factorial", |n| factorial(n, INT_LIMIT))
    }),
    function("math.floor", |interp, arguments| rounded(interp, arguments, "math.floor", sym::floor)),
    function("math.fma", fma),
    function("math.fmod", |interp, arguments| binary(interp, arguments, "fmod", math::fmod)),
    function("math.frexp", frexp),
    function("math.fsum", fsum),
    function("math.gamma", |interp, arguments| gamma(interp, arguments, "math.gamma")),
    function("math.gcd", |interp, arguments| fold_ints(interp, arguments, "gcd", Int::ZERO, bounded_gcd)),
    function("math.hypot", hypot),
    function("math.isclose", is_close),
    function("math.isfinite", |interp, arguments| {
        predicate(interp, arguments, "math.isfinite", f64::is_finite)
    }),
    function("math.isinf", |interp, arguments| predicate(interp, arguments, "math.isinf", f64::is_infinite)),
    function("math.isnan", |interp, arguments| predicate(interp, arguments, "math.isnan", f64::is_nan)),
    function("math.isqrt", |interp, arguments| of_int(interp, arguments, "math.isqrt", isqrt)),
    function("math.lcm", |interp, arguments| fold_ints(interp, arguments, "lcm", Int::ONE, bounded_lcm)),
    function("math.ldexp", ldexp),
    function("math.lgamma", |interp, arguments| gamma(interp, arguments, "math.lgamma")),
    function("math.log", log),
    function("math.log10", |interp, arguments| logarithm(interp, arguments, "math.log10", f64::log10)),
    function("math.log1p", |interp, arguments| unary(interp, arguments, "math.log1p", math::log1p)),
    function("math.log2", |interp, arguments| logarithm(interp, arguments, "math.log2", f64::log2)),
    function("math.modf", modf),
    function("math.nextafter", next_after),
    function("math.perm", |interp, arguments| permutations(interp, arguments)),
    function("math.pow", |interp, arguments| binary(interp, arguments, "pow", math::pow)),
    function("math.prod", prod),
    function("math.radians", |interp, arguments| {
        total(interp, arguments, "math.radians", |value| value * (PI / 180.0))
    }),
    function("math.remainder", |interp, arguments| binary(interp, arguments, "remainder", math::remainder)),
    function("math.sin", |interp, arguments| unary(interp, arguments, "math.sin", math::sin)),
    function("math.sinh", |interp, arguments| unary(interp, arguments, "math.sinh", math::sinh)),
    function("math.sqrt", |interp, arguments| unary(interp, arguments, "math.sqrt", math::sqrt)),
    function("math.sumprod", sumprod),
    function("math.tan", |interp, arguments| unary(interp, arguments, "math.tan", math::tan)),
    function("math.tanh", |interp, arguments| total(interp, arguments, "math.tanh", f64::tanh)),
    function("math.trunc", trunc),
    function("math.ulp", |interp, arguments| total(interp, arguments, "math.ulp", math::ulp)),
];

pub(super) const CONSTANTS: &[(&str, NativeConstant)] = &[
    ("e", NativeConstant::Float(E)),
    ("inf", NativeConstant::Float(f64::INFINITY)),
    ("nan", NativeConstant::Float(f64::NAN)),
    ("pi", NativeConstant::Float(PI)),
    ("tau", NativeConstant::Float(TAU)),
];

/// `math.floor`, `math.ceil`: the value's own method, or that of the float it converts to.
fn rounded(interp: &mut Interp<'_>, arguments: &Arguments, name: &str, method_name: Symbol) -> Eval<Value> {
    expect(interp, arguments, name, 1, 1)?;
    let value = arguments.positional[0].clone();
    if let Some(method) = interp.special(&value, method_name)? {
        return interp.call(&method, Vec::new());
    }
    let float = interp.real(&value)?.map_or(Value::Typed(types::FLOAT), Value::Float);
    match interp.special(&float, method_name)? {
        Some(method) => interp.call(&method, Vec::new()),
        None => Ok(unknown_int(interp)),
    }
}

fn trunc(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "math.trunc", 1, 1)?;
    let value = &arguments.positional[0];
    match interp.special(value, sym::trunc)? {
        Some(method) => interp.call(&method, Vec::new()),
        None => {
            let name = interp.type_name(value);
            interp.type_error(&format!("type {name} doesn't define __trunc__ method"))
        }
    }
}

fn of_int(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    function: fn(&Int) -> strict_semantics::Result<Int>,
) -> Eval<Value> {
    expect(interp, arguments, name, 1, 1)?;
    match interp.index(&arguments.positional[0])? {
        Some(value) => interp.integer(function(&value)),
        None => Ok(unknown_int(interp)),
    }
}

fn choose(interp: &mut Interp<'_>, arguments: &Arguments) -> Eval<Value> {
    expect(interp, arguments, "comb", 2, 2)?;
    match (interp.index(&arguments.positional[0])?, interp.index(&arguments.positional[1])?) {
        (Some(n), Some(k)) => interp.integer(comb(&n, &k, SLOW_LIMIT)),
        _ => Ok(unknown_int(interp)),
    }
}

fn permutations(interp: &mut Interp<'_>, arguments: &Arguments) -> Eval<Value> {
    expect(interp, arguments, "perm", 1, 2)?;
    let Some(k) = arguments.get(1).filter(|k| !matches!(k, Value::None)) else {
        return match interp.index(&arguments.positional[0])? {
            Some(n) => interp.integer(factorial(&n, INT_LIMIT)),
            None => Ok(unknown_int(interp)),
        };
    };
    match (interp.index(&arguments.positional[0])?, interp.index(k)?) {
        (Some(n), Some(k)) => interp.integer(perm(&n, &k, INT_LIMIT)),
        _ => Ok(unknown_int(interp)),
    }
}

/// `math.gcd`, `math.lcm`
fn fold_ints(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    neutral: Int,
    function: fn(&Int, &Int) -> strict_semantics::Result<Int>,
) -> Eval<Value> {
    expect(interp, arguments, name, 0, usize::MAX)?;
    let mut result = Ok(neutral);
    let mut known = true;
    for argument in &arguments.positional {
        interp.step()?;
        match interp.index(argument)? {
            Some(value) => result = result.and_then(|result| function(&result, &value)),
            None => known = false,
        }
    }
    if known { interp.integer(result) } else { Ok(Value::Typed(types::INT)) }
}

/// Bound for operations that take time in proportion to the square of the size, or more.
const SLOW_LIMIT: Limit = Limit(8 * 1024);

fn bounded_gcd(left: &Int, right: &Int) -> strict_semantics::Result<Int> {
    SLOW_LIMIT.check(left.byte_size().max(right.byte_size()))?;
    Ok(gcd(left, right))
}

fn bounded_lcm(left: &Int, right: &Int) -> strict_semantics::Result<Int> {
    SLOW_LIMIT.check(left.byte_size().max(right.byte_size()))?;
    lcm(left, right, INT_LIMIT)
}

fn gamma(interp: &mut Interp<'_>, arguments: &Arguments, name: &str) -> Eval<Value> {
    let result = typed(interp, arguments, name, math::gamma_domain)?;
    interp.maybe_raise_class(exc::OVERFLOW_ERROR);
    Ok(result)
}

/// The logarithm of an int or a float; `None` when it is not known.
fn logarithm_of(interp: &mut Interp<'_>, value: &Value, function: fn(f64) -> f64) -> Eval<Option<f64>> {
    let result = match interp.as_int(value) {
        Some(Some(value)) => math::log_of_int(function, &value),
        _ => match interp.real(value)? {
            Some(value) => math::log(function, value),
            None => {
                interp.maybe_raise_class(exc::VALUE_ERROR);
                return Ok(None);
            }
        },
    };
    interp.plain(result).map(Some)
}

fn logarithm(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    function: fn(f64) -> f64,
) -> Eval<Value> {
    expect(interp, arguments, name, 1, 1)?;
    let result = logarithm_of(interp, &arguments.positional[0], function)?;
    Ok(result.map_or(Value::Typed(types::FLOAT), Value::Float))
}

fn log(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "log", 1, 2)?;
    let value = logarithm_of(interp, &arguments.positional[0], f64::ln)?;
    let Some(base) = arguments.get(1).cloned() else {
        return Ok(value.map_or(Value::Typed(types::FLOAT), Value::Float));
    };
    match (value, logarithm_of(interp, &base, f64::ln)?) {
        (Some(value), Some(base)) => {
            interp.plain(strict_semantics::float::truediv(value, base)).map(Value::Float)
        }
        _ => {
            interp.maybe_raise_class(exc::ZERO_DIVISION_ERROR);
            Ok(Value::Typed(types::FLOAT))
        }
    }
}

fn fma(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    match reals(interp, arguments, "fma")? {
        Some([x, y, z]) => interp.plain(math::fma(x, y, z)).map(Value::Float),
        None => Ok(unknown_float(interp)),
    }
}

fn frexp(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let parts = match reals(interp, arguments, "math.frexp")? {
        Some([value]) => {
            let (fraction, exponent) = math::frexp(value);
            vec![Value::Float(fraction), Value::int(exponent)]
        }
        None => vec![Value::Typed(types::FLOAT), Value::Typed(types::INT)],
    };
    Ok(Value::tuple(parts))
}

fn modf(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let parts = match reals(interp, arguments, "math.modf")? {
        Some([value]) if value.is_infinite() => [0f64.copysign(value), value].map(Value::Float),
        Some([value]) => [value.fract().copysign(value), value.trunc()].map(Value::Float),
        None => [Value::Typed(types::FLOAT), Value::Typed(types::FLOAT)],
    };
    Ok(Value::tuple(parts.to_vec()))
}

fn ldexp(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "ldexp", 2, 2)?;
    let value = interp.real(&arguments.positional[0])?;
    let Some(exponent) = interp.as_int(&arguments.positional[1]) else {
        return interp.type_error("Expected an int as second argument to ldexp.");
    };
    match (value, exponent) {
        (Some(value), Some(exponent)) => interp.plain(math::ldexp(value, &exponent)).map(Value::Float),
        _ => Ok(unknown_float(interp)),
    }
}

fn next_after(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    const NEXT_AFTER: Parameters<3> = Parameters {
        function: "nextafter",
        names: ["", "", "steps"],
        required: 2,
        positional_only: 2,
        positional: 2,
    };
    let [start, end, steps] = NEXT_AFTER.bind(interp, arguments)?.map(|value| value.unwrap_or(Value::None));
    let (start, end) = (interp.real(&start)?, interp.real(&end)?);
    let steps = match steps {
        Value::None => Some(Int::ONE),
        steps => interp.index(&steps)?,
    };
    if steps.as_ref().is_some_and(Int::is_negative) {
        return interp.value_error("steps must be a non-negative integer");
    }
    match (start, end, steps) {
        (Some(start), Some(end), Some(steps)) => {
            Ok(Value::Float(math::next_after(start, end, steps.to_u64().unwrap_or(u64::MAX))))
        }
        _ => Ok(unknown_float(interp)),
    }
}

fn is_close(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    const IS_CLOSE: Parameters<4> = Parameters {
        function: "isclose",
        names: ["a", "b", "rel_tol", "abs_tol"],
        required: 2,
        positional_only: 0,
        positional: 2,
    };
    let defaults = [0.0, 0.0, 1e-9, 0.0];
    let mut values = Vec::with_capacity(defaults.len());
    for (argument, default) in IS_CLOSE.bind(interp, arguments)?.into_iter().zip(defaults) {
        values.push(match argument {
            Some(argument) => interp.real(&argument)?,
            None => Some(default),
        });
    }
    let [Some(left), Some(right), Some(relative), Some(absolute)] = values[..] else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        return Ok(Value::Typed(types::BOOL));
    };
    let result =
        math::is_close(left == right, (left - right).abs(), left.abs(), right.abs(), relative, absolute);
    interp.plain(result).map(Value::Bool)
}
