//! How messages quote the text that is not a number: as `repr` does.

use std::fmt::Write;

/// `repr(text)`
pub(crate) fn quote(text: &str) -> String {
    let delimiter = delimiter(text.as_bytes());
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push(delimiter);
    for character in text.chars() {
        push_character(&mut quoted, character, delimiter);
    }
    quoted.push(delimiter);
    quoted
}

/// `repr(bytes)`
pub(crate) fn quote_bytes(bytes: &[u8]) -> String {
    let delimiter = delimiter(bytes);
    let mut quoted = format!("b{delimiter}");
    for byte in bytes {
        if byte.is_ascii() {
            push_character(&mut quoted, char::from(*byte), delimiter);
        } else {
            push_hex(&mut quoted, u32::from(*byte));
        }
    }
    quoted.push(delimiter);
    quoted
}

/// Double quotes only where they spare a backslash.
fn delimiter(text: &[u8]) -> char {
    if text.contains(&b'\'') && !text.contains(&b'"') { '"' } else { '\'' }
}

fn push_character(quoted: &mut String, character: char, delimiter: char) {
    match character {
        '\\' => quoted.push_str("\\\\"),
        '\n' => quoted.push_str("\\n"),
        '\r' => quoted.push_str("\\r"),
        '\t' => quoted.push_str("\\t"),
        _ if character == delimiter => {
            quoted.push('\\');
            quoted.push(character);
        }
        _ if is_printable(character) => quoted.push(character),
        _ => push_hex(quoted, character.into()),
    }
}

fn push_hex(quoted: &mut String, code_point: u32) {
    // Writing to a string does not fail.
    let _ = match code_point {
        0..0x100 => write!(quoted, "\\x{code_point:02x}"),
        0x100..0x10000 => write!(quoted, "\\u{code_point:04x}"),
        _ => write!(quoted, "\\U{code_point:08x}"),
    };
}

fn is_printable(character: char) -> bool {
    match character {
        ' '..='~' => true,
        '\0'..'\u{a0}' => false,
        // The standard library escapes what is not printable, and combining characters besides.
        _ => !character.is_whitespace() && (character.escape_debug().count() == 1 || is_combining(character)),
    }
}

/// The blocks of combining marks, which print though the standard library escapes them.
fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1ace}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20f0}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_as_repr() {
        assert_eq!(quote("x"), "'x'");
        assert_eq!(quote("a'b"), "\"a'b\"");
        assert_eq!(quote("a'\"b"), "'a\\'\"b'");
        assert_eq!(
            quote("\\\n\t\r\x7f\u{ad}\u{378}\u{2028}é\u{a0}"),
            "'\\\\\\n\\t\\r\\x7f\\xad\\u0378\\u2028é\\xa0'"
        );
        assert_eq!(quote("\u{10ffff}"), "'\\U0010ffff'");
        assert_eq!(quote_bytes(b"\xff'\n"), "b\"\\xff'\\n\"");
    }
}
