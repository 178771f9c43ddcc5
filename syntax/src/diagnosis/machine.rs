//! A parser for grammars of ordered alternatives (Ford, "Packrat parsing", 2002): it tries them in order, goes back when one
//! fails, and remembers what a rule gave at a place.

use rustc_hash::FxHashMap;

use super::kind::{Kind, Node};
use super::notation::{Alternative, Grammar, Item, MAX_NAMED, Outcome, Place, TokenClass};
use super::tokens::{Interactive, Tokens};
use super::{checks, range};
use crate::syntax_error::{Phase, SyntaxError, SyntaxErrorKind};
use crate::tokens::{self, Token};

/// The deepest nesting of rules: text that nests deeper isn't diagnosed.
const MAX_DEPTH: usize = 5000;
/// The most that is remembered, so that memory has a bound whatever the text.
const MAX_REMEMBERED: usize = 1_000_000;

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// A part that has a name: its tokens, and the expression that it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) first: usize,
    /// The token after the last.
    pub(super) end: usize,
    pub(super) node: Option<u32>,
}

/// What an alternative has found so far.
#[derive(Debug, Default)]
pub(super) struct Found {
    nodes: Vec<u32>,
    pub(super) parts: [Option<Part>; MAX_NAMED],
    is_cut: bool,
}

/// What a rule gave at a place: a node or nothing, and where it ended.
type Remembered = Option<(u32, u32)>;

/// The parser's state.
pub(super) struct Machine<'a> {
    grammar: &'static Grammar,
    pub(super) tokens: Tokens<'a>,
    /// The index of the token that is next.
    pub(super) mark: usize,
    pub(super) nodes: Vec<Node>,
    remembered: FxHashMap<(u32, u32), Remembered>,
    /// Whether rules about mistakes are tried.
    tries_invalid: bool,
    depth: usize,
    /// What was found; nothing fits any more once there is an error.
    pub(super) error: Option<SyntaxError>,
    /// Whether a limit was reached.
    pub(super) is_exhausted: bool,
}

impl<'a> Machine<'a> {
    pub(super) fn new(text: &'a str, from: usize, interactive: Option<Interactive>) -> Self {
        Machine {
            grammar: Grammar::get(),
            tokens: Tokens::new(text, from, interactive),
            mark: 0,
            nodes: Vec::new(),
            remembered: FxHashMap::default(),
            tries_invalid: false,
            depth: 0,
            error: None,
            is_exhausted: false,
        }
    }

    pub(super) fn run(&mut self, rule: &str) -> bool {
        self.rule(self.grammar.number(rule)).is_some()
    }

    pub(super) fn begin_second_pass(&mut self) {
        self.mark = 0;
        self.error = None;
        self.nodes.clear();
        self.remembered.clear();
        self.tries_invalid = true;
    }

    /// The error for text about which no rule has anything to say.
    pub(super) fn unexplained(&mut self, last: Option<usize>) -> SyntaxError {
        let Some(last) = last else {
            return self.syntax_error("invalid syntax".to_owned(), 0, 0);
        };
        let token = self.tokens.seen(last);
        match token.kind {
            tokens::Kind::Indent => {
                self.error_at(token, "unexpected indent".to_owned(), SyntaxErrorKind::Indentation)
            }
            tokens::Kind::Dedent => {
                self.error_at(token, "unexpected unindent".to_owned(), SyntaxErrorKind::Indentation)
            }
            _ => {
                let error = self.error_at(token, "invalid syntax".to_owned(), SyntaxErrorKind::Syntax);
                self.tokens.error_further_on().unwrap_or(error)
            }
        }
    }

    /// An error at a token.
    pub(super) fn error_at(&self, token: Token, message: String, kind: SyntaxErrorKind) -> SyntaxError {
        use tokens::Kind;
        let (start, end, phase) = match token.kind {
            // The last column of the indentation.
            Kind::Indent | Kind::Dedent if token.start < self.tokens.text.len() => {
                let is_first_column = token.end == 0 || self.tokens.text[..token.end].ends_with(['\n', '\r']);
                (token.end - usize::from(!is_first_column), token.end, Phase::Unplaced)
            }
            Kind::Indent | Kind::Dedent | Kind::EndMarker => {
                let text = self.tokens.text;
                let end = text.strip_suffix('\n').unwrap_or(text).len();
                (end, end, Phase::Unplaced)
            }
            _ => (token.start, token.end, Phase::Grammar),
        };
        SyntaxError { message, range: range(start, end), kind, phase }
    }

    pub(super) fn syntax_error(&self, message: String, start: usize, end: usize) -> SyntaxError {
        let kind = SyntaxErrorKind::Syntax;
        SyntaxError { message, range: range(start, end), kind, phase: Phase::Grammar }
    }

    // Rules.

    fn rule(&mut self, number: usize) -> Option<u32> {
        let grammar = self.grammar;
        let rule = &grammar.rules[number];
        if self.error.is_some() || rule.is_invalid && !self.tries_invalid {
            return None;
        }
        let start = self.mark;
        // As in CPython, what was found without the rules about mistakes holds with them too.
        let key = (number as u32, start as u32);
        if let Some(remembered) = self.remembered.get(&key) {
            let (node, end) = (*remembered)?;
            self.mark = end as usize;
            return Some(node);
        }
        if self.depth == MAX_DEPTH || self.remembered.len() > MAX_REMEMBERED {
            self.is_exhausted = true;
            return None;
        }
        self.depth += 1;
        let node = rule.alternatives.iter().find_map(|alternative| {
            self.mark = start;
            self.alternative(alternative, start).transpose()
        });
        self.depth -= 1;
        // What an alternative with a cut refused stays refused.
        let node = node.and_then(Result::ok);
        if self.error.is_some() {
            return None;
        }
        if node.is_none() {
            self.mark = start;
        }
        self.remembered.insert(key, node.map(|node| (node, self.mark as u32)));
        node
    }

    /// The node of an alternative that fits; an error if it doesn't and no other may be tried.
    fn alternative(&mut self, alternative: &Alternative, start: usize) -> Result<Option<u32>, Refused> {
        let mut found = Found::default();
        if !self.sequence(&alternative.items, &mut found) {
            return if found.is_cut || self.error.is_some() || self.is_exhausted {
                Err(Refused)
            } else {
                Ok(None)
            };
        }
        match &alternative.outcome {
            Outcome::Part => Ok(Some(match found.nodes[..] {
                [node] => node,
                _ => self.node(Kind::Other, start, &found),
            })),
            Outcome::Kind { only_if_several: true, .. } if found.nodes.len() == 1 => Ok(Some(found.nodes[0])),
            Outcome::Kind { kind: Kind::Last, .. } => Ok(Some(match found.nodes[..] {
                [node] => node,
                _ => {
                    let last = found.nodes.last().map_or(Kind::Other, |last| self.nodes[*last as usize].kind);
                    self.node(last, start, &found)
                }
            })),
            Outcome::Kind { kind, .. } => Ok(Some(self.node(*kind, start, &found))),
            Outcome::Error { place, message } => {
                self.raise(*place, message, &found);
                Err(Refused)
            }
            Outcome::Check(name) => {
                self.error = checks::mistake(self, name, &found);
                if self.error.is_some() { Err(Refused) } else { Ok(None) }
            }
        }
    }

    fn node(&mut self, kind: Kind, first: usize, found: &Found) -> u32 {
        let parts = found.nodes.clone().into_boxed_slice();
        self.nodes.push(Node { kind, first, end: self.mark, parts });
        (self.nodes.len() - 1) as u32
    }

    // Items.

    fn sequence(&mut self, items: &[Item], found: &mut Found) -> bool {
        items.iter().all(|item| self.item(item, found))
    }

    /// Takes what fits an item; the position is anywhere if it fails.
    fn item(&mut self, item: &Item, found: &mut Found) -> bool {
        if self.error.is_some() {
            return false;
        }
        match item {
            Item::Text(text) => self.token(|source, kind| source == *text && is_text(kind)),
            Item::Token(class) => {
                let class = *class;
                self.token(|source, kind| is_of_class(class, source, kind))
            }
            Item::Rule(number) => match self.rule(*number) {
                Some(node) => {
                    found.nodes.push(node);
                    true
                }
                None => false,
            },
            Item::Group(alternatives) => {
                let (start, length) = (self.mark, found.nodes.len());
                alternatives.iter().any(|alternative| {
                    self.mark = start;
                    found.nodes.truncate(length);
                    self.sequence(alternative, found)
                })
            }
            Item::Optional(item) => {
                self.attempt(item, found);
                self.error.is_none()
            }
            Item::Repeat { item, at_least_one } => {
                let fits = !*at_least_one || self.item(item, found);
                fits && self.repeat(found, |this, found| this.attempt(item, found))
            }
            Item::Gather { separator, item } => {
                self.item(item, found)
                    && self.repeat(found, |this, found| {
                        let (start, length) = (this.mark, found.nodes.len());
                        let fits = this.item(separator, found) && this.item(item, found);
                        if !fits {
                            this.mark = start;
                            found.nodes.truncate(length);
                        }
                        fits
                    })
            }
            Item::Follows(item) => self.follows(item) && self.error.is_none(),
            Item::FollowsNot(item) => !self.follows(item) && self.error.is_none(),
            Item::Cut => {
                found.is_cut = true;
                true
            }
            Item::Forced(text) => {
                if self.token(|source, kind| source == *text && is_text(kind)) {
                    return true;
                }
                if self.error.is_none()
                    && let Some(token) = self.peek()
                {
                    self.error =
                        Some(self.syntax_error(format!("expected '{text}'"), token.start, token.end));
                }
                false
            }
            Item::Named(number, item) => {
                let (first, length) = (self.mark, found.nodes.len());
                if !self.item(item, found) {
                    return false;
                }
                let node = match found.nodes[length..] {
                    [node] => Some(node),
                    _ => None,
                };
                found.parts[*number] = Some(Part { first, end: self.mark, node });
                true
            }
            Item::WithoutErrors(item) => {
                let outer = std::mem::replace(&mut self.tries_invalid, false);
                let fits = self.item(item, found);
                self.tries_invalid = outer;
                fits
            }
            Item::Check(name) => {
                self.error = checks::objection(self, name, found);
                self.error.is_none()
            }
        }
    }

    fn attempt(&mut self, item: &Item, found: &mut Found) -> bool {
        let (start, length) = (self.mark, found.nodes.len());
        let fits = self.item(item, found);
        if !fits {
            self.mark = start;
            found.nodes.truncate(length);
        }
        fits
    }

    fn repeat(&mut self, found: &mut Found, mut once: impl FnMut(&mut Self, &mut Found) -> bool) -> bool {
        loop {
            let start = self.mark;
            if !once(self, found) || self.mark == start {
                return self.error.is_none();
            }
        }
    }

    fn follows(&mut self, item: &Item) -> bool {
        let start = self.mark;
        let fits = self.item(item, &mut Found::default());
        self.mark = start;
        fits
    }

    fn token(&mut self, fits: impl FnOnce(&str, tokens::Kind) -> bool) -> bool {
        let Some(token) = self.peek() else { return false };
        let fits = fits(self.tokens.source(token), token.kind);
        self.mark += usize::from(fits);
        fits
    }

    /// The next token. What the tokenizer objects to is an error.
    pub(super) fn peek(&mut self) -> Option<Token> {
        match self.tokens.get(self.mark) {
            Ok(token) => Some(token),
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    // Places and words.

    fn raise(&mut self, place: Place, message: &str, found: &Found) {
        let message = self.words(message, found);
        let part = |number: usize| found.parts[number].map(|part| self.range_of(part));
        let last = self.tokens.last_read().map(|last| self.tokens.seen(last));
        let range = match place {
            Place::LastRead | Place::LastReadIndentation => {
                let kind = if let Place::LastRead = place {
                    SyntaxErrorKind::Syntax
                } else {
                    SyntaxErrorKind::Indentation
                };
                self.error = last.map(|last| self.error_at(last, message, kind));
                return;
            }
            Place::NextToken => {
                // Where there is none, the tokenizer's error is the one.
                if let Some(token) = self.peek() {
                    self.error = Some(self.error_at(token, message, SyntaxErrorKind::Syntax));
                }
                return;
            }
            Place::Part(number) => part(number),
            Place::Between(first, last) => part(first).zip(part(last)).map(|(first, last)| (first.0, last.1)),
            Place::From(number) => {
                part(number).zip(last).map(|(part, last)| (part.0, self.reading_end(last)))
            }
        };
        let (start, end) = range.unwrap_or_default();
        let mut error = self.syntax_error(message, start, end);
        if start >= end {
            // Reading is not beyond the part, and so is the end.
            error.phase = Phase::Tokens;
        }
        self.error = Some(error);
    }

    /// Where reading is, one column short as in CPython.
    pub(super) fn reading_end(&self, last: Token) -> usize {
        let is_in_text = last.end > last.start;
        self.tokens.text.floor_char_boundary(last.end - usize::from(is_in_text))
    }

    /// The bytes of a part: those of the expression that it is, without parentheses around it.
    pub(super) fn range_of(&self, part: Part) -> (usize, usize) {
        let (first, end) = match part.node {
            Some(node) => (self.nodes[node as usize].first, self.nodes[node as usize].end),
            None => (part.first, part.end),
        };
        let last = end.saturating_sub(1).max(first);
        (self.tokens.seen(first).start, self.tokens.seen(last).end)
    }

    pub(super) fn kind_of(&self, part: Part) -> Kind {
        part.node.map_or(Kind::Other, |node| self.nodes[node as usize].kind)
    }

    fn words(&self, message: &str, found: &Found) -> String {
        let mut words = message.to_owned();
        for (letter, part) in ('a'..).zip(&found.parts) {
            let Some(part) = part else { continue };
            let (start, end) = self.range_of(*part);
            let text = self.tokens.text;
            words = words
                .replace(&format!("{{{letter}}}"), self.kind_of(*part).shown())
                .replace(&format!("{{{letter}.line}}"), &checks::line_number(text, start).to_string())
                .replace(&format!("{{{letter}.text}}"), text.get(start..end).unwrap_or_default());
        }
        words.replace("{letter}", self.letter())
    }

    /// Whether the innermost string that is open is an f-string or a t-string.
    pub(super) fn letter(&self) -> &'static str {
        let mut open = Vec::new();
        for index in 0..self.mark {
            match self.tokens.seen(index).kind {
                tokens::Kind::FStringStart => open.push("f"),
                tokens::Kind::TStringStart => open.push("t"),
                tokens::Kind::FStringEnd | tokens::Kind::TStringEnd => {
                    open.pop();
                }
                _ => {}
            }
        }
        open.pop().unwrap_or("f")
    }
}

/// An alternative doesn't fit, and neither may those after it.
struct Refused;

fn is_text(kind: tokens::Kind) -> bool {
    matches!(kind, tokens::Kind::Name | tokens::Kind::Operator)
}

fn is_of_class(class: TokenClass, source: &str, kind: tokens::Kind) -> bool {
    match class {
        TokenClass::Name => kind == tokens::Kind::Name && !KEYWORDS.contains(&source),
        TokenClass::SoftKeyword => {
            kind == tokens::Kind::Name && matches!(source, "_" | "case" | "match" | "type")
        }
        TokenClass::Of(wanted) => kind == wanted,
    }
}
