//! `time`

use strict_semantics::datetime::{
    IsoTime, Microseconds, Offset, Precision, SECOND, Time, offset_text, parse_time, time_text,
};

use super::delta::{self, of_total};
use super::fields::{check_time, pack_time, state_bytes, time_bytes, time_from_bytes, unpack_time};
use super::text::{ascii_bytes, not_iso};
use super::zone::{self, ask_delta, ask_name, check_zone, offset_at};
use super::{call_named, instance, int_argument, is_own, set_constant, shown_class, text_argument};
use crate::builtins::prelude::*;
use crate::modules::native_module::record_type;
use crate::object::Record;

// The fields.
pub(super) const TIME_OF_DAY: usize = 0;
pub(super) const ZONE: usize = 1;
const FOLD: usize = 2;
/// The hash once it was asked for, else unbound.
const HASH: usize = 3;

const COMPARISONS: [crate::object::NativeSpec; 6] = crate::modules::native_module::comparisons!(compare);

/// An attribute that is a part of the time of day, which `$time_of` reads from a record.
macro_rules! time_field {
    ($time_of:path, $name:ident) => {
        (
            stringify!($name),
            |_, it| {
                Ok(it.cast::<Record>().map_or(Value::ZERO, |it| Value::fixnum($time_of(it).$name.into())))
            },
            None,
        )
    };
}
pub(super) use time_field;

/// `time`
pub(super) static TIME: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    attributes: &[
        time_field!(time_of, hour),
        time_field!(time_of, minute),
        time_field!(time_of, second),
        time_field!(time_of, microsecond),
        ("tzinfo", |_, it| Ok(it.cast::<Record>().map_or(Value::NONE, |it| it.get(ZONE))), None),
        ("fold", |_, it| Ok(it.cast::<Record>().map_or(Value::ZERO, |it| it.get(FOLD))), None),
    ],
    ..record_type(
        "time",
        "datetime",
        &[
            m(
                "__new__",
                "($type, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)",
                Pure,
                new,
                "",
            ),
            m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
            m(
                "__str__",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, it: Value| call_named(vm, it, "isoformat", &[])),
                "Return str(self).",
            ),
            m("__hash__", "($self, /)", Any, n(hash), "Return hash(self)."),
            COMPARISONS[0],
            COMPARISONS[1],
            COMPARISONS[2],
            COMPARISONS[3],
            COMPARISONS[4],
            COMPARISONS[5],
            m(
                "strptime",
                "($type, time_string, format, /)",
                Any,
                n(strptime),
                "string, format -> new time parsed from a string (like time.strptime()).",
            ),
            m("isoformat", "($self, timespec='auto')", Any, n(iso_format), ISO_DOC),
            m("strftime", "($self, format)", Any, n(strftime), "format -> strftime() style string."),
            m("__format__", "($self, format, /)", Any, n(super::text::format), "Formats self with strftime."),
            m(
                "utcoffset",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, it: Gc<Record>| ask_delta(vm, it.get(ZONE), "utcoffset", Value::NONE)),
                "Return self.tzinfo.utcoffset(self).",
            ),
            m(
                "tzname",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, it: Gc<Record>| ask_name(vm, it.get(ZONE), Value::NONE)),
                "Return self.tzinfo.tzname(self).",
            ),
            m(
                "dst",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, it: Gc<Record>| ask_delta(vm, it.get(ZONE), "dst", Value::NONE)),
                "Return self.tzinfo.dst(self).",
            ),
            m("replace", REPLACE, Any, replace, "Return time with new specified fields."),
            m("__replace__", REPLACE, Any, replace, "The same as replace()."),
            m(
                "fromisoformat",
                "($type, object, /)",
                Any,
                n(from_iso),
                "string -> time from a string in ISO 8601 format",
            ),
            m(
                "__reduce_ex__",
                "($self, protocol, /)",
                Any,
                n(reduce_for),
                "__reduce_ex__(proto) -> (cls, state)",
            ),
            m(
                "__reduce__",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, it: Gc<Record>| reduce(vm, it, 2)),
                "__reduce__() -> (cls, state)",
            ),
        ],
        "time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object\n\n\
         All arguments are optional. tzinfo may be None, or an instance of\n\
         a tzinfo subclass. The remaining arguments may be ints.\n",
    )
};

const REPLACE: &str = "($self, /, hour=unchanged, minute=unchanged, second=unchanged, \
                       microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)";

const ISO_DOC: &str = "Return string in ISO 8601 format, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\n\n\
    The optional argument timespec specifies the number of additional terms\n\
    of the time to include. Valid options are 'auto', 'hours', 'minutes',\n\
    'seconds', 'milliseconds' and 'microseconds'.\n";

pub(super) fn fill(vm: &mut Vm) -> Outcome<()> {
    let class = vm.native_type(&TIME);
    let last = Time { hour: 23, minute: 59, second: 59, microsecond: 999_999 };
    for (name, time) in [("min", Time::default()), ("max", last)] {
        let time = alloc(vm, class, time, Value::NONE, 0).value();
        set_constant(vm, class, name, time);
    }
    let resolution = of_total(vm, 1)?.value();
    set_constant(vm, class, "resolution", resolution);
    Ok(())
}

fn time_of(it: Gc<Record>) -> Time {
    unpack_time(it.get(TIME_OF_DAY))
}

fn fold_of(it: Gc<Record>) -> i64 {
    it.get(FOLD).as_fixnum().unwrap_or(0)
}

/// The parts of a `time`: time of day, zone and fold.
pub(super) fn parts(vm: &Vm, value: Value) -> Option<(Time, Value, i64)> {
    instance(vm, value, &TIME).map(|it| (time_of(it), it.get(ZONE), fold_of(it)))
}

fn alloc(vm: &mut Vm, class: Gc<Type>, time: Time, zone: Value, fold: i64) -> Gc<Record> {
    vm.new_record(class, &[pack_time(time), zone, Value::fixnum(fold), Value::UNBOUND])
}

/// A plain `time`.
pub(super) fn plain(vm: &mut Vm, time: Time, zone: Value, fold: i64) -> Value {
    let class = vm.native_type(&TIME);
    alloc(vm, class, time, zone, fold).value()
}

/// The object of a time; a subclass is called.
fn make(vm: &mut Vm, class: Gc<Type>, parts: [i64; 4], zone: Value, fold: i64) -> Outcome<Value> {
    if is_own(class, &TIME) {
        let time = check_time(vm, parts, fold)?;
        return Ok(alloc(vm, class, time, zone, fold).value());
    }
    let [hour, minute, second, microsecond] = parts.map(Value::fixnum);
    super::moment::call_with_fold(vm, class, &[hour, minute, second, microsecond, zone], fold)
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Outcome<Value> {
    let class = vm.expect_type(arguments[0], "time.__new__()")?;
    let &[hour, minute, second, microsecond, zone, fold] = &arguments[1..] else {
        unreachable!("the signature says how many arguments there are");
    };
    // A pickled state, with the zone as second argument.
    let alone = [second, microsecond, zone, fold].iter().all(|value| value.is_unbound());
    if alone && let Some(mut bytes) = state_bytes(hour, 6) {
        let fold = i64::from(bytes[0] >> 7);
        bytes[0] &= 0x7f;
        // The hour tells bytes from what they are not.
        if bytes[0] < 24 {
            let time = time_from_bytes(&bytes);
            let zone = state_zone(vm, minute)?;
            return Ok(alloc(vm, class, time, zone, fold).value());
        }
    }
    let mut parts = [0; 4];
    for (part, value) in parts.iter_mut().zip([hour, minute, second, microsecond]) {
        if !value.is_unbound() {
            *part = int_argument(vm, value)?;
        }
    }
    let fold = if fold.is_unbound() { 0 } else { int_argument(vm, fold)? };
    let zone = check_zone(vm, zone)?;
    let time = check_time(vm, parts, fold)?;
    Ok(alloc(vm, class, time, zone, fold).value())
}

/// The zone of a pickled state.
pub(super) fn state_zone(vm: &mut Vm, zone: Value) -> Outcome<Value> {
    if zone.is_unbound() || zone.is_none() {
        return Ok(Value::NONE);
    }
    if instance(vm, zone, &zone::TZINFO).is_some() {
        return Ok(zone);
    }
    Err(vm.type_error("bad tzinfo state arg"))
}

/// The parts of a `repr` that `time` and `datetime` share: the zone and the fold, which only `datetime` shows first.
pub(super) fn push_zone_and_fold(
    vm: &mut Vm,
    start: &str,
    zone: Value,
    fold: i64,
    is_fold_first: bool,
) -> Outcome<Value> {
    let mut text = strict_semantics::TextBuilder::new();
    text.push_str(start);
    if fold != 0 && is_fold_first {
        text.push_str(", fold=1");
    }
    if !zone.is_none() {
        let shown = vm.repr(zone)?;
        text.push_str(", tzinfo=");
        text.push_text(shown.view());
    }
    if fold != 0 && !is_fold_first {
        text.push_str(", fold=1");
    }
    text.push_str(")");
    vm.str_from_builder(&text)
}

/// The second and microsecond of a `repr`, unless they are zero.
pub(super) fn shown_rest(time: Time) -> String {
    match (time.second, time.microsecond) {
        (0, 0) => String::new(),
        (second, 0) => format!(", {second}"),
        (second, microsecond) => format!(", {second}, {microsecond}"),
    }
}

fn repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let (name, time) = (shown_class(vm, it.value()), time_of(it));
    let start = format!("{name}({}, {}{}", time.hour, time.minute, shown_rest(time));
    push_zone_and_fold(vm, &start, it.get(ZONE), fold_of(it), false)
}

fn hash(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    if let Some(hash) = it.get(HASH).bound() {
        return Ok(hash);
    }
    let time = time_of(it);
    let hash = match offset_at(vm, it.get(ZONE), Value::NONE)? {
        None => {
            let hash = strict_semantics::hash::hash_bytes(&time_bytes(time), vm.hash_key);
            vm.new_int(hash)
        }
        Some(offset) => {
            let moment = of_total(vm, Microseconds::from(time.microseconds()) - offset)?;
            delta::hash(vm, moment)?
        }
    };
    it.set(HASH, hash);
    Ok(hash)
}

fn compare(vm: &mut Vm, comparison: Special, it: Gc<Record>, other: Value) -> Outcome<Value> {
    let Some(other) = instance(vm, other, &TIME) else { return Ok(Value::NOT_IMPLEMENTED) };
    let by_clock = time_of(it).cmp(&time_of(other));
    let (zone, other_zone) = (it.get(ZONE), other.get(ZONE));
    let order = if zone == other_zone {
        by_clock
    } else {
        let offset = offset_at(vm, zone, Value::NONE)?;
        let other_offset = offset_at(vm, other_zone, Value::NONE)?;
        match (offset, other_offset) {
            _ if offset == other_offset => by_clock,
            (Some(offset), Some(other_offset)) => {
                // Whole seconds of the offsets count.
                let since = |it: Gc<Record>, offset: Microseconds| {
                    Microseconds::from(time_of(it).microseconds()) - offset.div_euclid(SECOND) * SECOND
                };
                since(it, offset).cmp(&since(other, other_offset))
            }
            _ => return naive_and_aware(vm, comparison, "times"),
        }
    };
    Ok(Value::bool(crate::protocol::satisfies(comparison, Some(order))))
}

/// What comparing something that has an offset to something that has none gives.
pub(super) fn naive_and_aware(vm: &mut Vm, comparison: Special, what: &str) -> Outcome<Value> {
    match comparison {
        Special::Equal => Ok(Value::FALSE),
        Special::NotEqual => Ok(Value::TRUE),
        _ => Err(vm.type_error(format!("can't compare offset-naive and offset-aware {what}"))),
    }
}

fn strptime(vm: &mut Vm, class: Value, text: Value, format: Value) -> Outcome<Value> {
    super::text::strptime(vm, "_strptime_datetime_time", class, text, format)
}

/// The precision that `timespec` names.
pub(super) fn precision(vm: &mut Vm, number: usize, name: Option<Value>) -> Outcome<Precision> {
    let Some(name) = name else { return Ok(Precision::Auto) };
    let name = text_argument(vm, "isoformat", number, name)?;
    match Precision::from_name(&name.to_lossy()) {
        Some(precision) => Ok(precision),
        None => Err(vm.value_error("Unknown timespec value")),
    }
}

fn iso_format(vm: &mut Vm, it: Gc<Record>, name: Option<Value>) -> Outcome<String> {
    let precision = precision(vm, 1, name)?;
    let mut text = time_text(time_of(it), precision);
    if let Some(offset) = offset_at(vm, it.get(ZONE), Value::NONE)? {
        text.push_str(&offset_text(offset, ":"));
    }
    Ok(text)
}

fn strftime(vm: &mut Vm, it: Gc<Record>, format: Value) -> Outcome<Value> {
    let format = text_argument(vm, "strftime", 1, format)?;
    let time = time_of(it);
    // The first of January 1900 stands for any day.
    let fields = [1900, 1, 1, time.hour.into(), time.minute.into(), time.second.into(), 0, 1, -1];
    let fields = vm.tuple(&fields.map(Value::fixnum));
    super::text::formatted(vm, it.value(), format, fields.value())
}

fn replace(vm: &mut Vm, arguments: &[Value]) -> Outcome<Value> {
    let Some(it) = arguments[0].cast::<Record>() else { return Ok(Value::NONE) };
    let time = time_of(it);
    let mut parts = [time.hour.into(), time.minute.into(), time.second.into(), i64::from(time.microsecond)];
    for (part, &value) in parts.iter_mut().zip(&arguments[1..5]) {
        if !value.is_unbound() {
            *part = int_argument(vm, value)?;
        }
    }
    let zone = if arguments[5].is_unbound() { it.get(ZONE) } else { check_zone(vm, arguments[5])? };
    let fold = if arguments[6].is_unbound() { fold_of(it) } else { int_argument(vm, arguments[6])? };
    if !(0..=1).contains(&fold) {
        return Err(vm.value_error(format!("fold must be either 0 or 1, not {fold}")));
    }
    let class = vm.type_of(it.value());
    make(vm, class, parts, zone, fold)
}

/// The zone of a time that was read.
pub(super) fn zone_of_text(vm: &mut Vm, offset: Offset) -> Outcome<Value> {
    match offset {
        Offset::None => Ok(Value::NONE),
        Offset::Utc => zone::utc(vm),
        Offset::East(east) => zone::fixed(vm, east.into()),
    }
}

/// `ValueError` for what is written with 24 o'clock and is not midnight.
pub(super) fn check_midnight(vm: &mut Vm, time: &IsoTime) -> Outcome<()> {
    if time.parts[0] == 24 {
        return Err(vm.value_error("minute, second, and microsecond must be 0 when hour is 24"));
    }
    Ok(())
}

fn from_iso(vm: &mut Vm, class: Gc<Type>, text: Value) -> Outcome<Value> {
    let Some(text) = text.cast::<Str>() else {
        return Err(vm.type_error("fromisoformat: argument must be str"));
    };
    let parsed = ascii_bytes(text).and_then(|bytes| {
        let start = usize::from(bytes.first() == Some(&b'T'));
        parse_time(&bytes[start..]).ok()
    });
    let Some(time) = parsed else { return Err(not_iso(vm, text)) };
    check_midnight(vm, &time)?;
    let zone = zone_of_text(vm, time.offset)?;
    make(vm, class, time.parts, zone, 0)
}

fn reduce_for(vm: &mut Vm, it: Gc<Record>, protocol: Value) -> Outcome<Value> {
    let protocol = int_argument(vm, protocol)?;
    reduce(vm, it, protocol)
}

fn reduce(vm: &mut Vm, it: Gc<Record>, protocol: i64) -> Outcome<Value> {
    let mut bytes = time_bytes(time_of(it));
    if protocol > 3 && fold_of(it) != 0 {
        bytes[0] |= 0x80;
    }
    let state = vm.new_bytes(&bytes)?;
    state_of(vm, it, state, it.get(ZONE))
}

/// What `__reduce__` returns: the class, and the bytes with the zone if there is one.
pub(super) fn state_of(vm: &mut Vm, it: Gc<Record>, bytes: Value, zone: Value) -> Outcome<Value> {
    let arguments = if zone.is_none() { vm.new_tuple(&[bytes])? } else { vm.new_tuple(&[bytes, zone])? };
    let class = vm.type_of(it.value());
    Ok(vm.pair(class.value(), arguments.value()))
}
