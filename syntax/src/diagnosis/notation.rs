//! The table of the grammar, `grammar.txt`, as the machine wants it. It says itself how it is written.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::kind::Kind;
use crate::tokens;

const TEXT: &str = include_str!("grammar.txt");

/// The whole grammar.
#[derive(Debug)]
pub(super) struct Grammar {
    pub(super) rules: Vec<Rule>,
    numbers: FxHashMap<&'static str, usize>,
}

/// A rule.
#[derive(Debug)]
pub(super) struct Rule {
    /// Whether it's about a mistake.
    pub(super) is_invalid: bool,
    pub(super) alternatives: Vec<Alternative>,
}

/// One way to follow a rule.
#[derive(Debug)]
pub(super) struct Alternative {
    pub(super) items: Vec<Item>,
    pub(super) outcome: Outcome,
}

/// What an alternative that fits gives.
#[derive(Debug)]
pub(super) enum Outcome {
    /// What its only part is.
    Part,
    /// An expression.
    Kind { kind: Kind, only_if_several: bool },
    /// An error.
    Error { place: Place, message: &'static str },
    /// Whatever a function decides.
    Check(&'static str),
}

/// Where an error is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    LastRead,
    LastReadIndentation,
    NextToken,
    Part(usize),
    Between(usize, usize),
    From(usize),
}

/// What an alternative is made of.
#[derive(Debug)]
pub(super) enum Item {
    /// An operator or keyword.
    Text(&'static str),
    Token(TokenClass),
    Rule(usize),
    Group(Vec<Vec<Item>>),
    Optional(Box<Item>),
    Repeat {
        item: Box<Item>,
        at_least_one: bool,
    },
    Gather {
        separator: Box<Item>,
        item: Box<Item>,
    },
    Follows(Box<Item>),
    FollowsNot(Box<Item>),
    Cut,
    Forced(&'static str),
    Named(usize, Box<Item>),
    WithoutErrors(Box<Item>),
    /// A function that may object.
    Check(&'static str),
}

/// A token of which only the class is known.
#[derive(Clone, Copy, Debug)]
pub(super) enum TokenClass {
    /// A name that isn't a keyword.
    Name,
    SoftKeyword,
    Of(tokens::Kind),
}

/// How many parts of an alternative can have names.
pub(super) const MAX_NAMED: usize = 2;

impl Grammar {
    /// The table.
    pub(super) fn get() -> &'static Grammar {
        static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
        GRAMMAR.get_or_init(Grammar::read)
    }

    /// The number of a rule; every caller names one that the table has.
    pub(super) fn number(&self, name: &str) -> usize {
        self.numbers.get(name).copied().unwrap_or_default()
    }

    fn read() -> Grammar {
        let lines = TEXT.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let names = lines.clone().filter(|line| !line.starts_with(' '));
        let numbers = names.clone().enumerate().map(|(number, name)| (name, number)).collect();
        let mut grammar = Grammar { rules: Vec::new(), numbers };
        for line in lines {
            if line.starts_with(' ') {
                let alternative = Line { rest: line.trim_start(), grammar: &grammar }.alternative();
                if let Some(rule) = grammar.rules.last_mut() {
                    rule.alternatives.push(alternative);
                }
            } else {
                let is_invalid = line.starts_with("invalid");
                grammar.rules.push(Rule { is_invalid, alternatives: Vec::new() });
            }
        }
        grammar
    }
}

/// What is left of a line.
struct Line<'g> {
    rest: &'static str,
    grammar: &'g Grammar,
}

impl Line<'_> {
    fn alternative(&mut self) -> Alternative {
        if let Some((items, error)) = self.rest.split_once(" => ") {
            self.rest = items;
            let items = self.sequence();
            let outcome = match error.split_once(' ') {
                Some((place, message)) => Outcome::Error { place: place_of(place), message },
                None => Outcome::Check(error.trim_start_matches('@')),
            };
            return Alternative { items, outcome };
        }
        let mut outcome = Outcome::Part;
        if let Some((items, kind)) = self.rest.rsplit_once(" ->") {
            let only_if_several = kind.starts_with('?');
            let name = kind.trim_start_matches('?').trim();
            // The arrow of a function's result is an operator.
            if let Some(kind) = Kind::named(name) {
                outcome = Outcome::Kind { kind, only_if_several };
                self.rest = items;
            }
        }
        Alternative { items: self.sequence(), outcome }
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, prefix: char) -> bool {
        let rest = self.rest.strip_prefix(prefix);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Items up to the end, a bar or a closing parenthesis.
    fn sequence(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        loop {
            self.skip_blanks();
            if self.rest.is_empty() || self.rest.starts_with(['|', ')']) {
                return items;
            }
            items.push(self.item());
        }
    }

    fn item(&mut self) -> Item {
        let mut letters = self.rest.bytes();
        if let (Some(letter @ b'a'..=b'z'), Some(b'=')) = (letters.next(), letters.next()) {
            self.rest = &self.rest[2..];
            return Item::Named(usize::from(letter - b'a'), Box::new(self.item()));
        }
        if self.take('&') {
            return Item::Follows(Box::new(self.item()));
        }
        if self.take('!') {
            return Item::FollowsNot(Box::new(self.item()));
        }
        if self.take('?') {
            return Item::WithoutErrors(Box::new(self.item()));
        }
        if self.take('~') {
            return Item::Cut;
        }
        if self.take('@') {
            return Item::Check(self.word());
        }
        if self.take('^') {
            return match self.primary() {
                Item::Text(text) => Item::Forced(text),
                other => other,
            };
        }
        let item = self.primary();
        if self.take('.') {
            let separator = Box::new(item);
            let item = Box::new(self.primary());
            self.take('+');
            return Item::Gather { separator, item };
        }
        if self.take('?') {
            Item::Optional(Box::new(item))
        } else if self.take('*') {
            Item::Repeat { item: Box::new(item), at_least_one: false }
        } else if self.take('+') {
            Item::Repeat { item: Box::new(item), at_least_one: true }
        } else {
            item
        }
    }

    fn primary(&mut self) -> Item {
        if self.take('(') {
            let mut alternatives = vec![self.sequence()];
            while self.take('|') {
                alternatives.push(self.sequence());
            }
            self.take(')');
            return Item::Group(alternatives);
        }
        if self.take('\'') {
            let (text, rest) = self.rest.split_once('\'').unwrap_or((self.rest, ""));
            self.rest = rest;
            return Item::Text(text);
        }
        let word = self.word();
        match token_class(word) {
            Some(class) => Item::Token(class),
            None => Item::Rule(self.grammar.number(word)),
        }
    }

    fn word(&mut self) -> &'static str {
        let is_part = |character: char| character == '_' || character.is_ascii_alphabetic();
        let end = self.rest.find(|character| !is_part(character)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }
}

fn token_class(word: &str) -> Option<TokenClass> {
    use tokens::Kind;
    Some(TokenClass::Of(match word {
        "NAME" => return Some(TokenClass::Name),
        "SOFT_KEYWORD" => return Some(TokenClass::SoftKeyword),
        "NUMBER" => Kind::Number,
        "STRING" => Kind::String,
        "NEWLINE" => Kind::Newline,
        "INDENT" => Kind::Indent,
        "DEDENT" => Kind::Dedent,
        "END" => Kind::EndMarker,
        "FSTRING_START" => Kind::FStringStart,
        "FSTRING_MIDDLE" => Kind::FStringMiddle,
        "FSTRING_END" => Kind::FStringEnd,
        "TSTRING_START" => Kind::TStringStart,
        "TSTRING_MIDDLE" => Kind::TStringMiddle,
        "TSTRING_END" => Kind::TStringEnd,
        _ => return None,
    }))
}

fn place_of(text: &str) -> Place {
    let number = |letter: Option<&u8>| usize::from(letter.map_or(0, |it| it - b'a'));
    match text.as_bytes() {
        b"." => Place::LastRead,
        b"^" => Place::NextToken,
        b"indent" => Place::LastReadIndentation,
        [letter, b'.', b'.'] => Place::From(number(Some(letter))),
        [first, b'.', b'.', last] => Place::Between(number(Some(first)), number(Some(last))),
        other => Place::Part(number(other.first())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(item: &Item, see: &mut dyn FnMut(&Item)) {
        see(item);
        match item {
            Item::Group(alternatives) => alternatives.iter().flatten().for_each(|it| visit(it, see)),
            Item::Optional(item)
            | Item::Repeat { item, .. }
            | Item::Follows(item)
            | Item::FollowsNot(item)
            | Item::Named(_, item)
            | Item::WithoutErrors(item) => visit(item, see),
            Item::Gather { separator, item } => {
                visit(separator, see);
                visit(item, see);
            }
            _ => {}
        }
    }

    #[test]
    fn every_word_of_the_table_is_a_rule_or_a_token() {
        for line in TEXT.lines().filter(|line| line.starts_with(' ')) {
            let items = line.split(" => ").next().unwrap_or_default();
            let items = items.rsplit_once(" -> ").map_or(items, |(items, _)| items);
            for (index, part) in items.split('\'').enumerate().filter(|(index, _)| index % 2 == 0) {
                let is_part = |it: char| it == '_' || it.is_ascii_alphabetic();
                for word in part.split(|it| !is_part(it)).filter(|word| word.len() > 1) {
                    let is_check = part.contains(&format!("@{word}"));
                    let is_known = Grammar::get().numbers.contains_key(word) || token_class(word).is_some();
                    let is_kind = Kind::named(word).is_some();
                    assert!(is_check || is_known || is_kind, "{word} in {line} ({index})");
                }
            }
        }
    }

    #[test]
    fn names_of_parts_fit() {
        for rule in &Grammar::get().rules {
            for alternative in &rule.alternatives {
                for item in &alternative.items {
                    visit(item, &mut |item| {
                        if let Item::Named(number, _) = item {
                            assert!(*number < MAX_NAMED);
                        }
                    });
                }
            }
        }
    }

    #[test]
    fn errors_are_only_in_rules_of_errors() {
        for rule in &Grammar::get().rules {
            let has_error =
                |it: &Alternative| matches!(it.outcome, Outcome::Error { .. } | Outcome::Check(_));
            assert!(rule.is_invalid || !rule.alternatives.iter().any(has_error));
        }
    }
}
