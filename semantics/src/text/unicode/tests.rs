//! The tables against CPython: a digest of each fact over all code points.

use super::*;

/// FNV-1a of the given numbers, which the expected values below were computed with in Python 3.14.
fn digest(numbers: impl Iterator<Item = u32>) -> u32 {
    numbers.fold(0x811C_9DC5, |hash, number| (hash ^ number).wrapping_mul(0x0100_0193))
}

fn all_with(holds: fn(u32) -> bool) -> u32 {
    digest((0..0x110000).filter(|&code_point| holds(code_point)))
}

fn mapped(case: Case) -> u32 {
    let mut all = Vec::new();
    (0..0x110000).for_each(|code_point| map_case(code_point, case, |mapped| all.push(mapped)));
    digest(all.into_iter())
}

#[test]
fn predicates_agree_with_cpython() {
    assert_eq!(all_with(is_alphabetic), 0x23F8862D);
    assert_eq!(all_with(is_alphanumeric), 0xA359405A);
    assert_eq!(all_with(is_decimal), 0xD46863AD);
    assert_eq!(all_with(is_digit), 0x0692340D);
    assert_eq!(all_with(is_numeric), 0x988E2E6F);
    assert_eq!(all_with(is_lower), 0x8192ABC0);
    assert_eq!(all_with(is_upper), 0x78AA5332);
    assert_eq!(all_with(is_title), 0x4CA52C5F);
    assert_eq!(all_with(is_cased), 0xC511D783);
    assert_eq!(all_with(is_space), 0x577B98C9);
    assert_eq!(all_with(is_line_break), 0xB158B3F8);
    assert_eq!(all_with(is_printable), 0x7574C74F);
    assert_eq!(all_with(is_identifier_start), 0x4A83C86A);
    assert_eq!(all_with(is_identifier_continue), 0x536B7FF3);
    let values = (0..0x110000).filter_map(decimal_value);
    assert_eq!(digest(values), 0x832E38B5);
}

#[test]
fn mappings_agree_with_cpython() {
    assert_eq!(mapped(Case::Lower), 0xD770F6E9);
    assert_eq!(mapped(Case::Upper), 0xF81E5B87);
    assert_eq!(mapped(Case::Title), 0x9E247C6B);
    assert_eq!(mapped(Case::Folded), 0xCC6413B6);
}

#[test]
fn nothing_is_known_beyond_unicode() {
    assert!(!is_alphanumeric(u32::MAX) && !is_printable(0x11_0000));
}
