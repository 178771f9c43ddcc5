//! The parser: one token at a time from the input, or from the text of an entity.

mod content;
mod values;

use std::collections::{HashMap, VecDeque};

use super::event::{
    ASYNC_ENTITY, EntityDeclaration, Event, FINISHED, Failure, INVALID_TOKEN, JUNK_AFTER, Located,
    MISPLACED_DECLARATION, NO_ELEMENTS, Position, SYNTAX, UNCLOSED_CDATA, UNCLOSED_TOKEN, XML_DECLARATION,
};
use super::namespace::Namespaces;
use super::scan::{self, Cursor, is_allowed, is_space, normalize_lines};
use super::source::Source;

/// Which part of the document comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Start,
    Prolog,
    Content,
    Cdata,
    Epilog,
    Done,
}

/// An entity whose text is being read.
struct Expansion {
    name: String,
    text: String,
    at: usize,
    /// How many elements were open when it began: as many are to be open when it ends.
    depth: usize,
}

/// Output of entities that is always allowed, in bytes.
const EXPANSION_THRESHOLD: usize = 8 << 20;
/// How many times the input the output may be beyond that.
const MOST_AMPLIFICATION: usize = 100;
/// Elements that may be open.
const MOST_DEPTH: usize = 100_000;

/// Default values that a document type declares, by element, in order: name, value, whether it's tokenised.
pub(super) type Defaults = HashMap<String, Vec<(String, Option<String>, bool)>>;

/// A parser.
pub(super) struct Parser {
    pub(super) source: Source,
    part: Part,
    expansions: Vec<Expansion>,
    open: Vec<String>,
    pub(super) entities: HashMap<String, EntityDeclaration>,
    pub(super) parameters: HashMap<String, EntityDeclaration>,
    pub(super) defaults: Defaults,
    pub(super) namespaces: Option<Namespaces>,
    /// Whether declarations may be missing: the document type has parts that were not read.
    pub(super) has_external: bool,
    pub(super) is_standalone: bool,
    /// Whether references to entities of the document are left as they are.
    pub(super) keeps_references: bool,
    /// Whether parameter entities are read where they are referred to.
    pub(super) expands_parameters: bool,
    pub(super) ready: VecDeque<Located>,
    expanded: usize,
    /// Where the token at hand begins.
    pub(super) position: Position,
}

/// A step's result: nothing if it needs more input.
type Step = Result<Option<()>, Failure>;

impl Parser {
    /// A parser of a whole document.
    pub(super) fn new(source: Source, namespaces: Option<Namespaces>) -> Parser {
        Parser {
            source,
            part: Part::Start,
            expansions: Vec::new(),
            open: Vec::new(),
            entities: HashMap::new(),
            parameters: HashMap::new(),
            defaults: HashMap::new(),
            namespaces,
            has_external: false,
            is_standalone: false,
            keeps_references: false,
            expands_parameters: false,
            ready: VecDeque::new(),
            expanded: 0,
            position: Position { line: 1, column: 0, offset: 0 },
        }
    }

    /// A parser of an external entity that a document refers to.
    pub(super) fn of_entity(&self, source: Source) -> Parser {
        let mut parser = Parser::new(source, self.namespaces.clone());
        parser.entities = self.entities.clone();
        parser.parameters = self.parameters.clone();
        parser.defaults = self.defaults.clone();
        parser.has_external = self.has_external;
        // An entity is content without an element around it.
        parser.part = Part::Content;
        parser.open.push(String::new());
        parser
    }

    fn is_entity(&self) -> bool {
        self.open.first().is_some_and(String::is_empty)
    }

    /// The next event; none if more input is needed, or there is no more.
    pub(super) fn next(&mut self) -> Result<Option<Located>, Failure> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Ok(Some(event));
            }
            if self.part == Part::Done || self.step()?.is_none() {
                return Ok(self.ready.pop_front());
            }
        }
    }

    /// Whether the document is complete.
    pub(super) fn is_done(&self) -> bool {
        self.part == Part::Done
    }

    /// Says that the document was complete before more input came.
    pub(super) fn finished(&self) -> Failure {
        self.fail(FINISHED)
    }

    pub(super) fn fail(&self, code: usize) -> Failure {
        Failure { code, position: self.position }
    }

    /// An error so many bytes after the start of the token.
    fn fail_at(&self, code: usize, length: usize) -> Failure {
        let position =
            if self.expansions.is_empty() { self.source.position_after(length) } else { self.position };
        Failure { code, position }
    }

    /// An event with the markup that it was read from.
    pub(super) fn emit(&mut self, event: Event, markup: &str) {
        self.ready.push_back(Located { event, position: self.position, markup: markup.to_owned() });
    }

    /// The text at hand, and whether no more of it will come.
    fn text(&self) -> (&str, bool) {
        match self.expansions.last() {
            Some(expansion) => (&expansion.text[expansion.at..], true),
            None => (self.source.rest(), self.source.is_final()),
        }
    }

    fn advance(&mut self, length: usize) {
        match self.expansions.last_mut() {
            Some(expansion) => expansion.at += length,
            None => self.source.advance(length),
        }
    }

    fn step(&mut self) -> Step {
        if self.expansions.is_empty() {
            self.position = self.source.position();
        }
        let (text, is_final) = self.text();
        if text.is_empty() {
            return self.end_of_text(is_final);
        }
        match self.part {
            Part::Content => self.content(),
            Part::Cdata => self.cdata(),
            _ => self.outside(),
        }
    }

    fn end_of_text(&mut self, is_final: bool) -> Step {
        if let Some(expansion) = self.expansions.last() {
            if expansion.depth != self.open.len() {
                return Err(self.fail(ASYNC_ENTITY));
            }
            self.expansions.pop();
            return Ok(Some(()));
        }
        if let Some(code) = self.source.broken() {
            return Err(self.fail(code));
        }
        if !is_final {
            return Ok(None);
        }
        match self.part {
            Part::Epilog => {}
            Part::Content if self.is_entity() && self.open.len() == 1 => {}
            Part::Cdata => return Err(self.fail(UNCLOSED_CDATA)),
            _ => return Err(self.fail(NO_ELEMENTS)),
        }
        self.part = Part::Done;
        Ok(Some(()))
    }

    /// The length of a token that ends with `end`, the end included; none to wait for it.
    fn token(&self, skip: usize, end: &str) -> Result<Option<usize>, Failure> {
        let (text, is_final) = self.text();
        if let Some(at) = text.get(skip..).and_then(|rest| rest.find(end)) {
            let length = skip + at + end.len();
            if let Some(bad) = text[..length].find(|character| !is_allowed(character)) {
                return Err(self.fail_at(INVALID_TOKEN, bad));
            }
            return Ok(Some(length));
        }
        if let Some(code) = self.source.broken() {
            return Err(self.fail_at(code, text.len()));
        }
        if is_final { Err(self.fail(UNCLOSED_TOKEN)) } else { Ok(None) }
    }

    /// Whether the text at hand may still become `word`.
    fn may_become(&self, word: &str) -> bool {
        let (text, is_final) = self.text();
        !is_final && text.len() < word.len() && word.starts_with(text)
    }

    /// Takes a token off the text.
    fn take(&mut self, length: usize) -> String {
        let token = self.text().0[..length].to_owned();
        self.advance(length);
        token
    }

    // Prolog and epilog.

    fn outside(&mut self) -> Step {
        let (text, is_final) = self.text();
        let in_epilog = self.part == Part::Epilog;
        let space = text.find(|character| !is_space(character)).unwrap_or(text.len());
        if space > 0 {
            let markup = self.take(space);
            self.emit(Event::Other, &markup);
            if self.part == Part::Start {
                self.part = Part::Prolog;
            }
            return Ok(Some(()));
        }
        if !text.starts_with('<') {
            return Err(self.fail(if in_epilog {
                JUNK_AFTER
            } else if text.starts_with(scan::is_allowed) {
                SYNTAX
            } else {
                INVALID_TOKEN
            }));
        }
        if !is_final && text.len() < 2 {
            return Ok(None);
        }
        for word in ["<!--", "<!DOCTYPE", "<?xml "] {
            if self.may_become(word) && text.len() > 1 {
                return Ok(None);
            }
        }
        if text.starts_with("<!--") {
            return self.comment();
        }
        if text.starts_with("<?") {
            return self.instruction();
        }
        if in_epilog {
            return Err(self.fail(JUNK_AFTER));
        }
        if text.starts_with("<!DOCTYPE") {
            return self.doctype();
        }
        if text.starts_with("<!") {
            return Err(self.fail_at(INVALID_TOKEN, 2));
        }
        self.part = Part::Content;
        self.start_tag()
    }

    fn comment(&mut self) -> Step {
        let Some(length) = self.token(4, "--")? else { return Ok(None) };
        let (text, is_final) = self.text();
        match text[length..].chars().next() {
            Some('>') => {}
            None if !is_final => return Ok(None),
            None => return Err(self.fail(UNCLOSED_TOKEN)),
            Some(_) => return Err(self.fail_at(INVALID_TOKEN, length)),
        }
        let markup = self.take(length + 1);
        let content = normalize_lines(&markup[4..length - 2]);
        self.emit(Event::Comment(content), &markup);
        if self.part == Part::Start {
            self.part = Part::Prolog;
        }
        Ok(Some(()))
    }

    fn instruction(&mut self) -> Step {
        let Some(length) = self.token(2, "?>")? else { return Ok(None) };
        let markup = self.text().0[..length].to_owned();
        let inside = &markup[2..length - 2];
        let Some(target) = scan::name(inside) else { return Err(self.fail_at(INVALID_TOKEN, 2)) };
        if target.eq_ignore_ascii_case("xml") {
            let at_start = self.part == Part::Start
                || self.is_entity() && self.open.len() == 1 && self.source.position().offset == 0;
            if target != "xml" || !at_start {
                return Err(self.fail(if target == "xml" { MISPLACED_DECLARATION } else { INVALID_TOKEN }));
            }
            let event = declaration(&inside[3..]).ok_or_else(|| self.fail(XML_DECLARATION))?;
            if let Event::XmlDeclaration { standalone, .. } = &event {
                self.is_standalone = *standalone == 1;
            }
            self.advance(length);
            self.emit(event, &markup);
        } else {
            let rest = &inside[target.len()..];
            if !rest.is_empty() && !rest.starts_with(is_space) {
                return Err(self.fail_at(INVALID_TOKEN, 2 + target.len()));
            }
            let data = normalize_lines(rest.trim_start_matches(is_space));
            self.advance(length);
            self.emit(Event::Instruction { target: target.to_owned(), data }, &markup);
        }
        if self.part == Part::Start {
            self.part = Part::Prolog;
        }
        Ok(Some(()))
    }

    fn doctype(&mut self) -> Step {
        let (text, is_final) = self.text();
        let Some(length) = super::doctype::length(text) else {
            return if is_final { Err(self.fail(UNCLOSED_TOKEN)) } else { Ok(None) };
        };
        let markup = text[..length].to_owned();
        self.part = Part::Prolog;
        super::doctype::read(self, &markup)?;
        Ok(Some(()))
    }

    /// Moves to a place within the document type, whose events have places of their own.
    pub(super) fn move_by(&mut self, length: usize) {
        self.advance(length);
        if self.expansions.is_empty() {
            self.position = self.source.position();
        }
    }
}

/// What an XML declaration says after its `xml`.
fn declaration(text: &str) -> Option<Event> {
    let mut cursor = Cursor::new(text);
    let (mut version, mut encoding, mut standalone) = (None, None, -1);
    loop {
        let has_space = cursor.space();
        if cursor.is_at_end() {
            break;
        }
        if !has_space {
            return None;
        }
        let name = cursor.name()?;
        cursor.space();
        if !cursor.take("=") {
            return None;
        }
        cursor.space();
        let value = cursor.quoted()?;
        match name {
            "version" if version.is_none() && encoding.is_none() && standalone == -1 => {
                version = Some(value.to_owned());
            }
            "encoding" if encoding.is_none() && standalone == -1 => encoding = Some(value.to_owned()),
            "standalone" if standalone == -1 => {
                standalone = match value {
                    "yes" => 1,
                    "no" => 0,
                    _ => return None,
                }
            }
            _ => return None,
        }
    }
    if version.is_none() && encoding.is_none() {
        return None;
    }
    Some(Event::XmlDeclaration { version, encoding, standalone })
}
