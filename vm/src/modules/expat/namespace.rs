//! Namespaces: prefixes in scope, and names with the addresses they stand for.

use super::event::{DUPLICATE_ATTRIBUTE, RESERVED_XML, RESERVED_XMLNS, UNBOUND_PREFIX, UNDECLARING_PREFIX};

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// A prefix, none for the default, and what it stands for.
type Declaration = (Option<String>, Option<String>);

/// The prefixes in scope.
#[derive(Clone, Debug)]
pub(super) struct Namespaces {
    separator: String,
    /// Whether names show their prefix, too.
    pub(super) shows_prefixes: bool,
    declarations: Vec<Declaration>,
    /// For each open element, how many declarations are older than its own.
    marks: Vec<usize>,
}

impl Namespaces {
    pub(super) fn new(separator: &str) -> Namespaces {
        Namespaces {
            separator: separator.to_owned(),
            shows_prefixes: false,
            declarations: vec![(Some("xml".to_owned()), Some(XML.to_owned()))],
            marks: Vec::new(),
        }
    }

    fn uri(&self, prefix: Option<&str>) -> Option<&str> {
        let found = self.declarations.iter().rev().find(|(known, _)| known.as_deref() == prefix);
        found.and_then(|(_, uri)| uri.as_deref())
    }

    fn expand(&self, name: &str, is_attribute: bool) -> Result<String, usize> {
        let (prefix, local) = match name.split_once(':') {
            Some((prefix, local)) => (Some(prefix), local),
            None => (None, name),
        };
        if prefix.is_none() && is_attribute {
            return Ok(name.to_owned());
        }
        match (self.uri(prefix), prefix) {
            (Some(uri), Some(prefix)) if self.shows_prefixes => {
                Ok(format!("{uri}{0}{local}{0}{prefix}", self.separator))
            }
            (Some(uri), _) => Ok(format!("{uri}{}{local}", self.separator)),
            (None, None) => Ok(name.to_owned()),
            (None, Some(_)) => Err(UNBOUND_PREFIX),
        }
    }

    /// Opens an element: takes the declarations among its attributes and expands the other names, then its own.
    pub(super) fn open(
        &mut self,
        name: &str,
        attributes: &mut Vec<(String, String)>,
    ) -> Result<String, usize> {
        self.marks.push(self.declarations.len());
        let mut rest = Vec::new();
        for (attribute, value) in attributes.drain(..) {
            let prefix = match attribute.strip_prefix("xmlns") {
                Some("") => None,
                Some(prefix) if prefix.starts_with(':') => Some(prefix[1..].to_owned()),
                _ => {
                    rest.push((attribute, value));
                    continue;
                }
            };
            match prefix.as_deref() {
                Some("xmlns") => return Err(RESERVED_XMLNS),
                Some("xml") if value != XML => return Err(RESERVED_XML),
                Some("xml") => {}
                _ if value == XML || value == XMLNS => return Err(40),
                Some(_) if value.is_empty() => return Err(UNDECLARING_PREFIX),
                _ => {}
            }
            let uri = Some(value).filter(|value| !value.is_empty());
            self.declarations.push((prefix, uri));
        }
        for (attribute, value) in rest {
            let name = self.expand(&attribute, true)?;
            if attributes.iter().any(|(known, _)| *known == name) {
                return Err(DUPLICATE_ATTRIBUTE);
            }
            attributes.push((name, value));
        }
        self.expand(name, false)
    }

    /// What the element just opened declares.
    pub(super) fn declared(&self) -> Vec<Declaration> {
        self.declarations[self.marks.last().copied().unwrap_or(0)..].to_vec()
    }

    /// Closes an element: its expanded name, and the prefixes that go out of scope.
    pub(super) fn close(&mut self, name: &str) -> (String, Vec<Option<String>>) {
        let expanded = self.expand(name, false).unwrap_or_else(|_| name.to_owned());
        let mark = self.marks.pop().unwrap_or(self.declarations.len());
        let prefixes = self.declarations.drain(mark..).rev().map(|(prefix, _)| prefix).collect();
        (expanded, prefixes)
    }
}
