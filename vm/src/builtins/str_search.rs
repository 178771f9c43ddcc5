//! The methods of `str` that look for a substring: finding, counting, prefixes and suffixes.

use strict_semantics::{Bounds, TextRef};

use super::prelude::*;

/// The bounds of a search, from the arguments `start` and `end`.
pub(crate) fn bounds(vm: &mut Vm, start: Option<Value>, end: Option<Value>) -> Outcome<Bounds> {
    let mut convert = |bound: Option<Value>| -> Outcome<Option<i64>> {
        match bound.filter(|bound| !bound.is_none()) {
            None => Ok(None),
            Some(bound) => {
                if vm.as_int(bound).is_none() && vm.special(bound, Special::Index).is_none() {
                    return Err(
                        vm.type_error("slice indices must be integers or None or have an __index__ method")
                    );
                }
                vm.index_clipped(bound).map(Some)
            }
        }
    };
    Ok(Bounds { start: convert(start)?, end: convert(end)? })
}

fn needle(vm: &mut Vm, name: &str, value: Value) -> Outcome<Gc<Str>> {
    vm.expect_str(value, &format!("{name}() argument 1"))
}

pub(super) fn find(
    vm: &mut Vm,
    this: Gc<Str>,
    sub: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Outcome<i64> {
    let (sub, bounds) = (needle(vm, "find", sub)?, bounds(vm, start, end)?);
    Ok(this.view().find(sub.view(), bounds).map_or(-1, |index| index as i64))
}

pub(super) fn rfind(
    vm: &mut Vm,
    this: Gc<Str>,
    sub: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Outcome<i64> {
    let (sub, bounds) = (needle(vm, "rfind", sub)?, bounds(vm, start, end)?);
    Ok(this.view().rfind(sub.view(), bounds).map_or(-1, |index| index as i64))
}

pub(super) fn index(
    vm: &mut Vm,
    this: Gc<Str>,
    sub: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Outcome<usize> {
    let (sub, bounds) = (needle(vm, "index", sub)?, bounds(vm, start, end)?);
    let result = this.view().index(sub.view(), bounds);
    vm.check(result)
}

pub(super) fn rindex(
    vm: &mut Vm,
    this: Gc<Str>,
    sub: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Outcome<usize> {
    let (sub, bounds) = (needle(vm, "rindex", sub)?, bounds(vm, start, end)?);
    let result = this.view().rindex(sub.view(), bounds);
    vm.check(result)
}

pub(super) fn count(
    vm: &mut Vm,
    this: Gc<Str>,
    sub: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Outcome<usize> {
    let (sub, bounds) = (needle(vm, "count", sub)?, bounds(vm, start, end)?);
    Ok(this.view().count(sub.view(), bounds))
}

fn affix(vm: &mut Vm, name: &str, value: Value, test: impl Fn(TextRef<'_>) -> bool) -> Outcome<bool> {
    if let Some(text) = value.cast::<Str>() {
        return Ok(test(text.view()));
    }
    let Some(tuple) = value.cast::<Tuple>() else {
        let given = vm.type_name(value);
        return Err(vm.type_error(format!("{name} first arg must be str or a tuple of str, not {given}")));
    };
    for &entry in tuple.as_slice() {
        let Some(text) = entry.cast::<Str>() else {
            let given = vm.type_name(entry);
            return Err(vm.type_error(format!("tuple for {name} must only contain str, not {given}")));
        };
        if test(text.view()) {
            return Ok(true);
        }
    }
    Ok(false)
}

pub(super) fn startswith(
    vm: &mut Vm,
    this: Gc<Str>,
    prefix: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Outcome<bool> {
    let bounds = bounds(vm, start, end)?;
    affix(vm, "startswith", prefix, |prefix| this.view().starts_with(prefix, bounds))
}

pub(super) fn endswith(
    vm: &mut Vm,
    this: Gc<Str>,
    suffix: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Outcome<bool> {
    let bounds = bounds(vm, start, end)?;
    affix(vm, "endswith", suffix, |suffix| this.view().ends_with(suffix, bounds))
}
