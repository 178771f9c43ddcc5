//! Recognises a diagnostic again after the lines around it have moved.

use std::fmt;

use strict_analyzer::diagnostics::Diagnostic;

/// A hash of a diagnostic's code, message and source line. Where in the file the line stands does not enter it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// The fingerprint of a diagnostic.
    pub fn of(diagnostic: &Diagnostic) -> Self {
        let code = diagnostic.code.to_string();
        let primary = &diagnostic.primary;
        let line = primary.source.line_text(primary.source.position(primary.range.start()).line);
        Self::of_texts(&[&code, &diagnostic.message, line.unwrap_or_default().trim()])
    }

    /// The 128-bit FNV-1a hash of texts, each ended by a byte that occurs in none. Stable across versions and
    /// platforms, which the standard library's hashes are not.
    /// <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>
    pub fn of_texts(texts: &[&str]) -> Self {
        const OFFSET_BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        const END: u8 = 0xff;
        let bytes = texts.iter().flat_map(|text| text.bytes().chain([END]));
        Fingerprint(bytes.fold(OFFSET_BASIS, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME)))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    #[test]
    fn texts_are_told_apart() {
        assert_ne!(Fingerprint::of_texts(&["ab", "c"]), Fingerprint::of_texts(&["a", "bc"]));
        assert_ne!(Fingerprint::of_texts(&[]), Fingerprint::of_texts(&[""]));
    }

    #[test]
    fn the_value_is_stable() {
        assert_eq!(Fingerprint::of_texts(&[]).to_string(), "6c62272e07bb014262b821756295c58d");
    }
}
