//! Line ends of text streams: where lines end, and making line feeds of all kinds of ends.

use super::{Text, TextBuilder, TextRef, Unit, with_units};

/// What ends a line of a text stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnd {
    /// A line feed.
    Feed,
    /// A carriage return.
    Return,
    /// A carriage return and a line feed.
    ReturnFeed,
    /// Any of them.
    Any,
}

impl LineEnd {
    /// The end of the first line of a text, behind what ends it; `None` when the line goes on.
    pub fn find(self, text: TextRef<'_>) -> Option<usize> {
        with_units!(text, units => self.find_in(units))
    }

    fn find_in<U: Unit>(self, units: &[U]) -> Option<usize> {
        let unit = |byte: u8| U::from_code_point(byte.into()).unwrap_or_default();
        let (feed, carriage_return) = (unit(b'\n'), unit(b'\r'));
        match self {
            LineEnd::Feed => U::find(units, &[feed]).map(|at| at + 1),
            LineEnd::Return => U::find(units, &[carriage_return]).map(|at| at + 1),
            LineEnd::ReturnFeed => U::find(units, &[carriage_return, feed]).map(|at| at + 2),
            LineEnd::Any => {
                let line_feed = U::find(units, &[feed]).unwrap_or(units.len());
                match U::find(&units[..line_feed], &[carriage_return]) {
                    Some(at) if at + 1 == line_feed && line_feed < units.len() => Some(line_feed + 1),
                    Some(at) => Some(at + 1),
                    None => (line_feed < units.len()).then_some(line_feed + 1),
                }
            }
        }
    }
}

/// The state of `io.IncrementalNewlineDecoder`: recognises line ends in text that comes in pieces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Newlines {
    /// Whether line ends become line feeds.
    pub translates: bool,
    /// Whether the last piece ended in a carriage return, which was kept back.
    pub pending_return: bool,
    /// The kinds met so far: [`Newlines::RETURN`], [`Newlines::FEED`], [`Newlines::RETURN_FEED`].
    pub seen: u8,
}

impl Newlines {
    /// A carriage return alone.
    pub const RETURN: u8 = 1;
    /// A line feed alone.
    pub const FEED: u8 = 2;
    /// A carriage return and a line feed.
    pub const RETURN_FEED: u8 = 4;

    /// The text for the next piece; `None` when it is the piece itself. A carriage return at the end is kept back
    /// unless this is the `last` piece.
    pub fn decode(&mut self, piece: TextRef<'_>, last: bool) -> Option<Text> {
        let holds = |code: u32| with_units!(piece, units => contains(units, code));
        let prepends = self.pending_return && (last || !piece.is_empty());
        if !prepends && !holds(u32::from(b'\r')) {
            if self.seen & Newlines::FEED == 0 && holds(u32::from(b'\n')) {
                self.seen |= Newlines::FEED;
            }
            return None;
        }
        self.pending_return = false;
        let mut rest = piece;
        if !last && piece.char_at(piece.len().wrapping_sub(1)) == Some(u32::from(b'\r')) {
            rest = piece.slice(0..piece.len() - 1);
            self.pending_return = true;
        }
        let mut out = TextBuilder::new();
        let mut after_return = prepends;
        for code in rest.code_points() {
            if after_return {
                self.end_return(code == u32::from(b'\n'), &mut out);
                after_return = false;
                if code == u32::from(b'\n') {
                    continue;
                }
            }
            match code {
                13 => after_return = true,
                10 => {
                    self.seen |= Newlines::FEED;
                    out.push(code);
                }
                _ => out.push(code),
            }
        }
        if after_return {
            self.end_return(false, &mut out);
        }
        Some(out.finish())
    }

    /// Writes what stands for a carriage return, and the line feed after it if there is one.
    fn end_return(&mut self, has_feed: bool, out: &mut TextBuilder) {
        self.seen |= if has_feed { Newlines::RETURN_FEED } else { Newlines::RETURN };
        match (self.translates, has_feed) {
            (true, _) => out.push(u32::from(b'\n')),
            (false, true) => out.push_str("\r\n"),
            (false, false) => out.push(u32::from(b'\r')),
        }
    }
}

fn contains<U: Unit>(units: &[U], code: u32) -> bool {
    U::from_code_point(code).is_some_and(|unit| U::find(units, &[unit]).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(newlines: &mut Newlines, piece: &str, last: bool) -> String {
        let text = Text::from(piece);
        let decoded = newlines.decode(text.view(), last).unwrap_or(text);
        decoded.to_string_lossy().into_owned()
    }

    #[test]
    fn lines_end_where_asked() {
        let find = |end: LineEnd, text: &str| end.find(Text::from(text).view());
        assert_eq!(find(LineEnd::Feed, "a\r\nb"), Some(3));
        assert_eq!(find(LineEnd::Return, "a\r\nb"), Some(2));
        assert_eq!(find(LineEnd::ReturnFeed, "a\rb\r\nc"), Some(5));
        assert_eq!(find(LineEnd::Any, "a\rb\r\nc"), Some(2));
        assert_eq!(find(LineEnd::Any, "a\r\nc"), Some(3));
        assert_eq!(find(LineEnd::Any, "ab\nc"), Some(3));
        assert_eq!(find(LineEnd::Any, "€b\r"), Some(3));
        assert_eq!(find(LineEnd::Any, "ab"), None);
    }

    #[test]
    fn line_ends_are_translated_across_pieces() {
        let mut newlines = Newlines { translates: true, ..Newlines::default() };
        assert_eq!(decode(&mut newlines, "a\r", false), "a");
        assert_eq!(decode(&mut newlines, "\nb\r", false), "\nb");
        assert_eq!(decode(&mut newlines, "c\n", false), "\nc\n");
        assert_eq!(decode(&mut newlines, "\r", true), "\n");
        assert_eq!(newlines.seen, Newlines::RETURN | Newlines::FEED | Newlines::RETURN_FEED);
    }

    #[test]
    fn line_ends_are_kept_if_asked() {
        let mut newlines = Newlines::default();
        assert_eq!(decode(&mut newlines, "a\r\r", false), "a\r");
        assert_eq!(decode(&mut newlines, "\r\n", false), "\r\r\n");
        assert_eq!(decode(&mut newlines, "", true), "");
        assert_eq!(newlines.seen, Newlines::RETURN | Newlines::RETURN_FEED);
    }
}
