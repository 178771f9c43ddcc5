//! Which codecs there are, and by what names.

use crate::{Error, ErrorKind};

/// A codec between text and bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Codec {
    /// `utf-8`
    Utf8,
    /// `utf-8-sig`: UTF-8 after a byte order mark, which reading does not ask for.
    Utf8Sig,
    /// `ascii`
    Ascii,
    /// `latin-1`
    Latin1,
    /// `utf-16` and its forms of fixed byte order.
    Utf16(ByteOrder),
    /// `utf-32` and its forms of fixed byte order.
    Utf32(ByteOrder),
    /// `unicode_escape`: the inside of a string literal in Latin-1.
    UnicodeEscape,
}

/// The order of the bytes of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ByteOrder {
    /// As a byte order mark says, else as the machine has it; taken to be little-endian.
    Marked,
    /// The least significant byte first, no mark.
    Little,
    /// The most significant byte first, no mark.
    Big,
}

/// Normalised names and aliases, as the `encodings` package has them.
const NAMES: &[(Codec, &[&str])] = &[
    (Codec::Utf8, &["utf_8", "u8", "utf", "utf8", "utf8_ucs2", "utf8_ucs4", "cp65001"]),
    (Codec::Utf8Sig, &["utf_8_sig"]),
    (
        Codec::Ascii,
        &[
            "ascii",
            "646",
            "ansi_x3.4_1968",
            "ansi_x3_4_1968",
            "ansi_x3.4_1986",
            "cp367",
            "csascii",
            "ibm367",
            "iso646_us",
            "iso_646.irv_1991",
            "iso_ir_6",
            "us",
            "us_ascii",
        ],
    ),
    (
        Codec::Latin1,
        &[
            "latin_1",
            "8859",
            "cp819",
            "csisolatin1",
            "ibm819",
            "iso8859",
            "iso8859_1",
            "iso_8859_1",
            "iso_8859_1_1987",
            "iso_ir_100",
            "l1",
            "latin",
            "latin1",
        ],
    ),
    (Codec::Utf16(ByteOrder::Marked), &["utf_16", "u16", "utf16"]),
    (Codec::Utf16(ByteOrder::Little), &["utf_16_le", "unicodelittleunmarked", "utf_16le"]),
    (Codec::Utf16(ByteOrder::Big), &["utf_16_be", "unicodebigunmarked", "utf_16be"]),
    (Codec::Utf32(ByteOrder::Marked), &["utf_32", "u32", "utf32"]),
    (Codec::Utf32(ByteOrder::Little), &["utf_32_le", "utf_32le"]),
    (Codec::Utf32(ByteOrder::Big), &["utf_32_be", "utf_32be"]),
    (Codec::UnicodeEscape, &["unicode_escape"]),
];

impl Codec {
    /// The codec of a name in any of its spellings; `None` if it is not among those here.
    pub fn named(name: &str) -> Option<Codec> {
        let name = normalized(name);
        // Aliases are also found under a name whose dots are underscores; names of modules have no dots.
        let undotted = name.replace('.', "_");
        let is_known =
            |names: &[&str]| names.contains(&name.as_str()) || names[1..].contains(&undotted.as_str());
        NAMES.iter().find(|(_, names)| is_known(names)).map(|(codec, _)| *codec)
    }

    /// The name that messages have.
    pub fn name(self) -> &'static str {
        match self {
            Codec::Utf8 | Codec::Utf8Sig => "utf-8",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::Utf16(ByteOrder::Marked) => "utf-16",
            Codec::Utf16(ByteOrder::Little) => "utf-16-le",
            Codec::Utf16(ByteOrder::Big) => "utf-16-be",
            Codec::Utf32(ByteOrder::Marked) => "utf-32",
            Codec::Utf32(ByteOrder::Little) => "utf-32-le",
            Codec::Utf32(ByteOrder::Big) => "utf-32-be",
            Codec::UnicodeEscape => "unicodeescape",
        }
    }
}

/// A name in lower case, with one underscore for whatever lies between letters, digits and dots of ASCII.
fn normalized(name: &str) -> String {
    let mut result = String::with_capacity(name.len());
    let mut gap = false;
    for character in name.chars() {
        if character.is_ascii_alphanumeric() || character == '.' {
            if gap && !result.is_empty() {
                result.push('_');
            }
            gap = false;
            result.push(character.to_ascii_lowercase());
        } else {
            gap = true;
        }
    }
    result
}

/// The exception for a name that no codec has.
#[cold]
pub fn unknown_encoding(name: &str) -> Error {
    Error::new(ErrorKind::Lookup, format!("unknown encoding: {name}"))
}
