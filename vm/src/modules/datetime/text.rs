//! Texts of dates and times that are not ISO 8601: `strftime`, `strptime`, and what is common to all of them.

use strict_semantics::TextBuilder;
use strict_semantics::datetime::offset_text;

use super::fields::unpack_time;
use super::moment::{self, DATETIME};
use super::time::{self, TIME};
use super::zone::{ask_name, offset_at};
use super::{call_named, function_of, instance, text_argument};
use crate::builtins::prelude::*;
use crate::vm::Raised;

pub(super) const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
pub(super) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The bytes of a text of nothing but ASCII.
pub(super) fn ascii_bytes(text: Gc<Str>) -> Option<Vec<u8>> {
    text.as_ascii().map(|text| text.as_bytes().to_vec())
}

/// The error of a text that is not of a known form.
pub(super) fn not_iso(vm: &mut Vm, text: Gc<Str>) -> Raised {
    match vm.repr(text.value()) {
        Ok(shown) => {
            let mut message = TextBuilder::new();
            message.push_str("Invalid isoformat string: ");
            message.push_text(shown.view());
            let message = match vm.str_from_builder(&message) {
                Ok(message) => message,
                Err(raised) => return raised,
            };
            vm.raise_with(vm.exceptions.ValueError, &[message])
        }
        Err(raised) => raised,
    }
}

/// `strftime` of a `date` or `datetime`.
pub(super) fn strftime(vm: &mut Vm, it: Value, format: Value) -> Outcome<Value> {
    let format = text_argument(vm, "strftime", 1, format)?;
    let fields = call_named(vm, it, "timetuple", &[])?;
    formatted(vm, it, format, fields)
}

/// `__format__`
pub(super) fn format(vm: &mut Vm, it: Value, format: Value) -> Outcome<Value> {
    let format = text_argument(vm, "__format__", 1, format)?;
    if format.is_empty() {
        return Ok(vm.to_str(it)?.value());
    }
    call_named(vm, it, "strftime", &[format.value()])
}

/// The time zone of an object, `None` without one, with the argument for its methods, and the microsecond.
fn zone_and_microsecond(vm: &Vm, it: Value) -> (Value, Value, u32) {
    if let Some(it) = instance(vm, it, &DATETIME) {
        return (moment::zone_of(it), it.value(), unpack_time(it.get(moment::TIME)).microsecond);
    }
    match instance(vm, it, &TIME) {
        Some(it) => (it.get(time::ZONE), Value::NONE, unpack_time(it.get(time::TIME_OF_DAY)).microsecond),
        None => (Value::NONE, Value::NONE, 0),
    }
}

/// Replaces what the C library cannot know, and has `time.strftime` do the rest.
pub(super) fn formatted(vm: &mut Vm, it: Value, format: Gc<Str>, fields: Value) -> Outcome<Value> {
    let (zone, argument, microsecond) = zone_and_microsecond(vm, it);
    let points: Vec<u32> = format.view().code_points().collect();
    let year = field(vm, fields, 0)?;
    let mut made = TextBuilder::new();
    let mut at = 0;
    while at < points.len() {
        let point = points[at];
        at += 1;
        if point != u32::from('%') || at == points.len() {
            made.push(point);
            continue;
        }
        let directive = char::from_u32(points[at]).unwrap_or('\0');
        at += 1;
        match directive {
            'f' => made.push_str(&format!("{microsecond:06}")),
            'z' => {
                let offset = offset_at(vm, zone, argument)?;
                made.push_str(&offset.map_or_else(String::new, |offset| offset_text(offset, "")));
            }
            ':' if points.get(at) == Some(&u32::from('z')) => {
                at += 1;
                let offset = offset_at(vm, zone, argument)?;
                made.push_str(&offset.map_or_else(String::new, |offset| offset_text(offset, ":")));
            }
            'Z' => {
                let name = ask_name(vm, zone, argument)?;
                if !name.is_none() {
                    // `strftime` looks at it again.
                    let (percent, twice) = (vm.new_str("%").value(), vm.new_str("%%").value());
                    let escaped = call_named(vm, name, "replace", &[percent, twice])?;
                    match escaped.cast::<Str>() {
                        Some(escaped) => made.push_text(escaped.view()),
                        None => return Err(vm.type_error("tzname.replace() did not return a string")),
                    }
                }
            }
            // The C library does not pad years.
            'Y' | 'F' | 'G' | 'C' if year < 1000 => {
                let year = if directive == 'G' { iso_year(vm, fields)? } else { year };
                match directive {
                    'C' => made.push_str(&format!("{:02}", year / 100)),
                    'F' => {
                        let (month, day) = (field(vm, fields, 1)?, field(vm, fields, 2)?);
                        made.push_str(&format!("{year:04}-{month:02}-{day:02}"));
                    }
                    _ => made.push_str(&format!("{year:04}")),
                }
            }
            _ => {
                made.push('%');
                made.push(points[at - 1]);
            }
        }
    }
    let made = vm.str_from_builder(&made)?;
    let function = function_of(vm, "time", "strftime")?;
    vm.call(function, &[made, fields])
}

fn field(vm: &mut Vm, fields: Value, place: i64) -> Outcome<i64> {
    let field = vm.get_item(fields, Value::fixnum(place))?;
    vm.index_i64(field)
}

fn iso_year(vm: &mut Vm, fields: Value) -> Outcome<i64> {
    let function = function_of(vm, "time", "strftime")?;
    let format = vm.new_str("%G").value();
    let text = vm.call(function, &[format, fields])?;
    let year = text.cast::<Str>().and_then(|text| text.to_lossy().trim().parse().ok());
    Ok(year.unwrap_or(0))
}

/// `strptime` by a function of `_strptime`.
pub(super) fn strptime(
    vm: &mut Vm,
    function: &str,
    class: Value,
    text: Value,
    format: Value,
) -> Outcome<Value> {
    let text = text_argument(vm, "strptime", 1, text)?;
    let format = text_argument(vm, "strptime", 2, format)?;
    let function = function_of(vm, "_strptime", function)?;
    vm.call(function, &[class, text.value(), format.value()])
}
