//! ISO 8601: reading the forms that `fromisoformat` takes, and writing those that `isoformat` makes.

use super::calendar::{Date, iso_to_date};
use super::{Microseconds, Time};

/// The text is not of any known form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotIso;

/// What comes after a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offset {
    /// Nothing.
    None,
    /// `Z`, or an offset of zero.
    Utc,
    /// So many microseconds east of Greenwich.
    East(i64),
}

/// A time of day that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IsoTime {
    /// Hour, minute, second, microsecond. The first two digits of each are not checked for range.
    pub parts: [i64; 4],
    /// The offset.
    pub offset: Offset,
    /// It was written as 24:00, and stands for midnight of the day after.
    pub is_next_day: bool,
}

type Result<T> = std::result::Result<T, NotIso>;

fn digits(text: &[u8], at: usize, count: usize) -> Result<i64> {
    let part = text.get(at..at + count).ok_or(NotIso)?;
    part.iter().try_fold(0, |number, byte| match byte {
        b'0'..=b'9' => Ok(number * 10 + i64::from(byte - b'0')),
        _ => Err(NotIso),
    })
}

/// Reads `YYYY-MM-DD`, `YYYYMMDD`, `YYYY-Www`, `YYYYWww`, `YYYY-Www-D` or `YYYYWwwD`. Year, month and day of the first
/// two are not checked for range.
///
/// # Errors
/// It is none of them.
pub fn parse_date(text: &[u8]) -> Result<Date> {
    if !matches!(text.len(), 7 | 8 | 10) {
        return Err(NotIso);
    }
    let year = digits(text, 0, 4)?;
    let dash = usize::from(text[4] == b'-');
    let at = 4 + dash;
    if text.get(at) == Some(&b'W') {
        let week = digits(text, at + 1, 2)?;
        let at = at + 3;
        let day = match text.len() - at {
            0 => 1,
            rest if rest == 1 + dash && (dash == 0 || text[at] == b'-') => digits(text, at + dash, 1)?,
            _ => return Err(NotIso),
        };
        return iso_to_date(year, week, day).map_err(|_| NotIso);
    }
    let month = digits(text, at, 2)?;
    if (text.get(at + 2) == Some(&b'-')) != (dash == 1) || text.len() != at + 4 + dash {
        return Err(NotIso);
    }
    Ok(Date { year, month, day: digits(text, at + 2 + dash, 2)? })
}

/// Where a text of a date and a time is divided: the place of the one character between them. It has seven characters
/// or more; those outside of ASCII are given as any other byte than a digit, `-` or `W`.
///
/// # Errors
/// It is certainly no date.
pub fn separator_place(text: &[u8]) -> Result<usize> {
    let is_digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    if text.len() == 7 {
        return Ok(7);
    }
    if text.get(4) == Some(&b'-') {
        if text.get(5) != Some(&b'W') {
            return Ok(10);
        }
        if text.get(8) != Some(&b'-') {
            return Ok(8);
        }
        // After a week, a dash may begin its day or separate the time, which has two digits.
        return match text.len() {
            9 => Err(NotIso),
            length if length > 10 && is_digit(10) => Ok(8),
            _ => Ok(10),
        };
    }
    if text.get(4) != Some(&b'W') {
        return Ok(8);
    }
    let end = (7..text.len()).find(|&at| !is_digit(at)).unwrap_or(text.len());
    // A week may have a one-digit day; an even number of digits belongs to the time.
    Ok(if end < 9 {
        end
    } else if end.is_multiple_of(2) {
        7
    } else {
        8
    })
}

/// Reads `HH[:MM[:SS[.ffffff]]]`, with or without colons; digits after the sixth of the fraction are dropped.
fn clock(text: &[u8]) -> Result<[i64; 4]> {
    let mut parts = [0; 4];
    let mut at = 0;
    let has_colons = text.get(2) == Some(&b':');
    for (index, part) in parts.iter_mut().take(3).enumerate() {
        *part = digits(text, at, 2)?;
        at += 2;
        match text.get(at) {
            None => return Ok(parts),
            Some(b':') if has_colons && index < 2 => at += 1,
            Some(b'.' | b',') if index == 2 => break,
            Some(_) if has_colons || index == 2 => return Err(NotIso),
            Some(_) => {}
        }
    }
    if !matches!(text.get(at), Some(b'.' | b',')) {
        return Err(NotIso);
    }
    let fraction = &text[at + 1..];
    if fraction.is_empty() || !fraction.iter().all(u8::is_ascii_digit) {
        return Err(NotIso);
    }
    let count = fraction.len().min(6);
    parts[3] = digits(fraction, 0, count)? * 10_i64.pow(6 - count as u32);
    Ok(parts)
}

/// Reads a time with or without offset. At 24 o'clock, what is not zero is left as it is, with the hour.
///
/// # Errors
/// It is none.
pub fn parse_time(text: &[u8]) -> Result<IsoTime> {
    let find = |byte| text.iter().position(|&it| it == byte);
    let sign = find(b'-').or_else(|| find(b'+')).or_else(|| find(b'Z'));
    let mut parts = clock(&text[..sign.unwrap_or(text.len())])?;
    let is_next_day = parts == [24, 0, 0, 0];
    if is_next_day {
        parts[0] = 0;
    }
    let offset = match sign {
        None => Offset::None,
        Some(at) if text[at] == b'Z' => {
            if at + 1 != text.len() {
                return Err(NotIso);
            }
            Offset::Utc
        }
        Some(at) => {
            let [hour, minute, second, microsecond] = clock(&text[at + 1..])?;
            let count = ((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond;
            match count {
                0 => Offset::Utc,
                _ => Offset::East(if text[at] == b'-' { -count } else { count }),
            }
        }
    };
    Ok(IsoTime { parts, offset, is_next_day })
}

/// To what a time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// To microseconds if there are any, else to seconds.
    Auto,
    /// `HH`
    Hours,
    /// `HH:MM`
    Minutes,
    /// `HH:MM:SS`
    Seconds,
    /// With three digits of the fraction.
    Milliseconds,
    /// With six digits of the fraction.
    Microseconds,
}

impl Precision {
    /// The one that `timespec` names.
    pub fn from_name(name: &str) -> Option<Precision> {
        Some(match name {
            "auto" => Precision::Auto,
            "hours" => Precision::Hours,
            "minutes" => Precision::Minutes,
            "seconds" => Precision::Seconds,
            "milliseconds" => Precision::Milliseconds,
            "microseconds" => Precision::Microseconds,
            _ => return None,
        })
    }
}

/// The time as ISO 8601 has it.
pub fn time_text(time: Time, precision: Precision) -> String {
    let Time { hour, minute, second, microsecond } = time;
    match precision {
        Precision::Hours => format!("{hour:02}"),
        Precision::Minutes => format!("{hour:02}:{minute:02}"),
        Precision::Milliseconds => format!("{hour:02}:{minute:02}:{second:02}.{:03}", microsecond / 1000),
        Precision::Auto | Precision::Seconds if microsecond == 0 || precision == Precision::Seconds => {
            format!("{hour:02}:{minute:02}:{second:02}")
        }
        _ => format!("{hour:02}:{minute:02}:{second:02}.{microsecond:06}"),
    }
}

/// An offset: `+HH:MM`, with seconds and microseconds if there are any.
pub fn offset_text(east: Microseconds, separator: &str) -> String {
    let sign = if east < 0 { '-' } else { '+' };
    let count = east.unsigned_abs();
    let (seconds, microsecond) = (count / 1_000_000, count % 1_000_000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut text = format!("{sign}{hour:02}{separator}{minute:02}");
    if second != 0 || microsecond != 0 {
        text.push_str(&format!("{separator}{second:02}"));
    }
    if microsecond != 0 {
        text.push_str(&format!(".{microsecond:06}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        let date = |text: &str| parse_date(text.as_bytes()).ok().map(|it| (it.year, it.month, it.day));
        assert_eq!(date("2020-02-29"), Some((2020, 2, 29)));
        assert_eq!(date("20200229"), Some((2020, 2, 29)));
        assert_eq!(date("2020-W53"), Some((2020, 12, 28)));
        assert_eq!(date("2020W537"), Some((2021, 1, 3)));
        assert_eq!(date("2020-W53-7"), Some((2021, 1, 3)));
        for wrong in
            ["2020-0229", "202002-29", "2020-02-2", "2020-W5", "2020W53-7", "2020-W537", "2020-W00-1"]
        {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn times_are_read() {
        let time = |text: &str| parse_time(text.as_bytes()).ok();
        let offset = |text| time(text).map(|it| it.offset);
        assert_eq!(time("12:30:45.12").map(|it| it.parts), Some([12, 30, 45, 120_000]));
        assert_eq!(time("123045,1234567").map(|it| it.parts), Some([12, 30, 45, 123_456]));
        assert_eq!(offset("12Z"), Some(Offset::Utc));
        assert_eq!(offset("12:00-00:00:01"), Some(Offset::East(-1_000_000)));
        assert!(time("24:00").is_some_and(|it| it.is_next_day));
        for wrong in
            ["", "1", "12:3", "12:30:", "12:3045", "1230:45", "12+", "12Z1", "12:00:00.", "12:30:45.a"]
        {
            assert_eq!(time(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn texts_are_written() {
        assert_eq!(offset_text(-(5 * 3600 + 30 * 60) * 1_000_000, ":"), "-05:30");
        assert_eq!(offset_text(1_000_001, ""), "+000001.000001");
        let time = Time { hour: 1, minute: 2, second: 3, microsecond: 4 };
        assert_eq!(time_text(time, Precision::Auto), "01:02:03.000004");
        assert_eq!(time_text(time, Precision::Milliseconds), "01:02:03.000");
    }
}
