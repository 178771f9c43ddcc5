//! `re.Match`.

use crate::heap::Gc;
use crate::modules::native_module::{generic_alias, record_type};
use crate::native::{method, native};
use crate::object::{Dict, Effect, Record, Str, Tuple};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

use super::subject::{Found, part};
use super::{pattern, substitute};

// The fields of the record.
const STRING: usize = 0;
const PATTERN: usize = 1;
const POS: usize = 2;
const END_POS: usize = 3;
const LAST_INDEX: usize = 4;
const REGIONS: usize = 5;

/// The type.
pub(super) static MATCH_TYPE: TypeSpec = TypeSpec {
    attributes: &[
        ("string", |_, it| Ok(field(it, STRING)), None),
        ("re", |_, it| Ok(field(it, PATTERN)), None),
        ("pos", |_, it| Ok(field(it, POS)), None),
        ("endpos", |_, it| Ok(field(it, END_POS)), None),
        ("lastindex", |_, it| Ok(field(it, LAST_INDEX)), None),
        ("lastgroup", last_group, None),
        ("regs", regs, None),
    ],
    ..record_type(
        "Match",
        "re",
        &[
            method(
                "group",
                "($self, /, *args)",
                Effect::Pure,
                native(group),
                "group([group1, ...]) -> str or tuple.",
            ),
            method("__getitem__", "($self, key, /)", Effect::Pure, native(item), "Return self[key]."),
            method(
                "groups",
                "($self, /, default=None)",
                Effect::Pure,
                native(groups),
                "Return a tuple containing all the subgroups of the match, from 1.",
            ),
            method(
                "groupdict",
                "($self, /, default=None)",
                Effect::Pure,
                native(group_dict),
                "Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name.",
            ),
            method(
                "start",
                "($self, group=0, /)",
                Effect::Pure,
                native(start),
                "Return index of the start of the substring matched by group.",
            ),
            method(
                "end",
                "($self, group=0, /)",
                Effect::Pure,
                native(end),
                "Return index of the end of the substring matched by group.",
            ),
            method(
                "span",
                "($self, group=0, /)",
                Effect::Pure,
                native(span),
                "For match object m, return the 2-tuple (m.start(group), m.end(group)).",
            ),
            method(
                "expand",
                "($self, /, template)",
                Effect::Any,
                native(substitute::expand),
                "Return the string obtained by doing backslash substitution on the string template, as done by the sub() method.",
            ),
            method("__copy__", "($self, /)", Effect::Pure, native(|_: &mut Vm, it: Value| Ok(it)), ""),
            method(
                "__deepcopy__",
                "($self, memo, /)",
                Effect::Pure,
                native(|_: &mut Vm, it: Value, _: Value| Ok(it)),
                "",
            ),
            method("__repr__", "($self, /)", Effect::Pure, native(repr), ""),
            method(
                "__class_getitem__",
                "($type, object, /)",
                Effect::Pure,
                native(generic_alias),
                "See PEP 585",
            ),
        ],
        "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
    )
};

/// A match object.
pub(super) fn new(
    vm: &mut Vm,
    pattern: Gc<Record>,
    string: Value,
    found: &Found,
    pos: usize,
    end_pos: usize,
) -> Outcome<Gc<Record>> {
    let regions: smallvec::SmallVec<[Value; 16]> =
        found.regions.iter().map(|&at| Value::fixnum(at)).collect();
    let regions = vm.new_tuple(&regions)?;
    let last = if found.last_index < 0 { Value::NONE } else { Value::fixnum(found.last_index) };
    let class = vm.native_type(&MATCH_TYPE);
    let fields = [string, pattern.value(), Value::index(pos), Value::index(end_pos), last, regions.value()];
    Ok(vm.new_record(class, &fields))
}

fn field(value: Value, at: usize) -> Value {
    value.cast::<Record>().map_or(Value::NONE, |record| record.get(at))
}

fn pattern_of(it: Gc<Record>) -> Option<Gc<Record>> {
    it.get(PATTERN).cast()
}

/// Where a group starts and ends, -1 if it did not match.
pub(super) fn region(it: Gc<Record>, group: usize) -> (i64, i64) {
    let Some(regions) = it.get(REGIONS).cast::<Tuple>() else { return (-1, -1) };
    let number = |at: usize| regions.as_slice().get(at).and_then(|it| it.as_fixnum()).unwrap_or(-1);
    (number(2 * group), number(2 * group + 1))
}

fn count(it: Gc<Record>) -> usize {
    it.get(REGIONS).cast::<Tuple>().map_or(1, |regions| regions.len() / 2)
}

/// The text of a group, if it matched.
pub(super) fn group_text(vm: &mut Vm, it: Gc<Record>, group: usize) -> Outcome<Option<Value>> {
    match region(it, group) {
        (-1, _) | (_, -1) => Ok(None),
        (start, end) => part(vm, it.get(STRING), start as usize, end as usize).map(Some),
    }
}

/// The number of the group that a number or name tells.
fn number_of(vm: &mut Vm, it: Gc<Record>, key: Value) -> Outcome<usize> {
    let number = match key.as_fixnum() {
        Some(number) => Some(number),
        None if key.is::<Str>() || vm.special(key, crate::object::Special::Index).is_none() => {
            let names = pattern_of(it).and_then(pattern::group_index);
            match names {
                Some(names) => vm.dict_get(names, key)?.and_then(Value::as_fixnum),
                None => None,
            }
        }
        None => vm.to_index(key)?.to_i64(),
    };
    match number.and_then(|number| usize::try_from(number).ok()).filter(|&number| number < count(it)) {
        Some(number) => Ok(number),
        None => Err(vm.index_error("no such group")),
    }
}

fn item(vm: &mut Vm, it: Gc<Record>, key: Value) -> Outcome<Option<Value>> {
    let group = number_of(vm, it, key)?;
    group_text(vm, it, group)
}

fn group(vm: &mut Vm, it: Gc<Record>, keys: Gc<Tuple>) -> Outcome<Option<Value>> {
    match keys.as_slice() {
        [] => group_text(vm, it, 0),
        &[key] => item(vm, it, key),
        keys => {
            let row = vm.new_list();
            for &key in keys {
                let text = item(vm, it, key)?.unwrap_or(Value::NONE);
                vm.append(row, text)?;
            }
            Ok(Some(vm.tuple_of_list(row)?.value()))
        }
    }
}

fn groups(vm: &mut Vm, it: Gc<Record>, default: Option<Value>) -> Outcome<Gc<Tuple>> {
    let row = vm.new_list();
    for group in 1..count(it) {
        let text = group_text(vm, it, group)?.unwrap_or(default.unwrap_or(Value::NONE));
        vm.append(row, text)?;
    }
    vm.tuple_of_list(row)
}

fn group_dict(vm: &mut Vm, it: Gc<Record>, default: Option<Value>) -> Outcome<Gc<Dict>> {
    let dict = vm.new_dict();
    if let Some(names) = pattern_of(it).and_then(pattern::group_index) {
        vm.for_each(names.value(), |vm, name| {
            let text = item(vm, it, name)?.unwrap_or(default.unwrap_or(Value::NONE));
            vm.dict_set(dict, name, text)
        })?;
    }
    Ok(dict)
}

fn start(vm: &mut Vm, it: Gc<Record>, group: Option<Value>) -> Outcome<i64> {
    Ok(region(it, number_of(vm, it, group.unwrap_or(Value::ZERO))?).0)
}

fn end(vm: &mut Vm, it: Gc<Record>, group: Option<Value>) -> Outcome<i64> {
    Ok(region(it, number_of(vm, it, group.unwrap_or(Value::ZERO))?).1)
}

fn span(vm: &mut Vm, it: Gc<Record>, group: Option<Value>) -> Outcome<Value> {
    let (start, end) = region(it, number_of(vm, it, group.unwrap_or(Value::ZERO))?);
    Ok(vm.pair(Value::fixnum(start), Value::fixnum(end)))
}

fn last_group(_vm: &mut Vm, it: Value) -> Outcome<Value> {
    let group = field(it, LAST_INDEX).as_fixnum();
    let pattern = field(it, PATTERN).cast::<Record>();
    Ok(group.zip(pattern).map_or(Value::NONE, |(group, pattern)| pattern::group_name(pattern, group)))
}

fn regs(vm: &mut Vm, it: Value) -> Outcome<Value> {
    let Some(it) = it.cast::<Record>() else { return Ok(Value::NONE) };
    let row = vm.new_list();
    for group in 0..count(it) {
        let (start, end) = region(it, group);
        let pair = vm.pair(Value::fixnum(start), Value::fixnum(end));
        vm.append(row, pair)?;
    }
    Ok(vm.tuple_of_list(row)?.value())
}

fn repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let (start, end) = region(it, 0);
    let text = group_text(vm, it, 0)?.unwrap_or(Value::NONE);
    let text = vm.repr(text)?.to_lossy();
    Ok(format!("<re.Match object; span=({start}, {end}), match={text}>"))
}
