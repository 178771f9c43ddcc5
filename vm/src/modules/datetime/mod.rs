//! `_datetime`: dates, times, time zones. The calendar and the texts of ISO 8601 are in `strict_semantics::datetime`.
//!
//! Objects are records. A `date` holds its day, a `datetime` holds a day first and then what a `time` holds, so that
//! whatever reads the one reads the other.

mod date;
mod delta;
mod fields;
mod iso_week;
mod moment;
mod moment_iso;
mod moment_local;
mod text;
mod time;
mod zone;

use crate::builtins::prelude::*;
use crate::modules::native_module::{
    ModuleSpec, call_named, function_of, instance, is_exactly, new_module, set_constant,
};
use crate::object::Dict;
use crate::vm::Raised;

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "Fast implementation of the datetime module.",
    types: &[&delta::DELTA, &zone::TZINFO, &zone::TIMEZONE, &date::DATE, &time::TIME, &moment::DATETIME],
    fill,
    ..new_module("_datetime", &[])
};

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    vm.set_global(namespace, "MINYEAR", Value::fixnum(strict_semantics::datetime::MIN_YEAR))?;
    vm.set_global(namespace, "MAXYEAR", Value::fixnum(strict_semantics::datetime::MAX_YEAR))?;
    let utc = zone::fill(vm)?;
    vm.set_global(namespace, "UTC", utc)?;
    delta::fill(vm)?;
    date::fill(vm)?;
    time::fill(vm)?;
    moment::fill(vm)
}

/// Whether a class is the very one that a specification declares.
fn is_own(class: Gc<Type>, spec: &'static TypeSpec) -> bool {
    class.spec.get() == std::ptr::from_ref(spec) as usize
}

/// The name of a class as its `repr`s have it: built-in ones with their module.
fn shown_class(vm: &Vm, value: Value) -> String {
    let class = vm.type_of(value);
    let name = class.display_name();
    if class.is_heap_type() { name } else { format!("datetime.{name}") }
}

/// A number that fits 32 bits.
fn int_argument(vm: &mut Vm, value: Value) -> Outcome<i64> {
    let number = match value.as_fixnum() {
        Some(number) => number,
        None => match vm.to_index(value)?.to_i64() {
            Some(number) => number,
            None => {
                return Err(
                    vm.error(vm.exceptions.OverflowError, "Python int too large to convert to C long")
                );
            }
        },
    };
    if i32::try_from(number).is_err() {
        let bound = if number > 0 { "greater than maximum" } else { "less than minimum" };
        return Err(vm.error(vm.exceptions.OverflowError, format!("signed integer is {bound}")));
    }
    Ok(number)
}

/// `TypeError` for an argument that is missing.
fn missing(vm: &mut Vm, name: &str, position: usize) -> Raised {
    vm.type_error(format!("function missing required argument '{name}' (pos {position})"))
}

/// A text argument of a function.
fn text_argument(vm: &mut Vm, function: &str, number: usize, value: Value) -> Outcome<Gc<Str>> {
    match value.cast::<Str>() {
        Some(text) => Ok(text),
        None => {
            let name = if value.is_none() { "None".to_owned() } else { vm.type_name(value) };
            Err(vm.type_error(format!("{function}() argument {number} must be str, not {name}")))
        }
    }
}
