//! The content of elements: text, references and tags.

use super::super::event::{
    AMPLIFICATION, BAD_CHAR_REF, BINARY_ENTITY, DUPLICATE_ATTRIBUTE, EntityDeclaration, Event, Failure,
    INVALID_TOKEN, RECURSIVE_ENTITY, TAG_MISMATCH, UNCLOSED_TOKEN, UNDEFINED_ENTITY,
};
use super::super::scan::{
    self, Cursor, character_reference, is_allowed, is_space, normalize_lines, predefined,
};
use super::{EXPANSION_THRESHOLD, Expansion, MOST_AMPLIFICATION, MOST_DEPTH, Parser, Part, Step};

impl Parser {
    pub(super) fn content(&mut self) -> Step {
        let (text, is_final) = self.text();
        if text.starts_with('&') {
            return self.reference();
        }
        if !text.starts_with('<') {
            return self.character_data();
        }
        for word in ["<!--", "<![CDATA["] {
            if self.may_become(word) {
                return Ok(None);
            }
        }
        if text == "<" {
            return if is_final { Err(self.fail(UNCLOSED_TOKEN)) } else { Ok(None) };
        }
        if text.starts_with("<!--") {
            return self.comment();
        }
        if text.starts_with("<?") {
            return self.instruction();
        }
        if text.starts_with("<![CDATA[") {
            let markup = self.take(9);
            self.emit(Event::StartCdata, &markup);
            self.part = Part::Cdata;
            return Ok(Some(()));
        }
        if text.starts_with("<!") {
            return Err(self.fail_at(INVALID_TOKEN, 2));
        }
        if text.starts_with("</") {
            return self.end_tag();
        }
        self.start_tag()
    }

    fn character_data(&mut self) -> Step {
        let (text, is_final) = self.text();
        let end = text.find(['<', '&']).unwrap_or(text.len());
        let mut data = &text[..end];
        if let Some(at) = data.find("]]>") {
            return Err(self.fail_at(INVALID_TOKEN, at + 2));
        }
        if let Some(bad) = data.find(|character| !is_allowed(character)) {
            if bad == 0 {
                return Err(self.fail(INVALID_TOKEN));
            }
            data = &data[..bad];
        }
        // What may go on in the next piece of input waits for it.
        if end == text.len() && !is_final {
            data = data.trim_end_matches([']', '\r']);
            if data.is_empty() {
                return Ok(None);
            }
        }
        self.text_up_to_line_end(data.len());
        Ok(Some(()))
    }

    /// Emits text up to a line's end, or that end, which expat reports by itself.
    fn text_up_to_line_end(&mut self, length: usize) {
        let data = &self.text().0[..length];
        let length = match data.find(['\n', '\r']) {
            Some(0) if data.starts_with("\r\n") => 2,
            Some(0) => 1,
            Some(at) => at,
            None => length,
        };
        let markup = self.take(length);
        self.emit(Event::Text(normalize_lines(&markup)), &markup);
    }

    pub(super) fn cdata(&mut self) -> Step {
        let (text, is_final) = self.text();
        if text.starts_with("]]>") {
            let markup = self.take(3);
            self.emit(Event::EndCdata, &markup);
            self.part = Part::Content;
            return Ok(Some(()));
        }
        let end = text.find("]]>");
        let mut data = &text[..end.unwrap_or(text.len())];
        if end.is_none() && !is_final {
            data = data.trim_end_matches([']', '\r']);
            if data.is_empty() {
                return Ok(None);
            }
        }
        if let Some(bad) = data.find(|character| !is_allowed(character)) {
            return Err(self.fail_at(INVALID_TOKEN, bad));
        }
        // Brackets may begin the end; expat reports them apart from the text before.
        let length = match data.strip_prefix(']') {
            Some(rest) if rest.starts_with(']') => 1,
            Some(rest) => 1 + rest.find(']').unwrap_or(rest.len()),
            None => data.find(']').unwrap_or(data.len()),
        };
        self.text_up_to_line_end(length);
        Ok(Some(()))
    }

    fn reference(&mut self) -> Step {
        let (text, is_final) = self.text();
        let body = &text[1..];
        let end = body.find(|c| !(scan::continues_name(c) || c == '#')).unwrap_or(body.len());
        if end == body.len() {
            return if is_final { Err(self.fail(UNCLOSED_TOKEN)) } else { Ok(None) };
        }
        if end == 0 || !body[end..].starts_with(';') {
            return Err(self.fail_at(INVALID_TOKEN, end + 1));
        }
        let name = body[..end].to_owned();
        let markup = self.text().0[..end + 2].to_owned();
        let plain = if name.starts_with('#') {
            Some(character_reference(&name).ok_or_else(|| self.fail(BAD_CHAR_REF))?)
        } else {
            predefined(&name)
        };
        if let Some(character) = plain {
            self.advance(markup.len());
            self.emit(Event::Text(character.to_string()), &markup);
            return Ok(Some(()));
        }
        let Some(entity) = self.entities.get(&name).cloned() else {
            if self.has_external && !self.is_standalone {
                self.advance(markup.len());
                self.emit(Event::Skipped { name, is_parameter: false }, &markup);
                return Ok(Some(()));
            }
            return Err(self.fail(UNDEFINED_ENTITY));
        };
        if entity.notation.is_some() {
            return Err(self.fail(BINARY_ENTITY));
        }
        self.advance(markup.len());
        match entity.value {
            Some(_) if self.keeps_references => self.emit(Event::Other, &markup),
            Some(value) => self.expand(name, value)?,
            None => {
                let EntityDeclaration { system, public, .. } = entity;
                self.emit(Event::ExternalEntity { context: name, system, public }, &markup);
            }
        }
        Ok(Some(()))
    }

    fn expand(&mut self, name: String, text: String) -> Result<(), Failure> {
        if self.expansions.iter().any(|expansion| expansion.name == name) {
            return Err(self.fail(RECURSIVE_ENTITY));
        }
        self.count_expansion(text.len())?;
        let depth = self.open.len();
        self.expansions.push(Expansion { name, text, at: 0, depth });
        Ok(())
    }

    /// Refuses entities that grow without bound.
    pub(super) fn count_expansion(&mut self, length: usize) -> Result<(), Failure> {
        self.expanded += length;
        let allowed = self.source.received.saturating_mul(MOST_AMPLIFICATION).max(EXPANSION_THRESHOLD);
        if self.expanded > allowed { Err(self.fail(AMPLIFICATION)) } else { Ok(()) }
    }

    fn end_tag(&mut self) -> Step {
        let Some(length) = self.token(2, ">")? else { return Ok(None) };
        let markup = self.text().0[..length].to_owned();
        let Some(name) = scan::name(&markup[2..]) else { return Err(self.fail_at(INVALID_TOKEN, 2)) };
        let rest = &markup[2 + name.len()..length - 1];
        if let Some(bad) = rest.find(|character| !is_space(character)) {
            return Err(self.fail_at(INVALID_TOKEN, 2 + name.len() + bad));
        }
        let base = self.expansions.last().map_or(0, |expansion| expansion.depth);
        if self.open.len() <= base || self.open.last().map(String::as_str) != Some(name) {
            // The error is at the name.
            return Err(self.fail_at(TAG_MISMATCH, 2));
        }
        let name = name.to_owned();
        self.advance(length);
        self.close(&name, &markup)?;
        Ok(Some(()))
    }

    fn close(&mut self, name: &str, markup: &str) -> Result<(), Failure> {
        self.open.pop();
        let (name, prefixes) = match &mut self.namespaces {
            Some(namespaces) => namespaces.close(name),
            None => (name.to_owned(), Vec::new()),
        };
        self.emit(Event::EndElement { name }, markup);
        for prefix in prefixes {
            self.emit(Event::EndNamespace { prefix }, "");
        }
        if self.open.is_empty() {
            self.part = Part::Epilog;
        }
        Ok(())
    }

    /// The length of a start tag, quotes minded.
    fn start_tag_length(&self) -> Result<Option<usize>, Failure> {
        let (text, is_final) = self.text();
        let mut quote = None;
        for (at, character) in text.char_indices() {
            match (quote, character) {
                (_, character) if !is_allowed(character) => return Err(self.fail_at(INVALID_TOKEN, at)),
                (_, '<') if at > 0 => return Err(self.fail_at(INVALID_TOKEN, at)),
                (None, '>') => return Ok(Some(at + 1)),
                (None, '"' | '\'') => quote = Some(character),
                (Some(open), close) if open == close => quote = None,
                _ => {}
            }
        }
        if let Some(code) = self.source.broken() {
            return Err(self.fail_at(code, text.len()));
        }
        if is_final { Err(self.fail(UNCLOSED_TOKEN)) } else { Ok(None) }
    }

    pub(super) fn start_tag(&mut self) -> Step {
        let (text, _) = self.text();
        if text.len() > 1 && scan::name(&text[1..]).is_none() {
            return Err(self.fail_at(INVALID_TOKEN, 1));
        }
        let Some(length) = self.start_tag_length()? else { return Ok(None) };
        let markup = self.text().0[..length].to_owned();
        let is_empty = markup.ends_with("/>");
        let inside = &markup[..length - if is_empty { 2 } else { 1 }];
        let mut cursor = Cursor { text: inside, at: 1 };
        let Some(name) = cursor.name().map(str::to_owned) else { return Err(self.fail_at(INVALID_TOKEN, 1)) };
        let mut attributes: Vec<(String, String)> = Vec::new();
        loop {
            let has_space = cursor.space();
            if cursor.is_at_end() {
                break;
            }
            let start = cursor.at;
            let attribute = if has_space { cursor.name() } else { None };
            let Some(attribute) = attribute else { return Err(self.fail_at(INVALID_TOKEN, start)) };
            cursor.space();
            if !cursor.take("=") {
                return Err(self.fail_at(INVALID_TOKEN, cursor.at));
            }
            cursor.space();
            let Some(value) = cursor.quoted() else { return Err(self.fail_at(INVALID_TOKEN, cursor.at)) };
            if attributes.iter().any(|(known, _)| known == attribute) {
                return Err(self.fail_at(DUPLICATE_ATTRIBUTE, start));
            }
            let tokenised = self.is_tokenised(&name, attribute);
            let value = self.attribute_value(value, tokenised)?;
            attributes.push((attribute.to_owned(), value));
        }
        if self.open.len() >= MOST_DEPTH {
            return Err(self.fail(1));
        }
        let specified = attributes.len();
        for (attribute, default, _) in self.defaults.get(&name).into_iter().flatten() {
            if let Some(default) = default
                && !attributes.iter().any(|(known, _)| known == attribute)
            {
                attributes.push((attribute.clone(), default.clone()));
            }
        }
        self.advance(length);
        self.open.push(name.clone());
        let mut shown = name.clone();
        if let Some(namespaces) = &mut self.namespaces {
            let opened = namespaces.open(&name, &mut attributes);
            let declared = namespaces.declared();
            for (prefix, uri) in declared {
                self.emit(Event::StartNamespace { prefix, uri }, "");
            }
            match opened {
                Ok(name) => shown = name,
                Err(code) => return Err(self.fail(code)),
            }
        }
        let specified = specified.min(attributes.len());
        self.emit(Event::StartElement { name: shown, attributes, specified }, &markup);
        if is_empty {
            if self.expansions.is_empty() {
                self.position = self.source.position();
            }
            self.close(&name, "")?;
        }
        Ok(Some(()))
    }
}
