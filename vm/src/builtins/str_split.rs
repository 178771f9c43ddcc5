//! The methods of `str` that take parts of a string: splitting, partitioning, stripping.

use strict_semantics::TextRef;

use super::prelude::*;
use super::str::part;

fn list_of_views(vm: &mut Vm, views: Vec<TextRef<'_>>) -> Outcome<Value> {
    let list = vm.new_list();
    for view in views {
        let text = vm.try_str(view)?;
        vm.append(list, text.value())?;
    }
    Ok(list.value())
}

fn separator(vm: &mut Vm, separator: Option<Value>) -> Outcome<Option<Gc<Str>>> {
    match separator.filter(|separator| !separator.is_none()) {
        None => Ok(None),
        Some(separator) => match separator.cast::<Str>() {
            Some(separator) => Ok(Some(separator)),
            None => {
                let name = vm.type_name(separator);
                Err(vm.type_error(format!("must be str or None, not {name}")))
            }
        },
    }
}

pub(super) fn split(vm: &mut Vm, this: Gc<Str>, sep: Option<Value>, limit: Option<i64>) -> Outcome<Value> {
    let sep = separator(vm, sep)?;
    let result = this.view().split(sep.as_ref().map(|sep| sep.view()), limit.unwrap_or(-1));
    let views = vm.check(result)?;
    list_of_views(vm, views)
}

pub(super) fn rsplit(vm: &mut Vm, this: Gc<Str>, sep: Option<Value>, limit: Option<i64>) -> Outcome<Value> {
    let sep = separator(vm, sep)?;
    let result = this.view().rsplit(sep.as_ref().map(|sep| sep.view()), limit.unwrap_or(-1));
    let views = vm.check(result)?;
    list_of_views(vm, views)
}

pub(super) fn splitlines(vm: &mut Vm, this: Gc<Str>, keep: bool) -> Outcome<Value> {
    list_of_views(vm, this.view().split_lines(keep))
}

fn parts(vm: &mut Vm, result: strict_semantics::Result<[TextRef<'_>; 3]>) -> Outcome<Value> {
    let [before, separator, after] = vm.check(result)?;
    let before = vm.try_str(before)?;
    let separator = vm.try_str(separator)?;
    let after = vm.try_str(after)?;
    Ok(vm.tuple(&[before.value(), separator.value(), after.value()]).value())
}

fn expect_separator(vm: &mut Vm, separator: Value) -> Outcome<Gc<Str>> {
    match separator.cast::<Str>() {
        Some(separator) => Ok(separator),
        None => {
            let name = vm.type_name(separator);
            Err(vm.type_error(format!("must be str, not {name}")))
        }
    }
}

pub(super) fn partition(vm: &mut Vm, this: Gc<Str>, separator: Value) -> Outcome<Value> {
    let separator = expect_separator(vm, separator)?;
    parts(vm, this.view().partition(separator.view()))
}

pub(super) fn rpartition(vm: &mut Vm, this: Gc<Str>, separator: Value) -> Outcome<Value> {
    let separator = expect_separator(vm, separator)?;
    parts(vm, this.view().rpartition(separator.view()))
}

fn characters(vm: &mut Vm, name: &str, chars: Option<Value>) -> Outcome<Option<Gc<Str>>> {
    match chars.filter(|chars| !chars.is_none()) {
        None => Ok(None),
        Some(chars) => match chars.cast::<Str>() {
            Some(chars) => Ok(Some(chars)),
            None => Err(vm.type_error(format!("{name} arg must be None or str"))),
        },
    }
}

pub(super) fn strip(vm: &mut Vm, this: Gc<Str>, chars: Option<Value>) -> Outcome<Value> {
    let chars = characters(vm, "strip", chars)?;
    part(vm, this, this.view().strip(chars.as_ref().map(|chars| chars.view())))
}

pub(super) fn lstrip(vm: &mut Vm, this: Gc<Str>, chars: Option<Value>) -> Outcome<Value> {
    let chars = characters(vm, "lstrip", chars)?;
    part(vm, this, this.view().lstrip(chars.as_ref().map(|chars| chars.view())))
}

pub(super) fn rstrip(vm: &mut Vm, this: Gc<Str>, chars: Option<Value>) -> Outcome<Value> {
    let chars = characters(vm, "rstrip", chars)?;
    part(vm, this, this.view().rstrip(chars.as_ref().map(|chars| chars.view())))
}

pub(super) fn removeprefix(vm: &mut Vm, this: Gc<Str>, prefix: Value) -> Outcome<Value> {
    let prefix = vm.expect_str(prefix, "removeprefix() argument")?;
    part(vm, this, this.view().remove_prefix(prefix.view()))
}

pub(super) fn removesuffix(vm: &mut Vm, this: Gc<Str>, suffix: Value) -> Outcome<Value> {
    let suffix = vm.expect_str(suffix, "removesuffix() argument")?;
    part(vm, this, this.view().remove_suffix(suffix.view()))
}
