//! `tzinfo`, `timezone`, and asking a time zone.

use strict_semantics::datetime::{DAY, Microseconds, SECOND, offset_text};

use super::delta::{DELTA, as_total, of_total, total};
use super::{call_named, instance, is_exactly, moment, set_constant, text_argument};
use crate::builtins::prelude::*;
use crate::modules::native_module::record_type;
use crate::object::Record;
use crate::vm::Raised;

/// `tzinfo`: no fields, for its subclasses have their own.
pub(super) static TZINFO: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    ..record_type(
        "tzinfo",
        "datetime",
        &[
            m(
                "__new__",
                "($type, *args, **kwargs)",
                Pure,
                n(|vm: &mut Vm, class: Gc<Type>, _: Value, _: Value| Ok(vm.new_record(class, &[]))),
                "",
            ),
            m(
                "tzname",
                "($self, object, /)",
                Any,
                n(|vm: &mut Vm, _: Gc<Record>, _: Value| Err::<Value, _>(not_implemented(vm, "tzname"))),
                "datetime -> string name of time zone.",
            ),
            m(
                "utcoffset",
                "($self, object, /)",
                Any,
                n(|vm: &mut Vm, _: Gc<Record>, _: Value| Err::<Value, _>(not_implemented(vm, "utcoffset"))),
                "datetime -> timedelta showing offset from UTC, negative values indicating West of UTC",
            ),
            m(
                "dst",
                "($self, object, /)",
                Any,
                n(|vm: &mut Vm, _: Gc<Record>, _: Value| Err::<Value, _>(not_implemented(vm, "dst"))),
                "datetime -> DST offset as timedelta positive east of UTC.",
            ),
            m(
                "fromutc",
                "($self, object, /)",
                Any,
                n(from_utc),
                "datetime in UTC -> datetime in local time.",
            ),
            m("__reduce__", "($self, /)", Any, n(reduce), "-> (cls, state)"),
        ],
        "Abstract base class for time zone info objects.",
    )
};

// The fields of a `timezone`: a `timedelta`, and the name or unbound.
const OFFSET: usize = 0;
const NAME: usize = 1;

const COMPARISONS: [crate::object::NativeSpec; 6] = crate::modules::native_module::comparisons!(compare);

/// `timezone`
pub(super) static TIMEZONE: TypeSpec = TypeSpec {
    flags: TypeFlags(0),
    native_base: Some(&TZINFO),
    ..record_type(
        "timezone",
        "datetime",
        &[
            m("__new__", "($type, offset, name=<unrepresentable>)", Pure, n(new), ""),
            m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
            m(
                "__str__",
                "($self, /)",
                Pure,
                n(|vm: &mut Vm, it: Gc<Record>| Ok(name(vm, it))),
                "Return str(self).",
            ),
            m("__hash__", "($self, /)", Pure, n(hash), "Return hash(self)."),
            COMPARISONS[0],
            COMPARISONS[1],
            COMPARISONS[2],
            COMPARISONS[3],
            COMPARISONS[4],
            COMPARISONS[5],
            m(
                "tzname",
                "($self, object, /)",
                Pure,
                n(|vm: &mut Vm, it: Gc<Record>, moment: Value| {
                    check_moment(vm, "tzname", moment)?;
                    Ok(name(vm, it))
                }),
                "If name is specified when timezone is created, returns the name.  Otherwise returns offset as 'UTC(+|-)HH:MM'.",
            ),
            m(
                "utcoffset",
                "($self, object, /)",
                Pure,
                n(|vm: &mut Vm, it: Gc<Record>, moment: Value| {
                    check_moment(vm, "utcoffset", moment)?;
                    Ok(it.get(OFFSET))
                }),
                "Return fixed offset.",
            ),
            m(
                "dst",
                "($self, object, /)",
                Pure,
                n(|vm: &mut Vm, _: Gc<Record>, moment: Value| check_moment(vm, "dst", moment)),
                "Return None.",
            ),
            m(
                "fromutc",
                "($self, object, /)",
                Any,
                n(fixed_from_utc),
                "datetime in UTC -> datetime in local time.",
            ),
            m("__getinitargs__", "($self, /)", Pure, n(arguments), "pickle support"),
        ],
        "Fixed offset from UTC implementation of tzinfo.",
    )
};

/// `timezone.utc` among what modules keep.
const UTC: &str = "datetime.timezone.utc";

/// Sets the constants of `timezone`: `timezone.utc`.
pub(super) fn fill(vm: &mut Vm) -> Outcome<Value> {
    let utc = utc(vm)?;
    let class = vm.type_of(utc);
    set_constant(vm, class, "utc", utc);
    let most = DAY - 60 * SECOND;
    for (name, east) in [("min", -most), ("max", most)] {
        let zone = fixed(vm, east)?;
        set_constant(vm, class, name, zone);
    }
    Ok(utc)
}

/// `timezone.utc`
pub(super) fn utc(vm: &mut Vm) -> Outcome<Value> {
    let (registry, key) = (vm.registry, vm.intern(UTC));
    if let Some(utc) = vm.dict_get_str(registry, key) {
        return Ok(utc);
    }
    let offset = of_total(vm, 0)?;
    let class = vm.native_type(&TIMEZONE);
    let utc = vm.new_record(class, &[offset.value(), Value::UNBOUND]).value();
    vm.dict_set(registry, key.value(), utc)?;
    Ok(utc)
}

/// A `timezone` of a fixed offset, without a name.
pub(super) fn fixed(vm: &mut Vm, east: Microseconds) -> Outcome<Value> {
    if east == 0 {
        return utc(vm);
    }
    let offset = of_total(vm, east)?.value();
    check_range(vm, offset)?;
    let class = vm.native_type(&TIMEZONE);
    Ok(vm.new_record(class, &[offset, Value::UNBOUND]).value())
}

/// A `timezone` of a fixed offset with a name.
pub(super) fn named(vm: &mut Vm, east: Microseconds, name: &str) -> Outcome<Value> {
    let offset = of_total(vm, east)?.value();
    check_range(vm, offset)?;
    let name = vm.new_str(name).value();
    let class = vm.native_type(&TIMEZONE);
    Ok(vm.new_record(class, &[offset, name]).value())
}

/// `ValueError` for an offset of a day or more.
fn check_range(vm: &mut Vm, offset: Value) -> Outcome<()> {
    let is_within = as_total(vm, offset).is_some_and(|total| total.abs() < DAY);
    if is_within {
        return Ok(());
    }
    let shown = vm.repr(offset)?.to_lossy();
    Err(vm.value_error(format!(
        "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {shown}"
    )))
}

fn new(vm: &mut Vm, class: Gc<Type>, offset: Value, name: Option<Value>) -> Outcome<Value> {
    if instance(vm, offset, &DELTA).is_none() {
        let given = vm.type_name(offset);
        return Err(vm.type_error(format!("timezone() argument 1 must be datetime.timedelta, not {given}")));
    }
    let name = match name {
        Some(name) => text_argument(vm, "timezone", 2, name)?.value(),
        None if as_total(vm, offset) == Some(0) => return utc(vm),
        None => Value::UNBOUND,
    };
    check_range(vm, offset)?;
    Ok(vm.new_record(class, &[offset, name]).value())
}

fn east(vm: &Vm, it: Gc<Record>) -> Microseconds {
    as_total(vm, it.get(OFFSET)).unwrap_or(0)
}

fn name(vm: &mut Vm, it: Gc<Record>) -> Value {
    if let Some(name) = it.get(NAME).bound() {
        return name;
    }
    let text = match east(vm, it) {
        0 => "UTC".to_owned(),
        east => format!("UTC{}", offset_text(east, ":")),
    };
    vm.new_str(&text).value()
}

fn repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    if utc(vm)? == it.value() {
        return Ok(vm.new_str("datetime.timezone.utc").value());
    }
    let mut text = strict_semantics::TextBuilder::new();
    text.push_str("datetime.timezone(");
    let offset = vm.repr(it.get(OFFSET))?;
    text.push_text(offset.view());
    if let Some(name) = it.get(NAME).bound() {
        let name = vm.repr(name)?;
        text.push_str(", ");
        text.push_text(name.view());
    }
    text.push_str(")");
    vm.str_from_builder(&text)
}

fn hash(vm: &mut Vm, it: Gc<Record>) -> Outcome<i64> {
    vm.hash(it.get(OFFSET))
}

fn compare(vm: &mut Vm, comparison: Special, it: Gc<Record>, other: Value) -> Outcome<Value> {
    let equal = match instance(vm, other, &TIMEZONE) {
        Some(other) => east(vm, it) == east(vm, other),
        None => return Ok(Value::NOT_IMPLEMENTED),
    };
    match comparison {
        Special::Equal => Ok(Value::bool(equal)),
        Special::NotEqual => Ok(Value::bool(!equal)),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn check_moment(vm: &mut Vm, method: &str, moment: Value) -> Outcome<()> {
    if moment.is_none() || instance(vm, moment, &moment::DATETIME).is_some() {
        return Ok(());
    }
    let name = vm.type_name(moment);
    Err(vm.type_error(format!("{method}(dt) argument must be a datetime instance or None, not {name}")))
}

fn arguments(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<Tuple>> {
    match it.get(NAME).bound() {
        Some(name) => vm.new_tuple(&[it.get(OFFSET), name]),
        None => vm.new_tuple(&[it.get(OFFSET)]),
    }
}

fn not_implemented(vm: &mut Vm, method: &str) -> Raised {
    let message = format!("a tzinfo subclass must implement {method}()");
    vm.error(vm.exceptions.NotImplementedError, message)
}

/// The argument of `fromutc`: a `datetime` of this zone.
fn own_moment(vm: &mut Vm, it: Gc<Record>, value: Value) -> Outcome<Gc<Record>> {
    let Some(moment) = instance(vm, value, &moment::DATETIME) else {
        return Err(vm.type_error("fromutc: argument must be a datetime"));
    };
    if moment::zone_of(moment) != it.value() {
        return Err(vm.value_error("fromutc: dt.tzinfo is not self"));
    }
    Ok(moment)
}

fn fixed_from_utc(vm: &mut Vm, it: Gc<Record>, value: Value) -> Outcome<Value> {
    let moment = own_moment(vm, it, value)?;
    let east = east(vm, it);
    moment::add_total(vm, moment, east)
}

fn from_utc(vm: &mut Vm, it: Gc<Record>, value: Value) -> Outcome<Value> {
    let moment = own_moment(vm, it, value)?;
    let Some(offset) = ask_delta(vm, it.value(), "utcoffset", value)? else {
        return Err(vm.value_error("fromutc: non-None utcoffset() result required"));
    };
    let Some(summer) = ask_delta(vm, it.value(), "dst", value)? else {
        return Err(vm.value_error("fromutc: non-None dst() result required"));
    };
    let result = moment::add_total(vm, moment, total(offset) - total(summer))?;
    let Some(summer) = ask_delta(vm, it.value(), "dst", result)? else {
        let message = "fromutc: tz.dst() gave inconsistent results; cannot convert";
        return Err(vm.value_error(message));
    };
    let Some(standard) = instance(vm, result, &moment::DATETIME).filter(|_| total(summer) != 0) else {
        return Ok(result);
    };
    moment::add_total(vm, standard, total(summer))
}

fn reduce(vm: &mut Vm, it: Value) -> Outcome<Value> {
    let name = vm.intern("__getinitargs__");
    let arguments = match vm.find_attribute(it, name)? {
        Some(method) => {
            let result = vm.call(method, &[])?;
            vm.tuple_from(result)?
        }
        None => vm.empty_tuple,
    };
    let state = call_named(vm, it, "__getstate__", &[])?;
    let class = vm.type_of(it);
    Ok(vm.new_tuple(&[class.value(), arguments.value(), state])?.value())
}

/// `TypeError` unless the value is `None` or a time zone.
pub(super) fn check_zone(vm: &mut Vm, zone: Value) -> Outcome<Value> {
    if zone.is_unbound() || zone.is_none() {
        return Ok(Value::NONE);
    }
    let is_zone = instance(vm, zone, &TZINFO).is_some();
    if is_zone {
        return Ok(zone);
    }
    let name = vm.type_name(zone);
    Err(vm.type_error(format!("tzinfo argument must be None or of a tzinfo subclass, not type '{name}'")))
}

/// What a method of a time zone returns about a moment: a `timedelta` or nothing. There is nothing without a zone.
pub(super) fn ask_delta(
    vm: &mut Vm,
    zone: Value,
    method: &str,
    moment: Value,
) -> Outcome<Option<Gc<Record>>> {
    if zone.is_none() {
        return Ok(None);
    }
    if is_exactly(vm, zone, &TIMEZONE) {
        let offset = zone.cast::<Record>().and_then(|it| it.get(OFFSET).cast());
        return Ok(offset.filter(|_| method == "utcoffset"));
    }
    let result = call_named(vm, zone, method, &[moment])?;
    if result.is_none() {
        return Ok(None);
    }
    let Some(offset) = instance(vm, result, &DELTA) else {
        let name = vm.type_name(result);
        return Err(vm.type_error(format!("tzinfo.{method}() must return None or timedelta, not '{name}'")));
    };
    check_range(vm, result)?;
    Ok(Some(offset))
}

/// The offset of a moment from UTC in microseconds, if it has one.
pub(super) fn offset_at(vm: &mut Vm, zone: Value, moment: Value) -> Outcome<Option<Microseconds>> {
    Ok(ask_delta(vm, zone, "utcoffset", moment)?.map(total))
}

/// `tzname` of a time zone: a text or `None`.
pub(super) fn ask_name(vm: &mut Vm, zone: Value, moment: Value) -> Outcome<Value> {
    if zone.is_none() {
        return Ok(Value::NONE);
    }
    if is_exactly(vm, zone, &TIMEZONE) {
        return Ok(zone.cast::<Record>().map_or(Value::NONE, |it| name(vm, it)));
    }
    let result = call_named(vm, zone, "tzname", &[moment])?;
    if result.is_none() || result.is::<Str>() {
        return Ok(result);
    }
    let name = vm.type_name(result);
    Err(vm.type_error(format!("tzinfo.tzname() must return None or a string, not '{name}'")))
}
