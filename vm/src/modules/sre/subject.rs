//! What a pattern is matched against: text or bytes, in the form that the engine takes.

use rustpython_sre_engine::{Request, State, StrDrive};
use rustpython_wtf8::{CodePoint, Wtf8Buf};
use strict_semantics::TextRef;

use crate::heap::Gc;
use crate::object::{ByteArray, Bytes, MemoryView, Record, Str};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

use super::pattern;

/// The characters of a subject. The engine reads Latin-1 text in place of bytes; wider text is converted.
pub(super) enum Subject {
    /// Text of code points up to 255, or bytes.
    Narrow(Vec<u8>),
    /// Other text.
    Wide(Wtf8Buf, usize),
}

impl Subject {
    /// The number of characters.
    pub(super) fn len(&self) -> usize {
        match self {
            Subject::Narrow(bytes) => bytes.len(),
            Subject::Wide(_, length) => *length,
        }
    }
}

/// How to match.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Somewhere.
    Search,
    /// At the start.
    Match,
    /// From start to end.
    FullMatch,
}

/// Where groups begin and end: pairs, -1 for those that did not match; the whole match comes first.
pub(super) struct Found {
    pub(super) regions: Vec<i64>,
    /// The group that ended last, -1 for none.
    pub(super) last_index: i64,
}

impl Found {
    pub(super) fn start(&self) -> usize {
        self.regions[0] as usize
    }

    pub(super) fn end(&self) -> usize {
        self.regions[1] as usize
    }
}

/// Checks that the value can be matched by the pattern, and reads it.
pub(super) fn subject(vm: &mut Vm, pattern: Gc<Record>, value: Value) -> Outcome<Subject> {
    let wants_bytes = pattern::is_bytes(pattern);
    if let Some(text) = value.cast::<Str>() {
        if wants_bytes == Some(true) {
            return Err(vm.type_error("cannot use a bytes pattern on a string-like object"));
        }
        return Ok(of_text(text.view()));
    }
    let bytes = if let Some(bytes) = value.cast::<Bytes>() {
        bytes.as_slice().to_vec()
    } else if value.is::<ByteArray>() || value.is::<MemoryView>() {
        let converted = vm.call(vm.types.bytes.value(), &[value])?;
        converted.cast::<Bytes>().map_or_else(Vec::new, |it| it.as_slice().to_vec())
    } else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("expected string or bytes-like object, got '{name}'")));
    };
    if wants_bytes == Some(false) {
        return Err(vm.type_error("cannot use a string pattern on a bytes-like object"));
    }
    Ok(Subject::Narrow(bytes))
}

fn of_text(view: TextRef<'_>) -> Subject {
    if let TextRef::Latin1(bytes) = view {
        return Subject::Narrow(bytes.to_vec());
    }
    let mut text = Wtf8Buf::with_capacity(2 * view.len());
    for point in view.code_points() {
        if let Some(point) = CodePoint::from_u32(point) {
            text.push(point);
        }
    }
    Subject::Wide(text, view.len())
}

/// Runs the pattern from `start` up to `end`. With `must_advance` an empty match at `start` does not count.
pub(super) fn run(
    pattern: Gc<Record>,
    subject: &Subject,
    start: usize,
    end: usize,
    way: Way,
    must_advance: bool,
) -> Option<Found> {
    let codes = pattern::codes(pattern);
    let groups = pattern::group_count(pattern);
    match subject {
        Subject::Narrow(bytes) => run_on(bytes.as_slice(), &codes, groups, start, end, way, must_advance),
        Subject::Wide(text, _) => run_on(text.as_slice(), &codes, groups, start, end, way, must_advance),
    }
}

fn run_on<S: StrDrive>(
    string: S,
    codes: &[u32],
    groups: usize,
    start: usize,
    end: usize,
    way: Way,
    must_advance: bool,
) -> Option<Found> {
    let mut request = Request::new(string, start, end, codes, way == Way::FullMatch);
    request.must_advance = must_advance;
    let mut state = State::default();
    state.reset(&request, request.start);
    let matched = if way == Way::Search { state.search(request) } else { state.py_match(&request) };
    if !matched {
        return None;
    }
    let mut regions = vec![state.start as i64, state.cursor.position as i64];
    for group in 0..groups {
        let (start, end) = state.marks.get(group);
        match (start.into_option(), end.into_option()) {
            (Some(start), Some(end)) => regions.extend([start as i64, end as i64]),
            _ => regions.extend([-1, -1]),
        }
    }
    Some(Found { regions, last_index: state.marks.last_index() as i64 })
}

/// A part of a subject, as an object of its type.
pub(super) fn part(vm: &mut Vm, value: Value, start: usize, end: usize) -> Outcome<Value> {
    if let Some(text) = value.cast::<Str>() {
        if start == 0 && end >= text.len() && vm.is_exact(value, vm.types.str) {
            return Ok(value);
        }
        let part = strict_semantics::Text::from(text.view().slice(start..end));
        return Ok(vm.try_str(part.view())?.value());
    }
    if let Some(bytes) = value.cast::<Bytes>() {
        let bytes = bytes.as_slice();
        let end = end.min(bytes.len());
        let part = bytes[start.min(end)..end].to_vec();
        return vm.new_bytes(&part);
    }
    let (start, end) = (Value::index(start), Value::index(end));
    let slice = vm.new_slice(start, end, Value::NONE);
    let part = vm.get_item(value, slice)?;
    vm.call(vm.types.bytes.value(), &[part])
}

/// What joins parts of such a subject.
pub(super) fn empty_like(vm: &mut Vm, value: Value) -> Outcome<Value> {
    if value.is::<Str>() { Ok(vm.names.empty.value()) } else { vm.new_bytes(&[]) }
}
