//! `re.Pattern`.

use rustpython_sre_engine::State;

use crate::heap::Gc;
use crate::modules::native_module::{generic_alias, record_type};
use crate::native::{method, native};
use crate::object::{Dict, Effect, List, Raw, Record, Str, Tuple};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

use super::subject::{self, Subject, Way, part, run};
use super::{matched, opening, scanner, substitute};

// The fields of the record.
const PATTERN: usize = 0;
const FLAGS: usize = 1;
const CODES: usize = 2;
const GROUPS: usize = 3;
const GROUP_INDEX: usize = 4;
const INDEX_GROUP: usize = 5;
const OPENING: usize = 6;

/// The type.
pub(super) static PATTERN_TYPE: TypeSpec = TypeSpec {
    attributes: &[
        ("pattern", |_, it| Ok(field(it, PATTERN)), Some(crate::builtins::descriptors::readonly_member)),
        ("flags", |_, it| Ok(field(it, FLAGS)), Some(crate::builtins::descriptors::readonly_member)),
        ("groups", |_, it| Ok(field(it, GROUPS)), Some(crate::builtins::descriptors::readonly_member)),
        ("groupindex", group_index_view, None),
    ],
    ..record_type(
        "Pattern",
        "re",
        &[
            method(
                "match",
                "($self, /, string, pos=0, endpos=sys.maxsize)",
                Effect::Pure,
                native(match_),
                "Matches zero or more characters at the beginning of the string.",
            ),
            method(
                "fullmatch",
                "($self, /, string, pos=0, endpos=sys.maxsize)",
                Effect::Pure,
                native(full_match),
                "Matches against all of the string.",
            ),
            method(
                "search",
                "($self, /, string, pos=0, endpos=sys.maxsize)",
                Effect::Pure,
                native(search),
                "Scan through string looking for a match, and return a corresponding match object instance.",
            ),
            method(
                "findall",
                "($self, /, string, pos=0, endpos=sys.maxsize)",
                Effect::Pure,
                native(find_all),
                "Return a list of all non-overlapping matches of pattern in string.",
            ),
            method(
                "finditer",
                "($self, /, string, pos=0, endpos=sys.maxsize)",
                Effect::Pure,
                native(find_iter),
                "Return an iterator over all non-overlapping matches for the RE pattern in string.",
            ),
            method(
                "scanner",
                "($self, /, string, pos=0, endpos=sys.maxsize)",
                Effect::Pure,
                native(scanner::new),
                "",
            ),
            method(
                "split",
                "($self, /, string, maxsplit=0)",
                Effect::Pure,
                native(split),
                "Split string by the occurrences of pattern.",
            ),
            method(
                "sub",
                "($self, /, repl, string, count=0)",
                Effect::Any,
                native(substitute::sub),
                "Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the replacement repl.",
            ),
            method(
                "subn",
                "($self, /, repl, string, count=0)",
                Effect::Any,
                native(substitute::subn),
                "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences of pattern with the replacement repl.",
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
            method("__eq__", "($self, value, /)", Effect::Pure, native(equals), ""),
            method("__hash__", "($self, /)", Effect::Pure, native(hash), ""),
            method(
                "__class_getitem__",
                "($type, object, /)",
                Effect::Pure,
                native(generic_alias),
                "See PEP 585",
            ),
        ],
        "Compiled regular expression object.",
    )
};

fn field(value: Value, at: usize) -> Value {
    value.cast::<Record>().map_or(Value::NONE, |record| record.get(at))
}

/// `_sre.compile(...)`
pub(super) fn compile(
    vm: &mut Vm,
    pattern: Value,
    flags: Value,
    code: Value,
    groups: i64,
    group_index: Gc<Dict>,
    index_group: Gc<Tuple>,
) -> Outcome<Gc<Record>> {
    let code = vm.list_from(code)?;
    let Some(words) = vm.heap.try_raw(4 * code.len()) else { return Err(vm.memory_error()) };
    for at in 0..code.len() {
        let word = vm.index_i64(code.get(at).unwrap_or(Value::NONE))?;
        let Ok(word) = u32::try_from(word) else {
            return Err(vm.error(vm.exceptions.OverflowError, "regular expression code size limit exceeded"));
        };
        words.words()[at].set(word);
    }
    let opening = new_opening(vm, words)?;
    let class = vm.native_type(&PATTERN_TYPE);
    let (words, group_index, index_group) = (words.value(), group_index.value(), index_group.value());
    let fields = [pattern, flags, words, Value::fixnum(groups), group_index, index_group, opening];
    Ok(vm.new_record(class, &fields))
}

/// What is known of how matches begin, `None` if that helps nobody.
#[allow(unsafe_code, reason = "reads the code in place")]
fn new_opening(vm: &mut Vm, words: Gc<Raw>) -> Outcome<Value> {
    // SAFETY: nothing writes to the code while this reads it.
    let Some(table) = opening::table(unsafe { words.constant_words() }) else { return Ok(Value::NONE) };
    let Some(raw) = vm.heap.try_raw(table.len()) else { return Err(vm.memory_error()) };
    for (cell, byte) in raw.cells().iter().zip(table) {
        cell.set(byte);
    }
    Ok(raw.value())
}

/// What is known of how matches begin.
pub(super) fn opening(pattern: Gc<Record>) -> Option<Gc<Raw>> {
    pattern.get(OPENING).cast()
}

/// Whether the pattern is bytes; none if it is neither text nor bytes (that of a scanner made of parts).
pub(super) fn is_bytes(pattern: Gc<Record>) -> Option<bool> {
    let pattern = pattern.get(PATTERN);
    if pattern.is_none() { None } else { Some(!pattern.is::<Str>()) }
}

/// The code that the engine runs.
#[allow(unsafe_code, reason = "reads the code in place")]
pub(super) fn codes<'a>(pattern: Gc<Record>) -> &'a [u32] {
    match pattern.get(CODES).cast::<Raw>() {
        // SAFETY: the code is written only in `compile`; the caller holds the pattern, which keeps it alive.
        Some(raw) => unsafe { std::mem::transmute::<&[u32], &'a [u32]>(raw.constant_words()) },
        None => &[],
    }
}

/// The number of groups, without the whole match.
pub(super) fn group_count(pattern: Gc<Record>) -> usize {
    pattern.get(GROUPS).as_fixnum().unwrap_or(0) as usize
}

/// The dict from names of groups to numbers.
pub(super) fn group_index(pattern: Gc<Record>) -> Option<Gc<Dict>> {
    pattern.get(GROUP_INDEX).cast()
}

/// The name of a group, or `None`.
pub(super) fn group_name(pattern: Gc<Record>, group: i64) -> Value {
    let names = pattern.get(INDEX_GROUP).cast::<Tuple>();
    let at = usize::try_from(group).ok();
    names.zip(at).and_then(|(names, at)| names.as_slice().get(at).copied()).unwrap_or(Value::NONE)
}

fn group_index_view(vm: &mut Vm, pattern: Value) -> Outcome<Value> {
    let dict = field(pattern, GROUP_INDEX);
    vm.call(vm.types.mappingproxy.value(), &[dict])
}

/// The bounds of a search, within the subject.
pub(super) fn bounds(subject: &Subject, start: Option<i64>, end: Option<i64>) -> (usize, usize) {
    let clamp = |at: i64| usize::try_from(at).unwrap_or(0).min(subject.len());
    let end = end.map_or(subject.len(), clamp);
    (start.map_or(0, clamp).min(end), end)
}

fn one(
    vm: &mut Vm,
    pattern: Gc<Record>,
    string: Value,
    start: Option<i64>,
    end: Option<i64>,
    way: Way,
) -> Outcome<Option<Value>> {
    let subject = subject::subject(vm, pattern, string)?;
    let (start, end) = bounds(&subject, start, end);
    match run(pattern, &subject, start, end, way, false, &mut State::default()) {
        Some(found) => Ok(Some(matched::new(vm, pattern, string, &found, start, end)?.value())),
        None => Ok(None),
    }
}

fn match_(
    vm: &mut Vm,
    it: Gc<Record>,
    string: Value,
    start: Option<i64>,
    end: Option<i64>,
) -> Outcome<Option<Value>> {
    one(vm, it, string, start, end, Way::Match)
}

fn full_match(
    vm: &mut Vm,
    it: Gc<Record>,
    string: Value,
    start: Option<i64>,
    end: Option<i64>,
) -> Outcome<Option<Value>> {
    one(vm, it, string, start, end, Way::FullMatch)
}

fn search(
    vm: &mut Vm,
    it: Gc<Record>,
    string: Value,
    start: Option<i64>,
    end: Option<i64>,
) -> Outcome<Option<Value>> {
    one(vm, it, string, start, end, Way::Search)
}

fn find_all(
    vm: &mut Vm,
    it: Gc<Record>,
    string: Value,
    start: Option<i64>,
    end: Option<i64>,
) -> Outcome<Gc<List>> {
    let subject = subject::subject(vm, it, string)?;
    let (mut start, end) = bounds(&subject, start, end);
    let list = vm.new_list();
    let mut must_advance = false;
    let mut state = State::default();
    while let Some(found) = run(it, &subject, start, end, Way::Search, must_advance, &mut state) {
        let group = |vm: &mut Vm, at: usize| match (found.regions[2 * at], found.regions[2 * at + 1]) {
            (-1, _) | (_, -1) => subject::empty_like(vm, string),
            (start, end) => part(vm, string, start as usize, end as usize),
        };
        let item = match group_count(it) {
            0 => group(vm, 0)?,
            1 => group(vm, 1)?,
            count => {
                let row = vm.new_list();
                for at in 1..=count {
                    let group = group(vm, at)?;
                    vm.append(row, group)?;
                }
                vm.tuple_of_list(row)?.value()
            }
        };
        vm.append(list, item)?;
        must_advance = found.start() == found.end();
        start = found.end();
    }
    Ok(list)
}

fn find_iter(
    vm: &mut Vm,
    it: Gc<Record>,
    string: Value,
    start: Option<i64>,
    end: Option<i64>,
) -> Outcome<Value> {
    let scanner = scanner::new(vm, it, string, start, end)?;
    let name = vm.intern("search");
    let search = vm.get_attribute(scanner.value(), name)?;
    let class = vm.types.callable_iterator;
    let iterator = vm.new_iterator(class, crate::object::IteratorKind::Callable, search);
    iterator.first.set(iterator, Value::NONE);
    Ok(iterator.value())
}

fn split(vm: &mut Vm, it: Gc<Record>, string: Value, limit: Option<i64>) -> Outcome<Gc<List>> {
    let subject = subject::subject(vm, it, string)?;
    let limit = limit.unwrap_or(0);
    let list = vm.new_list();
    let (mut start, mut last, mut must_advance, mut count) = (0, 0, false, 0);
    let mut state = State::default();
    while limit == 0 || count < limit {
        let Some(found) = run(it, &subject, start, subject.len(), Way::Search, must_advance, &mut state)
        else {
            break;
        };
        let piece = part(vm, string, last, found.start())?;
        vm.append(list, piece)?;
        for group in 1..=group_count(it) {
            let piece = match (found.regions[2 * group], found.regions[2 * group + 1]) {
                (-1, _) | (_, -1) => Value::NONE,
                (start, end) => part(vm, string, start as usize, end as usize)?,
            };
            vm.append(list, piece)?;
        }
        count += 1;
        must_advance = found.start() == found.end();
        start = found.end();
        last = found.end();
    }
    let rest = part(vm, string, last, subject.len())?;
    vm.append(list, rest)?;
    Ok(list)
}

/// The flags and their names; the first is that of any text pattern.
const FLAG_NAMES: &[(i64, &str)] = &[
    (2, "re.IGNORECASE"),
    (4, "re.LOCALE"),
    (8, "re.MULTILINE"),
    (16, "re.DOTALL"),
    (64, "re.VERBOSE"),
    (128, "re.DEBUG"),
    (256, "re.ASCII"),
];
const UNICODE: i64 = 32;

fn repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let mut pattern = vm.repr(it.get(PATTERN))?.to_lossy();
    if pattern.chars().count() > 200 {
        pattern = pattern.chars().take(200).collect();
    }
    let mut flags = it.get(FLAGS).as_fixnum().unwrap_or(0);
    if is_bytes(it) == Some(false) && flags & (4 | UNICODE | 256) == UNICODE {
        flags &= !UNICODE;
    }
    let mut names: Vec<String> = Vec::new();
    for &(flag, name) in FLAG_NAMES {
        if flags & flag != 0 {
            names.push(name.to_owned());
            flags &= !flag;
        }
    }
    if flags != 0 {
        names.push(format!("{flags:#x}"));
    }
    let separator = if names.is_empty() { "" } else { ", " };
    Ok(format!("re.compile({pattern}{separator}{})", names.join("|")))
}

fn equals(vm: &mut Vm, it: Gc<Record>, other: Value) -> Outcome<Value> {
    let class = vm.type_of(it.value());
    let Some(other) = other.cast::<Record>().filter(|_| vm.type_of(other) == class) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let same = it.get(FLAGS) == other.get(FLAGS)
        && is_bytes(it) == is_bytes(other)
        && codes(it) == codes(other)
        && vm.equals(it.get(PATTERN), other.get(PATTERN))?;
    Ok(Value::bool(same))
}

fn hash(vm: &mut Vm, it: Gc<Record>) -> Outcome<i64> {
    let pattern = vm.hash(it.get(PATTERN))?;
    Ok(pattern ^ it.get(FLAGS).as_fixnum().unwrap_or(0))
}
