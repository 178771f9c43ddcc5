//! The document type: its name, and the declarations of its internal subset.

use super::event::{EntityDeclaration, Event, Failure, INVALID_TOKEN, Model, SYNTAX};
use super::parser::Parser;
use super::scan::{self, Cursor, character_reference, is_space, normalize_lines};

/// The length of the declaration, its subset included; none if it's not complete.
pub(super) fn length(text: &str) -> Option<usize> {
    let mut at = 0;
    let mut in_subset = false;
    while let Some(next) = text[at..].find(['"', '\'', '<', '>', '[', ']']) {
        at += next;
        match text.as_bytes()[at] {
            quote @ (b'"' | b'\'') => {
                at += 1 + text[at + 1..].find(char::from(quote))?;
            }
            b'<' if text[at..].starts_with("<!--") => at += 4 + text[at + 4..].find("-->")?,
            b'<' if text[at..].starts_with("<?") => at += 2 + text[at + 2..].find("?>")?,
            b'[' => in_subset = true,
            b']' => in_subset = false,
            b'>' if !in_subset => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// External identifier: the system's and the public one.
fn external(cursor: &mut Cursor<'_>) -> Option<(Option<String>, Option<String>)> {
    if cursor.take("SYSTEM") {
        cursor.space();
        return Some((Some(cursor.quoted()?.to_owned()), None));
    }
    if cursor.take("PUBLIC") {
        cursor.space();
        let public = cursor.quoted()?.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        cursor.space();
        let system = cursor.quoted().map(str::to_owned);
        return Some((system, Some(public)));
    }
    None
}

/// Reads the declaration, which is the next text of the parser.
pub(super) fn read(parser: &mut Parser, markup: &str) -> Result<(), Failure> {
    let mut cursor = Cursor::new(markup);
    cursor.take("<!DOCTYPE");
    let name = match (cursor.space(), cursor.name()) {
        (true, Some(name)) => name.to_owned(),
        _ => return Err(parser.fail(INVALID_TOKEN)),
    };
    cursor.space();
    let identifier = external(&mut cursor);
    cursor.space();
    let has_subset = cursor.rest().starts_with('[');
    if !has_subset && !cursor.rest().starts_with('>') {
        return Err(parser.fail(SYNTAX));
    }
    let head = cursor.at;
    parser.move_by(head);
    parser.has_external |= identifier.is_some();
    let (system, public) = identifier.unwrap_or((None, None));
    parser.emit(Event::StartDoctype { name, system, public, has_subset }, &markup[..head]);
    if has_subset {
        let end = head + 1 + subset_length(&markup[head + 1..]);
        parser.move_by(1);
        subset(parser, &markup[head + 1..end], true, 0)?;
        let rest = &markup[end + 1..markup.len() - 1];
        if !rest.chars().all(is_space) {
            return Err(parser.fail(SYNTAX));
        }
        parser.move_by(markup.len() - end - 1);
    }
    parser.emit(Event::EndDoctype, "");
    parser.move_by(1);
    Ok(())
}

/// How long the subset is: the closing bracket is the last one of the declaration.
fn subset_length(text: &str) -> usize {
    text.rfind(']').unwrap_or(0)
}

/// Depth to which parameter entities may refer to others.
const MOST_NESTING: usize = 32;

/// Reads declarations. Those of the document itself move the parser along.
fn subset(parser: &mut Parser, text: &str, moves: bool, nesting: usize) -> Result<(), Failure> {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let length = if rest.starts_with(is_space) {
            let length = rest.find(|character| !is_space(character)).unwrap_or(rest.len());
            parser.emit(Event::Other, &rest[..length]);
            length
        } else if let Some(inside) = rest.strip_prefix("<!--") {
            let Some(end) = inside.find("--") else { return Err(parser.fail(INVALID_TOKEN)) };
            if !inside[end..].starts_with("-->") {
                return Err(parser.fail(INVALID_TOKEN));
            }
            let length = end + 7;
            parser.emit(Event::Comment(normalize_lines(&inside[..end])), &rest[..length]);
            length
        } else if rest.starts_with("<?") {
            let Some(end) = rest.find("?>") else { return Err(parser.fail(INVALID_TOKEN)) };
            let inside = &rest[2..end];
            let Some(target) = scan::name(inside) else { return Err(parser.fail(INVALID_TOKEN)) };
            let data = normalize_lines(inside[target.len()..].trim_start_matches(is_space));
            parser.emit(Event::Instruction { target: target.to_owned(), data }, &rest[..end + 2]);
            end + 2
        } else if let Some(inside) = rest.strip_prefix('%') {
            let Some(name) = scan::name(inside) else { return Err(parser.fail(INVALID_TOKEN)) };
            let length = name.len() + 2;
            if !inside[name.len()..].starts_with(';') {
                return Err(parser.fail(INVALID_TOKEN));
            }
            // From here on declarations may be missing, as expat holds.
            parser.has_external = true;
            match parser.parameters.get(name).cloned() {
                Some(EntityDeclaration { value: Some(value), .. })
                    if parser.expands_parameters && nesting < MOST_NESTING =>
                {
                    subset(parser, &value, false, nesting + 1)?;
                }
                Some(_) => parser.emit(Event::Other, &rest[..length]),
                None => {
                    parser
                        .emit(Event::Skipped { name: name.to_owned(), is_parameter: true }, &rest[..length]);
                }
            }
            length
        } else if rest.starts_with("<!") {
            let Some(length) = declaration_length(rest) else { return Err(parser.fail(INVALID_TOKEN)) };
            let markup = &rest[..length];
            declaration(parser, markup)?;
            length
        } else {
            return Err(parser.fail(SYNTAX));
        };
        at += length;
        if moves {
            parser.move_by(length);
        }
    }
    Ok(())
}

fn declaration_length(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text[at..].find(['"', '\'', '>'])?;
        match text.as_bytes()[at] {
            b'>' => return Some(at + 1),
            quote => at += 2 + text[at + 1..].find(char::from(quote))?,
        }
    }
}

fn declaration(parser: &mut Parser, markup: &str) -> Result<(), Failure> {
    let mut cursor = Cursor { text: &markup[..markup.len() - 1], at: 2 };
    let done = match cursor.word() {
        "ENTITY" => entity(parser, &mut cursor, markup)?,
        "ELEMENT" => element(parser, &mut cursor, markup),
        "ATTLIST" => attributes(parser, &mut cursor, markup)?,
        "NOTATION" => notation(parser, &mut cursor, markup),
        _ => None,
    };
    cursor.space();
    match done {
        Some(()) if cursor.is_at_end() => Ok(()),
        _ => Err(parser.fail(SYNTAX)),
    }
}

fn entity(parser: &mut Parser, cursor: &mut Cursor<'_>, markup: &str) -> Result<Option<()>, Failure> {
    cursor.space();
    let is_parameter = cursor.take("%");
    cursor.space();
    let Some(name) = cursor.name().map(str::to_owned) else { return Ok(None) };
    cursor.space();
    let mut found =
        EntityDeclaration { name, is_parameter, value: None, system: None, public: None, notation: None };
    if let Some(literal) = cursor.quoted() {
        found.value = Some(entity_value(parser, literal)?);
    } else {
        let Some((system, public)) = external(cursor) else { return Ok(None) };
        (found.system, found.public) = (system, public);
        cursor.space();
        if cursor.take("NDATA") {
            cursor.space();
            found.notation = cursor.name().map(str::to_owned);
            if found.notation.is_none() {
                return Ok(None);
            }
        }
    }
    parser.emit(Event::Entity(found.clone()), markup);
    // The first declaration counts.
    let known = if is_parameter { &mut parser.parameters } else { &mut parser.entities };
    known.entry(found.name.clone()).or_insert(found);
    Ok(Some(()))
}

/// The text of an entity: references to characters and parameter entities are replaced at once, others later.
fn entity_value(parser: &Parser, literal: &str) -> Result<String, Failure> {
    let literal = normalize_lines(literal);
    let mut value = String::new();
    let mut rest = literal.as_str();
    while let Some(at) = rest.find(['&', '%']) {
        value.push_str(&rest[..at]);
        let is_parameter = rest[at..].starts_with('%');
        let Some(end) = rest[at..].find(';') else { return Err(parser.fail(INVALID_TOKEN)) };
        let name = &rest[at + 1..at + end];
        if is_parameter {
            // Within the document itself these are not allowed inside declarations.
            return Err(parser.fail(10));
        }
        if name.starts_with('#') {
            let character = character_reference(name);
            value.push(character.ok_or_else(|| parser.fail(super::event::BAD_CHAR_REF))?);
        } else {
            value.push_str(&rest[at..=at + end]);
        }
        rest = &rest[at + end + 1..];
    }
    value.push_str(rest);
    Ok(value)
}

fn notation(parser: &mut Parser, cursor: &mut Cursor<'_>, markup: &str) -> Option<()> {
    cursor.space();
    let name = cursor.name()?.to_owned();
    cursor.space();
    let (system, public) = external(cursor)?;
    parser.emit(Event::Notation { name, system, public }, markup);
    Some(())
}

// Kinds and quantifiers of content models.
const EMPTY: i64 = 1;
const ANY: i64 = 2;
const MIXED: i64 = 3;
const NAME: i64 = 4;
const CHOICE: i64 = 5;
const SEQUENCE: i64 = 6;

fn quantifier(cursor: &mut Cursor<'_>) -> i64 {
    match () {
        () if cursor.take("?") => 1,
        () if cursor.take("*") => 2,
        () if cursor.take("+") => 3,
        () => 0,
    }
}

fn element(parser: &mut Parser, cursor: &mut Cursor<'_>, markup: &str) -> Option<()> {
    cursor.space();
    let name = cursor.name()?.to_owned();
    cursor.space();
    let simple = |kind| Model { kind, quantifier: 0, name: None, children: Vec::new() };
    let model = if cursor.take("EMPTY") {
        simple(EMPTY)
    } else if cursor.take("ANY") {
        simple(ANY)
    } else {
        group(cursor, 0)?
    };
    parser.emit(Event::Element { name, model }, markup);
    Some(())
}

/// Depth to which groups may be nested.
const MOST_GROUPS: usize = 1000;

fn group(cursor: &mut Cursor<'_>, depth: usize) -> Option<Model> {
    if depth > MOST_GROUPS || !cursor.take("(") {
        return None;
    }
    let mut children = Vec::new();
    let mut kind = SEQUENCE;
    cursor.space();
    if cursor.take("#PCDATA") {
        kind = MIXED;
        loop {
            cursor.space();
            if cursor.take(")") {
                break;
            }
            if !cursor.take("|") {
                return None;
            }
            cursor.space();
            let name = Some(cursor.name()?.to_owned());
            children.push(Model { kind: NAME, quantifier: 0, name, children: Vec::new() });
        }
        let quantifier = if cursor.take("*") { 2 } else { 0 };
        return Some(Model { kind, quantifier, name: None, children });
    }
    loop {
        cursor.space();
        if cursor.rest().starts_with('(') {
            children.push(group(cursor, depth + 1)?);
        } else {
            let name = Some(cursor.name()?.to_owned());
            let quantifier = quantifier(cursor);
            children.push(Model { kind: NAME, quantifier, name, children: Vec::new() });
        }
        cursor.space();
        if cursor.take(")") {
            break;
        }
        let next = if cursor.take("|") {
            CHOICE
        } else if cursor.take(",") {
            SEQUENCE
        } else {
            return None;
        };
        if children.len() > 1 && next != kind {
            return None;
        }
        kind = next;
    }
    let quantifier = quantifier(cursor);
    Some(Model { kind, quantifier, name: None, children })
}

fn attributes(parser: &mut Parser, cursor: &mut Cursor<'_>, markup: &str) -> Result<Option<()>, Failure> {
    cursor.space();
    let Some(element) = cursor.name().map(str::to_owned) else { return Ok(None) };
    loop {
        cursor.space();
        if cursor.is_at_end() {
            return Ok(Some(()));
        }
        let Some(name) = cursor.name().map(str::to_owned) else { return Ok(None) };
        cursor.space();
        let mut kind = cursor.word().to_owned();
        cursor.space();
        if kind.is_empty() || kind == "NOTATION" {
            if !cursor.take("(") {
                return Ok(None);
            }
            let Some(end) = cursor.rest().find(')') else { return Ok(None) };
            let choices: String =
                cursor.rest()[..end].chars().filter(|character| !is_space(*character)).collect();
            cursor.at += end + 1;
            kind = format!("{kind}({choices})");
            cursor.space();
        }
        let tokenised = kind != "CDATA";
        let (mut required, mut default) = (false, None);
        if cursor.take("#REQUIRED") {
            required = true;
        } else if !cursor.take("#IMPLIED") {
            if cursor.take("#FIXED") {
                required = true;
                cursor.space();
            }
            let Some(literal) = cursor.quoted() else { return Ok(None) };
            default = Some(parser.attribute_value(literal, tokenised)?);
        }
        let known = parser.defaults.entry(element.clone()).or_default();
        if !known.iter().any(|(other, ..)| *other == name) {
            known.push((name.clone(), default.clone(), tokenised));
        }
        parser.emit(Event::AttributeList { element: element.clone(), name, kind, default, required }, markup);
    }
}
