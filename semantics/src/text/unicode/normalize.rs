//! Normalisation forms (Unicode Standard Annex 15): canonical and compatible decomposition, and composition.

use super::data::{Facts, Version, composed, corrected, decomposition};
use crate::{Error, Result};

/// A normalisation form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Form {
    /// Whether characters are composed at the end.
    pub composes: bool,
    /// Whether compatible decompositions are made.
    pub is_compatible: bool,
}

impl Form {
    /// The form of a name such as `NFKC`.
    pub fn named(name: &str) -> Option<Form> {
        let (composes, is_compatible) = match name {
            "NFC" => (true, false),
            "NFKC" => (true, true),
            "NFD" => (false, false),
            "NFKD" => (false, true),
            _ => return None,
        };
        Some(Form { composes, is_compatible })
    }
}

// Hangul syllables are composed by arithmetic (section 3.12 of the standard).
const SYLLABLES: u32 = 0xAC00;
const LEADING: u32 = 0x1100;
const VOWELS: u32 = 0x1161;
const TRAILING: u32 = 0x11A7;
const LEADING_COUNT: u32 = 19;
const VOWEL_COUNT: u32 = 21;
const TRAILING_COUNT: u32 = 28;
const SYLLABLE_COUNT: u32 = LEADING_COUNT * VOWEL_COUNT * TRAILING_COUNT;

/// The normal form of a text, as code points; surrogates stay what they are.
///
/// # Errors
/// `MemoryError`
pub fn normalize(text: impl Iterator<Item = u32>, form: Form, version: Version) -> Result<Vec<u32>> {
    let mut out = Vec::new();
    for code_point in text {
        // No code point becomes more than that.
        out.try_reserve(32).map_err(|_| Error::memory())?;
        decompose(code_point, form.is_compatible, version, &mut out);
    }
    // The order of combining characters is that of the current version, whatever is asked for, as in CPython.
    order(&mut out);
    if form.composes { compose(&out) } else { Ok(out) }
}

/// Whether normalising changes nothing.
///
/// # Errors
/// `MemoryError`
pub fn is_normalized(text: impl Iterator<Item = u32> + Clone, form: Form, version: Version) -> Result<bool> {
    Ok(normalize(text.clone(), form, version)?.into_iter().eq(text))
}

fn decompose(code_point: u32, is_compatible: bool, version: Version, out: &mut Vec<u32>) {
    if code_point < 0x80 {
        out.push(code_point);
        return;
    }
    if (SYLLABLES..SYLLABLES + SYLLABLE_COUNT).contains(&code_point) {
        let index = code_point - SYLLABLES;
        out.push(LEADING + index / (VOWEL_COUNT * TRAILING_COUNT));
        out.push(VOWELS + index % (VOWEL_COUNT * TRAILING_COUNT) / TRAILING_COUNT);
        if !index.is_multiple_of(TRAILING_COUNT) {
            out.push(TRAILING + index % TRAILING_COUNT);
        }
        return;
    }
    if version == Version::Old
        && let Some(old) = corrected(code_point)
    {
        out.push(old);
        return;
    }
    let text = decomposition(code_point, version);
    if text.is_empty() || text.starts_with('<') && !is_compatible {
        out.push(code_point);
        return;
    }
    for part in text.split(' ').filter(|part| !part.starts_with('<')) {
        if let Ok(part) = u32::from_str_radix(part, 16) {
            decompose(part, is_compatible, version, out);
        }
    }
}

/// The canonical combining class.
fn combining(code_point: u32) -> u8 {
    if code_point < 0x300 { 0 } else { Facts::of(code_point, Version::Current).combining() }
}

/// Puts runs of combining characters in the order of their classes.
fn order(text: &mut [u32]) {
    let class = |code_point: &u32| combining(*code_point);
    let mut start = 0;
    while start < text.len() {
        if class(&text[start]) == 0 {
            start += 1;
            continue;
        }
        let length = text[start..].iter().take_while(|it| class(it) != 0).count();
        text[start..start + length].sort_by_key(class);
        start += length;
    }
}

fn pair(first: u32, second: u32) -> Option<u32> {
    if (LEADING..LEADING + LEADING_COUNT).contains(&first) && (VOWELS..VOWELS + VOWEL_COUNT).contains(&second)
    {
        return Some(SYLLABLES + ((first - LEADING) * VOWEL_COUNT + second - VOWELS) * TRAILING_COUNT);
    }
    let is_open = (SYLLABLES..SYLLABLES + SYLLABLE_COUNT).contains(&first)
        && (first - SYLLABLES).is_multiple_of(TRAILING_COUNT);
    if is_open && (TRAILING + 1..TRAILING + TRAILING_COUNT).contains(&second) {
        return Some(first + second - TRAILING);
    }
    composed(first, second)
}

fn compose(text: &[u32]) -> Result<Vec<u32>> {
    let mut out: Vec<u32> = Vec::new();
    out.try_reserve_exact(text.len()).map_err(|_| Error::memory())?;
    let mut starter = None;
    let mut last_class = 0;
    for &code_point in text {
        let class = combining(code_point);
        if let Some(at) = starter {
            let is_next = out.len() == at + 1;
            if (is_next || last_class < class)
                && let Some(made) = pair(out[at], code_point)
            {
                out[at] = made;
                continue;
            }
        }
        if class == 0 {
            starter = Some(out.len());
        }
        last_class = class;
        out.push(code_point);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(text: &str, form: &str) -> String {
        let form = Form::named(form).expect("a form");
        let points = normalize(text.chars().map(u32::from), form, Version::Current).unwrap();
        points.into_iter().filter_map(char::from_u32).collect()
    }

    #[test]
    fn forms() {
        assert_eq!(normal("é", "NFD"), "e\u{301}");
        assert_eq!(normal("e\u{301}", "NFC"), "é");
        assert_eq!(normal("ﬁ", "NFKC"), "fi");
        assert_eq!(normal("ﬁ", "NFC"), "ﬁ");
        assert_eq!(normal("한글", "NFD"), "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}");
        assert_eq!(normal("\u{1112}\u{1161}\u{11ab}", "NFC"), "한");
        assert_eq!(normal("q\u{307}\u{323}", "NFC"), "q\u{323}\u{307}");
    }
}
