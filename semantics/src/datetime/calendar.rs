//! The proleptic Gregorian calendar. An *ordinal* counts days, 1 January of year 1 being day 1.

/// The first year.
pub const MIN_YEAR: i64 = 1;
/// The last year.
pub const MAX_YEAR: i64 = 9999;
/// The ordinal of the last day of the last year.
pub const MAX_ORDINAL: i64 = 3_652_059;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: i64,
    /// 1..=12
    pub month: i64,
    /// 1..=31
    pub day: i64,
}

const DAYS_BEFORE: [i64; 13] = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/// Whether the year has a 29th of February.
pub fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days the month, 1..=12, has.
pub fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// How many days of the year are before the month, 1..=12.
pub fn days_before_month(year: i64, month: i64) -> i64 {
    DAYS_BEFORE.get(month as usize).copied().unwrap_or(0) + i64::from(month > 2 && is_leap(year))
}

fn days_before_year(year: i64) -> i64 {
    let before = year - 1;
    before * 365 + before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400)
}

impl Date {
    /// The day, if there is such a day in the years 1 to 9999.
    pub fn new(year: i64, month: i64, day: i64) -> Option<Date> {
        let is_valid = (MIN_YEAR..=MAX_YEAR).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        is_valid.then_some(Date { year, month, day })
    }

    /// How many days it is after 31 December of year 0.
    pub fn ordinal(self) -> i64 {
        days_before_year(self.year) + days_before_month(self.year, self.month) + self.day
    }

    /// The day of an ordinal from 1 to [`MAX_ORDINAL`]. Cycles of 400, 100, 4 and 1 years are taken off in turn.
    pub fn from_ordinal(ordinal: i64) -> Date {
        let (cycles, rest) = ((ordinal - 1).div_euclid(146_097), (ordinal - 1).rem_euclid(146_097));
        // The last day of a leap year belongs to the cycle before the one that division finds.
        let centuries = (rest / 36_524).min(3);
        let rest = rest - centuries * 36_524;
        let (fours, rest) = (rest / 1461, rest % 1461);
        let years = (rest / 365).min(3);
        let mut rest = rest - years * 365;
        let year = cycles * 400 + centuries * 100 + fours * 4 + years + 1;
        let mut month = 1;
        while rest >= days_in_month(year, month) {
            rest -= days_in_month(year, month);
            month += 1;
        }
        Date { year, month, day: rest + 1 }
    }

    /// Monday is 0.
    pub fn weekday(self) -> i64 {
        (self.ordinal() + 6).rem_euclid(7)
    }

    /// 1 January is 1.
    pub fn day_of_year(self) -> i64 {
        days_before_month(self.year, self.month) + self.day
    }
}

/// The ordinal of the Monday on which the ISO year begins: that of the week with the year's first Thursday.
fn first_monday(year: i64) -> i64 {
    let first = Date { year, month: 1, day: 1 };
    let weekday = first.weekday();
    first.ordinal() - weekday + if weekday > 3 { 7 } else { 0 }
}

/// ISO year, week (1..=53) and weekday (Monday is 1).
pub fn iso_calendar(date: Date) -> (i64, i64, i64) {
    let ordinal = date.ordinal();
    let mut year = date.year;
    if ordinal < first_monday(year) {
        year -= 1;
    } else if ordinal >= first_monday(year + 1) {
        year += 1;
    }
    let days = ordinal - first_monday(year);
    (year, days / 7 + 1, days % 7 + 1)
}

/// The day of an ISO year, week and weekday.
///
/// # Errors
/// What is wrong, in words. The day itself may lie outside of the years that dates have.
pub fn iso_to_date(year: i64, week: i64, day: i64) -> Result<Date, String> {
    if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
        return Err(format!("year must be in {MIN_YEAR}..{MAX_YEAR}, not {year}"));
    }
    let weeks = (first_monday(year + 1) - first_monday(year)) / 7;
    if !(1..=weeks).contains(&week) {
        return Err(format!("Invalid week: {week}"));
    }
    if !(1..=7).contains(&day) {
        return Err(format!("Invalid weekday: {day} (range is [1, 7])"));
    }
    Ok(Date::from_ordinal(first_monday(year) + (week - 1) * 7 + day - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_and_dates_are_inverse() {
        let mut expected = Date { year: 1, month: 1, day: 1 };
        for ordinal in 1..=MAX_ORDINAL {
            let date = Date::from_ordinal(ordinal);
            assert_eq!(date, expected);
            assert_eq!(date.ordinal(), ordinal);
            expected.day += 1;
            if expected.day > days_in_month(expected.year, expected.month) {
                expected = match expected.month {
                    12 => Date { year: expected.year + 1, month: 1, day: 1 },
                    month => Date { year: expected.year, month: month + 1, day: 1 },
                };
            }
        }
        assert_eq!(Date::from_ordinal(MAX_ORDINAL), Date { year: 9999, month: 12, day: 31 });
    }

    #[test]
    fn weeks_are_inverse() {
        for ordinal in (1..=MAX_ORDINAL - 400).step_by(3) {
            let date = Date::from_ordinal(ordinal);
            let (year, week, day) = iso_calendar(date);
            assert_eq!(iso_to_date(year, week, day), Ok(date));
        }
        assert!(iso_to_date(2021, 53, 1).is_err() && iso_to_date(2020, 53, 1).is_ok());
    }
}
