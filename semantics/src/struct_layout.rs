//! The layout that a format of the `struct` module describes ("Format Strings" in the library reference).

use crate::int::ByteOrder;

/// What `struct.error` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StructError {
    /// A character that means nothing.
    #[error("bad char in struct format")]
    BadCharacter,
    /// A count at the end.
    #[error("repeat count given without format specifier")]
    CountWithoutCode,
    /// More bytes than can be addressed.
    #[error("total struct size too long")]
    TooLong,
    /// A null character.
    #[error("embedded null character")]
    NullCharacter,
}

/// A format, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// What the format lists, but padding.
    pub fields: Vec<Field>,
    /// In bytes.
    pub size: usize,
    /// The order of the bytes of each number.
    pub order: ByteOrder,
}

/// Values of one kind that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The letter in the format.
    pub code: u8,
    /// Where the first begins.
    pub offset: usize,
    /// Bytes of each.
    pub item_size: usize,
    /// How many there are.
    pub count: usize,
}

impl Layout {
    /// Takes an ASCII format apart, for a 64-bit little-endian Unix machine.
    ///
    /// # Errors
    /// [`StructError`]
    pub fn parse(format: &[u8]) -> Result<Layout, StructError> {
        if format.contains(&0) {
            return Err(StructError::NullCharacter);
        }
        let (native, order, mut rest) = match format {
            [b'<' | b'=', rest @ ..] => (false, ByteOrder::Little, rest),
            [b'>' | b'!', rest @ ..] => (false, ByteOrder::Big, rest),
            [b'@', rest @ ..] => (true, ByteOrder::Little, rest),
            _ => (true, ByteOrder::Little, format),
        };
        let mut layout = Layout { fields: Vec::new(), size: 0, order };
        while let [first, after @ ..] = rest {
            rest = after;
            if matches!(first, b' ' | b'\t'..=b'\r') {
                continue;
            }
            let (count, code) =
                if first.is_ascii_digit() { read_count(*first, &mut rest)? } else { (1, *first) };
            let Item { item_size, alignment } = item(code, native).ok_or(StructError::BadCharacter)?;
            let offset = layout.size.checked_next_multiple_of(alignment).ok_or(StructError::TooLong)?;
            let end = count.checked_mul(item_size).and_then(|bytes| bytes.checked_add(offset));
            layout.size = end.filter(|end| *end <= isize::MAX as usize).ok_or(StructError::TooLong)?;
            match code {
                b'x' => {}
                // A string is one value, however long.
                b's' | b'p' => layout.fields.push(Field { code, offset, item_size: count, count: 1 }),
                _ => layout.fields.push(Field { code, offset, item_size, count }),
            }
        }
        Ok(layout)
    }

    /// How many values are packed and unpacked.
    pub fn value_count(&self) -> usize {
        self.fields.iter().fold(0, |count, field| count.saturating_add(field.count))
    }
}

/// `struct.calcsize(format)` of an ASCII format, on a 64-bit Unix machine.
///
/// # Errors
/// [`StructError`]
pub fn calcsize(format: &[u8]) -> Result<usize, StructError> {
    Layout::parse(format).map(|layout| layout.size)
}

/// Reads the rest of a count, and the code after it.
fn read_count(first: u8, rest: &mut &[u8]) -> Result<(usize, u8), StructError> {
    let mut count = usize::from(first - b'0');
    while let [next, after @ ..] = *rest {
        *rest = after;
        if !next.is_ascii_digit() {
            return Ok((count, *next));
        }
        let extended = count.checked_mul(10).and_then(|tens| tens.checked_add(usize::from(next - b'0')));
        count = extended.filter(|count| *count <= isize::MAX as usize).ok_or(StructError::TooLong)?;
    }
    Err(StructError::CountWithoutCode)
}

struct Item {
    item_size: usize,
    alignment: usize,
}

/// What a code stands for: native sizes are aligned, standard ones are not.
fn item(code: u8, native: bool) -> Option<Item> {
    let (item_size, alignment) = match code {
        b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => (1, 1),
        b'h' | b'H' | b'e' => (2, 2),
        b'i' | b'I' | b'f' => (4, 4),
        b'l' | b'L' if native => (8, 8),
        b'l' | b'L' => (4, 4),
        b'q' | b'Q' | b'd' => (8, 8),
        b'n' | b'N' | b'P' if native => (8, 8),
        b'F' => (8, 4),
        b'D' => (16, 8),
        _ => return None,
    };
    Some(Item { item_size, alignment: if native { alignment } else { 1 } })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(format: &str) -> Result<usize, StructError> {
        calcsize(format.as_bytes())
    }

    #[test]
    fn native_sizes_are_aligned() {
        assert_eq!(size("bi"), Ok(8));
        assert_eq!(size("ib"), Ok(5));
        assert_eq!(size("b0i"), Ok(4));
        assert_eq!(size("@bq"), Ok(16));
        assert_eq!(size("bF"), Ok(12));
        assert_eq!(size("bD"), Ok(24));
        assert_eq!(size(" 2i\n3s"), Ok(11));
        assert_eq!(size(""), Ok(0));
    }

    #[test]
    fn standard_sizes_are_not() {
        assert_eq!(size("<bi"), Ok(5));
        assert_eq!(size("=l"), Ok(4));
        assert_eq!(size("!bq"), Ok(9));
        assert_eq!(size("=n"), Err(StructError::BadCharacter));
    }

    #[test]
    fn errors() {
        assert_eq!(size("2"), Err(StructError::CountWithoutCode));
        assert_eq!(size("2 i"), Err(StructError::BadCharacter));
        assert_eq!(size("i\0"), Err(StructError::NullCharacter));
        assert_eq!(size("9223372036854775807s"), Ok(isize::MAX as usize));
        assert_eq!(size("9223372036854775807s0q"), Err(StructError::TooLong));
        assert_eq!(size("99999999999999999999i"), Err(StructError::TooLong));
        assert_eq!(size("-1i"), Err(StructError::BadCharacter));
    }
}
