//! Quoted-printable (RFC 2045, section 6.7), and the form of it that headers use (RFC 2047).

/// The longest line, without the `=` at its end.
const MOST: usize = 76;

/// How to encode.
#[derive(Clone, Copy, Debug)]
pub(super) struct Options {
    /// Spaces and tabs are encoded wherever they are.
    pub(super) quote_tabs: bool,
    /// Ends of lines are kept.
    pub(super) is_text: bool,
    /// Spaces become underscores.
    pub(super) is_header: bool,
}

/// Decodes. What is no valid escape is kept as it is.
pub(super) fn decode(data: &[u8], is_header: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    let mut at = 0;
    let digit = |at: usize| data.get(at).and_then(|&byte| char::from(byte).to_digit(16));
    while at < data.len() {
        let byte = data[at];
        at += 1;
        match byte {
            b'=' => match data.get(at) {
                None => break,
                Some(b'\n' | b'\r') => {
                    // A soft end of line, with whatever precedes the line feed.
                    while at < data.len() && data[at] != b'\n' {
                        at += 1;
                    }
                    at += 1;
                }
                // A broken encoding of the equals sign itself.
                Some(b'=') => {
                    out.push(b'=');
                    at += 1;
                }
                Some(_) => match (digit(at), digit(at + 1)) {
                    (Some(high), Some(low)) => {
                        out.push((high << 4 | low) as u8);
                        at += 2;
                    }
                    _ => out.push(b'='),
                },
            },
            b'_' if is_header => out.push(b' '),
            _ => out.push(byte),
        }
    }
    out
}

/// Encodes; lines end as the first one of the data does.
pub(super) fn encode(data: &[u8], options: Options) -> Vec<u8> {
    let first = data.iter().position(|&byte| byte == b'\n');
    let has_returns = first.is_some_and(|at| at > 0 && data[at - 1] == b'\r');
    let line_end: &[u8] = if has_returns { b"\r\n" } else { b"\n" };
    let mut out = Vec::with_capacity(data.len() + data.len() / 4);
    let (mut width, mut at) = (0, 0);
    while at < data.len() {
        let byte = data[at];
        let next = data.get(at + 1).copied();
        if must_quote(data, at, width, options) {
            if width + 3 >= MOST {
                out.push(b'=');
                out.extend_from_slice(line_end);
                width = 0;
            }
            out.push(b'=');
            out.extend([byte >> 4, byte & 15].map(|digit| b"0123456789ABCDEF"[usize::from(digit)]));
            width += 3;
            at += 1;
        } else if options.is_text && (byte == b'\n' || byte == b'\r' && next == Some(b'\n')) {
            width = 0;
            // White space at the end of a line would be lost.
            if let Some(&last @ (b' ' | b'\t')) = out.last() {
                out.pop();
                out.extend([b'=', b"0123456789ABCDEF"[usize::from(last >> 4)]]);
                out.push(b"0123456789ABCDEF"[usize::from(last & 15)]);
            }
            out.extend_from_slice(line_end);
            at += if byte == b'\r' { 2 } else { 1 };
        } else {
            if next.is_some() && next != Some(b'\n') && width + 1 >= MOST {
                out.push(b'=');
                out.extend_from_slice(line_end);
                width = 0;
            }
            width += 1;
            out.push(if options.is_header && byte == b' ' { b'_' } else { byte });
            at += 1;
        }
    }
    out
}

fn must_quote(data: &[u8], at: usize, width: usize, options: Options) -> bool {
    let byte = data[at];
    let next = data.get(at + 1).copied();
    let ends_line = next.is_none_or(|next| matches!(next, b'\n' | b'\r' | 0));
    byte > 126
        || byte == b'='
        || options.is_header && byte == b'_'
        || byte == b'.' && width == 0 && ends_line
        || !options.is_text && matches!(byte, b'\r' | b'\n')
        || matches!(byte, b'\t' | b' ') && next.is_none()
        || byte < 33 && !matches!(byte, b'\r' | b'\n' | b'\t' | b' ')
        || byte < 33 && options.quote_tabs && !matches!(byte, b'\r' | b'\n')
}
