//! Base 64 (RFC 4648), decoded as leniently or strictly as CPython does.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const NO_DIGIT: u8 = 0xFF;

const DIGITS: [u8; 256] = {
    let mut digits = [NO_DIGIT; 256];
    let mut value = 0;
    while value < 64 {
        digits[ALPHABET[value] as usize] = value as u8;
        value += 1;
    }
    digits
};

/// Encodes, with a line feed at the end if asked for.
pub(super) fn encode(data: &[u8], newline: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len().div_ceil(3) * 4 + 1);
    let mut push = |bits: u32, digits: usize| {
        for place in 0..4 {
            let digit = ALPHABET[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place < digits { digit } else { b'=' });
        }
    };
    let (triples, rest) = data.as_chunks::<3>();
    for &[a, b, c] in triples {
        push(u32::from_be_bytes([0, a, b, c]), 4);
    }
    match *rest {
        [a] => push(u32::from_be_bytes([0, a, 0, 0]), 2),
        [a, b] => push(u32::from_be_bytes([0, a, b, 0]), 3),
        _ => {}
    }
    if newline {
        out.push(b'\n');
    }
    out
}

/// Decodes. Unless strict, what is no digit is passed over, and padding counts only at the end.
pub(super) fn decode(data: &[u8], is_strict: bool) -> Result<Vec<u8>, String> {
    let mut out = Vec::with_capacity(data.len() / 4 * 3 + 3);
    if is_strict && data.first() == Some(&b'=') {
        return Err("Leading padding not allowed".to_owned());
    }
    let (mut place, mut carried, mut padding) = (0, 0_u8, 0);
    for (at, &byte) in data.iter().enumerate() {
        if byte == b'=' {
            padding += 1;
            if !is_strict || place == 1 {
                continue;
            }
            if place == 0 {
                return Err("Excess padding not allowed".to_owned());
            }
            if place + padding >= 4 {
                // A complete quad, which nothing may follow.
                return match data.get(at + 1) {
                    None => Ok(out),
                    Some(b'=') => Err("Excess padding not allowed".to_owned()),
                    Some(&next) if DIGITS[usize::from(next)] == NO_DIGIT => {
                        Err("Only base64 data is allowed".to_owned())
                    }
                    Some(_) => Err("Excess data after padding".to_owned()),
                };
            }
            continue;
        }
        let digit = DIGITS[usize::from(byte)];
        if digit == NO_DIGIT {
            if is_strict {
                return Err("Only base64 data is allowed".to_owned());
            }
            continue;
        }
        if is_strict && padding > 0 {
            return Err("Discontinuous padding not allowed".to_owned());
        }
        padding = 0;
        match place {
            0 => carried = digit,
            1 => {
                out.push(carried << 2 | digit >> 4);
                carried = digit & 0x0F;
            }
            2 => {
                out.push(carried << 4 | digit >> 2);
                carried = digit & 0x03;
            }
            _ => out.push(carried << 6 | digit),
        }
        place = (place + 1) % 4;
    }
    match place {
        0 => Ok(out),
        1 => Err(format!(
            "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a multiple of 4",
            out.len() / 3 * 4 + 1
        )),
        _ if place + padding >= 4 => Ok(out),
        _ => Err("Incorrect padding".to_owned()),
    }
}
