//! What the operations of test cases mean.

use std::cmp::Ordering;

use strict_semantics::format::{convert_number, format_number, format_text, wrong_type};
use strict_semantics::hash::{self, SipKey};
use strict_semantics::int::{self, ByteOrder};
use strict_semantics::literal::{Literal, parse_literal};
use strict_semantics::number::{self, BinaryOperator, UnaryOperator};
use strict_semantics::range::Range;
use strict_semantics::template::percent::{self, Directive, Flavor, Operand, Star, ValueSource};
use strict_semantics::{
    Complex, DigitLimit, Error, Int, Limit, Number, Result, TextBuilder, TextRef, float, slice,
};

use crate::value::Value;

const LIMIT: Limit = Limit(1 << 20);
const DIGITS: DigitLimit = DigitLimit::DEFAULT;

pub(crate) fn run(operation: &str, arguments: &[Value]) -> Result<Value> {
    let operation = operation.trim_end_matches('~');
    if let Some(operator) = binary_operator(operation) {
        return number::binary(operator, &arguments[0].number(), &arguments[1].number(), LIMIT)
            .map(Value::from);
    }
    match operation {
        "pow_mod" => {
            let [base, exponent, modulus] = [0, 1, 2].map(|index| arguments[index].number());
            number::pow_mod(&base, &exponent, &modulus, LIMIT).map(Value::from)
        }
        "format" | "percent" => formatting(operation, arguments),
        "int" | "int_bytes" | "complex" | "from_text" | "from_bytes" | "fromhex" | "literal" | "repr"
        | "str" | "hex" | "oct" | "bin" => text(operation, arguments),
        "indices" | "items" => slicing(operation, arguments),
        "length" | "len" | "range_repr" | "range_hash" | "reversed" | "item" | "contains" | "index"
        | "range_slice" | "range_eq" => range(operation, arguments),
        "hash" | "tuple_hash" | "frozenset_hash" | "slice_hash" | "none_hash" | "str_hash" | "bytes_hash" => {
            Ok(hashing(operation, arguments).into())
        }
        "round_int" | "bit_length" | "bit_count" | "to_bytes" | "isqrt" | "gcd" | "lcm" | "factorial"
        | "comb" | "perm" => integer(operation, arguments),
        _ => real(operation, arguments),
    }
}

fn binary_operator(name: &str) -> Option<BinaryOperator> {
    Some(match name {
        "add" => BinaryOperator::Add,
        "sub" => BinaryOperator::Sub,
        "mul" => BinaryOperator::Mul,
        "truediv" => BinaryOperator::TrueDiv,
        "floordiv" => BinaryOperator::FloorDiv,
        "modulo" => BinaryOperator::Modulo,
        "pow" => BinaryOperator::Pow,
        "lshift" => BinaryOperator::LShift,
        "rshift" => BinaryOperator::RShift,
        "and" => BinaryOperator::And,
        "or" => BinaryOperator::Or,
        "xor" => BinaryOperator::Xor,
        _ => return None,
    })
}

fn real(operation: &str, arguments: &[Value]) -> Result<Value> {
    let first = arguments[0].number();
    let second = arguments.get(1).map(Value::number);
    Ok(match (operation, first, second) {
        ("divmod", left, Some(right)) => number::divmod(&left, &right)?.into(),
        ("eq", left, Some(right)) => number::equals(&left, &right).into(),
        ("lt", left, Some(right)) => (number::compare(&left, &right) == Some(Ordering::Less)).into(),
        ("neg", value, None) => number::unary(UnaryOperator::Neg, &value)?.into(),
        ("invert", value, None) => number::unary(UnaryOperator::Invert, &value)?.into(),
        ("abs", Number::Int(value), None) => value.abs().into(),
        ("abs", Number::Complex(value), None) => value.abs()?.into(),
        ("float", Number::Int(value), None) => value.to_f64()?.into(),
        ("int", Number::Float(value), None) => float::trunc(value)?.into(),
        ("floor", Number::Float(value), None) => float::floor(value)?.into(),
        ("ceil", Number::Float(value), None) => float::ceil(value)?.into(),
        ("round", Number::Float(value), None) => float::round_to_int(value)?.into(),
        ("is_integer", Number::Float(value), None) => float::is_integer(value).into(),
        ("ratio", Number::Float(value), None) => float::as_integer_ratio(value)?.into(),
        ("round_float", Number::Float(value), Some(Number::Int(digits))) => {
            float::round(value, &digits)?.into()
        }
        _ => panic!("no such operation: {operation} {arguments:?}"),
    })
}

fn integer(operation: &str, arguments: &[Value]) -> Result<Value> {
    let first = arguments[0].int();
    let second = || arguments[1].int();
    Ok(match operation {
        "round_int" => first.round(second()).into(),
        "bit_length" => first.bit_length().into(),
        "bit_count" => first.bit_count().into(),
        "to_bytes" => {
            let order = ByteOrder::from_name(&arguments[2].string())?;
            let length = second().to_i64().expect("a small length");
            first.to_bytes(length, order, arguments[3].bool(), LIMIT)?.into()
        }
        "isqrt" => int::isqrt(first)?.into(),
        "gcd" => int::gcd(first, second()).into(),
        "lcm" => int::lcm(first, second(), LIMIT)?.into(),
        "factorial" => int::factorial(first, LIMIT)?.into(),
        "comb" => int::comb(first, second(), LIMIT)?.into(),
        _ => int::perm(first, second(), LIMIT)?.into(),
    })
}

fn text(operation: &str, arguments: &[Value]) -> Result<Value> {
    Ok(match (operation, &arguments[0]) {
        // `int` of a float is a conversion between numbers.
        ("int", Value::Float(_)) => return real(operation, arguments),
        ("int", value) => Int::from_text(value.text(), arguments[1].int(), DIGITS)?.into(),
        ("int_bytes", value) => Int::from_text(value.bytes(), arguments[1].int(), DIGITS)?.into(),
        ("from_bytes", Value::Bytes(bytes)) if arguments.len() == 3 => {
            Int::from_bytes(bytes, ByteOrder::from_name(&arguments[1].string())?, arguments[2].bool()).into()
        }
        ("from_bytes", value) => float::from_text(value.bytes())?.into(),
        ("from_text", value) => float::from_text(value.text())?.into(),
        ("complex", value) => Complex::from_text(value.text())?.into(),
        ("fromhex", value) => float::from_hex(&value.string())?.into(),
        ("literal", value) => match parse_literal(&value.string())? {
            Literal::Int(value) => value.into(),
            Literal::Float(value) => value.into(),
            Literal::Imaginary(imag) => Complex::new(0.0, imag).into(),
        },
        ("str", value) => value.int().to_text(DIGITS)?.into(),
        ("hex", Value::Float(value)) => float::hex(*value).into(),
        ("hex", value) => value.int().hex(LIMIT)?.into(),
        ("oct", value) => value.int().oct(LIMIT)?.into(),
        ("bin", value) => value.int().bin(LIMIT)?.into(),
        ("repr", Value::Float(value)) => float::repr(*value).into(),
        ("repr", Value::Complex(value)) => value.repr().into(),
        _ => panic!("no such operation: {operation} {arguments:?}"),
    })
}

fn formatting(operation: &str, arguments: &[Value]) -> Result<Value> {
    let mut out = TextBuilder::with_limit(LIMIT);
    match (operation, arguments) {
        ("format", [Value::Text(text), spec]) => format_text(text.view(), "str", spec.text(), &mut out)?,
        ("format", [value, spec]) => {
            let value = value.number();
            format_number(&value, value.type_name(), spec.text(), DIGITS, &mut out)?;
        }
        (_, [Value::Bytes(template), values @ ..]) => {
            let template = TextRef::Latin1(template);
            percent::format(template, Flavor::Bytes, Operand::Tuple(values), &mut Numbers, &mut out)?;
            return Ok(out.finish_bytes().into());
        }
        (_, [template, values @ ..]) => {
            percent::format(template.text(), Flavor::Str, Operand::Tuple(values), &mut Numbers, &mut out)?;
        }
        _ => panic!("no such operation: {operation} {arguments:?}"),
    }
    Ok(Value::Text(out.finish()))
}

/// Values for `%`.
struct Numbers;

impl ValueSource for Numbers {
    type Value = Value;
    type Error = Error;

    fn lookup(&mut self, _: &Value, _: TextRef<'_>) -> Result<Value> {
        unreachable!("no case has a mapping")
    }

    fn star(&mut self, value: &Value, star: Star) -> Result<i64> {
        value.int().to_i64().ok_or_else(|| star.overflow())
    }

    fn convert(&mut self, value: &Value, directive: &Directive, out: &mut TextBuilder) -> Result<()> {
        match value {
            Value::Text(text) if directive.conversion == u32::from('s') => {
                directive.write_text(text.view(), out)
            }
            Value::Text(_) => Err(wrong_type(directive, "str")),
            _ => convert_number(directive, &value.number(), DIGITS, out),
        }
    }
}

fn slicing(operation: &str, arguments: &[Value]) -> Result<Value> {
    let [start, stop, step] = [0, 1, 2].map(|index| arguments[index].optional_int());
    let length = arguments[3].int();
    if operation == "indices" {
        let (start, stop, step) = slice::indices(start, stop, step, length)?;
        return Ok(Value::Tuple(vec![start.into(), stop.into(), step.into()]));
    }
    let resolved = slice::resolve(start, stop, step, length.to_usize().expect("a small length"))?;
    let items: Vec<Value> = resolved.iter().map(Value::from).collect();
    Ok(if items.is_empty() { Value::None } else { Value::Tuple(items) })
}

fn range(operation: &str, arguments: &[Value]) -> Result<Value> {
    let int = |index: usize| arguments[index].int();
    let range = |first: usize| Range::new(int(first).clone(), int(first + 1).clone(), int(first + 2).clone());
    let subject = range(0)?;
    Ok(match operation {
        "length" => subject.length().clone().into(),
        "len" => subject.len()?.into(),
        "range_repr" => subject.repr().into(),
        "range_hash" => hash::hash_range(&subject).into(),
        "reversed" => subject.reversed().iter().next().into(),
        "item" => subject.get(int(3))?.into(),
        "contains" => subject.contains(int(3)).into(),
        "index" => subject.index_of(int(3))?.into(),
        "range_eq" => (subject == range(3)?).into(),
        _ => {
            let [start, stop, step] = [3, 4, 5].map(|index| arguments[index].optional_int());
            subject.slice(start, stop, step)?.repr().into()
        }
    })
}

fn hashing(operation: &str, arguments: &[Value]) -> i64 {
    let of_item = |value: &Value| match value {
        Value::None => hash::NONE,
        _ => hash::hash_number(&value.number(), 0),
    };
    let items = || arguments.iter().map(of_item);
    let key =
        || SipKey::from_seed(u32::try_from(arguments[0].int().to_u64().expect("a seed")).expect("a seed"));
    match operation {
        "tuple_hash" => hash::hash_tuple(items()),
        "frozenset_hash" => hash::hash_frozenset(items()),
        "slice_hash" => {
            hash::hash_slice(of_item(&arguments[0]), of_item(&arguments[1]), of_item(&arguments[2]))
        }
        "str_hash" => hash::hash_text(arguments[1].text(), key()),
        "bytes_hash" => hash::hash_bytes(arguments[1].bytes(), key()),
        _ => of_item(&arguments[0]),
    }
}
