//! `_tokenize`: the tokenizer behind the library's `tokenize`.

use strict_syntax::tokens::{Extra, Kind, Token, TokenErrorKind, Tokenizer};
use strict_syntax::{ColumnUnit, LineIndex, TextSize};

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::native::{method, native};
use crate::object::{Effect, Str};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// The module. Its Python part reads lines and raises; here is what makes tokens of their text.
pub static MODULE: ModuleSpec = ModuleSpec {
    python: include_str!("python/_tokenize.py"),
    ..new_module(
        "_tokenize",
        &[method(
            "_tokens",
            "(text, extra_tokens, /)",
            Effect::Pure,
            native(tokens),
            "The tokens of a text, and the error that ends them.",
        )],
    )
};

/// The numbers of kinds in the library's `token`; operators are 55 or their own number.
const OPERATOR: i64 = 55;
/// Those of operators, in the order that `token.EXACT_TOKEN_TYPES` numbers them from 7.
const EXACT: &[&str] = &[
    "(", ")", "[", "]", ":", ",", ";", "+", "-", "*", "/", "|", "&", "<", ">", "=", ".", "%", "{", "}", "==",
    "!=", "<=", ">=", "~", "^", "<<", ">>", "**", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=",
    ">>=", "**=", "//", "//=", "@", "@=", "->", "...", ":=", "!",
];

fn kind_number(kind: Kind, text: &str, extra: Extra) -> i64 {
    match kind {
        Kind::EndMarker => 0,
        Kind::Name => 1,
        Kind::Number => 2,
        Kind::String => 3,
        Kind::Newline => 4,
        Kind::Indent => 5,
        Kind::Dedent => 6,
        Kind::Operator if extra == Extra::With => OPERATOR,
        Kind::Operator => EXACT.iter().position(|it| *it == text).map_or(OPERATOR, |at| at as i64 + 7),
        Kind::FStringStart => 59,
        Kind::FStringMiddle => 60,
        Kind::FStringEnd => 61,
        Kind::TStringStart => 62,
        Kind::TStringMiddle => 63,
        Kind::TStringEnd => 64,
        Kind::Comment => 65,
        Kind::BlankLine => 66,
    }
}

struct Source<'a> {
    text: &'a str,
    lines: LineIndex,
}

impl Source<'_> {
    /// Line from 1, column in characters from 0.
    fn place(&self, at: usize) -> (i64, i64) {
        let place = self.lines.position(self.text, TextSize::new(at as u32), ColumnUnit::Characters);
        (place.line as i64, place.column as i64 - 1)
    }

    /// The lines from that of `start` to that of `end`, with their ends.
    fn lines_text(&self, start: usize, end: usize) -> &str {
        let first = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let last = self.text[end..].find('\n').map_or(self.text.len(), |at| end + at + 1);
        &self.text[first..last]
    }
}

fn tokens(vm: &mut Vm, text: Gc<Str>, extra: bool) -> Outcome<Value> {
    let text = text.to_lossy();
    let source = Source { text: &text, lines: LineIndex::new(&text) };
    let extra = if extra { Extra::With } else { Extra::Without };
    let mut tokenizer = Tokenizer::new(&text, extra);
    let list = vm.new_list();
    loop {
        match tokenizer.next_token() {
            Ok(token) => {
                let row = row(vm, &source, token, extra)?;
                vm.append(list, row)?;
                if token.kind == Kind::EndMarker {
                    return Ok(vm.pair(list.value(), Value::NONE));
                }
            }
            Err(error) => {
                let class = match error.kind {
                    TokenErrorKind::Indentation => "IndentationError",
                    TokenErrorKind::Tab => "TabError",
                    _ => "SyntaxError",
                };
                let mut error = error;
                if error.kind == TokenErrorKind::UnclosedBracket {
                    // The library says it in its own words, at the end of the text.
                    error.message = "unexpected EOF in multi-line statement".to_owned();
                    (error.start, error.end) = (text.len(), text.len());
                }
                let (line, column) = source.place(error.start);
                let (end_line, end_column) = source.place(error.end.max(error.start));
                let shown = source.lines_text(error.start, error.start).to_owned();
                let class = vm.intern(class).value();
                let message = vm.new_str(&error.message).value();
                let shown = vm.new_str(&shown).value();
                let numbers = [line, column + 1, end_line, end_column + 1].map(Value::fixnum);
                let [line, column, end_line, end_column] = numbers;
                let error = vm.tuple(&[class, message, line, column, shown, end_line, end_column]).value();
                return Ok(vm.pair(list.value(), error));
            }
        }
    }
}

/// A token as `tokenize` gives it: kind, text, start, end, lines.
fn row(vm: &mut Vm, source: &Source<'_>, token: Token, extra: Extra) -> Outcome<Value> {
    let mut text = &source.text[token.start..token.end];
    let (start, mut end) = (source.place(token.start), source.place(token.end));
    let at_end = token.start == source.text.len();
    let mut lines = source.lines_text(token.start, token.end.max(token.start));
    let mut start = start;
    match token.kind {
        Kind::Newline | Kind::BlankLine => {
            lines = source.lines_text(token.start, token.start);
            end = (start.0, start.1 + 1);
            if at_end {
                lines = "";
            }
        }
        Kind::EndMarker | Kind::Dedent if at_end => {
            let ends_line = source.text.is_empty() || source.text.ends_with('\n');
            start = (if ends_line { start.0 } else { start.0 + 1 }, 0);
            end = start;
            lines = "";
        }
        Kind::Dedent => {
            text = "";
            end = start;
        }
        _ => {}
    }
    let kind = Value::fixnum(kind_number(token.kind, text, extra));
    let text = vm.new_str(text).value();
    let start = vm.pair(Value::fixnum(start.0), Value::fixnum(start.1));
    let end = vm.pair(Value::fixnum(end.0), Value::fixnum(end.1));
    let lines = vm.new_str(lines).value();
    Ok(vm.new_tuple(&[kind, text, start, end, lines])?.value())
}
