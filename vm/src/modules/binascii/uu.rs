//! One line of uuencode: a character for the length, then four characters for three bytes.

/// Bytes on a full line.
const LINE: usize = 45;

/// Decodes a line.
pub(super) fn decode(line: &[u8]) -> Result<Vec<u8>, String> {
    let Some((&first, rest)) = line.split_first() else { return Err("Missing length byte".to_owned()) };
    let length = usize::from(first.wrapping_sub(b' ') & 0x3F);
    let mut out = Vec::with_capacity(length + 2);
    let mut characters = rest.iter().copied();
    let (mut bits, mut count) = (0_u32, 0);
    while out.len() < length {
        // Spaces at the end of a line may have been lost.
        let digit = match characters.next() {
            None | Some(b'\n' | b'\r') => 0,
            // A backtick stands for a space.
            Some(character @ b' '..=b'`') => (character - b' ') & 0x3F,
            Some(_) => return Err("Illegal char".to_owned()),
        };
        bits = bits << 6 | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xFF) as u8);
        }
    }
    // Only padding may follow.
    if characters.any(|it| !matches!(it, b' ' | b'`' | b'\n' | b'\r')) {
        return Err("Trailing garbage".to_owned());
    }
    Ok(out)
}

/// Encodes a line.
pub(super) fn encode(data: &[u8], backtick: bool) -> Result<Vec<u8>, String> {
    if data.len() > LINE {
        return Err("At most 45 bytes at once".to_owned());
    }
    let character = |value: u32| if value == 0 && backtick { b'`' } else { value as u8 + b' ' };
    let mut out = vec![character(data.len() as u32)];
    for chunk in data.chunks(3) {
        let byte = |at: usize| chunk.get(at).copied().unwrap_or(0);
        let bits = u32::from_be_bytes([0, byte(0), byte(1), byte(2)]);
        out.extend([18, 12, 6, 0].map(|shift| character(bits >> shift & 63)));
    }
    out.push(b'\n');
    Ok(out)
}
