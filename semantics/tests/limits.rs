//! What would grow beyond the limit fails at once, before the work is done.

use strict_semantics::format::{convert_number, format_number, format_text};
use strict_semantics::int::{ByteOrder, comb, factorial, lcm, perm};
use strict_semantics::template::percent::{Directive, Flavor};
use strict_semantics::{Complex, DigitLimit, ErrorKind, Int, Limit, Number, Result, Text, TextBuilder};

const LIMIT: Limit = Limit(1 << 16);

fn assert_beyond_limit<T: std::fmt::Debug>(result: Result<T>) {
    assert_eq!(result.unwrap_err().kind, ErrorKind::Memory);
}

fn int(text: &str) -> Int {
    Int::from_text(text, &Int::Small(10), DigitLimit::DEFAULT).unwrap()
}

#[test]
fn powers() {
    assert_beyond_limit(int("10").pow(&int("1000000000"), LIMIT));
    assert_beyond_limit(int("2").pow(&int("99999999999999999999999"), LIMIT));
    assert_beyond_limit(int("-3").pow(&int("4294967296"), LIMIT));
    assert!(int("2").pow(&int("500000"), LIMIT).is_ok());
    assert_eq!(int("-1").pow(&int("99999999999999999999999"), LIMIT), Ok(Number::Int(int("-1"))));
    let large = int("7").lshift(&int("200000"), LIMIT).unwrap();
    assert_beyond_limit(large.pow_mod(&large, &large.add(&Int::ONE), LIMIT));
}

#[test]
fn shifts_and_products() {
    assert_beyond_limit(Int::ONE.lshift(&int("1000000000000"), LIMIT));
    let large = Int::ONE.lshift(&int("300000"), LIMIT).unwrap();
    assert_beyond_limit(large.mul(&large, LIMIT));
    assert_beyond_limit(lcm(&large, &large.sub(&Int::ONE), LIMIT));
    assert_beyond_limit(large.bin(LIMIT));
    assert!(large.hex(Limit(1 << 17)).is_ok());
    assert_beyond_limit(Int::ONE.to_bytes(1 << 40, ByteOrder::Big, false, LIMIT));
}

#[test]
fn number_theory() {
    assert_beyond_limit(factorial(&int("1000000000000"), LIMIT));
    assert_beyond_limit(comb(&int("1000000000000"), &int("500000000000"), LIMIT));
    assert_beyond_limit(perm(&int("1000000000000"), &int("1000000000000"), LIMIT));
    assert!(factorial(&int("10000"), LIMIT).is_ok());
}

fn builder() -> TextBuilder {
    TextBuilder::with_limit(LIMIT)
}

#[test]
fn fields() {
    let beyond = |value: Number, spec: &str| {
        let mut out = builder();
        let spec = Text::from(spec);
        assert_beyond_limit(format_number(&value, "number", spec.view(), DigitLimit::DEFAULT, &mut out));
        assert!(out.is_empty());
    };
    for spec in ["1000000000", "01000000000,", "*^999999999999", "1000000000c", "π>40000"] {
        beyond(Number::Int(Int::ONE), spec);
    }
    for spec in ["1000000000", "01000000000_", ".1000000000f", "#.1000000000g", "<.100000,%"] {
        beyond(Number::Float(1.5), spec);
    }
    for spec in ["1000000000", ".1000000000e"] {
        beyond(Number::Complex(Complex::new(0.5, 1.5)), spec);
    }
    let spec = Text::from("1000000000");
    assert_beyond_limit(format_text(Text::from("a").view(), "str", spec.view(), &mut builder()));
}

#[test]
fn conversions() {
    let beyond = |value: Number, conversion: char, width: Option<usize>, precision: Option<usize>| {
        let directive = Directive {
            left_adjust: false,
            sign: false,
            blank: false,
            alternate: false,
            zero: true,
            width,
            precision,
            conversion: u32::from(conversion),
            index: 0,
            flavor: Flavor::Str,
        };
        let mut out = builder();
        assert_beyond_limit(convert_number(&directive, &value, DigitLimit::DEFAULT, &mut out));
        assert!(out.is_empty());
    };
    beyond(Number::Int(Int::ONE), 'd', Some(1 << 40), None);
    beyond(Number::Int(Int::ONE), 'x', None, Some(1 << 30));
    beyond(Number::Int(Int::ONE), 'c', Some(1 << 40), None);
    beyond(Number::Float(1.0), 'f', None, Some(1 << 30));
    beyond(Number::Float(1.0), 'g', Some(1 << 40), None);
}

#[test]
fn text_of_huge_numbers() {
    let huge = Int::ONE.lshift(&int("100000000"), Limit::NONE).unwrap();
    assert_eq!(huge.to_text(DigitLimit::DEFAULT).unwrap_err().kind, ErrorKind::Value);
    assert_eq!(huge.round(&int("-9223372036854775809")), Int::ZERO);
    assert_eq!(Int::ONE.round(&int("-9223372036854775809")), Int::ZERO);
}
