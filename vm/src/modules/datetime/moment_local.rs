//! Moments by the clock: seconds since 1970, and local time as the C library knows it.

use std::time::{SystemTime, UNIX_EPOCH};

use strict_semantics::datetime::{Date, MAX_YEAR, MIN_YEAR, SECOND, Time};

use super::moment::{DATETIME, alloc, difference, field_seconds, fold_of, make, time_of, with_zone, zone_of};
use super::zone::{self, check_zone, offset_at};
use super::{call_named, delta, instance, is_exactly, moment};
use crate::builtins::prelude::*;
use crate::object::Record;
use crate::vm::Raised;

/// 1 January 1970 in seconds from the last day of year 0.
const EPOCH: i64 = 719_163 * 86_400;
/// As of 2015 the largest step back of a clock was 23 hours, in Kwajalein in 1969.
const LARGEST_FOLD: i64 = 24 * 3600;

/// Seconds since 1970 and the microsecond.
pub(super) fn current() -> (i64, u32) {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(time) => (time.as_secs() as i64, time.subsec_micros()),
        Err(_) => (0, 0),
    }
}

fn out_of_range(vm: &mut Vm) -> Raised {
    vm.error(vm.exceptions.OverflowError, "timestamp out of range for platform time_t")
}

fn float_argument(vm: &mut Vm, timestamp: Value) -> Outcome<Option<f64>> {
    if vm.as_int(timestamp).is_some() {
        return Ok(None);
    }
    match vm.as_float(timestamp) {
        Some(number) if number.is_nan() => Err(vm.value_error("Invalid value NaN (not a number)")),
        Some(number) if number.abs() >= i64::MAX as f64 => Err(out_of_range(vm)),
        number => Ok(number),
    }
}

fn int_timestamp(vm: &mut Vm, timestamp: Value) -> Outcome<i64> {
    match vm.to_index(timestamp)?.to_i64() {
        Some(seconds) => Ok(seconds),
        None => Err(out_of_range(vm)),
    }
}

/// A timestamp in whole seconds, rounded down.
pub(super) fn whole_seconds(vm: &mut Vm, timestamp: Value) -> Outcome<i64> {
    match float_argument(vm, timestamp)? {
        Some(number) => Ok(number.floor() as i64),
        None => int_timestamp(vm, timestamp),
    }
}

/// A timestamp in seconds and microseconds; halves of a microsecond are rounded to even.
pub(super) fn seconds_and_microsecond(vm: &mut Vm, timestamp: Value) -> Outcome<(i64, u32)> {
    let Some(number) = float_argument(vm, timestamp)? else {
        if vm.special(timestamp, Special::Index).is_none() {
            let name = vm.type_name(timestamp);
            return Err(vm.type_error(format!("argument must be int or float, not {name}")));
        }
        return Ok((int_timestamp(vm, timestamp)?, 0));
    };
    let microseconds = (number.fract() * 1e6).round_ties_even() as i64;
    let seconds = number.trunc() as i64 + microseconds.div_euclid(1_000_000);
    Ok((seconds, microseconds.rem_euclid(1_000_000) as u32))
}

/// What the C library makes of seconds since 1970.
struct Broken {
    date: Date,
    clock: [i64; 3],
    offset: i64,
    zone: String,
}

#[allow(unsafe_code, reason = "calls the C library")]
fn break_down(vm: &mut Vm, seconds: i64, is_local: bool) -> Outcome<Broken> {
    // SAFETY: numbers and a pointer that may be null.
    let mut time: libc::tm = unsafe { std::mem::zeroed() };
    // SAFETY: the pointers lead to locals.
    let result = unsafe {
        if is_local {
            libc::localtime_r(&raw const seconds, &raw mut time)
        } else {
            libc::gmtime_r(&raw const seconds, &raw mut time)
        }
    };
    if result.is_null() {
        return Err(out_of_range(vm));
    }
    let zone = if time.tm_zone.is_null() {
        String::new()
    } else {
        // SAFETY: the C library's zone name ends in zero.
        unsafe { std::ffi::CStr::from_ptr(time.tm_zone) }.to_string_lossy().into_owned()
    };
    let date = Date {
        year: i64::from(time.tm_year) + 1900,
        month: i64::from(time.tm_mon) + 1,
        day: time.tm_mday.into(),
    };
    // Leap seconds that the platform may tell are left out.
    let clock = [time.tm_hour.into(), time.tm_min.into(), i64::from(time.tm_sec.min(59))];
    Ok(Broken { date, clock, offset: time.tm_gmtoff, zone })
}

/// The day and the time of day of seconds since 1970.
pub(super) fn broken_down(vm: &mut Vm, seconds: i64, is_local: bool) -> Outcome<(Date, [i64; 3])> {
    let Broken { date, clock, .. } = break_down(vm, seconds, is_local)?;
    Ok((date, clock))
}

/// A day and a time of day in seconds from the last day of year 0.
fn seconds_of(vm: &mut Vm, date: Date, clock: [i64; 3]) -> Outcome<i64> {
    if !(MIN_YEAR..=MAX_YEAR).contains(&date.year) {
        let message = format!("year must be in {MIN_YEAR}..{MAX_YEAR}, not {}", date.year);
        return Err(vm.value_error(message));
    }
    let [hour, minute, second] = clock;
    Ok(date.ordinal() * 86_400 + (hour * 60 + minute) * 60 + second)
}

/// Local time in seconds from the last day of year 0, of UTC in the same.
fn local(vm: &mut Vm, utc: i64) -> Outcome<i64> {
    let (date, clock) = broken_down(vm, utc - EPOCH, true)?;
    seconds_of(vm, date, clock)
}

/// UTC of local time, both in seconds from the last day of year 0.
fn utc_of_local(vm: &mut Vm, time: i64, fold: i64) -> Outcome<i64> {
    // The offset somewhere near, then the one at what it gives.
    let offset = local(vm, time)? - time;
    let first = time - offset;
    let found = local(vm, first)?;
    let other_offset;
    if found == time {
        // One solution; the other, if there is one, is on the side that the fold tells.
        let probe = if fold == 0 { first - LARGEST_FOLD } else { first + LARGEST_FOLD };
        other_offset = local(vm, probe)? - probe;
        if offset == other_offset {
            return Ok(first);
        }
    } else {
        other_offset = found - first;
    }
    let second = time - other_offset;
    if local(vm, second)? == time {
        return Ok(second);
    }
    if found == time {
        return Ok(first);
    }
    // The time is in a gap: neither offset gives it.
    Ok(if fold == 0 { first.max(second) } else { first.min(second) })
}

/// The moment so many seconds after 1970, in local time or UTC, and then as the zone has it.
pub(super) fn at(
    vm: &mut Vm,
    class: Gc<Type>,
    seconds: i64,
    microsecond: u32,
    zone: Value,
    is_local: bool,
) -> Outcome<Value> {
    let (date, clock) = broken_down(vm, seconds, is_local)?;
    let mut fold = 0;
    if is_local {
        let result = seconds_of(vm, date, clock)?;
        let probe = local(vm, EPOCH.saturating_add(seconds) - LARGEST_FOLD)?;
        let transition = result - probe - LARGEST_FOLD;
        if transition < 0 && local(vm, EPOCH + seconds + transition)? == result {
            fold = 1;
        }
    }
    let [hour, minute, second] = clock;
    let moment = make(vm, class, date, [hour, minute, second, microsecond.into()], zone, fold)?;
    if zone.is_none() { Ok(moment) } else { call_named(vm, zone, "fromutc", &[moment]) }
}

/// `timestamp`
pub(super) fn timestamp(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    if zone_of(it).is_none() {
        let seconds = utc_of_local(vm, field_seconds(it), fold_of(it))? - EPOCH;
        let number = seconds as f64 + f64::from(time_of(it).microsecond) / 1e6;
        return Ok(vm.new_float(number));
    }
    let utc = zone::utc(vm)?;
    let class = vm.native_type(&DATETIME);
    let epoch = Date { year: 1970, month: 1, day: 1 };
    let epoch = alloc(vm, class, epoch, Time::default(), utc, 0);
    let total = difference(vm, it, epoch)?;
    let total = delta::of_total(vm, total)?;
    call_named(vm, total.value(), "total_seconds", &[])
}

/// The zone of local time at seconds since 1970.
fn zone_at(vm: &mut Vm, seconds: i64) -> Outcome<Value> {
    let Broken { offset, zone, .. } = break_down(vm, seconds, true)?;
    zone::named(vm, i128::from(offset) * SECOND, &zone)
}

/// `astimezone`
pub(super) fn as_zone(vm: &mut Vm, it: Gc<Record>, zone: Option<Value>) -> Outcome<Value> {
    let zone = check_zone(vm, zone.unwrap_or(Value::NONE))?;
    let mut own = zone_of(it);
    let mut offset = None;
    if !own.is_none() {
        if own == zone {
            return Ok(it.value());
        }
        offset = offset_at(vm, own, it.value())?;
    }
    let offset = match offset {
        Some(offset) => offset,
        None => {
            let seconds = utc_of_local(vm, field_seconds(it), fold_of(it))? - EPOCH;
            own = zone_at(vm, seconds)?;
            if own == zone {
                return Ok(it.value());
            }
            offset_at(vm, own, it.value())?.unwrap_or(0)
        }
    };
    let moved = moment::add_total(vm, it, -offset)?;
    let Some(moved) = instance(vm, moved, &DATETIME) else {
        return Err(vm.type_error("a subclass of datetime made something else"));
    };
    let target = if zone.is_none() { zone_at(vm, field_seconds(moved) - EPOCH)? } else { zone };
    // A subclass's own instance is kept, with its zone replaced.
    let moved = if is_exactly(vm, moved.value(), &DATETIME) {
        with_zone(vm, moved, target, 0)
    } else {
        moment::set_zone(moved, target);
        moved
    };
    call_named(vm, target, "fromutc", &[moved.value()])
}
