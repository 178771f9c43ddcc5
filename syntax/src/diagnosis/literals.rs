//! What is wrong inside of string literals: escapes that can't be decoded, bytes that aren't ASCII, and kinds that don't mix.

use super::machine::{Machine, Part};
use crate::syntax_error::{SyntaxError, SyntaxErrorKind};
use crate::tokens::{Kind, Token};

/// The first mistake in adjacent literals.
pub(super) fn objection(machine: &Machine<'_>, literals: Part) -> Option<SyntaxError> {
    let (mut has_bytes, mut has_text) = (false, false);
    // Of the interpolated strings that are open: whether they are raw, and what is wrong with their text.
    let mut open: Vec<(bool, Option<String>)> = Vec::new();
    let mut found = None;
    for index in literals.first..literals.end {
        let token = machine.tokens.seen(index);
        let source = machine.tokens.source(token);
        match token.kind {
            Kind::String => {
                let is_bytes = prefix(source).contains(['b', 'B']);
                if open.is_empty() {
                    has_bytes |= is_bytes;
                    has_text |= !is_bytes;
                }
                let message = in_literal(source, is_bytes);
                found = found.or(message.map(|message| at_token(machine, token, message)));
            }
            Kind::FStringStart | Kind::TStringStart => {
                has_text |= open.is_empty();
                open.push((prefix(source).contains(['r', 'R']), None));
            }
            Kind::FStringEnd | Kind::TStringEnd => {
                let message = open.pop().and_then(|it| it.1);
                found = found.or(message.map(|message| at_token(machine, token, message)));
            }
            Kind::FStringMiddle | Kind::TStringMiddle => {
                if let Some((false, message @ None)) = open.last_mut() {
                    *message = in_text(source);
                }
            }
            _ => {}
        }
    }
    if has_bytes && has_text {
        return at_last_read(machine, "cannot mix bytes and nonbytes literals".to_owned());
    }
    found
}

fn at_token(machine: &Machine<'_>, token: Token, message: String) -> SyntaxError {
    machine.error_at(token, message, SyntaxErrorKind::Syntax)
}

fn at_last_read(machine: &Machine<'_>, message: String) -> Option<SyntaxError> {
    let last = machine.tokens.seen(machine.tokens.last_read()?);
    Some(at_token(machine, last, message))
}

fn prefix(literal: &str) -> &str {
    literal.split(['\'', '"']).next().unwrap_or_default()
}

fn in_literal(literal: &str, is_bytes: bool) -> Option<String> {
    let prefix = prefix(literal);
    let quoted = &literal[prefix.len()..];
    let quotes = if quoted.starts_with("'''") || quoted.starts_with("\"\"\"") { 3 } else { 1 };
    let body = quoted.get(quotes..quoted.len().checked_sub(quotes)?)?;
    if is_bytes && !body.is_ascii() {
        return Some("bytes can only contain ASCII literal characters".to_owned());
    }
    if prefix.contains(['r', 'R']) {
        return None;
    }
    if is_bytes { in_bytes(body) } else { in_text(body) }
}

fn in_bytes(body: &str) -> Option<String> {
    let mut at = 0;
    while let Some(found) = body[at..].find('\\') {
        at += found;
        let digits = body.as_bytes()[at + 2..].iter().take(2).take_while(|it| it.is_ascii_hexdigit()).count();
        if body[at + 1..].starts_with('x') && digits < 2 {
            return Some(format!("(value error) invalid \\x escape at position {at}"));
        }
        at += 2;
    }
    None
}

/// The message for the first escape of a text that can't be decoded.
fn in_text(body: &str) -> Option<String> {
    let mut at = 0;
    while let Some(found) = body[at..].find('\\') {
        at += found;
        let mut rest = body[at + 1..].chars();
        let (reason, length) = match rest.next()? {
            'x' => wrong_digits(rest.as_str(), 2, "truncated \\xXX escape"),
            'u' => wrong_digits(rest.as_str(), 4, "truncated \\uXXXX escape"),
            'U' => wrong_digits(rest.as_str(), 8, "truncated \\UXXXXXXXX escape"),
            'N' => wrong_name(rest.as_str()),
            other => {
                at += 1 + other.len_utf8();
                continue;
            }
        }
        .unwrap_or_default();
        if !reason.is_empty() {
            // What isn't ASCII is an escape of ten characters by the time that it is decoded.
            let before: usize = body[..at].chars().map(|it| if it.is_ascii() { 1 } else { 10 }).sum();
            let last = before + 1 + length;
            return Some(format!(
                "(unicode error) 'unicodeescape' codec can't decode bytes in position {before}-{last}: {reason}"
            ));
        }
        at += 2;
    }
    None
}

/// A reason, and how many characters after the letter are wrong with it.
type Wrong = Option<(&'static str, usize)>;

fn wrong_digits(rest: &str, wanted: usize, reason: &'static str) -> Wrong {
    let digits = rest.bytes().take(wanted).take_while(u8::is_ascii_hexdigit).count();
    if digits < wanted {
        return Some((reason, digits));
    }
    let is_illegal = u32::from_str_radix(&rest[..wanted], 16).is_ok_and(|code| code > 0x10_ffff);
    is_illegal.then_some(("illegal Unicode character", wanted))
}

fn wrong_name(rest: &str) -> Wrong {
    const MALFORMED: &str = "malformed \\N character escape";
    let Some(inner) = rest.strip_prefix('{') else { return Some((MALFORMED, 0)) };
    match inner.find('}') {
        None => Some((MALFORMED, rest.len())),
        Some(0) => Some((MALFORMED, 1)),
        Some(end) if unicode_names2::character(&inner[..end]).is_none() => {
            Some(("unknown Unicode character name", end + 2))
        }
        Some(_) => None,
    }
}
