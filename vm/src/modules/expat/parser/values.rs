//! Values of attributes: references replaced, white space normalised.

use super::super::event::{
    ATTRIBUTE_EXTERNAL, BAD_CHAR_REF, BINARY_ENTITY, Failure, INVALID_TOKEN, RECURSIVE_ENTITY,
    UNDEFINED_ENTITY,
};
use super::super::scan::{self, character_reference, normalize_lines, predefined};
use super::Parser;

impl Parser {
    pub(super) fn is_tokenised(&self, element: &str, attribute: &str) -> bool {
        let known = self.defaults.get(element).into_iter().flatten();
        known.filter(|(name, ..)| name == attribute).any(|(.., tokenised)| *tokenised)
    }

    /// The value of an attribute: references replaced, white space normalised.
    pub(in super::super) fn attribute_value(
        &mut self,
        literal: &str,
        tokenised: bool,
    ) -> Result<String, Failure> {
        let mut value = String::with_capacity(literal.len());
        self.push_value(&normalize_lines(literal), &mut value, &mut Vec::new())?;
        if tokenised {
            let words: Vec<&str> = value.split(' ').filter(|word| !word.is_empty()).collect();
            return Ok(words.join(" "));
        }
        Ok(value)
    }

    fn push_value(
        &mut self,
        text: &str,
        value: &mut String,
        within: &mut Vec<String>,
    ) -> Result<(), Failure> {
        let mut rest = text;
        while let Some(at) = rest.find(['&', '\t', '\n', '<']) {
            value.push_str(&rest[..at]);
            if rest[at..].starts_with('<') {
                return Err(self.fail(INVALID_TOKEN));
            }
            if !rest[at..].starts_with('&') {
                value.push(' ');
                rest = &rest[at + 1..];
                continue;
            }
            let Some(end) = rest[at..].find(';') else { return Err(self.fail(INVALID_TOKEN)) };
            let name = &rest[at + 1..at + end];
            rest = &rest[at + end + 1..];
            if name.starts_with('#') {
                value.push(character_reference(name).ok_or_else(|| self.fail(BAD_CHAR_REF))?);
                continue;
            }
            if scan::name(name) != Some(name) {
                return Err(self.fail(INVALID_TOKEN));
            }
            if let Some(character) = predefined(name) {
                value.push(character);
                continue;
            }
            let Some(entity) = self.entities.get(name).cloned() else {
                if self.has_external && !self.is_standalone {
                    continue;
                }
                return Err(self.fail(UNDEFINED_ENTITY));
            };
            if entity.notation.is_some() {
                return Err(self.fail(BINARY_ENTITY));
            }
            let Some(replacement) = entity.value else { return Err(self.fail(ATTRIBUTE_EXTERNAL)) };
            if within.iter().any(|outer| outer == name) {
                return Err(self.fail(RECURSIVE_ENTITY));
            }
            self.count_expansion(replacement.len())?;
            within.push(name.to_owned());
            self.push_value(&replacement, value, within)?;
            within.pop();
        }
        value.push_str(rest);
        Ok(())
    }
}
