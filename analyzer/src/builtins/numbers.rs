//! Built-in functions on numbers: `abs`, `divmod`, `pow`, `round`, `bin`, `oct`, `hex`, `format`, `ord`, `chr`, `hash`.

use strict_semantics::hash::{self, hash_frozenset, hash_int, hash_range, hash_slice, hash_tuple};
use strict_semantics::range::Range;
use strict_semantics::text::Text;
use strict_semantics::{Int, Limit, Number, number};

use super::arity::expect;
use super::constants::INT_LIMIT;
use super::numeric_methods::known_hash;
use super::operands::{Operand, TEXT_LIMIT};
use super::parameters::Parameters;
use super::{Native, exceptions as exc, function, sum::sum, types};
use crate::domain::{Payload, Value};
use crate::interp::{Arguments, Eval, Interp};
use crate::ir::{BinaryOp, sym};

pub(crate) const FUNCTIONS: &[Native] = &[
    function("abs", abs),
    function("divmod", divmod),
    function("pow", pow),
    function("round", round),
    function("bin", |interp, arguments| digits(interp, arguments, "bin", Int::bin)),
    function("oct", |interp, arguments| digits(interp, arguments, "oct", Int::oct)),
    function("hex", |interp, arguments| digits(interp, arguments, "hex", Int::hex)),
    function("format", format),
    function("ord", ord),
    function("chr", chr),
    function("hash", hash_of),
    function("sum", sum).tolerant(),
];

fn abs(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "abs", 1, 1)?;
    let value = &arguments.positional[0];
    match interp.special(value, sym::abs)? {
        Some(method) => interp.call(&method, Vec::new()),
        None => {
            let name = interp.type_name(value);
            interp.type_error(&format!("bad operand type for abs(): '{name}'"))
        }
    }
}

fn divmod(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "divmod", 2, 2)?;
    let (left, right) = (&arguments.positional[0], &arguments.positional[1]);
    match interp.dispatch(sym::divmod, sym::rdivmod, left, right)? {
        Some(value) => Ok(value),
        None => interp.unsupported("divmod()", left, right),
    }
}

fn pow(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    const POW: Parameters<3> = Parameters {
        function: "pow",
        names: ["base", "exp", "mod"],
        required: 2,
        positional_only: 0,
        positional: 3,
    };
    let [base, exponent, modulus] = POW.bind(interp, arguments)?.map(|value| value.unwrap_or(Value::None));
    if matches!(modulus, Value::None) {
        return interp.binary(BinaryOp::Pow, &base, &exponent);
    }
    let numbers = [&base, &exponent, &modulus].map(|value| match value.plain_class() {
        Some(_) => Operand::of(interp, value),
        None => Operand::Foreign,
    });
    if let [Operand::Known(base), Operand::Known(exponent), Operand::Known(modulus)] = &numbers {
        let result = number::pow_mod(base, exponent, modulus, INT_LIMIT);
        return interp.number(result);
    }
    for (receiver, name, other) in [(&base, sym::pow, &exponent), (&exponent, sym::rpow, &base)] {
        let Some(method) = interp.special(receiver, name)? else { continue };
        let result = interp.call(&method, vec![other.clone(), modulus.clone()])?;
        if !matches!(result, Value::NotImplemented) {
            return Ok(result);
        }
    }
    let [base, exponent, modulus] = [base, exponent, modulus].map(|value| interp.type_name(&value));
    interp.type_error(&format!(
        "unsupported operand type(s) for ** or pow(): '{base}', '{exponent}', '{modulus}'"
    ))
}

fn round(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    const ROUND: Parameters<2> = Parameters {
        function: "round",
        names: ["number", "ndigits"],
        required: 1,
        positional_only: 0,
        positional: 2,
    };
    let [number, digits] = ROUND.bind(interp, arguments)?;
    let number = number.unwrap_or(Value::None);
    match interp.special(&number, sym::round)? {
        Some(method) => {
            let digits = digits.filter(|digits| !matches!(digits, Value::None));
            interp.call(&method, digits.into_iter().collect())
        }
        None => {
            let name = interp.type_name(&number);
            interp.type_error(&format!("type {name} doesn't define __round__ method"))
        }
    }
}

fn digits(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    write: fn(&Int, Limit) -> strict_semantics::Result<String>,
) -> Eval<Value> {
    expect(interp, arguments, name, 1, 1)?;
    match interp.index(&arguments.positional[0])? {
        Some(value) => interp.plain(write(&value, TEXT_LIMIT)).map(|text| Value::str(&text)),
        None => Ok(Value::Typed(types::STR)),
    }
}

fn format(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "format", 1, 2)?;
    let spec = arguments.get(1).cloned().unwrap_or_else(|| Value::str(""));
    if !is_instance(interp, &spec, types::STR) {
        let name = interp.type_name(&spec);
        return interp.type_error(&format!("format() argument 2 must be str, not {name}"));
    }
    let result = interp.format_value(&arguments.positional[0], &spec)?;
    if !matches!(result, Value::Unknown(_) | Value::Union(_)) && !is_instance(interp, &result, types::STR) {
        let name = interp.type_name(&result);
        return interp.type_error(&format!("__format__ must return a str, not {name}"));
    }
    Ok(result)
}

fn is_instance(interp: &Interp<'_>, value: &Value, class: crate::domain::ObjectId) -> bool {
    interp.heap.class_of(value).is_some_and(|actual| interp.is_subclass_of(actual, class))
}

fn ord(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "ord", 1, 1)?;
    let value = &arguments.positional[0];
    let (length, code) = match interp.heap.unwrap(value) {
        Value::Str(text) => (text.len(), text.char_at(0)),
        Value::Bytes(bytes) => (bytes.len(), bytes.first().copied().map(u32::from)),
        Value::Object(id) if matches!(interp.heap.get(*id).payload, Payload::ByteArray(Some(_))) => {
            match &interp.heap.get(*id).payload {
                Payload::ByteArray(Some(bytes)) => (bytes.len(), bytes.first().copied().map(u32::from)),
                _ => (0, None),
            }
        }
        other => {
            let other = other.clone();
            if [types::STR, types::BYTES, types::BYTEARRAY]
                .into_iter()
                .any(|class| is_instance(interp, &other, class))
            {
                interp.maybe_raise_class(exc::TYPE_ERROR);
                return Ok(Value::Typed(types::INT));
            }
            let name = interp.type_name(&other);
            return interp.type_error(&format!("ord() expected string of length 1, but {name} found"));
        }
    };
    match code {
        Some(code) if length == 1 => Ok(Value::int(i64::from(code))),
        _ => interp.type_error(&format!("ord() expected a character, but string of length {length} found")),
    }
}

fn chr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "chr", 1, 1)?;
    let Some(code) = interp.index(&arguments.positional[0])? else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        return Ok(Value::Typed(types::STR));
    };
    match code.to_i64() {
        Some(code @ 0..0x11_0000) => Ok(Value::Str(Text::from_code_points([code as u32]))),
        _ => interp.value_error("chr() arg not in range(0x110000)"),
    }
}

fn hash_of(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "hash", 1, 1)?;
    let value = arguments.positional[0].clone();
    Ok(python_hash(interp, &value)?.map_or(Value::Typed(types::INT), Value::int))
}

/// `hash(value)`, where it is the same in every run. Raises `TypeError` for what has no hash.
fn python_hash(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<i64>> {
    match value {
        Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Complex(_) => {
            let Operand::Known(number) = Operand::of(interp, value) else { return Ok(None) };
            Ok(known_hash(&number))
        }
        Value::None => Ok(Some(hash::NONE)),
        Value::Tuple(items) => Ok(hashes_of(interp, items)?.map(hash_tuple)),
        Value::Object(id) if interp.heap.get(*id).class.unit.0 != 0 => {
            let Some(method) = interp.special(value, sym::hash)? else {
                return interp.hash(value).map(|_| None);
            };
            let result = interp.call(&method, Vec::new())?;
            match Operand::of(interp, &result) {
                Operand::Known(Number::Int(hash)) => Ok(Some(returned_hash(&hash))),
                Operand::Typed(super::operands::Kind::Int) => Ok(None),
                _ if matches!(result, Value::Unknown(_) | Value::Union(_)) => Ok(None),
                _ => interp.type_error("__hash__ method should return an integer"),
            }
        }
        Value::Union(members) => {
            for member in members.iter() {
                python_hash(interp, member)?;
            }
            Ok(None)
        }
        Value::Object(id) => {
            let members: Vec<Value> = match &interp.heap.get(*id).payload {
                Payload::Range(parts) => {
                    let [start, stop, step] = &**parts;
                    let range = Range::new(start.clone(), stop.clone(), step.clone());
                    return Ok(range.ok().map(|range| hash_range(&range)));
                }
                Payload::Slice(parts) => parts.to_vec(),
                Payload::FrozenSet(set) if set.dict.has_exact_keys() => {
                    set.dict.iter().map(|entry| entry.key.clone()).collect()
                }
                _ => return interp.hash(value).map(|_| None),
            };
            let is_slice = interp.heap.get(*id).class == types::SLICE;
            let Some(hashes) = hashes_of(interp, &members)? else { return Ok(None) };
            Ok(Some(match hashes.as_slice() {
                [start, stop, step] if is_slice => hash_slice(*start, *stop, *step),
                hashes => hash_frozenset(hashes.iter().copied()),
            }))
        }
        value => interp.hash(value).map(|_| None),
    }
}

/// The hashes of all values, all of which are asked; `None` when one of them is not known.
fn hashes_of(interp: &mut Interp<'_>, values: &[Value]) -> Eval<Option<Vec<i64>>> {
    let mut hashes = Vec::with_capacity(values.len());
    for value in values {
        interp.step()?;
        hashes.push(python_hash(interp, value)?);
    }
    Ok(hashes.into_iter().collect())
}

/// What `hash` makes of the result of `__hash__`: -1 is kept for errors.
fn returned_hash(hash: &Int) -> i64 {
    match hash.to_i64() {
        Some(-1) => -2,
        Some(hash) => hash,
        None => hash_int(hash),
    }
}
