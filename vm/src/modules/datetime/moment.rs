//! `datetime`

use strict_semantics::datetime::{DAY, Date, MAX_YEAR, MIN_YEAR, Microseconds, SECOND, Time};

use super::date::{self, DATE};
use super::delta::{self, as_total, of_total};
use super::fields::{
    check_date, check_time, date_bytes, date_from_bytes, date_of, pack_date, pack_time, state_bytes,
    time_bytes, time_from_bytes, unpack_time,
};
use super::time::{self, naive_and_aware};
use super::zone::{ask_delta, ask_name, check_zone, offset_at};
use super::{
    call_named, instance, int_argument, is_own, missing, moment_iso, moment_local, set_constant, shown_class,
};
use crate::builtins::prelude::*;
use crate::modules::native_module::record_type;
use crate::object::Record;
use crate::protocol::Arguments;

// The fields after the day.
pub(super) const TIME: usize = 1;
const ZONE: usize = 2;
const FOLD: usize = 3;
/// The hash once it was asked for, else unbound.
const HASH: usize = 4;

const COMPARISONS: [crate::object::NativeSpec; 6] = crate::modules::native_module::comparisons!(compare);

/// `datetime`
pub(super) static DATETIME: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    native_base: Some(&DATE),
    attributes: &[
        super::time::time_field!(time_of, hour),
        super::time::time_field!(time_of, minute),
        super::time::time_field!(time_of, second),
        super::time::time_field!(time_of, microsecond),
        ("tzinfo", |_, it| Ok(it.cast::<Record>().map_or(Value::NONE, zone_of)), None),
        ("fold", |_, it| Ok(it.cast::<Record>().map_or(Value::ZERO, |it| it.get(FOLD))), None),
    ],
    ..record_type(
        "datetime",
        "datetime",
        &[
            m(
                "__new__",
                "($type, year=<unrepresentable>, month=<unrepresentable>, day=<unrepresentable>, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)",
                Pure,
                new,
                "",
            ),
            m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
            m("__str__", "($self, /)", Any, n(text), "Return str(self)."),
            m("__hash__", "($self, /)", Any, n(hash), "Return hash(self)."),
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
                "now",
                "($type, /, tz=None)",
                Any,
                n(now),
                "Returns new datetime object representing current time local to tz.\n\n  tz\n    Timezone object.\n\nIf no tz is specified, uses local timezone.",
            ),
            m(
                "utcnow",
                "($type, /)",
                Any,
                n(utc_now),
                "Return a new datetime representing UTC day and time.",
            ),
            m(
                "fromtimestamp",
                "($type, timestamp, tz=None)",
                Any,
                n(from_timestamp),
                "timestamp[, tz] -> tz's local time from POSIX timestamp.",
            ),
            m(
                "utcfromtimestamp",
                "($type, timestamp, /)",
                Any,
                n(utc_from_timestamp),
                "Construct a naive UTC datetime from a POSIX timestamp.",
            ),
            m(
                "strptime",
                "($type, date_string, format, /)",
                Any,
                n(strptime),
                "string, format -> new datetime parsed from a string (like time.strptime()).",
            ),
            m(
                "combine",
                "($type, date, time, tzinfo=<unrepresentable>)",
                Any,
                n(combine),
                "date, time -> datetime with same date and time fields",
            ),
            m(
                "fromisoformat",
                "($type, object, /)",
                Any,
                n(moment_iso::from_iso),
                "string -> datetime from a string in most ISO 8601 formats",
            ),
            m("date", "($self, /)", Pure, n(date_part), "Return date object with same year, month and day."),
            m(
                "time",
                "($self, /)",
                Pure,
                n(|vm: &mut Vm, it: Gc<Record>| Ok(time::plain(vm, time_of(it), Value::NONE, fold_of(it)))),
                "Return time object with same time but with tzinfo=None.",
            ),
            m(
                "timetz",
                "($self, /)",
                Pure,
                n(|vm: &mut Vm, it: Gc<Record>| Ok(time::plain(vm, time_of(it), zone_of(it), fold_of(it)))),
                "Return time object with same time and tzinfo.",
            ),
            m("ctime", "($self, /)", Pure, n(ctime), "Return ctime() style string."),
            m(
                "timetuple",
                "($self, /)",
                Any,
                n(time_tuple),
                "Return time tuple, compatible with time.localtime().",
            ),
            m("timestamp", "($self, /)", Any, n(moment_local::timestamp), "Return POSIX timestamp as float."),
            m(
                "utctimetuple",
                "($self, /)",
                Any,
                n(utc_time_tuple),
                "Return UTC time tuple, compatible with time.localtime().",
            ),
            m("isoformat", "($self, sep='T', timespec='auto')", Any, n(moment_iso::iso_format), ISO_DOC),
            m(
                "utcoffset",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, it: Gc<Record>| ask_delta(vm, zone_of(it), "utcoffset", it.value())),
                "Return self.tzinfo.utcoffset(self).",
            ),
            m(
                "tzname",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, it: Gc<Record>| ask_name(vm, zone_of(it), it.value())),
                "Return self.tzinfo.tzname(self).",
            ),
            m(
                "dst",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, it: Gc<Record>| ask_delta(vm, zone_of(it), "dst", it.value())),
                "Return self.tzinfo.dst(self).",
            ),
            m("replace", REPLACE, Any, replace, "Return datetime with new specified fields."),
            m("__replace__", REPLACE, Any, replace, "The same as replace()."),
            m(
                "astimezone",
                "($self, tz=None)",
                Any,
                n(moment_local::as_zone),
                "tz -> convert to local time in new timezone tz\n",
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
        "datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])\n\n\
         The year, month and day arguments are required. tzinfo may be None, or an\n\
         instance of a tzinfo subclass. The remaining arguments may be ints.\n",
    )
};

const REPLACE: &str = "($self, /, year=unchanged, month=unchanged, day=unchanged, hour=unchanged, \
    minute=unchanged, second=unchanged, microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)";

const ISO_DOC: &str = "[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\n\
    sep is used to separate the year from the time, and defaults to 'T'.\n\
    The optional argument timespec specifies the number of additional terms\n\
    of the time to include. Valid options are 'auto', 'hours', 'minutes',\n\
    'seconds', 'milliseconds' and 'microseconds'.\n";

pub(super) fn fill(vm: &mut Vm) -> Outcome<()> {
    let class = vm.native_type(&DATETIME);
    let first = (Date { year: MIN_YEAR, month: 1, day: 1 }, Time::default());
    let last = (
        Date { year: MAX_YEAR, month: 12, day: 31 },
        Time { hour: 23, minute: 59, second: 59, microsecond: 999_999 },
    );
    for (name, (date, time)) in [("min", first), ("max", last)] {
        let moment = alloc(vm, class, date, time, Value::NONE, 0).value();
        set_constant(vm, class, name, moment);
    }
    let resolution = of_total(vm, 1)?.value();
    set_constant(vm, class, "resolution", resolution);
    Ok(())
}

/// The time zone, or `None`.
pub(super) fn zone_of(it: Gc<Record>) -> Value {
    it.get(ZONE)
}

/// The time of day.
pub(super) fn time_of(it: Gc<Record>) -> Time {
    unpack_time(it.get(TIME))
}

/// Which of two moments with the same fields it is.
pub(super) fn fold_of(it: Gc<Record>) -> i64 {
    it.get(FOLD).as_fixnum().unwrap_or(0)
}

/// Microseconds from the last day of year 0, as the fields have it.
pub(super) fn field_total(it: Gc<Record>) -> Microseconds {
    Microseconds::from(date_of(it).ordinal()) * DAY + Microseconds::from(time_of(it).microseconds())
}

/// A moment of a class, as it is.
pub(super) fn alloc(
    vm: &mut Vm,
    class: Gc<Type>,
    date: Date,
    time: Time,
    zone: Value,
    fold: i64,
) -> Gc<Record> {
    vm.new_record(class, &[pack_date(date), pack_time(time), zone, Value::fixnum(fold), Value::UNBOUND])
}

/// The same moment with another zone, as a plain `datetime`.
pub(super) fn with_zone(vm: &mut Vm, it: Gc<Record>, zone: Value, fold: i64) -> Gc<Record> {
    let class = vm.type_of(it.value());
    let class = if is_own(class, &DATETIME) { class } else { vm.native_type(&DATETIME) };
    alloc(vm, class, date_of(it), time_of(it), zone, fold)
}

/// Gives a moment that nobody else has seen another zone.
pub(super) fn set_zone(it: Gc<Record>, zone: Value) {
    it.set(ZONE, zone);
}

/// The object of a moment; a subclass is called.
pub(super) fn make(
    vm: &mut Vm,
    class: Gc<Type>,
    date: Date,
    parts: [i64; 4],
    zone: Value,
    fold: i64,
) -> Outcome<Value> {
    if is_own(class, &DATETIME) {
        let date = check_date(vm, date.year, date.month, date.day)?;
        let time = check_time(vm, parts, fold)?;
        return Ok(alloc(vm, class, date, time, zone, fold).value());
    }
    let [hour, minute, second, microsecond] = parts.map(Value::fixnum);
    let [year, month, day] = [date.year, date.month, date.day].map(Value::fixnum);
    call_with_fold(vm, class, &[year, month, day, hour, minute, second, microsecond, zone], fold)
}

/// Calls a subclass, with the fold if there is one.
pub(super) fn call_with_fold(
    vm: &mut Vm,
    class: Gc<Type>,
    positional: &[Value],
    fold: i64,
) -> Outcome<Value> {
    if fold == 0 {
        return vm.call(class.value(), positional);
    }
    let name = vm.intern("fold").value();
    let names = vm.tuple(&[name]);
    let mut values: smallvec::SmallVec<[Value; 9]> = positional.into();
    values.push(Value::fixnum(fold));
    vm.call_with(class.value(), Arguments { values: &values, names: Some(names) })
}

fn clock_parts(time: Time) -> [i64; 4] {
    [time.hour.into(), time.minute.into(), time.second.into(), time.microsecond.into()]
}

/// The moment so many microseconds later, in the same zone, by the fields.
pub(super) fn add_total(vm: &mut Vm, it: Gc<Record>, change: Microseconds) -> Outcome<Value> {
    let total = field_total(it) + change;
    let date = date::from_day_number(vm, i64::try_from(total.div_euclid(DAY)).unwrap_or(i64::MAX))?;
    let time = Time::from_microseconds(total.rem_euclid(DAY) as i64);
    let class = vm.type_of(it.value());
    make(vm, class, date, clock_parts(time), zone_of(it), 0)
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Outcome<Value> {
    let class = vm.expect_type(arguments[0], "datetime.__new__()")?;
    let &[year, month, day, hour, minute, second, microsecond, zone, fold] = &arguments[1..] else {
        unreachable!("the signature says how many arguments there are");
    };
    if year.is_unbound() {
        return Err(missing(vm, "year", 1));
    }
    // A pickled state, with the zone as second argument.
    if day.is_unbound()
        && let Some(mut bytes) = state_bytes(year, 10)
    {
        let fold = i64::from(bytes[2] >> 7);
        bytes[2] &= 0x7f;
        let (date, rest) = bytes.split_at(4);
        if let Some(date) = date_from_bytes(date) {
            let zone = time::state_zone(vm, month)?;
            let time = time_from_bytes(rest);
            return Ok(alloc(vm, class, date, time, zone, fold).value());
        }
    }
    let year = int_argument(vm, year)?;
    if month.is_unbound() {
        return Err(missing(vm, "month", 2));
    }
    if day.is_unbound() {
        return Err(missing(vm, "day", 3));
    }
    let month = int_argument(vm, month)?;
    let day = int_argument(vm, day)?;
    let mut parts = [0; 4];
    for (part, value) in parts.iter_mut().zip([hour, minute, second, microsecond]) {
        if !value.is_unbound() {
            *part = int_argument(vm, value)?;
        }
    }
    let fold = if fold.is_unbound() { 0 } else { int_argument(vm, fold)? };
    let date = check_date(vm, year, month, day)?;
    let time = check_time(vm, parts, fold)?;
    let zone = check_zone(vm, zone)?;
    Ok(alloc(vm, class, date, time, zone, fold).value())
}

fn repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let (name, date, time) = (shown_class(vm, it.value()), date_of(it), time_of(it));
    let start = format!(
        "{name}({}, {}, {}, {}, {}{}",
        date.year,
        date.month,
        date.day,
        time.hour,
        time.minute,
        time::shown_rest(time)
    );
    time::push_zone_and_fold(vm, &start, zone_of(it), fold_of(it), true)
}

fn text(vm: &mut Vm, it: Value) -> Outcome<Value> {
    let space = vm.new_str(" ").value();
    call_named(vm, it, "isoformat", &[space])
}

fn hash(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    if let Some(hash) = it.get(HASH).bound() {
        return Ok(hash);
    }
    let zone = zone_of(it);
    let asked = if fold_of(it) == 0 { it } else { with_zone(vm, it, zone, 0) };
    let hash = match offset_at(vm, zone, asked.value())? {
        None => {
            let mut bytes = [0; 10];
            bytes[..4].copy_from_slice(&date_bytes(date_of(it)));
            bytes[4..].copy_from_slice(&time_bytes(time_of(it)));
            let hash = strict_semantics::hash::hash_bytes(&bytes, vm.hash_key);
            vm.new_int(hash)
        }
        Some(offset) => {
            let moment = of_total(vm, field_total(it) - offset)?;
            delta::hash(vm, moment)?
        }
    };
    it.set(HASH, hash);
    Ok(hash)
}

/// Whether the offset differs for the other fold, so that the moment equals none of another zone.
fn depends_on_fold(vm: &mut Vm, it: Gc<Record>, offset: Option<Microseconds>) -> Outcome<bool> {
    let zone = zone_of(it);
    let flipped = with_zone(vm, it, zone, 1 - fold_of(it));
    Ok(offset_at(vm, zone, flipped.value())? != offset)
}

fn compare(vm: &mut Vm, comparison: Special, it: Gc<Record>, other: Value) -> Outcome<Value> {
    let Some(other) = instance(vm, other, &DATETIME) else { return Ok(Value::NOT_IMPLEMENTED) };
    let by_fields = (date_of(it), time_of(it)).cmp(&(date_of(other), time_of(other)));
    if zone_of(it) == zone_of(other) {
        return Ok(Value::bool(crate::protocol::satisfies(comparison, Some(by_fields))));
    }
    let offset = offset_at(vm, zone_of(it), it.value())?;
    let other_offset = offset_at(vm, zone_of(other), other.value())?;
    let mut order = match (offset, other_offset) {
        _ if offset == other_offset => by_fields,
        (Some(offset), Some(other_offset)) => {
            (field_total(it) - offset).cmp(&(field_total(other) - other_offset))
        }
        _ => return naive_and_aware(vm, comparison, "datetimes"),
    };
    let is_equality = matches!(comparison, Special::Equal | Special::NotEqual);
    if is_equality
        && order.is_eq()
        && (depends_on_fold(vm, it, offset)? || depends_on_fold(vm, other, other_offset)?)
    {
        order = std::cmp::Ordering::Greater;
    }
    Ok(Value::bool(crate::protocol::satisfies(comparison, Some(order))))
}

fn add(vm: &mut Vm, it: Gc<Record>, other: Value) -> Outcome<Value> {
    match as_total(vm, other) {
        Some(change) => add_total(vm, it, change),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// The time between two moments. Within one zone, the fields tell it.
pub(super) fn difference(vm: &mut Vm, it: Gc<Record>, other: Gc<Record>) -> Outcome<Microseconds> {
    let fields = field_total(it) - field_total(other);
    if zone_of(it) == zone_of(other) {
        return Ok(fields);
    }
    let offset = offset_at(vm, zone_of(it), it.value())?;
    let other_offset = offset_at(vm, zone_of(other), other.value())?;
    match (offset, other_offset) {
        (None, None) => Ok(fields),
        (Some(offset), Some(other_offset)) => Ok(fields - offset + other_offset),
        _ => Err(vm.type_error("can't subtract offset-naive and offset-aware datetimes")),
    }
}

fn subtract(vm: &mut Vm, it: Gc<Record>, other: Value) -> Outcome<Value> {
    if let Some(other) = instance(vm, other, &DATETIME) {
        let total = difference(vm, it, other)?;
        return Ok(of_total(vm, total)?.value());
    }
    match as_total(vm, other) {
        Some(change) => add_total(vm, it, -change),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn now(vm: &mut Vm, class: Gc<Type>, zone: Option<Value>) -> Outcome<Value> {
    let zone = check_zone(vm, zone.unwrap_or(Value::NONE))?;
    let (seconds, microsecond) = moment_local::current();
    moment_local::at(vm, class, seconds, microsecond, zone, zone.is_none())
}

fn deprecated(vm: &mut Vm, function: &str, instead: &str) -> Outcome<()> {
    let message = format!(
        "datetime.datetime.{function}() is deprecated and scheduled for removal in a future version. \
         Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.{instead}."
    );
    vm.warn(vm.exceptions.DeprecationWarning, &message, 1)
}

fn utc_now(vm: &mut Vm, class: Gc<Type>) -> Outcome<Value> {
    deprecated(vm, "utcnow", "now(datetime.UTC)")?;
    let (seconds, microsecond) = moment_local::current();
    moment_local::at(vm, class, seconds, microsecond, Value::NONE, false)
}

fn from_timestamp(vm: &mut Vm, class: Gc<Type>, timestamp: Value, zone: Option<Value>) -> Outcome<Value> {
    let zone = check_zone(vm, zone.unwrap_or(Value::NONE))?;
    let (seconds, microsecond) = moment_local::seconds_and_microsecond(vm, timestamp)?;
    moment_local::at(vm, class, seconds, microsecond, zone, zone.is_none())
}

fn utc_from_timestamp(vm: &mut Vm, class: Gc<Type>, timestamp: Value) -> Outcome<Value> {
    deprecated(vm, "utcfromtimestamp", "fromtimestamp(timestamp, datetime.UTC)")?;
    let (seconds, microsecond) = moment_local::seconds_and_microsecond(vm, timestamp)?;
    moment_local::at(vm, class, seconds, microsecond, Value::NONE, false)
}

fn strptime(vm: &mut Vm, class: Value, text: Value, format: Value) -> Outcome<Value> {
    super::text::strptime(vm, "_strptime_datetime_datetime", class, text, format)
}

fn combine(vm: &mut Vm, class: Gc<Type>, date: Value, time: Value, zone: Option<Value>) -> Outcome<Value> {
    let Some(day) = instance(vm, date, &DATE) else {
        let name = vm.type_name(date);
        return Err(vm.type_error(format!("combine() argument 1 must be datetime.date, not {name}")));
    };
    let Some((clock, own_zone, fold)) = time::parts(vm, time) else {
        let name = vm.type_name(time);
        return Err(vm.type_error(format!("combine() argument 2 must be datetime.time, not {name}")));
    };
    let zone = match zone {
        Some(zone) => check_zone(vm, zone)?,
        None => own_zone,
    };
    make(vm, class, date_of(day), clock_parts(clock), zone, fold)
}

fn date_part(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let class = vm.native_type(&DATE);
    Ok(vm.new_record(class, &[it.get(super::fields::DAY)]).value())
}

fn ctime(_: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let time = time_of(it);
    Ok(date::ctime(date_of(it), &format!("{:02}:{:02}:{:02}", time.hour, time.minute, time.second)))
}

fn structure(vm: &mut Vm, date: Date, time: Time, summer: i64) -> Outcome<Value> {
    date::structure(vm, date, [time.hour.into(), time.minute.into(), time.second.into()], summer)
}

fn time_tuple(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let summer = match ask_delta(vm, zone_of(it), "dst", it.value())? {
        None => -1,
        Some(summer) => i64::from(delta::total(summer) != 0),
    };
    structure(vm, date_of(it), time_of(it), summer)
}

fn utc_time_tuple(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let offset = offset_at(vm, zone_of(it), it.value())?.unwrap_or(0);
    let total = field_total(it) - offset;
    let date = date::from_day_number(vm, total.div_euclid(DAY) as i64)?;
    structure(vm, date, Time::from_microseconds(total.rem_euclid(DAY) as i64), 0)
}

fn replace(vm: &mut Vm, arguments: &[Value]) -> Outcome<Value> {
    let Some(it) = arguments[0].cast::<Record>() else { return Ok(Value::NONE) };
    let given = |place: usize| arguments[place].bound();
    let date = date::replaced(vm, date_of(it), [given(1), given(2), given(3)])?;
    let mut parts = clock_parts(time_of(it));
    for (part, &value) in parts.iter_mut().zip(&arguments[4..8]) {
        if !value.is_unbound() {
            *part = int_argument(vm, value)?;
        }
    }
    let zone = if arguments[8].is_unbound() { zone_of(it) } else { check_zone(vm, arguments[8])? };
    let fold = if arguments[9].is_unbound() { fold_of(it) } else { int_argument(vm, arguments[9])? };
    if !(0..=1).contains(&fold) {
        return Err(vm.value_error(format!("fold must be either 0 or 1, not {fold}")));
    }
    let class = vm.type_of(it.value());
    make(vm, class, date, parts, zone, fold)
}

fn reduce_for(vm: &mut Vm, it: Gc<Record>, protocol: Value) -> Outcome<Value> {
    let protocol = int_argument(vm, protocol)?;
    reduce(vm, it, protocol)
}

fn reduce(vm: &mut Vm, it: Gc<Record>, protocol: i64) -> Outcome<Value> {
    let mut bytes = [0; 10];
    bytes[..4].copy_from_slice(&date_bytes(date_of(it)));
    bytes[4..].copy_from_slice(&time_bytes(time_of(it)));
    if protocol > 3 && fold_of(it) != 0 {
        bytes[2] |= 0x80;
    }
    let state = vm.new_bytes(&bytes)?;
    time::state_of(vm, it, state, zone_of(it))
}

/// Seconds from the last day of year 0, as the fields have it.
pub(super) fn field_seconds(it: Gc<Record>) -> i64 {
    field_total(it).div_euclid(SECOND) as i64
}
