//! ISO 8601 texts of moments.

use strict_semantics::datetime::{
    Date, days_in_month, offset_text, parse_date, parse_time, separator_place, time_text,
};

use super::date;
use super::fields::date_of;
use super::moment::{make, time_of, zone_of};
use super::text::not_iso;
use super::time::{self, check_midnight, zone_of_text};
use super::zone::offset_at;
use crate::builtins::prelude::*;
use crate::object::Record;

pub(super) fn from_iso(vm: &mut Vm, class: Gc<Type>, text: Value) -> Outcome<Value> {
    let Some(text) = text.cast::<Str>() else {
        return Err(vm.type_error("fromisoformat: argument must be str"));
    };
    // Only the separator may lie outside of ASCII.
    let bytes: Vec<u8> = text
        .view()
        .code_points()
        .map(|point| u8::try_from(point).ok().filter(u8::is_ascii).unwrap_or(b'?'))
        .collect();
    let parsed = (bytes.len() >= 7)
        .then(|| {
            let place = separator_place(&bytes).ok()?;
            let date = parse_date(bytes.get(..place)?).ok()?;
            match bytes.get(place + 1..) {
                None | Some([]) => Some((date, None)),
                Some(rest) => Some((date, Some(parse_time(rest).ok()?))),
            }
        })
        .flatten();
    let Some((mut date, time)) = parsed else { return Err(not_iso(vm, text)) };
    let Some(time) = time else { return make(vm, class, date, [0; 4], Value::NONE, 0) };
    check_midnight(vm, &time)?;
    let is_day = (1..=12).contains(&date.month) && date.day <= days_in_month(date.year, date.month);
    if time.is_next_day && is_day {
        date = next_day(date);
    }
    let zone = zone_of_text(vm, time.offset)?;
    make(vm, class, date, time.parts, zone, 0)
}

/// The day after, which may be of a year that dates do not have.
fn next_day(date: Date) -> Date {
    let Date { year, month, day } = date;
    if day < days_in_month(year, month) {
        return Date { day: day + 1, ..date };
    }
    if month < 12 {
        Date { year, month: month + 1, day: 1 }
    } else {
        Date { year: year + 1, month: 1, day: 1 }
    }
}

pub(super) fn iso_format(
    vm: &mut Vm,
    it: Gc<Record>,
    separator: Option<Value>,
    name: Option<Value>,
) -> Outcome<Value> {
    let separator = match separator {
        None => u32::from('T'),
        Some(separator) => {
            let given = separator.cast::<Str>();
            match given.filter(|text| text.len() == 1).and_then(|text| text.view().char_at(0)) {
                Some(point) => point,
                None => {
                    let given = match given {
                        Some(text) => format!("a string of length {}", text.len()),
                        None => vm.type_name(separator),
                    };
                    let message = format!("isoformat() argument 1 must be a unicode character, not {given}");
                    return Err(vm.type_error(message));
                }
            }
        }
    };
    let precision = time::precision(vm, 2, name)?;
    let offset = offset_at(vm, zone_of(it), it.value())?;
    let mut text = strict_semantics::TextBuilder::new();
    text.push_str(&date::iso_text(date_of(it)));
    text.push(separator);
    text.push_str(&time_text(time_of(it), precision));
    if let Some(offset) = offset {
        text.push_str(&offset_text(offset, ":"));
    }
    vm.str_from_builder(&text)
}
