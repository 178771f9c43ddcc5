//! `timedelta`

use strict_semantics::datetime::{DAY, DurationSum, Microseconds, SECOND, divide_to_nearest};
use strict_semantics::{Int, float};

use super::{instance, set_constant, shown_class};
use crate::builtins::prelude::*;
use crate::modules::native_module::record_type;
use crate::object::Record;
use crate::protocol::Operator;

// The fields.
const DAYS: usize = 0;
const SECONDS: usize = 1;
const MICROSECONDS: usize = 2;
/// The hash once it was asked for, else unbound.
const HASH: usize = 3;

/// The most days that a `timedelta` has.
const MOST_DAYS: i128 = 999_999_999;

macro_rules! field {
    ($name:literal, $field:ident) => {
        ($name, |_, it| Ok(it.cast::<Record>().map_or(Value::ZERO, |it| it.get($field))), None)
    };
}

const COMPARISONS: [crate::object::NativeSpec; 6] = crate::modules::native_module::comparisons!(compare);

/// `timedelta`
pub(super) static DELTA: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    attributes: &[field!("days", DAYS), field!("seconds", SECONDS), field!("microseconds", MICROSECONDS)],
    ..record_type(
        "timedelta",
        "datetime",
        &[
            m(
                "__new__",
                "($type, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)",
                Pure,
                new,
                "",
            ),
            m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
            m("__str__", "($self, /)", Pure, n(text), "Return str(self)."),
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
                "__rsub__",
                "($self, value, /)",
                Any,
                n(|vm: &mut Vm, a: Gc<Record>, b: Value| match as_total(vm, b) {
                    Some(from) => Ok(of_total(vm, from - total(a))?.value()),
                    None => Ok(Value::NOT_IMPLEMENTED),
                }),
                "Return value-self.",
            ),
            m("__mul__", "($self, value, /)", Any, n(multiply), "Return self*value."),
            m("__rmul__", "($self, value, /)", Any, n(multiply), "Return value*self."),
            m("__truediv__", "($self, value, /)", Any, n(divide), "Return self/value."),
            m("__floordiv__", "($self, value, /)", Any, n(floor_divide), "Return self//value."),
            m("__mod__", "($self, value, /)", Any, n(remainder), "Return self%value."),
            m("__divmod__", "($self, value, /)", Any, n(divide_with_rest), "Return divmod(self, value)."),
            m(
                "__neg__",
                "($self, /)",
                Pure,
                n(|vm: &mut Vm, it: Gc<Record>| of_total(vm, -total(it))),
                "-self",
            ),
            m(
                "__pos__",
                "($self, /)",
                Pure,
                n(|vm: &mut Vm, it: Gc<Record>| of_total(vm, total(it))),
                "+self",
            ),
            m(
                "__abs__",
                "($self, /)",
                Pure,
                n(|vm: &mut Vm, it: Gc<Record>| of_total(vm, total(it).abs())),
                "abs(self)",
            ),
            m(
                "__bool__",
                "($self, /)",
                Pure,
                n(|_: &mut Vm, it: Gc<Record>| Ok(total(it) != 0)),
                "True if self else False",
            ),
            m("total_seconds", "($self, /)", Pure, n(total_seconds), "Total seconds in the duration."),
            m("__reduce__", "($self, /)", Pure, n(reduce), "__reduce__() -> (cls, state)"),
        ],
        "Difference between two datetime values.\n\n\
         timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)\n\n\
         All arguments are optional and default to 0.\n\
         Arguments may be integers or floats, and may be positive or negative.",
    )
};

pub(super) fn fill(vm: &mut Vm) -> Outcome<()> {
    let class = vm.native_type(&DELTA);
    for (name, value) in [("resolution", 1), ("min", -MOST_DAYS * DAY), ("max", (MOST_DAYS + 1) * DAY - 1)] {
        let value = of_total(vm, value)?.value();
        set_constant(vm, class, name, value);
    }
    Ok(())
}

/// A `timedelta` in microseconds.
pub(super) fn total(it: Gc<Record>) -> Microseconds {
    let field = |at: usize| i128::from(it.get(at).as_fixnum().unwrap_or(0));
    field(DAYS) * DAY + field(SECONDS) * SECOND + field(MICROSECONDS)
}

/// The object in microseconds, if it is a `timedelta`.
pub(super) fn as_total(vm: &Vm, value: Value) -> Option<Microseconds> {
    instance(vm, value, &DELTA).map(total)
}

/// A `timedelta` of so many microseconds.
///
/// # Errors
/// `OverflowError`
pub(super) fn of_total(vm: &mut Vm, total: Microseconds) -> Outcome<Gc<Record>> {
    let class = vm.native_type(&DELTA);
    make(vm, class, total)
}

fn make(vm: &mut Vm, class: Gc<Type>, total: Microseconds) -> Outcome<Gc<Record>> {
    let (days, rest) = (total.div_euclid(DAY), total.rem_euclid(DAY));
    if days.abs() > MOST_DAYS {
        let message = if i32::try_from(days).is_ok() {
            format!("days={days}; must have magnitude <= {MOST_DAYS}")
        } else {
            "Python int too large to convert to C int".to_owned()
        };
        return Err(vm.error(vm.exceptions.OverflowError, message));
    }
    let number = |number: i128| Value::fixnum(number as i64);
    Ok(vm.new_record(class, &[number(days), number(rest / SECOND), number(rest % SECOND), Value::UNBOUND]))
}

/// The parameters in the order of the signature, with what they count, in microseconds.
const UNITS: [(&str, Microseconds); 7] = [
    ("days", DAY),
    ("seconds", SECOND),
    ("microseconds", 1),
    ("milliseconds", 1000),
    ("minutes", 60 * SECOND),
    ("hours", 3600 * SECOND),
    ("weeks", 7 * DAY),
];

/// The order in which they are added, which can be seen in the last digit of what floats sum up to.
const ADDED: [usize; 7] = [2, 3, 1, 4, 5, 0, 6];

fn new(vm: &mut Vm, arguments: &[Value]) -> Outcome<Value> {
    let class = vm.expect_type(arguments[0], "timedelta.__new__()")?;
    let mut small: Microseconds = 0;
    let mut sum: Option<DurationSum> = None;
    for place in ADDED {
        let (name, unit) = UNITS[place];
        let value = arguments[place + 1];
        if value.is_unbound() {
            continue;
        }
        if let Some(number) = value.as_fixnum().filter(|number| i32::try_from(*number).is_ok()) {
            small += i128::from(number) * unit;
        } else if let Some(number) = vm.as_int(value) {
            sum.get_or_insert_default().add_int(&number, unit);
        } else if let Some(number) = vm.as_float(value) {
            let added = sum.get_or_insert_default().add_float(number, unit);
            vm.check(added)?;
        } else {
            let given = vm.type_name(value);
            return Err(vm.type_error(format!("unsupported type for timedelta {name} component: {given}")));
        }
    }
    let total = match sum {
        None => small,
        Some(mut sum) => {
            // Few enough for the parts to fit.
            sum.add_int(&Int::from(small as i64), 1);
            let high = small - i128::from(small as i64);
            sum.add_int(&Int::from((high >> 64) as i64), 1 << 64);
            let total = sum.total();
            vm.check(total)?
        }
    };
    Ok(make(vm, class, total)?.value())
}

fn repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let name = shown_class(vm, it.value());
    let mut parts = Vec::new();
    for (label, field) in [("days", DAYS), ("seconds", SECONDS), ("microseconds", MICROSECONDS)] {
        match it.get(field).as_fixnum() {
            Some(0) | None => {}
            Some(number) => parts.push(format!("{label}={number}")),
        }
    }
    let parts = if parts.is_empty() { "0".to_owned() } else { parts.join(", ") };
    Ok(format!("{name}({parts})"))
}

fn text(_: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let total = total(it);
    let (days, rest) = (total.div_euclid(DAY), total.rem_euclid(DAY));
    let (seconds, micros) = (rest / SECOND, rest % SECOND);
    let mut text = match days {
        0 => String::new(),
        1 | -1 => format!("{days} day, "),
        _ => format!("{days} days, "),
    };
    text.push_str(&format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60));
    if micros != 0 {
        text.push_str(&format!(".{micros:06}"));
    }
    Ok(text)
}

/// The hash of a `timedelta`.
pub(super) fn hash(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    if let Some(hash) = it.get(HASH).bound() {
        return Ok(hash);
    }
    let state = vm.tuple(&[it.get(DAYS), it.get(SECONDS), it.get(MICROSECONDS)]);
    let hash = vm.hash_tuple(state)?;
    let hash = vm.new_int(hash);
    it.set(HASH, hash);
    Ok(hash)
}

fn compare(vm: &mut Vm, comparison: Special, it: Gc<Record>, other: Value) -> Outcome<Value> {
    match as_total(vm, other) {
        Some(other) => Ok(Value::bool(crate::protocol::satisfies(comparison, Some(total(it).cmp(&other))))),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn add(vm: &mut Vm, it: Gc<Record>, other: Value) -> Outcome<Value> {
    match as_total(vm, other) {
        Some(other) => Ok(of_total(vm, total(it) + other)?.value()),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn subtract(vm: &mut Vm, it: Gc<Record>, other: Value) -> Outcome<Value> {
    match as_total(vm, other) {
        Some(other) => Ok(of_total(vm, total(it) - other)?.value()),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// A whole number of microseconds.
fn int_of(number: Microseconds) -> Int {
    match i64::try_from(number) {
        Ok(small) => Int::from(small),
        Err(_) => Int::from(num_bigint::BigInt::from(number)),
    }
}

/// A number of microseconds that may be too many.
fn of_big(vm: &mut Vm, number: &Int) -> Outcome<Value> {
    let mut sum = DurationSum::default();
    sum.add_int(number, 1);
    let total = sum.total();
    let total = vm.check(total)?;
    Ok(of_total(vm, total)?.value())
}

/// `numerator / denominator` microseconds, to the nearest.
fn of_ratio(vm: &mut Vm, numerator: &Int, denominator: &Int) -> Outcome<Value> {
    let total = divide_to_nearest(numerator, denominator);
    let total = vm.check(total)?;
    Ok(of_total(vm, total)?.value())
}

fn product(a: &Int, b: &Int) -> Int {
    Int::from(a.to_big().as_ref() * b.to_big().as_ref())
}

/// A float as a ratio, which subclasses may tell themselves; nothing for what is no float.
fn ratio_of(vm: &mut Vm, value: Value) -> Outcome<Option<(Int, Int)>> {
    let Some(number) = vm.as_float(value) else { return Ok(None) };
    if vm.is_exact(value, vm.types.float) {
        let ratio = float::as_integer_ratio(number);
        return vm.check(ratio).map(Some);
    }
    let ratio = super::call_named(vm, value, "as_integer_ratio", &[])?;
    let Some(pair) = ratio.cast::<Tuple>() else {
        let name = vm.type_name(ratio);
        let message = format!("unexpected return type from as_integer_ratio(): expected tuple, not '{name}'");
        return Err(vm.type_error(message));
    };
    match pair.as_slice() {
        &[numerator, denominator] => {
            let numerator = vm.as_int(numerator);
            let denominator = vm.as_int(denominator);
            match (numerator, denominator) {
                (Some(numerator), Some(denominator)) => Ok(Some((numerator, denominator))),
                _ => Err(vm.type_error("as_integer_ratio() must return integers")),
            }
        }
        _ => Err(vm.value_error("as_integer_ratio() must return a 2-tuple")),
    }
}

fn multiply(vm: &mut Vm, it: Gc<Record>, other: Value) -> Outcome<Value> {
    let micros = int_of(total(it));
    if let Some(number) = vm.as_int(other) {
        return of_big(vm, &product(&micros, &number));
    }
    let Some((numerator, denominator)) = ratio_of(vm, other)? else { return Ok(Value::NOT_IMPLEMENTED) };
    of_ratio(vm, &product(&micros, &numerator), &denominator)
}

/// An operator on the numbers of microseconds of two `timedelta`s.
fn on_totals(vm: &mut Vm, operator: Operator, it: Gc<Record>, other: Microseconds) -> Outcome<Value> {
    let left = vm.new_integer(&int_of(total(it)));
    let right = vm.new_integer(&int_of(other));
    vm.binary(operator, left, right)
}

fn divide(vm: &mut Vm, it: Gc<Record>, other: Value) -> Outcome<Value> {
    if let Some(other) = as_total(vm, other) {
        return on_totals(vm, Operator::TRUE_DIVIDE, it, other);
    }
    let micros = int_of(total(it));
    if let Some(number) = vm.as_int(other) {
        return of_ratio(vm, &micros, &number);
    }
    let Some((numerator, denominator)) = ratio_of(vm, other)? else { return Ok(Value::NOT_IMPLEMENTED) };
    of_ratio(vm, &product(&micros, &denominator), &numerator)
}

fn floor_divide(vm: &mut Vm, it: Gc<Record>, other: Value) -> Outcome<Value> {
    if let Some(other) = as_total(vm, other) {
        return on_totals(vm, Operator::FLOOR_DIVIDE, it, other);
    }
    if vm.as_int(other).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let micros = vm.new_integer(&int_of(total(it)));
    let quotient = vm.binary(Operator::FLOOR_DIVIDE, micros, other)?;
    let quotient = vm.to_index(quotient)?;
    of_big(vm, &quotient)
}

fn remainder(vm: &mut Vm, it: Gc<Record>, other: Value) -> Outcome<Value> {
    let Some(other) = as_total(vm, other) else { return Ok(Value::NOT_IMPLEMENTED) };
    let rest = on_totals(vm, Operator::REMAINDER, it, other)?;
    let rest = vm.to_index(rest)?;
    of_big(vm, &rest)
}

fn divide_with_rest(vm: &mut Vm, it: Gc<Record>, other: Value) -> Outcome<Value> {
    if as_total(vm, other).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let quotient = floor_divide(vm, it, other)?;
    let rest = remainder(vm, it, other)?;
    Ok(vm.pair(quotient, rest))
}

fn total_seconds(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    on_totals(vm, Operator::TRUE_DIVIDE, it, SECOND)
}

fn reduce(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let state = vm.tuple(&[it.get(DAYS), it.get(SECONDS), it.get(MICROSECONDS)]);
    let class = vm.type_of(it.value());
    Ok(vm.pair(class.value(), state.value()))
}
