//! Finds the comments and logical lines of Python source, without parsing it.
//!
//! It works on any text: no nesting is too deep for it, and source that does not parse still gives the comments
//! that a reader would see. Strings are skipped as the lexer of Python 3.12 and later reads them: replacement
//! fields of f-strings and t-strings hold code, in which any quotes may occur again and comments are allowed.

use std::ops::Range;

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Comment {
    /// Byte range from `#` to the end of the line, exclusive.
    pub(super) range: Range<usize>,
    /// Line, from 1.
    pub(super) line: usize,
    /// Nothing but white space stands before it.
    pub(super) alone: bool,
}

/// A statement, or the header of a compound one: first and last line, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LogicalLine {
    pub(super) first: usize,
    pub(super) last: usize,
    /// It begins with a string: perhaps a docstring.
    pub(super) begins_with_string: bool,
}

/// What a scan finds.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) comments: Vec<Comment>,
    pub(super) logical_lines: Vec<LogicalLine>,
}

/// Scans a whole file.
pub(super) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner {
        bytes: text.as_bytes(),
        position: 0,
        contexts: vec![Context::Code { brackets: 0 }],
        current: None,
        line: 1,
        line_is_blank: true,
        result: Scan::default(),
    };
    scanner.run();
    scanner.result
}

/// How a string literal ends, and what its braces mean.
#[derive(Clone, Copy, Debug)]
struct Quotes {
    quote: u8,
    triple: bool,
    /// An f-string or t-string.
    interpolated: bool,
    raw: bool,
}

/// What surrounds the current position.
#[derive(Clone, Copy, Debug)]
enum Context {
    /// Code: the file itself, or a replacement field; with the number of open brackets.
    Code { brackets: usize },
    /// The text of a string.
    Text(Quotes),
    /// The format specification of a replacement field in such a string.
    FormatSpec(Quotes),
}

struct Scanner<'a> {
    bytes: &'a [u8],
    position: usize,
    /// Never empty: the first entry is the file.
    contexts: Vec<Context>,
    /// The logical line under way.
    current: Option<LogicalLine>,
    line: usize,
    line_is_blank: bool,
    result: Scan,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(byte) = self.peek(0) {
            match self.contexts.last().copied() {
                Some(Context::Text(quotes)) => self.text(byte, quotes),
                Some(Context::FormatSpec(quotes)) => self.format_spec(byte, quotes),
                Some(Context::Code { brackets }) => self.code(byte, brackets),
                None => unreachable!("the file's own context is never popped"),
            }
        }
        self.end_logical_line();
    }

    fn code(&mut self, byte: u8, brackets: usize) {
        match byte {
            b'\n' | b'\r' => {
                if self.contexts.len() == 1 && brackets == 0 {
                    self.end_logical_line();
                }
                self.newline();
            }
            b' ' | b'\t' | 0x0c => self.position += 1,
            b'#' => self.comment(),
            b'\\' if matches!(self.peek(1), Some(b'\n' | b'\r')) => {
                self.touch();
                self.position += 1;
                self.newline();
            }
            b'\'' | b'"' => self.open_string(byte, b""),
            b'(' | b'[' | b'{' => {
                self.touch();
                self.set_brackets(brackets + 1);
                self.position += 1;
            }
            b'}' if brackets == 0 && self.contexts.len() > 1 => {
                self.contexts.pop();
                self.position += 1;
            }
            b')' | b']' | b'}' => {
                self.touch();
                self.set_brackets(brackets.saturating_sub(1));
                self.position += 1;
            }
            b':' if brackets == 0 && self.contexts.len() > 1 => {
                let enclosing = self.contexts.iter().rev().find_map(|context| match context {
                    Context::Text(quotes) | Context::FormatSpec(quotes) => Some(*quotes),
                    Context::Code { .. } => None,
                });
                // The field's code gives way to its format specification.
                if let (Some(quotes), Some(top)) = (enclosing, self.contexts.last_mut()) {
                    *top = Context::FormatSpec(quotes);
                }
                self.position += 1;
            }
            _ if is_word(byte) => self.word(),
            _ => {
                self.touch();
                self.position += 1;
            }
        }
    }

    /// A name, keyword or number, or the prefix of a string.
    fn word(&mut self) {
        let start = self.position;
        let mut end = start;
        while self.bytes.get(end).copied().is_some_and(is_word) {
            end += 1;
        }
        let bytes = self.bytes;
        let word = &bytes[start..end];
        let is_prefix = word.len() <= 2 && word.iter().all(|byte| b"rRbBuUfFtT".contains(byte));
        match self.bytes.get(end) {
            Some(&quote @ (b'\'' | b'"')) if is_prefix => {
                self.position = end;
                self.open_string(quote, word);
            }
            _ => {
                self.touch();
                self.position = end;
            }
        }
    }

    fn open_string(&mut self, quote: u8, prefix: &[u8]) {
        let leading = self.current.is_none();
        self.touch();
        if let Some(line) = &mut self.current {
            line.begins_with_string |= leading;
        }
        let triple = self.peek(1) == Some(quote) && self.peek(2) == Some(quote);
        let has = |letters: &[u8]| prefix.iter().any(|byte| letters.contains(byte));
        let quotes = Quotes { quote, triple, interpolated: has(b"fFtT"), raw: has(b"rR") };
        self.position += if triple { 3 } else { 1 };
        self.contexts.push(Context::Text(quotes));
    }

    fn text(&mut self, byte: u8, quotes: Quotes) {
        match byte {
            b'\\' => {
                self.position += 1;
                match self.peek(0) {
                    Some(b'\n' | b'\r') => self.newline(),
                    // A backslash does not keep a brace from opening a field, except in `\N{name}`.
                    Some(b'{') => {}
                    Some(b'N') if !quotes.raw && self.peek(1) == Some(b'{') => self.position += 2,
                    Some(_) => self.position += 1,
                    None => {}
                }
            }
            b'\n' | b'\r' => self.line_end_in_string(quotes),
            b'{' if quotes.interpolated && self.peek(1) == Some(b'{') => self.position += 2,
            b'{' if quotes.interpolated => self.open_field(),
            _ if self.at_end_of(quotes) => {
                self.position += if quotes.triple { 3 } else { 1 };
                self.contexts.pop();
            }
            _ => self.position += 1,
        }
    }

    fn format_spec(&mut self, byte: u8, quotes: Quotes) {
        match byte {
            b'{' => self.open_field(),
            b'}' => {
                self.contexts.pop();
                self.position += 1;
            }
            b'\n' | b'\r' => self.line_end_in_string(quotes),
            // The source is malformed: the string ends inside a field.
            _ if self.at_end_of(quotes) => {
                self.contexts.pop();
            }
            _ => self.position += 1,
        }
    }

    fn open_field(&mut self) {
        self.contexts.push(Context::Code { brackets: 0 });
        self.position += 1;
    }

    /// Only a string in triple quotes goes on; any other is malformed, and taken to end here.
    fn line_end_in_string(&mut self, quotes: Quotes) {
        if quotes.triple {
            self.newline();
        } else {
            self.contexts.pop();
        }
    }

    fn at_end_of(&self, quotes: Quotes) -> bool {
        let length = if quotes.triple { 3 } else { 1 };
        (0..length).all(|ahead| self.peek(ahead) == Some(quotes.quote))
    }

    fn comment(&mut self) {
        let start = self.position;
        while !matches!(self.peek(0), None | Some(b'\n' | b'\r')) {
            self.position += 1;
        }
        self.result.comments.push(Comment {
            range: start..self.position,
            line: self.line,
            alone: self.line_is_blank,
        });
    }

    /// Steps over a line end: `\n`, `\r` or `\r\n`.
    fn newline(&mut self) {
        let length = if self.peek(0) == Some(b'\r') && self.peek(1) == Some(b'\n') { 2 } else { 1 };
        self.position += length;
        self.line += 1;
        self.line_is_blank = true;
        if let Some(current) = &mut self.current {
            current.last = self.line;
        }
    }

    /// Takes note that a token stands on this line.
    fn touch(&mut self) {
        self.line_is_blank = false;
        let line = self.line;
        self.current.get_or_insert(LogicalLine { first: line, last: line, begins_with_string: false });
    }

    fn end_logical_line(&mut self) {
        self.result.logical_lines.extend(self.current.take());
    }

    fn set_brackets(&mut self, brackets: usize) {
        if let Some(top) = self.contexts.last_mut() {
            *top = Context::Code { brackets };
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.position + ahead).copied()
    }
}

/// A byte that may stand in a name or number; all that is not ASCII counts.
fn is_word(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric() || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comments(text: &str) -> Vec<&str> {
        scan(text).comments.iter().map(|comment| &text[comment.range.clone()]).collect()
    }

    fn lines(text: &str) -> Vec<(usize, usize)> {
        scan(text).logical_lines.iter().map(|line| (line.first, line.last)).collect()
    }

    #[test]
    fn strings_are_no_comments() {
        assert_eq!(comments("a = '#1' # 2\nb = \"\\\"#3\" #4"), ["# 2", "#4"]);
        assert_eq!(comments("r'\\'# still inside' #1"), ["#1"]);
        assert_eq!(comments("\"\"\"\n# no\n\"\" # no \"\"\" # yes"), ["# yes"]);
        assert_eq!(comments("x = 1 if a else b'#' # yes\r# two\r\n#three"), ["# yes", "# two", "#three"]);
    }

    #[test]
    fn replacement_fields_are_code() {
        assert_eq!(comments("f'{x:#x} {{# {d['#']}' # 1"), ["# 1"]);
        assert_eq!(comments("f'''{\n x # 1\n:>{w # 2\n}} # no'''# 3"), ["# 1", "# 2", "# 3"]);
        assert_eq!(comments("rf\"{f'{f\"{1}\"}'}#\" # 1"), ["# 1"]);
        assert_eq!(comments("f'{ {1: 2}[1]!r:{'#'}}#' # 1"), ["# 1"]);
        assert_eq!(comments("rf'\\{'#'}' # 1\nf'\\N{BULLET}#' # 2\nrf'\\N{'#'}' # 3"), ["# 1", "# 2", "# 3"]);
        assert_eq!(comments("t'{(lambda: '#')()}' # 1"), ["# 1"]);
    }

    #[test]
    fn malformed_strings_end_with_their_line() {
        assert_eq!(comments("a = 'open # no\n# yes"), ["# yes"]);
        assert_eq!(comments("a = f'{x:# no'\n# yes"), ["# yes"]);
        assert_eq!(comments("}}) # 1\n\\"), ["# 1"]);
    }

    #[test]
    fn logical_lines_span_brackets_strings_and_backslashes() {
        let text = "a = (\n  1,\n)\n\n# c\nb = 1 + \\\n  2\n'''\n'''\nif x:\n  y = f'''{\n1}'''\n";
        assert_eq!(lines(text), [(1, 3), (6, 7), (8, 9), (10, 10), (11, 12)]);
    }

    #[test]
    fn leading_strings_are_told_apart() {
        let flags =
            |text| scan(text).logical_lines.iter().map(|line| line.begins_with_string).collect::<Vec<_>>();
        assert_eq!(flags("'doc'\nx = 'a'\nr\"b\"\nrb = 1"), [true, false, true, false]);
    }

    #[test]
    fn comments_know_their_line() {
        let scan = scan("x = 1 # a\n   # b\n");
        let places: Vec<_> = scan.comments.iter().map(|comment| (comment.line, comment.alone)).collect();
        assert_eq!(places, [(1, false), (2, true)]);
    }

    #[test]
    fn any_text_is_scanned_to_its_end() {
        let pieces = ["f", "'", "\"\"\"", "{", "}", "\\", "#", ":", "\n", "("];
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            texts = texts.iter().flat_map(|text| pieces.map(|piece| format!("{text}{piece}"))).collect();
            for text in &texts {
                let scan = scan(text);
                assert!(
                    scan.comments.iter().all(|comment| text[comment.range.clone()].starts_with('#')),
                    "{text:?}"
                );
                assert!(scan.logical_lines.iter().all(|line| line.first <= line.last), "{text:?}");
                assert!(scan.logical_lines.is_sorted_by_key(|line| line.first), "{text:?}");
            }
        }
    }
}
