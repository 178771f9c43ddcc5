//! [`Text`]: an owned, immutable, cheaply cloned Python string.

use std::borrow::Cow;
use std::sync::Arc;

use super::{TextBuilder, TextRef, Width};
use crate::{Limit, Result};

/// An immutable Python string in the narrowest storage that holds it.
///
/// Cloning copies a pointer. Indexing takes constant time. The methods of `str` are those of [`TextRef`], which
/// [`Text::view`] gives.
#[derive(Clone)]
pub struct Text(Storage);

#[derive(Clone)]
enum Storage {
    Ascii(Arc<str>),
    Latin1(Arc<[u8]>),
    Ucs2(Arc<[u16]>),
    Ucs4(Arc<[u32]>),
}

impl Text {
    /// The empty string.
    pub fn new() -> Text {
        Text(Storage::Ascii(Arc::default()))
    }

    /// What `write` writes.
    ///
    /// ```
    /// # use strict_semantics::Text;
    /// let text = Text::build(|out| {
    ///     out.push_str("caf");
    ///     out.push('é');
    /// });
    /// assert_eq!(text.len(), 4);
    /// ```
    pub fn build(write: impl FnOnce(&mut TextBuilder)) -> Text {
        let mut out = TextBuilder::new();
        write(&mut out);
        out.finish()
    }

    /// What `write` writes, unless it raises or goes beyond `limit`.
    ///
    /// # Errors
    /// Those of `write`.
    pub fn try_build(limit: Limit, write: impl FnOnce(&mut TextBuilder) -> Result<()>) -> Result<Text> {
        let mut out = TextBuilder::with_limit(limit);
        write(&mut out)?;
        Ok(out.finish())
    }

    /// Text of the given code points, each at most U+10FFFF.
    pub fn from_code_points(code_points: impl IntoIterator<Item = u32>) -> Text {
        Text::build(|out| out.extend(code_points))
    }

    /// A view, which has the methods of `str`.
    pub fn view(&self) -> TextRef<'_> {
        match &self.0 {
            Storage::Ascii(text) => TextRef::Latin1(text.as_bytes()),
            Storage::Latin1(units) => TextRef::Latin1(units),
            Storage::Ucs2(units) => TextRef::Ucs2(units),
            Storage::Ucs4(units) => TextRef::Ucs4(units),
        }
    }

    /// The number of code points.
    pub fn len(&self) -> usize {
        self.view().len()
    }

    /// Whether there are no code points.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The width of the storage: the narrowest that holds the contents.
    pub fn width(&self) -> Width {
        self.view().width()
    }

    /// Whether all code points are below U+0080; takes constant time.
    pub fn is_ascii(&self) -> bool {
        matches!(self.0, Storage::Ascii(_))
    }

    /// The contents if they are ASCII; takes constant time.
    pub fn as_str(&self) -> Option<&str> {
        match &self.0 {
            Storage::Ascii(text) => Some(text),
            _ => None,
        }
    }

    /// The code point at an index.
    pub fn char_at(&self, index: usize) -> Option<u32> {
        self.view().char_at(index)
    }

    /// The contents as UTF-8; `None` when there is a lone surrogate.
    pub fn to_utf8(&self) -> Option<Cow<'_, str>> {
        match self.as_str() {
            Some(text) => Some(Cow::Borrowed(text)),
            None => self.view().to_utf8(),
        }
    }

    /// The contents as UTF-8, with U+FFFD in place of lone surrogates.
    pub fn to_string_lossy(&self) -> Cow<'_, str> {
        match self.as_str() {
            Some(text) => Cow::Borrowed(text),
            None => self.view().to_string_lossy(),
        }
    }

    /// Text of units that need the width they come in.
    pub(super) fn from_latin1(units: Vec<u8>) -> Text {
        // ASCII is valid UTF-8, anything else keeps its bytes.
        let ascii = if units.is_ascii() { std::str::from_utf8(&units).ok() } else { None };
        match ascii {
            Some(text) => Text(Storage::Ascii(text.into())),
            None => Text(Storage::Latin1(units.into())),
        }
    }

    /// Text of units at least one of which is beyond Latin-1.
    pub(super) fn from_ucs2(units: Vec<u16>) -> Text {
        Text(Storage::Ucs2(units.into()))
    }

    /// Text of units at least one of which is beyond UCS-2.
    pub(super) fn from_ucs4(units: Vec<u32>) -> Text {
        Text(Storage::Ucs4(units.into()))
    }
}

impl Default for Text {
    fn default() -> Self {
        Text::new()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        if text.is_ascii() {
            Text(Storage::Ascii(text.into()))
        } else {
            Text::build(|out| out.push_str(text))
        }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Text::from(text.as_str())
    }
}

impl From<char> for Text {
    fn from(character: char) -> Self {
        Text::from_code_points([character.into()])
    }
}

impl From<TextRef<'_>> for Text {
    fn from(text: TextRef<'_>) -> Self {
        Text::build(|out| out.push_text(text))
    }
}

impl<'a> From<&'a Text> for TextRef<'a> {
    fn from(text: &'a Text) -> Self {
        text.view()
    }
}
