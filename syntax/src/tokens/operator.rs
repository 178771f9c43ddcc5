//! The operators and delimiters.

/// From the longest to the shortest, so that the first that fits is the token.
const OPERATORS: &[&str] = &[
    "...", "**=", "//=", "<<=", ">>=", "!=", "%=", "&=", "**", "*=", "+=", "-=", "->", "//", "/=", ":=",
    "<<", "<=", "==", ">=", ">>", "@=", "^=", "|=", "!", "%", "&", "(", ")", "*", "+", ",", "-", ".", "/",
    ":", ";", "<", "=", ">", "@", "[", "]", "^", "{", "|", "}", "~",
];

/// The length of the operator that a text starts with.
pub(super) fn operator_length(text: &str) -> Option<usize> {
    OPERATORS.iter().find(|operator| text.starts_with(**operator)).map(|operator| operator.len())
}
