//! How deep text could nest if everything in it that may open a level did.

use super::MAX_PENDING;

/// Whether the text has so few characters and words that may open a level, wherever they are, even in strings and comments, that it
/// can't exhaust the stack.
pub(super) fn is_harmless(text: &str) -> bool {
    let mut levels = 0_u32;
    let mut in_word = false;
    let mut blanks = 0_u32;
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'(' | b'[' | b'{' | b'+' | b'-' | b'~' | b'*' | b'@' => levels += 1,
            // `lambda`, `not`, `if`, `else`, `async`, `await`, `yield`, `for`: the start of any word like them will do.
            b'l' | b'n' | b'i' | b'e' | b'a' | b'y' | b'f' if !in_word => {
                let rest = &bytes[at..];
                levels += u32::from(WORDS.iter().any(|word| rest.starts_with(word)));
            }
            _ => {}
        }
        in_word = byte.is_ascii_alphanumeric() || byte == b'_';
        blanks = if matches!(byte, b' ' | b'\t' | b'\x0c') { blanks + 1 } else { 0 };
        if levels > MAX_POTENTIAL || blanks > MAX_PENDING {
            return false;
        }
    }
    // Attributes and binary operators nest the tree only, which takes much less.
    text.len() <= MAX_BYTES
}

const WORDS: [&[u8]; 8] = [b"lambda", b"not", b"if", b"else", b"async", b"await", b"yield", b"for"];

/// As many levels, brackets even, fit a stack of 64 MiB.
const MAX_POTENTIAL: u32 = 10_000;

/// As many attributes, at two bytes each, make a tree that a stack of 64 MiB is enough to walk and drop.
const MAX_BYTES: usize = 256 << 10;
