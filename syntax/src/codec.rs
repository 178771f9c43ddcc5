//! The text encodings of source files, under the names Python knows them by.

use encoding_rs::{DecoderResult, Encoding};

/// An encoding.
pub(crate) struct Codec {
    /// The name in messages.
    name: &'static str,
    kind: Kind,
}

enum Kind {
    Ascii,
    Latin1,
    Utf8,
    /// One byte for each character; CPython's `charmap` codec.
    Charmap(&'static Encoding),
    Multibyte(&'static Encoding),
    /// Not a superset of ASCII, so that no source with a coding cookie is valid in it.
    Wide,
}

/// What stopped the decoding.
#[derive(Debug)]
pub(crate) struct CodecError {
    /// The text before the place.
    pub(crate) decoded: String,
    /// Worded as CPython words it.
    pub(crate) message: String,
}

impl Codec {
    /// The encoding of this name; case and punctuation don't matter.
    pub(crate) fn named(name: &str) -> Option<Codec> {
        let normal: String = name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
            .collect();
        let (name, kind) = match normal.as_str() {
            "ascii" | "us_ascii" | "646" | "ansi_x3_4_1968" | "iso646_us" | "us" | "cp367" => {
                ("ascii", Kind::Ascii)
            }
            "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "iso8859" | "iso88591"
            | "8859" | "cp819" | "ibm819" => ("latin-1", Kind::Latin1),
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" | "utf_8_sig" | "utf8_ucs4" => ("utf-8", Kind::Utf8),
            "utf_16" | "utf16" | "u16" => ("utf-16", Kind::Wide),
            "utf_16_le" | "utf_16le" => ("utf-16-le", Kind::Wide),
            "utf_16_be" | "utf_16be" => ("utf-16-be", Kind::Wide),
            "utf_32" | "utf32" | "u32" => ("utf-32", Kind::Wide),
            "utf_32_le" | "utf_32le" => ("utf-32-le", Kind::Wide),
            "utf_32_be" | "utf_32be" => ("utf-32-be", Kind::Wide),
            other => return Codec::multibyte(other).or_else(|| Codec::charmap(other)),
        };
        Some(Codec { name, kind })
    }

    fn multibyte(normal: &str) -> Option<Codec> {
        let (name, encoding) = match normal {
            "shift_jis" | "shiftjis" | "sjis" | "s_jis" | "csshiftjis" => {
                ("shift_jis", encoding_rs::SHIFT_JIS)
            }
            "cp932" | "932" | "ms932" | "mskanji" | "ms_kanji" | "windows_31j" => {
                ("cp932", encoding_rs::SHIFT_JIS)
            }
            "euc_jp" | "eucjp" | "ujis" | "u_jis" => ("euc_jp", encoding_rs::EUC_JP),
            "iso2022_jp" | "iso_2022_jp" | "csiso2022jp" | "iso2022jp" => {
                ("iso2022_jp", encoding_rs::ISO_2022_JP)
            }
            "gb2312" | "euc_cn" | "euccn" | "eucgb2312_cn" | "chinese" | "csiso58gb231280" => {
                ("gb2312", encoding_rs::GBK)
            }
            "gbk" | "cp936" | "936" | "ms936" => ("gbk", encoding_rs::GBK),
            "gb18030" | "gb18030_2000" => ("gb18030", encoding_rs::GB18030),
            "big5" | "big5_tw" | "csbig5" | "x_mac_trad_chinese" => ("big5", encoding_rs::BIG5),
            "big5hkscs" | "big5_hkscs" | "hkscs" => ("big5hkscs", encoding_rs::BIG5),
            "cp950" | "950" | "ms950" => ("cp950", encoding_rs::BIG5),
            "euc_kr" | "euckr" | "korean" | "ksc5601" | "ks_c_5601" | "ksx1001" => {
                ("euc_kr", encoding_rs::EUC_KR)
            }
            "cp949" | "949" | "ms949" | "uhc" => ("cp949", encoding_rs::EUC_KR),
            _ => return None,
        };
        Some(Codec { name, kind: Kind::Multibyte(encoding) })
    }

    fn charmap(normal: &str) -> Option<Codec> {
        let encoding = match normal {
            "koi8_r" | "cskoi8r" => encoding_rs::KOI8_R,
            "koi8_u" => encoding_rs::KOI8_U,
            "cp866" | "866" | "ibm866" | "csibm866" => encoding_rs::IBM866,
            "tis_620" | "tis620" | "tis_620_0" | "iso_ir_166" | "cp874" | "iso8859_11" | "iso_8859_11"
            | "thai" => encoding_rs::WINDOWS_874,
            "mac_roman" | "macintosh" | "macroman" => encoding_rs::MACINTOSH,
            "mac_cyrillic" | "maccyrillic" => encoding_rs::X_MAC_CYRILLIC,
            _ => return Codec::charmap_by_number(normal),
        };
        Some(Codec { name: "charmap", kind: Kind::Charmap(encoding) })
    }

    /// The families of ISO 8859 and of Windows code pages.
    fn charmap_by_number(normal: &str) -> Option<Codec> {
        let after = |prefixes: &[&str]| prefixes.iter().find_map(|prefix| normal.strip_prefix(prefix));
        let label = if let Some(part) = after(&["iso_8859_", "iso8859_"]) {
            // WHATWG's name for part 9 means Windows-1254, which has no holes either but other characters.
            (part != "9").then(|| format!("iso-8859-{part}"))?
        } else {
            let page = after(&["windows_", "windows", "cp", ""])?;
            matches!(page, "1250" | "1251" | "1252" | "1253" | "1254" | "1255" | "1256" | "1257" | "1258")
                .then(|| format!("windows-{page}"))?
        };
        let encoding = Encoding::for_label(label.as_bytes())?;
        Some(Codec { name: "charmap", kind: Kind::Charmap(encoding) })
    }

    /// Decodes all of the bytes.
    pub(crate) fn decode(&self, bytes: &[u8]) -> Result<String, CodecError> {
        match self.kind {
            Kind::Ascii => match bytes.iter().position(|byte| !byte.is_ascii()) {
                None => Ok(latin1(bytes)),
                Some(at) => Err(self.error(latin1(&bytes[..at]), bytes, at, "ordinal not in range(128)")),
            },
            Kind::Latin1 => Ok(latin1(bytes)),
            Kind::Utf8 => match std::str::from_utf8(bytes) {
                Ok(text) => Ok(text.to_owned()),
                Err(error) => {
                    let at = error.valid_up_to();
                    let decoded = String::from_utf8_lossy(&bytes[..at]).into_owned();
                    let reason = match error.error_len() {
                        None => "unexpected end of data",
                        Some(_) if matches!(bytes[at], 0xc2..=0xf4) => "invalid continuation byte",
                        Some(_) => "invalid start byte",
                    };
                    Err(self.error(decoded, bytes, at, reason))
                }
            },
            Kind::Charmap(encoding) => self.decode_with(encoding, bytes, "character maps to <undefined>"),
            Kind::Multibyte(encoding) => self.decode_with(encoding, bytes, "illegal multibyte sequence"),
            Kind::Wide => {
                let message = format!(
                    "'{}' codec can't decode bytes in position 0-1: Stream does not start with BOM",
                    self.name
                );
                Err(CodecError { decoded: String::new(), message })
            }
        }
    }

    fn decode_with(
        &self,
        encoding: &'static Encoding,
        bytes: &[u8],
        reason: &str,
    ) -> Result<String, CodecError> {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let capacity =
            decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len() * 3);
        let mut text = String::with_capacity(capacity);
        let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
        if let DecoderResult::Malformed(length, after) = result {
            let at = read.saturating_sub(usize::from(length) + usize::from(after));
            return Err(self.error(text, bytes, at, reason));
        }
        if matches!(self.kind, Kind::Charmap(_)) && encoding.name().starts_with("windows-") {
            // Where WHATWG has control characters, Python's code pages have holes.
            let hole = text.chars().position(|character| matches!(character, '\u{80}'..='\u{9f}'));
            if let Some(at) = hole {
                let decoded = text.chars().take(at).collect();
                return Err(self.error(decoded, bytes, at, reason));
            }
        }
        Ok(text)
    }

    fn error(&self, decoded: String, bytes: &[u8], at: usize, reason: &str) -> CodecError {
        let byte = bytes.get(at).copied().unwrap_or(0);
        let message =
            format!("'{}' codec can't decode byte 0x{byte:02x} in position {at}: {reason}", self.name);
        CodecError { decoded, message }
    }
}

fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}
