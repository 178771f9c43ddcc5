//! What objects are made of: days and times of day, packed into one small integer each, so that comparing them is
//! comparing integers.

use strict_semantics::datetime::{Date, MAX_YEAR, MIN_YEAR, Time, days_in_month};

use crate::builtins::prelude::*;
use crate::object::Record;

/// The field of a day.
pub(super) const DAY: usize = 0;

/// Packs a day.
pub(super) const fn pack_date(date: Date) -> Value {
    Value::fixnum(date.year << 16 | date.month << 8 | date.day)
}

/// The day of a `date` or `datetime`.
pub(super) fn date_of(it: Gc<Record>) -> Date {
    let packed = it.get(DAY).as_fixnum().unwrap_or(0);
    Date { year: packed >> 16, month: packed >> 8 & 0xff, day: packed & 0xff }
}

/// Packs a time of day.
pub(super) const fn pack_time(time: Time) -> Value {
    let Time { hour, minute, second, microsecond } = time;
    Value::fixnum((hour as i64) << 40 | (minute as i64) << 32 | (second as i64) << 24 | microsecond as i64)
}

/// Unpacks a time of day.
pub(super) fn unpack_time(packed: Value) -> Time {
    let packed = packed.as_fixnum().unwrap_or(0);
    Time {
        hour: (packed >> 40) as u8,
        minute: (packed >> 32) as u8,
        second: (packed >> 24) as u8,
        microsecond: (packed & 0xff_ffff) as u32,
    }
}

/// `ValueError` unless there is such a day.
pub(super) fn check_date(vm: &mut Vm, year: i64, month: i64, day: i64) -> Outcome<Date> {
    if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
        return Err(vm.value_error(format!("year must be in {MIN_YEAR}..{MAX_YEAR}, not {year}")));
    }
    if !(1..=12).contains(&month) {
        return Err(vm.value_error(format!("month must be in 1..12, not {month}")));
    }
    let last = days_in_month(year, month);
    if !(1..=last).contains(&day) {
        return Err(
            vm.value_error(format!("day {day} must be in range 1..{last} for month {month} in year {year}"))
        );
    }
    Ok(Date { year, month, day })
}

/// `ValueError` unless there is such a time of day.
pub(super) fn check_time(vm: &mut Vm, parts: [i64; 4], fold: i64) -> Outcome<Time> {
    let bounds = [("hour", 23), ("minute", 59), ("second", 59), ("microsecond", 999_999)];
    for ((name, last), part) in bounds.into_iter().zip(parts) {
        if !(0..=last).contains(&part) {
            return Err(vm.value_error(format!("{name} must be in 0..{last}, not {part}")));
        }
    }
    if !(0..=1).contains(&fold) {
        return Err(vm.value_error(format!("fold must be either 0 or 1, not {fold}")));
    }
    let [hour, minute, second, microsecond] = parts;
    Ok(Time { hour: hour as u8, minute: minute as u8, second: second as u8, microsecond: microsecond as u32 })
}

/// The bytes that days are pickled as.
pub(super) fn date_bytes(date: Date) -> [u8; 4] {
    [(date.year >> 8) as u8, date.year as u8, date.month as u8, date.day as u8]
}

/// The bytes that times are pickled as.
pub(super) fn time_bytes(time: Time) -> [u8; 6] {
    let [_, high, middle, low] = time.microsecond.to_be_bytes();
    [time.hour, time.minute, time.second, high, middle, low]
}

/// The day of pickled bytes. Only the month is checked, as it tells bytes from what they are not.
pub(super) fn date_from_bytes(bytes: &[u8]) -> Option<Date> {
    let &[high, low, month, day] = bytes else { return None };
    let year = i64::from(high) << 8 | i64::from(low);
    (1..=12).contains(&month).then(|| Date { year, month: month.into(), day: day.into() })
}

/// The time of six pickled bytes, unchecked.
pub(super) fn time_from_bytes(bytes: &[u8]) -> Time {
    let &[hour, minute, second, high, middle, low] = bytes else { return Time::default() };
    Time { hour, minute, second, microsecond: u32::from_be_bytes([0, high, middle, low]) }
}

/// The bytes of a pickled state: an object of `bytes`, or a text of Latin-1 as Python 2 pickled it.
pub(super) fn state_bytes(value: Value, length: usize) -> Option<Vec<u8>> {
    let bytes = match value.cast::<crate::object::Bytes>() {
        Some(bytes) => bytes.as_slice().to_vec(),
        None => {
            let text = value.cast::<Str>()?;
            text.view().code_points().map(|point| u8::try_from(point).ok()).collect::<Option<Vec<u8>>>()?
        }
    };
    (bytes.len() == length).then_some(bytes)
}
