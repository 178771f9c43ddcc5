//! The input: bytes of some encoding, read as text, with positions.

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::event::{INVALID_TOKEN, Position, UNKNOWN_ENCODING};

/// Text that has been read and not yet used.
#[derive(Default)]
pub(super) struct Source {
    raw: Vec<u8>,
    decoder: Option<Decoder>,
    /// Set by the caller, whatever the document says.
    encoding: Option<&'static Encoding>,
    text: String,
    at: usize,
    position: Position,
    /// Bytes of a unit, for offsets.
    unit: usize,
    /// Whether the bytes that follow are malformed: an error when the text before them is used up.
    is_broken: bool,
    is_final: bool,
    /// All bytes that came in.
    pub(super) received: usize,
}

impl Source {
    /// An input in an encoding that is given, or found out.
    pub(super) fn new(encoding: Option<&str>) -> Result<Source, usize> {
        let encoding = match encoding {
            None => None,
            Some(name) => Some(find(name).ok_or(UNKNOWN_ENCODING)?),
        };
        let position = Position { line: 1, column: 0, offset: 0 };
        Ok(Source { encoding, position, unit: 1, ..Source::default() })
    }

    /// Reads the input as UTF-8 from now on, since it is text already.
    pub(super) fn set_utf8(&mut self) {
        self.encoding = Some(UTF_8);
    }

    /// Takes more input.
    ///
    /// # Errors
    /// The number of an error: the document names an unknown encoding.
    pub(super) fn feed(&mut self, data: &[u8], is_final: bool) -> Result<(), usize> {
        self.received += data.len();
        self.is_final |= is_final;
        self.raw.extend_from_slice(data);
        if self.decoder.is_none() && !self.choose()? {
            return Ok(());
        }
        // What is used up is dropped now and then.
        if self.at > 64 * 1024 || self.at == self.text.len() {
            self.text.drain(..self.at);
            self.at = 0;
        }
        let raw = std::mem::take(&mut self.raw);
        let Some(decoder) = &mut self.decoder else { return Ok(()) };
        let mut rest = raw.as_slice();
        while !self.is_broken {
            self.text.reserve(rest.len() + 16);
            let (result, read) =
                decoder.decode_to_string_without_replacement(rest, &mut self.text, self.is_final);
            rest = &rest[read..];
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.is_broken = true,
            }
        }
        Ok(())
    }

    /// Chooses the encoding, if enough is known.
    fn choose(&mut self) -> Result<bool, usize> {
        if self.raw.len() < 4 && !self.is_final {
            return Ok(false);
        }
        let mut encoding = self.encoding;
        if let Some((found, length)) = Encoding::for_bom(&self.raw) {
            // The mark takes a column, as expat counts.
            self.position.column = 1;
            self.position.offset = length;
            self.raw.drain(..length);
            encoding = Some(encoding.filter(|it| *it != UTF_8).unwrap_or(found));
        } else if encoding.is_none() && self.raw.starts_with(b"<?xml") {
            let Some(end) = memchr::memmem::find(&self.raw, b"?>") else {
                if !self.is_final {
                    return Ok(false);
                }
                self.decoder = Some(UTF_8.new_decoder_without_bom_handling());
                return Ok(true);
            };
            if let Some(name) = declared(&self.raw[..end]) {
                encoding = Some(find(&name).ok_or(UNKNOWN_ENCODING)?);
            }
        } else if encoding.is_none() && self.raw.starts_with(b"<\0") {
            encoding = Some(UTF_16LE);
        } else if encoding.is_none() && self.raw.starts_with(b"\0<") {
            encoding = Some(UTF_16BE);
        }
        let encoding = encoding.unwrap_or(UTF_8);
        self.unit = match encoding {
            _ if encoding == UTF_16LE || encoding == UTF_16BE => 2,
            _ if encoding == UTF_8 => 0,
            _ => 1,
        };
        self.decoder = Some(encoding.new_decoder_without_bom_handling());
        Ok(true)
    }

    /// The text that is left.
    pub(super) fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Whether nothing comes after the text that is left.
    pub(super) fn is_final(&self) -> bool {
        self.is_final && !self.is_broken
    }

    /// The error of bytes that are no text.
    pub(super) fn broken(&self) -> Option<usize> {
        self.is_broken.then_some(INVALID_TOKEN)
    }

    /// Where the text that is left begins.
    pub(super) fn position(&self) -> Position {
        self.position
    }

    /// The place so many bytes of text further on.
    pub(super) fn position_after(&self, length: usize) -> Position {
        let mut position = self.position;
        let text = &self.rest()[..length];
        for character in text.chars() {
            match character {
                '\n' => {
                    position.line += 1;
                    position.column = 0;
                }
                '\r' => {
                    position.line += 1;
                    position.column = 0;
                }
                _ => position.column += 1,
            }
            position.offset += match self.unit {
                0 => character.len_utf8(),
                2 => 2 * character.len_utf16(),
                unit => unit,
            };
        }
        // A carriage return and a line feed end one line.
        position.line -= text.matches("\r\n").count();
        position
    }

    /// Uses up so many bytes of text.
    pub(super) fn advance(&mut self, length: usize) {
        self.position = self.position_after(length);
        self.at += length;
    }
}

/// The encoding that an XML declaration names.
fn declared(declaration: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(declaration).into_owned();
    let (_, rest) = text.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    rest[1..].split_once(quote).map(|(name, _)| name.to_owned())
}

fn find(name: &str) -> Option<&'static Encoding> {
    match name.to_ascii_lowercase().as_str() {
        // Their names stand for Windows' supersets on the web.
        "utf-16" => Some(UTF_16LE),
        name => Encoding::for_label(name.as_bytes()),
    }
}
