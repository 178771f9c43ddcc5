//! Signals as exceptions, and the dictionaries that show which ones a context has raised or traps.

use strict_semantics::decimal::Status;

use super::{context, kept};
use crate::builtins::prelude::*;
use crate::modules::native_module::record_type;
use crate::object::{Dict, Record};

/// The signals, in the order in which they are shown, with what stands for them.
const SIGNALS: [(&str, Status); 9] = [
    ("InvalidOperation", Status::ANY_INVALID),
    ("FloatOperation", Status::FLOAT_OPERATION),
    ("DivisionByZero", Status::DIVISION_BY_ZERO),
    ("Overflow", Status::OVERFLOW),
    ("Underflow", Status::UNDERFLOW),
    ("Subnormal", Status::SUBNORMAL),
    ("Inexact", Status::INEXACT),
    ("Rounded", Status::ROUNDED),
    ("Clamped", Status::CLAMPED),
];

/// The conditions that raise `InvalidOperation`.
const CONDITIONS: [(&str, Status); 5] = [
    ("InvalidOperation", Status::INVALID_OPERATION),
    ("ConversionSyntax", Status::CONVERSION_SYNTAX),
    ("DivisionImpossible", Status::DIVISION_IMPOSSIBLE),
    ("DivisionUndefined", Status::DIVISION_UNDEFINED),
    ("InvalidContext", Status::INVALID_CONTEXT),
];

/// The bits in the order in which `repr` of a context names their signals.
const SHOWN: [(Status, &str); 13] = [
    (Status::CLAMPED, "Clamped"),
    (Status::CONVERSION_SYNTAX, "InvalidOperation"),
    (Status::DIVISION_BY_ZERO, "DivisionByZero"),
    (Status::DIVISION_IMPOSSIBLE, "InvalidOperation"),
    (Status::DIVISION_UNDEFINED, "InvalidOperation"),
    (Status::INEXACT, "Inexact"),
    (Status::INVALID_CONTEXT, "InvalidOperation"),
    (Status::INVALID_OPERATION, "InvalidOperation"),
    (Status::FLOAT_OPERATION, "FloatOperation"),
    (Status::OVERFLOW, "Overflow"),
    (Status::ROUNDED, "Rounded"),
    (Status::SUBNORMAL, "Subnormal"),
    (Status::UNDERFLOW, "Underflow"),
];

const UNKNOWN_SIGNAL: &str = "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   \
                              Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]";

/// Makes the exceptions.
pub(super) fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let exceptions = vm.exceptions.clone();
    let add =
        |vm: &mut Vm, name: &str, bases: &[Gc<Type>]| vm.add_exception_of(namespace, "decimal", name, bases);
    let base = add(vm, "DecimalException", &[exceptions.ArithmeticError])?;
    add(vm, "Clamped", &[base])?;
    let rounded = add(vm, "Rounded", &[base])?;
    let inexact = add(vm, "Inexact", &[base])?;
    let subnormal = add(vm, "Subnormal", &[base])?;
    add(vm, "Underflow", &[inexact, rounded, subnormal])?;
    add(vm, "Overflow", &[inexact, rounded])?;
    add(vm, "DivisionByZero", &[base, exceptions.ZeroDivisionError])?;
    add(vm, "FloatOperation", &[base, exceptions.TypeError])?;
    let invalid = add(vm, "InvalidOperation", &[base])?;
    for name in ["ConversionSyntax", "DivisionImpossible", "InvalidContext"] {
        add(vm, name, &[invalid])?;
    }
    add(vm, "DivisionUndefined", &[invalid, exceptions.ZeroDivisionError])?;
    let mixin = vm.native_type(&SIGNAL_DICT).value();
    vm.set_global(namespace, "_SignalDictMixin", mixin)
}

fn exception(vm: &mut Vm, name: &str) -> Gc<Type> {
    vm.module_exception(&format!("decimal.{name}"))
}

/// Notes signals in a context, and raises the exception of those that it traps.
pub(super) fn signal(vm: &mut Vm, context: Gc<Record>, status: Status) -> Outcome<()> {
    if status == Status::default() {
        return Ok(());
    }
    let flags = context::bits(context, context::FLAGS);
    context::set_bits(context, context::FLAGS, flags.and(status));
    if status.has(Status::MEMORY) {
        return Err(vm.memory_error());
    }
    let trapped = status.only(context::bits(context, context::TRAPS));
    let Some((name, _)) = SIGNALS.iter().find(|(_, signal)| trapped.has(*signal)) else { return Ok(()) };
    let list = vm.new_list();
    for (name, _) in CONDITIONS.iter().chain(&SIGNALS[1..]).filter(|(_, signal)| trapped.has(*signal)) {
        let class = exception(vm, name).value();
        vm.append(list, class)?;
    }
    let class = exception(vm, name);
    Err(vm.raise_with(class, &[list.value()]))
}

/// The bits as a list of signals.
pub(super) fn as_list(vm: &mut Vm, bits: Status) -> Outcome<Value> {
    let list = vm.new_list();
    for (name, _) in SIGNALS.iter().filter(|(_, signal)| bits.has(*signal)) {
        let class = exception(vm, name).value();
        vm.append(list, class)?;
    }
    Ok(list.value())
}

/// The bits as `repr` of a context shows them.
pub(super) fn shown(bits: Status) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (_, name) in SHOWN.iter().filter(|(bit, _)| bits.has(*bit)) {
        if !names.contains(name) {
            names.push(name);
        }
    }
    format!("[{}]", names.join(", "))
}

/// The signal that an exception class stands for.
fn signal_of(vm: &mut Vm, class: Value) -> Outcome<Status> {
    for (name, signal) in SIGNALS {
        if exception(vm, name).value() == class {
            return Ok(signal);
        }
    }
    Err(vm.error(vm.exceptions.KeyError, UNKNOWN_SIGNAL))
}

/// The bits that a list of signals, or a dictionary with all of them, stands for.
pub(super) fn bits_of(vm: &mut Vm, value: Value) -> Outcome<Status> {
    if let Some((owner, place)) = shown_by(vm, value) {
        return Ok(context::bits(owner, place));
    }
    if let Some(list) = value.cast::<crate::object::List>() {
        let mut bits = Status::default();
        let mut index = 0;
        while let Some(class) = list.get(index) {
            bits = bits.and(signal_of(vm, class)?);
            index += 1;
        }
        return Ok(bits);
    }
    match value.cast::<Dict>() {
        Some(dict) => match dict_bits(vm, dict)? {
            Some(bits) => Ok(bits),
            None => Err(vm.error(vm.exceptions.KeyError, "invalid signal dict")),
        },
        None => Err(vm.type_error("argument must be a signal dict")),
    }
}

/// The bits of a dictionary with all signals and no others.
fn dict_bits(vm: &mut Vm, dict: Gc<Dict>) -> Outcome<Option<Status>> {
    if dict.len() != SIGNALS.len() {
        return Ok(None);
    }
    let mut bits = Status::default();
    for (name, signal) in SIGNALS {
        let key = exception(vm, name).value();
        let Some(value) = vm.dict_get(dict, key)? else { return Ok(None) };
        if vm.is_true(value)? {
            bits = bits.and(signal);
        }
    }
    Ok(Some(bits))
}

// The fields of a dictionary of signals: the context, and which of its fields it shows.
const OWNER: usize = 0;
const PLACE: usize = 1;

/// `SignalDict`, but for what it has of mappings.
static SIGNAL_DICT: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    ..record_type(
        "SignalDictMixin",
        "decimal",
        &[
            m("__new__", "($type)", Pure, n(unbound), ""),
            m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
            m(
                "__len__",
                "($self, /)",
                Pure,
                n(|_: &mut Vm, _: Value| Ok(SIGNALS.len())),
                "Return len(self).",
            ),
            m("__iter__", "($self, /)", Any, n(iterate), "Implement iter(self)."),
            m("__getitem__", "($self, key, /)", Any, n(get_item), "Return self[key]."),
            m("__setitem__", "($self, key, value, /)", Any, n(set_item), "Set self[key] to value."),
            m(
                "__delitem__",
                "($self, key, /)",
                Any,
                n(|vm: &mut Vm, _: Value, _: Value| {
                    Err::<(), _>(vm.value_error("signal keys cannot be deleted"))
                }),
                "Delete self[key].",
            ),
            m("__eq__", "($self, value, /)", Any, n(equal), "Return self==value."),
            m("copy", "($self, /)", Any, n(copy), ""),
        ],
        "",
    )
};

/// The dictionary that shows a field of a context.
pub(super) fn dictionary(vm: &mut Vm, owner: Gc<Record>, place: usize) -> Value {
    let class = kept(vm, "decimal.SignalDict").cast::<Type>();
    let class = class.unwrap_or_else(|| vm.native_type(&SIGNAL_DICT));
    vm.new_record(class, &[owner.value(), Value::index(place)]).value()
}

/// A dictionary without a context has no signals.
fn unbound(vm: &mut Vm, class: Gc<Type>) -> Outcome<Gc<Record>> {
    Ok(vm.new_record(class, &[Value::NONE, Value::ZERO]))
}

/// The context that a dictionary belongs to, and the field that it shows.
fn shown_by(vm: &Vm, value: Value) -> Option<(Gc<Record>, usize)> {
    let it = crate::modules::native_module::instance(vm, value, &SIGNAL_DICT)?;
    Some((it.get(OWNER).cast()?, it.get(PLACE).as_fixnum()? as usize))
}

fn owner_of(vm: &mut Vm, it: Gc<Record>) -> Outcome<(Gc<Record>, usize)> {
    match shown_by(vm, it.value()) {
        Some(owner) => Ok(owner),
        None => Err(vm.value_error("signal dict is not tied to a context")),
    }
}

fn repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let (owner, place) = owner_of(vm, it)?;
    let bits = context::bits(owner, place);
    let entries = SIGNALS.map(|(name, signal)| {
        let truth = if bits.has(signal) { "True" } else { "False" };
        format!("<class 'decimal.{name}'>:{truth}")
    });
    Ok(format!("{{{}}}", entries.join(", ")))
}

fn iterate(vm: &mut Vm, _: Value) -> Outcome<Value> {
    let classes = SIGNALS.map(|(name, _)| exception(vm, name).value());
    let classes = vm.new_tuple(&classes)?;
    vm.iter(classes.value())
}

fn get_item(vm: &mut Vm, it: Gc<Record>, key: Value) -> Outcome<bool> {
    let signal = signal_of(vm, key)?;
    let (owner, place) = owner_of(vm, it)?;
    Ok(context::bits(owner, place).has(signal))
}

fn set_item(vm: &mut Vm, it: Gc<Record>, key: Value, value: Value) -> Outcome<()> {
    let signal = signal_of(vm, key)?;
    let truth = vm.is_true(value)?;
    let (owner, place) = owner_of(vm, it)?;
    let bits = context::bits(owner, place);
    let bits = if truth { bits.and(signal) } else { Status(bits.0 & !signal.0) };
    context::set_bits(owner, place, bits);
    Ok(())
}

fn equal(vm: &mut Vm, it: Gc<Record>, other: Value) -> Outcome<Value> {
    let (owner, place) = owner_of(vm, it)?;
    let bits = context::bits(owner, place);
    let other = match (shown_by(vm, other), other.cast::<Dict>()) {
        (Some((owner, place)), _) => Some(context::bits(owner, place)),
        (None, Some(dict)) => dict_bits(vm, dict)?,
        (None, None) => None,
    };
    Ok(other.map_or(Value::NOT_IMPLEMENTED, |other| Value::bool(bits == other)))
}

fn copy(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<Dict>> {
    let (owner, place) = owner_of(vm, it)?;
    let bits = context::bits(owner, place);
    let dict = vm.new_dict();
    for (name, signal) in SIGNALS {
        let key = exception(vm, name).value();
        vm.dict_set(dict, key, Value::bool(bits.has(signal)))?;
    }
    Ok(dict)
}
