//! Escape sequences that mean nothing: the backslash stays, for now.

use ruff_text_size::{TextRange, TextSize};

use super::SyntaxWarning;
use crate::syntax_error::{Phase, SyntaxError, SyntaxErrorKind};

/// Whether a literal's prefix says that backslashes are just that.
pub(super) fn is_raw(literal: &str) -> bool {
    prefix(literal).contains(['r', 'R'])
}

fn prefix(literal: &str) -> &str {
    literal.split(['\'', '"']).next().unwrap_or_default()
}

/// The first invalid escape of a literal that starts at `start`.
pub(super) fn in_literal(literal: &str, start: TextSize, is_bytes: bool) -> Option<SyntaxWarning> {
    if !literal.contains('\\') || is_raw(literal) {
        return None;
    }
    let prefix = prefix(literal).len();
    let quoted = &literal[prefix..];
    let quote = &quoted[..quoted.len().min(1)];
    let quotes = if quoted.starts_with(&quote.repeat(3)) { 3 } else { 1 };
    let body = prefix + quotes;
    let escape = first_invalid(literal.get(body..)?, is_bytes)?;
    let at = TextSize::try_from(body + escape.at).ok()?;
    let is_first_line = !literal[..body + escape.at].contains('\n');
    // CPython counts the quotes, and not what is before them.
    let skipped = if is_first_line && prefix > 0 { prefix + quotes } else { 0 };
    let shown = start + at - TextSize::try_from(skipped).ok()?;
    Some(escape.warning(start + at, shown))
}

/// The invalid escapes in the literal text of an interpolated string: one for each stretch between doubled braces.
pub(super) fn in_interpolated(text: &str, range: TextRange) -> Vec<SyntaxWarning> {
    let (start, end) = (usize::from(range.start()), usize::from(range.end()));
    let mut found = Vec::new();
    let mut at = start;
    while at < end {
        let stretch = text.get(at..end).unwrap_or_default();
        let length = match stretch.find("{{").into_iter().chain(stretch.find("}}")).min() {
            Some(brace) => brace + 2,
            None => stretch.len(),
        };
        // A brace after the stretch can belong to an escape in it.
        let with_brace = length + usize::from(text[at + length..].starts_with('{'));
        if let Some(escape) = text.get(at..at + with_brace).and_then(|stretch| first_invalid(stretch, false))
            && let Ok(place) = TextSize::try_from(at + escape.at)
        {
            found.push(escape.warning(place, place));
        }
        at += length.max(1);
    }
    found
}

struct Escape<'a> {
    at: usize,
    /// What stands after the backslash.
    shown: &'a str,
    is_octal: bool,
}

fn first_invalid(body: &str, is_bytes: bool) -> Option<Escape<'_>> {
    let bytes = body.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &bytes[at..]) {
        let backslash = at + found;
        at = (backslash + 2).min(bytes.len());
        match bytes.get(backslash + 1)? {
            b'\n' | b'\r' | b'\\' | b'\'' | b'"' | b'a' | b'b' | b'f' | b'n' | b'r' | b't' | b'v' | b'x' => {}
            b'0'..=b'3' => {}
            b'4'..=b'7' => {
                let is_digit = |at: usize| matches!(bytes.get(at), Some(b'0'..=b'7'));
                if is_digit(backslash + 2) && is_digit(backslash + 3) {
                    let shown = &body[backslash + 1..backslash + 4];
                    return Some(Escape { at: backslash, shown, is_octal: true });
                }
            }
            b'N' | b'u' | b'U' if !is_bytes => {}
            byte if byte.is_ascii() => {
                let shown = &body[backslash + 1..backslash + 2];
                return Some(Escape { at: backslash, shown, is_octal: false });
            }
            _ => {}
        }
    }
    None
}

impl Escape<'_> {
    fn warning(&self, place: TextSize, shown_at: TextSize) -> SyntaxWarning {
        let shown = self.shown;
        let octal = if self.is_octal { "octal " } else { "" };
        let what = format!("\"\\{shown}\" is an invalid {octal}escape sequence.");
        let hint = format!("Did you mean \"\\\\{shown}\"? A raw string is also an option.");
        let range = TextRange::at(shown_at, TextSize::new(2));
        let error = SyntaxError {
            message: format!("{what} {hint}"),
            range,
            kind: SyntaxErrorKind::Syntax,
            phase: Phase::Grammar,
        };
        let message = format!("{what} Such sequences will not work in the future. {hint}");
        SyntaxWarning { message, place, error }
    }
}
