//! How deep text could nest if everything in it that may open a level did.

use super::MAX_BLANKS;

/// Whether the text has so few characters and words that may open a level, wherever they are, even in strings
/// and comments, that it can't exhaust the stack.
pub(super) fn is_harmless(text: &str) -> bool {
    let mut levels = 0_u32;
    let mut nodes = 0_u32;
    let mut blanks = 0_usize;
    let mut in_word = false;
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'(' | b'[' | b'{' | b'+' | b'-' | b'~' | b'*' => levels += 1,
            b'.' | b'/' | b'%' | b'@' | b'&' | b'|' | b'^' | b'<' | b'>' => nodes += 1,
            b'l' | b'n' | b'i' | b'e' | b'a' | b'y' | b'f' if !in_word => {
                let rest = &bytes[at..];
                levels += u32::from(WORDS.iter().any(|word| rest.starts_with(word)));
            }
            _ => {}
        }
        in_word = byte.is_ascii_alphanumeric() || byte == b'_';
        blanks = if matches!(byte, b' ' | b'\t' | b'\x0c') { blanks + 1 } else { 0 };
        if levels > MAX_LEVELS || nodes > MAX_NODES || blanks > MAX_BLANKS {
            return false;
        }
    }
    u64::from(levels) * bytes.len() as u64 <= MAX_WORK
}

/// The words that open a level; the longer words that start like them are counted too.
const WORDS: [&[u8]; 8] = [b"lambda", b"not", b"if", b"else", b"async", b"await", b"yield", b"for"];

/// The parser takes at most 10 kB of stack for a level, the operators between levels included.
const MAX_LEVELS: u32 = 5000;

/// Other operators and attributes nest the tree, not the parser: some hundred bytes each to walk and drop it.
const MAX_NODES: u32 = 30_000;

/// After an error the parser may read the rest of the text again for each open level.
const MAX_WORK: u64 = 200_000_000;
