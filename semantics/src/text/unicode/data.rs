//! The Unicode database as `unicodedata` shows it: version 16.0, and 3.2 for what still needs that (IDNA 2003).
//!
//! The facts are in `data.bin`, which `scripts/unicode_data.py` asks of CPython. It starts with the sizes of its nine
//! sections, 32 bits each. All numbers are little-endian:
//!
//! 1. for each block of 128 code points, the number of its contents, 16 bits;
//! 2. contents of blocks: the number of the record of each code point, 16 bits;
//! 3. records: nine bytes for each of the two versions (see [`Facts`]);
//! 4. numeric values, doubles; the first stands for none;
//! 5. code points that decompose, each with the start of its decomposition, 32 bits each, sorted;
//! 6. the decompositions as text;
//! 7. pairs that compose: first, second, composed, 32 bits each, sorted;
//! 8. what decomposed otherwise in version 3.2: code point and decomposition;
//! 9. named sequences: lines of name, semicolon, characters.

static DATA: &[u8] = include_bytes!("data.bin");

/// Which version of the database is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Version {
    /// Unicode 16.0
    Current,
    /// Unicode 3.2
    Old,
}

const SECTIONS: usize = 9;
const BLOCK_BITS: u32 = 7;
const FACTS_SIZE: usize = 9;
const CODE_POINTS: u32 = 0x11_0000;

const fn word(at: usize) -> u32 {
    u32::from_le_bytes([DATA[at], DATA[at + 1], DATA[at + 2], DATA[at + 3]])
}

const fn half(at: usize) -> usize {
    u16::from_le_bytes([DATA[at], DATA[at + 1]]) as usize
}

/// Where each section starts, and at last where the data ends.
const STARTS: [usize; SECTIONS + 1] = {
    let mut starts = [4 * SECTIONS; SECTIONS + 1];
    let mut section = 0;
    while section < SECTIONS {
        starts[section + 1] = starts[section] + word(4 * section) as usize;
        section += 1;
    }
    starts
};

/// General categories by number.
const CATEGORIES: [&str; 30] = [
    "Cn", "Lu", "Ll", "Lt", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
    "Lm", "Lo", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So",
];
/// Bidirectional classes by number.
const DIRECTIONS: [&str; 24] = [
    "", "L", "LRE", "LRO", "R", "AL", "RLE", "RLO", "PDF", "EN", "ES", "ET", "AN", "CS", "NSM", "BN", "B",
    "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI",
];
/// East Asian widths by number.
const WIDTHS: [&str; 6] = ["F", "H", "W", "Na", "A", "N"];

/// What a version knows of a code point.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    start: usize,
}

impl Facts {
    /// The facts of a code point.
    pub fn of(code_point: u32, version: Version) -> Facts {
        // What is beyond the last code point is unassigned, as the noncharacter U+FFFE.
        let code_point = if code_point < CODE_POINTS { code_point } else { 0xFFFE };
        let block = half(STARTS[0] + 2 * (code_point >> BLOCK_BITS) as usize);
        let within = (code_point & ((1 << BLOCK_BITS) - 1)) as usize;
        let record = half(STARTS[1] + 2 * ((block << BLOCK_BITS) + within));
        let version = if version == Version::Old { FACTS_SIZE } else { 0 };
        Facts { start: STARTS[2] + 2 * FACTS_SIZE * record + version }
    }

    fn byte(self, at: usize) -> u8 {
        DATA[self.start + at]
    }

    /// The general category, as `Lu`.
    pub fn category(self) -> &'static str {
        CATEGORIES[usize::from(self.byte(0))]
    }

    /// The bidirectional class, as `AL`; empty if there is none.
    pub fn bidirectional(self) -> &'static str {
        DIRECTIONS[usize::from(self.byte(1))]
    }

    /// The canonical combining class.
    pub fn combining(self) -> u8 {
        self.byte(2)
    }

    /// The East Asian width, as `Na`.
    pub fn east_asian_width(self) -> &'static str {
        WIDTHS[usize::from(self.byte(3))]
    }

    /// Whether it is mirrored in text that runs from right to left.
    pub fn is_mirrored(self) -> bool {
        self.byte(4) != 0
    }

    /// The value as a decimal digit.
    pub fn decimal(self) -> Option<u8> {
        Some(self.byte(5)).filter(|&value| value != u8::MAX)
    }

    /// The value as a digit.
    pub fn digit(self) -> Option<u8> {
        Some(self.byte(6)).filter(|&value| value != u8::MAX)
    }

    /// The numeric value.
    pub fn numeric(self) -> Option<f64> {
        let index = half(self.start + 7);
        let at = STARTS[3] + 8 * index;
        let bytes = DATA[at..at + 8].try_into().unwrap_or_default();
        (index > 0).then(|| f64::from_le_bytes(bytes))
    }

    /// Whether the code point is assigned.
    pub fn is_assigned(self) -> bool {
        self.byte(0) != 0
    }
}

/// Finds, among sorted entries of `width` words in a section, one whose first `key.len()` words are the key.
fn find(section: usize, width: usize, key: &[u32]) -> Option<usize> {
    let start = STARTS[section];
    let count = (STARTS[section + 1] - start) / (4 * width);
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        let at = start + 4 * width * middle;
        let found = key.iter().enumerate().map(|(place, _)| word(at + 4 * place));
        match found.cmp(key.iter().copied()) {
            std::cmp::Ordering::Equal => return Some(at),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

/// The decomposition as the database writes it, such as `<compat> 0020 0301`; empty if there is none.
pub fn decomposition(code_point: u32, version: Version) -> &'static str {
    if version == Version::Old && !Facts::of(code_point, version).is_assigned() {
        return "";
    }
    let Some(at) = find(4, 2, &[code_point]) else { return "" };
    let (start, end) = (word(at + 4) as usize, word(at + 12) as usize);
    std::str::from_utf8(&DATA[STARTS[5] + start..STARTS[5] + end]).unwrap_or_default()
}

/// The character that a pair composes to.
pub(super) fn composed(first: u32, second: u32) -> Option<u32> {
    find(6, 3, &[first, second]).map(|at| word(at + 8))
}

/// What a code point decomposed to in version 3.2, if that was corrected later.
pub(super) fn corrected(code_point: u32) -> Option<u32> {
    find(7, 2, &[code_point]).map(|at| word(at + 4))
}

/// The characters of a named sequence.
pub fn named_sequence(name: &str) -> Option<&'static str> {
    let lines = std::str::from_utf8(&DATA[STARTS[8]..STARTS[9]]).unwrap_or_default().lines();
    lines.filter_map(|line| line.split_once(';')).find(|(known, _)| *known == name).map(|(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_of_some_characters() {
        let letter = Facts::of('A'.into(), Version::Current);
        assert_eq!((letter.category(), letter.bidirectional(), letter.east_asian_width()), ("Lu", "L", "Na"));
        assert_eq!(Facts::of(0xBD, Version::Current).numeric(), Some(0.5));
        assert_eq!(Facts::of(0x665, Version::Current).decimal(), Some(5));
        assert!(
            !Facts::of(0x221, Version::Old).is_assigned() || Facts::of(0x221, Version::Current).is_assigned()
        );
        assert_eq!(decomposition(0xA0, Version::Current), "<noBreak> 0020");
        assert_eq!(decomposition(0x10FFFF, Version::Current), "");
        assert_eq!(composed(0x41, 0x300), Some(0xC0));
        assert_eq!(named_sequence("KATAKANA LETTER AINU P"), Some("\u{31F7}\u{309A}"));
    }
}
