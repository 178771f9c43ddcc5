//! Facts about code points, as Python 3.14's `str` methods and `unicodedata` see them (Unicode 16.0).
//!
//! The tables come from CPython itself rather than from a crate of Unicode data, because the version of Unicode
//! must be that of 3.14, and because Python's notions (what is printable, alphabetic, a space) are its own.

pub mod data;
pub mod normalize;
mod tables;

#[cfg(test)]
mod tests;

/// What is known of a code point. Many code points share a record.
struct Record {
    flags: u16,
    decimal: u8,
    /// Distances to the lower, upper, title and folded case, where that is a single code point.
    distances: [i32; 4],
}

impl Record {
    const fn new(flags: u16, decimal: u8, lower: i32, upper: i32, title: i32, fold: i32) -> Record {
        Record { flags, decimal, distances: [lower, upper, title, fold] }
    }
}

fn record(code_point: u32) -> &'static Record {
    use tables::{LEAF_BITS, LEAVES, MIDDLE_BITS, MIDDLES, RECORDS, ROOT};
    let bits = |shift: u32, count: u32| (code_point >> shift & ((1 << count) - 1)) as usize;
    let root = usize::try_from(code_point >> (LEAF_BITS + MIDDLE_BITS)).unwrap_or(usize::MAX);
    // Beyond U+10FFFF nothing is known, as of an unassigned code point such as U+0378.
    let Some(&middle) = ROOT.get(root) else { return record(0x378) };
    let leaf = MIDDLES[usize::from(middle) << MIDDLE_BITS | bits(LEAF_BITS, MIDDLE_BITS)];
    &RECORDS[usize::from(LEAVES[usize::from(leaf) << LEAF_BITS | bits(0, LEAF_BITS)])]
}

fn has(code_point: u32, flag: u16) -> bool {
    record(code_point).flags & flag != 0
}

/// A letter: general categories Lm, Lt, Lu, Ll and Lo.
pub fn is_alphabetic(code_point: u32) -> bool {
    has(code_point, tables::ALPHA)
}

/// A decimal digit of any script.
pub fn is_decimal(code_point: u32) -> bool {
    decimal_value(code_point).is_some()
}

/// A digit, such as a superscript, that need not be decimal.
pub fn is_digit(code_point: u32) -> bool {
    has(code_point, tables::DIGIT)
}

/// Anything with a numeric value.
pub fn is_numeric(code_point: u32) -> bool {
    has(code_point, tables::NUMERIC)
}

/// What `str.isalnum` asks of every character.
pub fn is_alphanumeric(code_point: u32) -> bool {
    has(code_point, tables::ALPHA | tables::NUMERIC | tables::DIGIT) || is_decimal(code_point)
}

/// A lower-case character.
pub fn is_lower(code_point: u32) -> bool {
    has(code_point, tables::LOWER)
}

/// An upper-case character.
pub fn is_upper(code_point: u32) -> bool {
    has(code_point, tables::UPPER)
}

/// A title-case character, such as U+01C5.
pub fn is_title(code_point: u32) -> bool {
    has(code_point, tables::TITLE)
}

/// A character that has case, or takes part in casing: what title-casing takes for the inside of a word.
pub fn is_cased(code_point: u32) -> bool {
    has(code_point, tables::CASED)
}

/// A character that casing looks through to the letters around it.
pub fn is_case_ignorable(code_point: u32) -> bool {
    has(code_point, tables::CASE_IGNORABLE)
}

/// White space, as `str.split` and `str.strip` take it.
pub fn is_space(code_point: u32) -> bool {
    has(code_point, tables::SPACE)
}

/// The end of a line for `str.splitlines`.
pub fn is_line_break(code_point: u32) -> bool {
    has(code_point, tables::LINE_BREAK)
}

/// What `repr` shows as it is.
pub fn is_printable(code_point: u32) -> bool {
    has(code_point, tables::PRINTABLE)
}

/// What may begin an identifier, the underscore included.
pub fn is_identifier_start(code_point: u32) -> bool {
    has(code_point, tables::IDENTIFIER_START)
}

/// What may continue an identifier.
pub fn is_identifier_continue(code_point: u32) -> bool {
    has(code_point, tables::IDENTIFIER_CONTINUE)
}

/// The value of a decimal digit of any script, as `int()` reads it.
pub fn decimal_value(code_point: u32) -> Option<u32> {
    match record(code_point).decimal {
        u8::MAX => None,
        value => Some(value.into()),
    }
}

/// The forms that a character may be mapped to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Lower case; the final form of sigma depends on its neighbours and is the caller's business.
    Lower,
    /// Upper case.
    Upper,
    /// Title case.
    Title,
    /// Case folded, for comparison without regard to case.
    Folded,
}

/// Gives `emit` the full mapping of a code point, one to three code points.
pub fn map_case(code_point: u32, case: Case, mut emit: impl FnMut(u32)) {
    let record = record(code_point);
    if record.flags & tables::EXPANDS != 0
        && let Ok(index) = tables::EXPANSIONS.binary_search_by_key(&code_point, |(expanded, _)| *expanded)
    {
        tables::EXPANSIONS[index].1[case as usize].chars().for_each(|mapped| emit(mapped.into()));
    } else {
        emit(code_point.wrapping_add_signed(record.distances[case as usize]));
    }
}
