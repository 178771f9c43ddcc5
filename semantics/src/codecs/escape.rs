//! `unicode_escape`: text in Latin-1 with the escapes of string literals.

use super::Fault;
use super::decode::Decoder;
use crate::text::TextBuilder;
use crate::text::repr::push_escape;

const ENCODING: &str = "unicodeescape";

/// Decodes escapes. Those that Python does not know stay as they are; to warn of them is the caller's business.
pub(super) fn decode<E, F>(decoder: &mut Decoder<'_, F>) -> Result<(), E>
where
    F: FnMut(&Fault, &mut TextBuilder) -> Result<usize, E>,
{
    while let Some(&byte) = decoder.rest().first() {
        if byte != b'\\' {
            decoder.out.push(byte);
            decoder.position += 1;
            continue;
        }
        match read_escape(decoder.rest()) {
            Ok((code_point, length)) => {
                decoder.out.extend(code_point);
                decoder.position += length;
            }
            Err(Malformed { is_cut_off: true, .. }) if !decoder.last => break,
            Err(Malformed { length, reason, .. }) => decoder.fault(ENCODING, length, reason)?,
        }
    }
    Ok(())
}

/// An escape that cannot be read, and how much of the input is to blame.
struct Malformed {
    length: usize,
    reason: &'static str,
    /// Whether more input might mend it.
    is_cut_off: bool,
}

impl Malformed {
    /// An escape of which the first `length` bytes of the input are well-formed.
    fn after(length: usize, bytes: &[u8], reason: &'static str) -> Malformed {
        Malformed { length, reason, is_cut_off: length == bytes.len() }
    }

    /// An escape that is complete but stands for nothing.
    fn complete(length: usize, reason: &'static str) -> Malformed {
        Malformed { length, reason, is_cut_off: false }
    }
}

/// The code point that the escape at the start of `bytes` stands for, if any, and the escape's length.
fn read_escape(bytes: &[u8]) -> Result<(Option<u32>, usize), Malformed> {
    let Some(&kind) = bytes.get(1) else {
        return Err(Malformed::after(1, bytes, "\\ at end of string"));
    };
    let simple = |byte: u8| Ok((Some(byte.into()), 2));
    match kind {
        b'\n' => Ok((None, 2)),
        b'\\' | b'\'' | b'"' => simple(kind),
        b'a' => simple(0x07),
        b'b' => simple(0x08),
        b't' => simple(b'\t'),
        b'n' => simple(b'\n'),
        b'v' => simple(0x0B),
        b'f' => simple(0x0C),
        b'r' => simple(b'\r'),
        b'0'..=b'7' => {
            let (value, count) = read_digits(&bytes[1..], 8, 3);
            Ok((Some(value), 1 + count))
        }
        b'x' => read_hexadecimal(bytes, 2, "truncated \\xXX escape"),
        b'u' => read_hexadecimal(bytes, 4, "truncated \\uXXXX escape"),
        b'U' => read_hexadecimal(bytes, 8, "truncated \\UXXXXXXXX escape"),
        b'N' => read_name(bytes),
        // The backslash alone; what follows it is read as ordinary text.
        _ => Ok((Some(b'\\'.into()), 1)),
    }
}

/// The value of up to `most` leading digits, and how many there are.
fn read_digits(bytes: &[u8], radix: u32, most: usize) -> (u32, usize) {
    let digits = bytes.iter().take(most).map_while(|&byte| char::from(byte).to_digit(radix));
    digits.fold((0, 0), |(value, count), digit| (value * radix + digit, count + 1))
}

fn read_hexadecimal(
    bytes: &[u8],
    digits: usize,
    reason: &'static str,
) -> Result<(Option<u32>, usize), Malformed> {
    match read_digits(&bytes[2..], 16, digits) {
        (_, count) if count < digits => Err(Malformed::after(2 + count, bytes, reason)),
        (0x11_0000.., _) => Err(Malformed::complete(2 + digits, "illegal Unicode character")),
        (value, _) => Ok((Some(value), 2 + digits)),
    }
}

fn read_name(bytes: &[u8]) -> Result<(Option<u32>, usize), Malformed> {
    let malformed = |length| Err(Malformed::after(length, bytes, "malformed \\N character escape"));
    let Some(b'{') = bytes.get(2) else { return malformed(2) };
    let Some(length) = bytes[3..].iter().position(|&byte| byte == b'}') else {
        return malformed(bytes.len());
    };
    if length == 0 {
        return malformed(3);
    }
    let name = std::str::from_utf8(&bytes[3..3 + length]).ok();
    match name.and_then(unicode_names2::character) {
        Some(character) => Ok((Some(character.into()), length + 4)),
        None => Err(Malformed::complete(length + 4, "unknown Unicode character name")),
    }
}

/// Writes a code point, escaped unless it is printable ASCII.
pub(super) fn encode(code_point: u32, bytes: &mut Vec<u8>) {
    match u8::try_from(code_point) {
        Ok(b'\\') => bytes.extend_from_slice(b"\\\\"),
        Ok(byte @ b' '..=b'~') => bytes.push(byte),
        _ => {
            let mut escape = String::new();
            push_escape(code_point, &mut escape);
            bytes.extend_from_slice(escape.as_bytes());
        }
    }
}
