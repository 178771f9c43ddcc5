//! What would grow beyond the limit fails at once, before the work is done.

use strict_semantics::format::{Conversion, Flags, convert_number, convert_text, format_number, format_text};
use strict_semantics::int::{ByteOrder, comb, factorial, lcm, perm};
use strict_semantics::{DigitLimit, ErrorKind, Int, Limit, Number, Result};

const LIMIT: Limit = Limit(1 << 16);

fn assert_beyond_limit<T: std::fmt::Debug>(result: Result<T>) {
    assert_eq!(result.unwrap_err().kind, ErrorKind::Memory);
}

fn int(text: &str) -> Int {
    Int::from_text(text, &Int::Small(10), DigitLimit::DEFAULT).unwrap()
}

fn points(text: &str) -> Vec<u32> {
    text.chars().map(u32::from).collect()
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

#[test]
fn fields() {
    let mut out = String::new();
    for number in [Number::Int(Int::ONE), Number::Float(1.5)] {
        for spec in ["1000000000", "01000000000,", ".1000000000f", "*^999999999999"] {
            if matches!(number, Number::Int(_)) && spec.starts_with('.') {
                continue;
            }
            assert_beyond_limit(format_number(
                &number,
                "x",
                &points(spec),
                DigitLimit::DEFAULT,
                LIMIT,
                &mut out,
            ));
        }
    }
    assert_beyond_limit(format_text(points("a").into_iter(), "str", &points("1000000000"), LIMIT, &mut out));
    let wide = Conversion { width: 1 << 40, letter: u32::from('d'), ..Conversion::default() };
    assert_beyond_limit(convert_number(&wide, &Number::Int(Int::ONE), DigitLimit::DEFAULT, LIMIT, &mut out));
    assert_beyond_limit(convert_text(&wide, points("a").into_iter(), LIMIT, &mut out));
    let long = Conversion {
        precision: Some(1 << 30),
        width: 0,
        letter: u32::from('f'),
        flags: Flags::default(),
        letter_index: 0,
    };
    assert_beyond_limit(convert_number(&long, &Number::Float(1.0), DigitLimit::DEFAULT, LIMIT, &mut out));
    assert_eq!(out, "");
}

#[test]
fn text_of_huge_numbers() {
    let huge = Int::ONE.lshift(&int("100000000"), Limit::NONE).unwrap();
    assert_eq!(huge.to_text(DigitLimit::DEFAULT).unwrap_err().kind, ErrorKind::Value);
    assert_eq!(huge.round(&int("-9223372036854775809")), Int::ZERO);
    assert_eq!(Int::ONE.round(&int("-9223372036854775809")), Int::ZERO);
}
