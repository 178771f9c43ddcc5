//! Results that the specification gives as examples.

use super::*;

fn number(text: &str) -> Decimal {
    let mut work = Calculation::new(Context::maximum());
    let result = work.parse(text);
    assert_eq!(work.status, Status::default(), "{text} is a number");
    result
}

fn shown(result: &Decimal) -> String {
    result.to_text(true)
}

/// Nine digits, as the examples have.
fn nine() -> Calculation {
    Calculation::new(Context {
        precision: 9,
        rounding: Rounding::HalfUp,
        emin: -999,
        emax: 999,
        clamp: false,
    })
}

type Operation = fn(&mut Calculation, &Decimal, &Decimal) -> Decimal;
type UnaryOperation = fn(&mut Calculation, &Decimal) -> Decimal;

#[test]
fn operations_of_two_numbers() {
    let cases: [(Operation, &str, &str, &str); 22] = [
        (Calculation::add, "12", "7.00", "19.00"),
        (Calculation::add, "1E+2", "1.01E+4", "1.02E+4"),
        (Calculation::add, "1E+999", "-1E-999", "1.00000000E+999"),
        (Calculation::subtract, "1.3", "1.07", "0.23"),
        (Calculation::subtract, "1.3", "1.30", "0.00"),
        (Calculation::multiply, "0.9", "0.8", "0.72"),
        (Calculation::multiply, "654321", "654321", "4.28135971E+11"),
        (Calculation::divide, "1", "3", "0.333333333"),
        (Calculation::divide, "2.40E+6", "2", "1.20E+6"),
        (Calculation::divide, "1000", "100", "10"),
        (Calculation::divide_integer, "10", "0.3", "33"),
        (Calculation::remainder, "-10", "3", "-1"),
        (Calculation::remainder, "3.6", "1.3", "1.0"),
        (Calculation::remainder_near, "10", "6", "-2"),
        (Calculation::remainder_near, "3.6", "1.3", "-0.3"),
        (Calculation::quantize, "2.17", "1e+1", "0E+1"),
        (Calculation::quantize, "217", "1e-1", "217.0"),
        (Calculation::power, "2", "-3", "0.125"),
        (Calculation::power, "1.7", "8", "69.7575744"),
        (Calculation::shift, "34", "8", "400000000"),
        (Calculation::rotate, "123456789", "-2", "891234567"),
        (Calculation::next_toward, "101", "101", "101"),
    ];
    for (operation, a, b, expected) in cases {
        let result = operation(&mut nine(), &number(a), &number(b));
        assert_eq!(shown(&result), expected, "of {a} and {b}");
    }
}

#[test]
fn operations_of_one_number() {
    let cases: [(UnaryOperation, &str, &str); 14] = [
        (Calculation::square_root, "0.39", "0.624499800"),
        (Calculation::square_root, "100", "10"),
        (Calculation::square_root, "10", "3.16227766"),
        (Calculation::exp, "1", "2.71828183"),
        (Calculation::exp, "-1", "0.367879441"),
        (Calculation::exp, "1e-20", "1.00000000"),
        (Calculation::exp, "2000", "3.88118019E+868"),
        (Calculation::ln, "10", "2.30258509"),
        (Calculation::ln, "1.000", "0"),
        (Calculation::ln, "1.00000000000000001", "1.00000000E-17"),
        (Calculation::log10, "0.001", "-3"),
        (Calculation::log10, "70", "1.84509804"),
        (Calculation::normalize, "120.00", "1.2E+2"),
        (Calculation::next_plus, "-1.00000003E+9", "-1.00000002E+9"),
    ];
    for (operation, a, expected) in cases {
        assert_eq!(shown(&operation(&mut nine(), &number(a))), expected, "of {a}");
    }
}

#[test]
fn zeros_have_a_sign_only_when_rounding_down() {
    for rounding in [Rounding::HalfEven, Rounding::Floor] {
        let signed =
            |sign: &str| if rounding == Rounding::Floor { format!("{sign}0.0") } else { "0.0".to_owned() };
        let mut work = Calculation::new(Context { rounding, ..nine().context });
        let (zero, negative) = (number("0.0"), number("-0.0"));
        assert_eq!(shown(&work.plus(&negative)), signed("-"), "+(-0.0) with {rounding:?}");
        assert_eq!(shown(&work.plus(&zero)), "0.0");
        assert_eq!(shown(&work.minus(&zero)), signed("-"), "-(0.0) with {rounding:?}");
        assert_eq!(shown(&work.minus(&negative)), "0.0", "-(-0.0) with {rounding:?}");
    }
}

#[test]
fn an_impossible_product_is_told_before_what_is_added() {
    let cases =
        [("0", "Infinity", "sNaN12", "NaN"), ("0", "1", "sNaN12", "NaN12"), ("NaN7", "0", "sNaN3", "NaN3")];
    for (a, b, c, expected) in cases {
        let mut work = nine();
        let result = work.fused_multiply_add(&number(a), &number(b), &number(c));
        assert_eq!(shown(&result), expected, "of {a}, {b} and {c}");
        assert_eq!(work.status, Status::INVALID_OPERATION);
    }
}

#[test]
fn exact_results_need_no_memory_for_the_precision() {
    let mut work = Calculation::new(Context::maximum());
    assert_eq!(shown(&work.divide(&number("4"), &number("32"))), "0.125");
    assert_eq!(shown(&work.square_root(&number("625"))), "25");
    assert_eq!(work.status, Status::default());
    work.divide(&number("1"), &number("3"));
    assert!(work.status.has(Status::MEMORY));
}

#[test]
fn many_digits() {
    let mut work = Calculation::new(Context { precision: 60, ..Context::default() });
    let e = work.exp(&number("1"));
    assert_eq!(shown(&e), "2.71828182845904523536028747135266249775724709369995957496697");
    let ten = work.ln(&number("10"));
    assert_eq!(shown(&ten), "2.30258509299404568401799145468436420760110148862877297603333");
    assert_eq!(shown(&work.exp(&ten)), "10.0000000000000000000000000000000000000000000000000000000000");
}

#[test]
fn numbers_as_text() {
    let cases = [
        ("123E+3", "1.23E+5", "123E+3"),
        ("0.00001E-2", "1E-7", "100E-9"),
        ("-7E+3", "-7E+3", "-7E+3"),
        ("0E+1", "0E+1", "0.00E+3"),
        ("snan012", "sNaN12", "sNaN12"),
    ];
    for (written, plain, engineering) in cases {
        let it = number(written);
        assert_eq!((it.to_text(true), it.to_engineering_text(true)), (plain.into(), engineering.into()));
    }
    for wrong in ["", "1e", "e1", "1.2.3", "+-1", "nanx", "1_0", " 1", "٣"] {
        let mut work = nine();
        work.parse(wrong);
        assert_eq!(work.status, Status::CONVERSION_SYNTAX, "{wrong:?}");
    }
}

#[test]
fn hashes_are_those_of_other_numbers() {
    for (text, number_) in [("3.5", 3.5_f64), ("-0.25", -0.25), ("1e22", 1e22), ("0", 0.0)] {
        assert_eq!(number(text).hash(), crate::hash::hash_float(number_, 0));
        assert_eq!(Decimal::from_f64(number_).hash(), crate::hash::hash_float(number_, 0));
    }
}
