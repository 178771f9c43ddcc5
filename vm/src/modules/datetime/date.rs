//! `date`

use strict_semantics::datetime::{
    Date, MAX_ORDINAL, MAX_YEAR, MIN_YEAR, iso_calendar, iso_to_date, parse_date,
};

use super::delta::{as_total, of_total};
use super::fields::{check_date, date_bytes, date_from_bytes, date_of, pack_date, state_bytes};
use super::moment::DATETIME;
use super::text::{MONTHS, WEEKDAYS, ascii_bytes, not_iso, strftime};
use super::{
    call_named, function_of, instance, int_argument, is_own, iso_week, missing, set_constant, shown_class,
};
use crate::builtins::prelude::*;
use crate::modules::native_module::record_type;
use crate::object::Record;

const COMPARISONS: [crate::object::NativeSpec; 6] = crate::modules::native_module::comparisons!(compare);

macro_rules! field {
    ($name:ident) => {
        (
            stringify!($name),
            |_, it| Ok(it.cast::<Record>().map_or(Value::ZERO, |it| Value::fixnum(date_of(it).$name))),
            None,
        )
    };
}

/// `date`: a packed day.
pub(super) static DATE: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    attributes: &[field!(year), field!(month), field!(day)],
    ..record_type(
        "date",
        "datetime",
        &[
            m(
                "__new__",
                "($type, year=<unrepresentable>, month=<unrepresentable>, day=<unrepresentable>)",
                Pure,
                n(new),
                "",
            ),
            m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
            m(
                "__str__",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, it: Value| call_named(vm, it, "isoformat", &[])),
                "Return str(self).",
            ),
            m("__hash__", "($self, /)", Pure, n(hash), "Return hash(self)."),
            COMPARISONS[0],
            COMPARISONS[1],
            COMPARISONS[2],
            COMPARISONS[3],
            COMPARISONS[4],
            COMPARISONS[5],
            m("__add__", "($self, value, /)", Any, n(add), "Return self+value."),
            m("__radd__", "($self, value, /)", Any, n(add), "Return value+self."),
            m("__sub__", "($self, value, /)", Any, n(subtract), "Return self-value."),
            m(
                "fromtimestamp",
                "($type, timestamp, /)",
                Any,
                n(from_timestamp),
                "Create a date from a POSIX timestamp.\n\n\
                 The timestamp is a number, e.g. created via time.time(), that is\n\
                 interpreted as local time.",
            ),
            m(
                "fromordinal",
                "($type, ordinal, /)",
                Any,
                n(from_ordinal),
                "int -> date corresponding to a proleptic Gregorian ordinal.",
            ),
            m(
                "fromisoformat",
                "($type, object, /)",
                Any,
                n(from_iso),
                "str -> Construct a date from a string in ISO 8601 format.",
            ),
            m(
                "fromisocalendar",
                "($type, year, week, day)",
                Any,
                n(from_iso_calendar),
                "int, int, int -> Construct a date from the ISO year, week number and weekday.\n\n\
                 This is the inverse of the date.isocalendar() function",
            ),
            m(
                "strptime",
                "($type, date_string, format, /)",
                Any,
                n(strptime),
                "string, format -> new date parsed from a string (like time.strptime()).",
            ),
            m(
                "today",
                "($type, /)",
                Any,
                n(today),
                "Current date or datetime:  same as self.__class__.fromtimestamp(time.time()).",
            ),
            m(
                "ctime",
                "($self, /)",
                Pure,
                n(|_: &mut Vm, it: Gc<Record>| Ok(ctime(date_of(it), "00:00:00"))),
                "Return ctime() style string.",
            ),
            m("strftime", "($self, format)", Any, n(strftime), "format -> strftime() style string."),
            m("__format__", "($self, format, /)", Any, n(super::text::format), "Formats self with strftime."),
            m(
                "timetuple",
                "($self, /)",
                Any,
                n(time_tuple),
                "Return time tuple, compatible with time.localtime().",
            ),
            m(
                "isocalendar",
                "($self, /)",
                Pure,
                n(iso_calendar_of),
                "Return a named tuple containing ISO year, week number, and weekday.",
            ),
            m(
                "isoformat",
                "($self, /)",
                Pure,
                n(|_: &mut Vm, it: Gc<Record>| Ok(iso_text(date_of(it)))),
                "Return string in ISO 8601 format, YYYY-MM-DD.",
            ),
            m(
                "isoweekday",
                "($self, /)",
                Pure,
                n(|_: &mut Vm, it: Gc<Record>| Ok(date_of(it).weekday() + 1)),
                "Return the day of the week represented by the date.\nMonday == 1 ... Sunday == 7",
            ),
            m(
                "toordinal",
                "($self, /)",
                Pure,
                n(|_: &mut Vm, it: Gc<Record>| Ok(date_of(it).ordinal())),
                "Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1.",
            ),
            m(
                "weekday",
                "($self, /)",
                Pure,
                n(|_: &mut Vm, it: Gc<Record>| Ok(date_of(it).weekday())),
                "Return the day of the week represented by the date.\nMonday == 0 ... Sunday == 6",
            ),
            m("replace", REPLACE, Any, n(replace), "Return date with new specified fields."),
            m("__replace__", REPLACE, Any, n(replace), "The same as replace()."),
            m("__reduce__", "($self, /)", Pure, n(reduce), "__reduce__() -> (cls, state)"),
        ],
        "date(year, month, day) --> date object",
    )
};

const REPLACE: &str = "($self, /, year=unchanged, month=unchanged, day=unchanged)";

pub(super) fn fill(vm: &mut Vm) -> Outcome<()> {
    let class = vm.native_type(&DATE);
    for (name, date) in [
        ("min", Date { year: MIN_YEAR, month: 1, day: 1 }),
        ("max", Date { year: MAX_YEAR, month: 12, day: 31 }),
    ] {
        let date = vm.new_record(class, &[pack_date(date)]).value();
        set_constant(vm, class, name, date);
    }
    let day = of_total(vm, strict_semantics::datetime::DAY)?.value();
    set_constant(vm, class, "resolution", day);
    Ok(())
}

/// The object of a day; a subclass is called.
pub(super) fn make(vm: &mut Vm, class: Gc<Type>, date: Date) -> Outcome<Value> {
    if is_own(class, &DATE) {
        let date = check_date(vm, date.year, date.month, date.day)?;
        return Ok(vm.new_record(class, &[pack_date(date)]).value());
    }
    let [year, month, day] = [date.year, date.month, date.day].map(Value::fixnum);
    vm.call(class.value(), &[year, month, day])
}

/// The object as a `date` that is no `datetime`.
fn plain(vm: &Vm, value: Value) -> Option<Gc<Record>> {
    let it = instance(vm, value, &DATE)?;
    instance(vm, value, &DATETIME).is_none().then_some(it)
}

fn new(
    vm: &mut Vm,
    class: Gc<Type>,
    year: Option<Value>,
    month: Option<Value>,
    day: Option<Value>,
) -> Outcome<Gc<Record>> {
    let Some(year) = year else { return Err(missing(vm, "year", 1)) };
    if month.is_none()
        && day.is_none()
        && let Some(date) = state_bytes(year, 4).and_then(|bytes| date_from_bytes(&bytes))
    {
        return Ok(vm.new_record(class, &[pack_date(date)]));
    }
    let year = int_argument(vm, year)?;
    let Some(month) = month else { return Err(missing(vm, "month", 2)) };
    let Some(day) = day else { return Err(missing(vm, "day", 3)) };
    let month = int_argument(vm, month)?;
    let day = int_argument(vm, day)?;
    let date = check_date(vm, year, month, day)?;
    Ok(vm.new_record(class, &[pack_date(date)]))
}

fn repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let name = shown_class(vm, it.value());
    let Date { year, month, day } = date_of(it);
    Ok(format!("{name}({year}, {month}, {day})"))
}

/// `YYYY-MM-DD`
pub(super) fn iso_text(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// `Wed Jan  1 00:00:00 2020`
pub(super) fn ctime(date: Date, time: &str) -> String {
    let weekday = WEEKDAYS[date.weekday() as usize % 7];
    let month = MONTHS[(date.month as usize + 11) % 12];
    format!("{weekday} {month} {:2} {time} {:04}", date.day, date.year)
}

fn hash(vm: &mut Vm, it: Gc<Record>) -> Outcome<i64> {
    Ok(strict_semantics::hash::hash_bytes(&date_bytes(date_of(it)), vm.hash_key))
}

fn compare(vm: &mut Vm, comparison: Special, it: Gc<Record>, other: Value) -> Outcome<Value> {
    let own = plain(vm, it.value());
    match (own, plain(vm, other)) {
        (Some(it), Some(other)) => {
            let order = date_of(it).cmp(&date_of(other));
            Ok(Value::bool(crate::protocol::satisfies(comparison, Some(order))))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// The day of an ordinal.
pub(super) fn from_day_number(vm: &mut Vm, ordinal: i64) -> Outcome<Date> {
    if (1..=MAX_ORDINAL).contains(&ordinal) {
        return Ok(Date::from_ordinal(ordinal));
    }
    Err(vm.error(vm.exceptions.OverflowError, "date value out of range"))
}

fn shifted(vm: &mut Vm, it: Gc<Record>, days: i64) -> Outcome<Value> {
    let date = from_day_number(vm, date_of(it).ordinal() + days)?;
    let class = vm.type_of(it.value());
    make(vm, class, date)
}

/// The days of a `timedelta`.
fn days(vm: &Vm, value: Value) -> Option<i64> {
    as_total(vm, value).map(|total| total.div_euclid(strict_semantics::datetime::DAY) as i64)
}

fn add(vm: &mut Vm, it: Gc<Record>, other: Value) -> Outcome<Value> {
    match days(vm, other) {
        Some(days) => shifted(vm, it, days),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn subtract(vm: &mut Vm, it: Gc<Record>, other: Value) -> Outcome<Value> {
    if let Some(days) = days(vm, other) {
        return shifted(vm, it, -days);
    }
    let Some(other) = plain(vm, other) else { return Ok(Value::NOT_IMPLEMENTED) };
    let days = date_of(it).ordinal() - date_of(other).ordinal();
    Ok(of_total(vm, i128::from(days) * strict_semantics::datetime::DAY)?.value())
}

fn from_timestamp(vm: &mut Vm, class: Gc<Type>, timestamp: Value) -> Outcome<Value> {
    let seconds = super::moment_local::whole_seconds(vm, timestamp)?;
    let (date, _) = super::moment_local::broken_down(vm, seconds, true)?;
    make(vm, class, date)
}

fn today(vm: &mut Vm, class: Value) -> Outcome<Value> {
    let function = function_of(vm, "time", "time")?;
    let now = vm.call(function, &[])?;
    call_named(vm, class, "fromtimestamp", &[now])
}

fn from_ordinal(vm: &mut Vm, class: Gc<Type>, ordinal: Value) -> Outcome<Value> {
    let ordinal = int_argument(vm, ordinal)?;
    if ordinal < 1 {
        return Err(vm.value_error("ordinal must be >= 1"));
    }
    make(vm, class, Date::from_ordinal(ordinal))
}

fn from_iso(vm: &mut Vm, class: Gc<Type>, text: Value) -> Outcome<Value> {
    let Some(text) = text.cast::<Str>() else {
        return Err(vm.type_error("fromisoformat: argument must be str"));
    };
    let parsed = ascii_bytes(text).and_then(|bytes| parse_date(&bytes).ok());
    match parsed {
        Some(date) => make(vm, class, date),
        None => Err(not_iso(vm, text)),
    }
}

fn component(vm: &mut Vm, value: Value) -> Outcome<i64> {
    let number = vm.to_index(value)?;
    match number.to_i64().filter(|number| i32::try_from(*number).is_ok()) {
        Some(number) => Ok(number),
        None => Err(vm.value_error("ISO calendar component out of range")),
    }
}

fn from_iso_calendar(vm: &mut Vm, class: Gc<Type>, year: Value, week: Value, day: Value) -> Outcome<Value> {
    let year = component(vm, year)?;
    let week = component(vm, week)?;
    let day = component(vm, day)?;
    match iso_to_date(year, week, day) {
        Ok(date) => make(vm, class, date),
        Err(message) => Err(vm.value_error(message)),
    }
}

fn strptime(vm: &mut Vm, class: Value, text: Value, format: Value) -> Outcome<Value> {
    super::text::strptime(vm, "_strptime_datetime_date", class, text, format)
}

/// The argument of `time.struct_time` for a day and a time of day.
pub(super) fn structure(vm: &mut Vm, date: Date, time: [i64; 3], summer: i64) -> Outcome<Value> {
    let class = function_of(vm, "time", "struct_time")?;
    let [hour, minute, second] = time;
    let fields =
        [date.year, date.month, date.day, hour, minute, second, date.weekday(), date.day_of_year(), summer]
            .map(Value::fixnum);
    let fields = vm.tuple(&fields);
    vm.call(class, &[fields.value()])
}

fn time_tuple(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    structure(vm, date_of(it), [0; 3], -1)
}

fn iso_calendar_of(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let (year, week, day) = iso_calendar(date_of(it));
    iso_week::make(vm, [year, week, day])
}

fn replace(
    vm: &mut Vm,
    it: Gc<Record>,
    year: Option<Value>,
    month: Option<Value>,
    day: Option<Value>,
) -> Outcome<Value> {
    let date = replaced(vm, date_of(it), [year, month, day])?;
    let class = vm.type_of(it.value());
    make(vm, class, date)
}

/// A day with some parts replaced, unchecked.
pub(super) fn replaced(vm: &mut Vm, date: Date, parts: [Option<Value>; 3]) -> Outcome<Date> {
    let mut numbers = [date.year, date.month, date.day];
    for (number, part) in numbers.iter_mut().zip(parts) {
        if let Some(part) = part {
            *number = int_argument(vm, part)?;
        }
    }
    let [year, month, day] = numbers;
    Ok(Date { year, month, day })
}

fn reduce(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let state = vm.new_bytes(&date_bytes(date_of(it)))?;
    let state = vm.tuple(&[state]);
    let class = vm.type_of(it.value());
    Ok(vm.pair(class.value(), state.value()))
}
