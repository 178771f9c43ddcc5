//! Dates, times of day and durations: the arithmetic and the texts of the module `datetime`, without time zones' rules.
//!
//! - `calendar`: the proleptic Gregorian calendar, days counted from 1 January of year 1, and ISO weeks;
//! - `duration`: the exact sum of what `timedelta` is made of;
//! - `iso_text`: reading and writing ISO 8601.

mod calendar;
mod duration;
mod iso_text;

pub use calendar::{
    Date, MAX_ORDINAL, MAX_YEAR, MIN_YEAR, days_before_month, days_in_month, is_leap, iso_calendar,
    iso_to_date,
};
pub use duration::{DAY, DurationSum, Microseconds, SECOND, divide_to_nearest};
pub use iso_text::{
    IsoTime, NotIso, Offset, Precision, offset_text, parse_date, parse_time, separator_place, time_text,
};

/// A time of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    /// 0..=23
    pub hour: u8,
    /// 0..=59
    pub minute: u8,
    /// 0..=59
    pub second: u8,
    /// 0..=999 999
    pub microsecond: u32,
}

impl Time {
    /// The time so many microseconds after midnight, less than a day.
    pub fn from_microseconds(count: i64) -> Time {
        let seconds = count / 1_000_000;
        Time {
            hour: (seconds / 3600) as u8,
            minute: (seconds / 60 % 60) as u8,
            second: (seconds % 60) as u8,
            microsecond: (count % 1_000_000) as u32,
        }
    }

    /// Seconds since midnight.
    pub fn seconds(self) -> i64 {
        (i64::from(self.hour) * 60 + i64::from(self.minute)) * 60 + i64::from(self.second)
    }

    /// Microseconds since midnight.
    pub fn microseconds(self) -> i64 {
        self.seconds() * 1_000_000 + i64::from(self.microsecond)
    }
}
