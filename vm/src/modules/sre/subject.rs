//! What a pattern is matched against: text or bytes, in the form that the engine takes.

use rustpython_sre_engine::{Request, State, StrDrive};
use smallvec::{SmallVec, smallvec};
use strict_semantics::TextRef;

use crate::heap::Gc;
use crate::object::{ByteArray, Bytes, MemoryView, Record, Str};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

use super::units::Wide;
use super::{opening, pattern};

/// The characters of a subject. What cannot change is read in place.
pub(super) enum Subject {
    /// Text.
    Text(Gc<Str>),
    /// Bytes that cannot change.
    Bytes(Gc<Bytes>),
    /// A copy of bytes that can.
    Copied(Vec<u8>),
}

impl Subject {
    /// The number of characters.
    pub(super) fn len(&self) -> usize {
        match self {
            Subject::Text(text) => text.len(),
            Subject::Bytes(bytes) => bytes.len(),
            Subject::Copied(bytes) => bytes.len(),
        }
    }

    /// The characters, if each is a byte.
    fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Subject::Text(text) => match text.view() {
                TextRef::Latin1(bytes) => Some(bytes),
                _ => None,
            },
            Subject::Bytes(bytes) => Some(bytes.as_slice()),
            Subject::Copied(bytes) => Some(bytes),
        }
    }
}

/// Searches where a match may begin. No match is empty.
fn search_openings(
    text: &[u8],
    codes: &[u32],
    groups: usize,
    mut start: usize,
    end: usize,
    table: &[u8],
    state: &mut State,
) -> Option<Found> {
    loop {
        let at = opening::find(table, text, start, end)?;
        let found = run_on(text, codes, groups, at, end, Way::Match, false, state);
        if found.is_some() {
            return found;
        }
        start = at + 1;
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
    pub(super) regions: SmallVec<[i64; 8]>,
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
        return Ok(Subject::Text(text));
    }
    let subject = if let Some(bytes) = value.cast::<Bytes>() {
        Subject::Bytes(bytes)
    } else if value.is::<ByteArray>()
        || value.is::<MemoryView>()
        || vm.special(value, crate::object::Special::Buffer).is_some()
    {
        Subject::Copied(crate::modules::native_module::bytes_like(vm, value)?)
    } else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("expected string or bytes-like object, got '{name}'")));
    };
    if wants_bytes == Some(false) {
        return Err(vm.type_error("cannot use a string pattern on a bytes-like object"));
    }
    Ok(subject)
}

/// Runs the pattern from `start` up to `end`. With `must_advance` an empty match at `start` does not count. The state
/// lends its memory.
#[allow(clippy::too_many_arguments, reason = "what the engine is told")]
pub(super) fn run(
    pattern: Gc<Record>,
    subject: &Subject,
    start: usize,
    end: usize,
    way: Way,
    must_advance: bool,
    state: &mut State,
) -> Option<Found> {
    let codes = pattern::codes(pattern);
    let groups = pattern::group_count(pattern);
    if way == Way::Search
        && let Some(opening) = pattern::opening(pattern)
        && let Some(bytes) = subject.as_bytes()
    {
        return opening
            .with(0, opening.len(), |table| search_openings(bytes, codes, groups, start, end, table, state));
    }
    match subject {
        Subject::Text(text) => {
            let units = text.unit_bytes();
            match text.view() {
                TextRef::Latin1(units) => run_on(units, codes, groups, start, end, way, must_advance, state),
                TextRef::Ucs2(_) => {
                    run_on(Wide::<2>(units), codes, groups, start, end, way, must_advance, state)
                }
                TextRef::Ucs4(_) => {
                    run_on(Wide::<4>(units), codes, groups, start, end, way, must_advance, state)
                }
            }
        }
        Subject::Bytes(bytes) => {
            run_on(bytes.as_slice(), codes, groups, start, end, way, must_advance, state)
        }
        Subject::Copied(bytes) => {
            run_on(bytes.as_slice(), codes, groups, start, end, way, must_advance, state)
        }
    }
}

#[allow(clippy::too_many_arguments, reason = "what the engine is told")]
fn run_on<S: StrDrive>(
    string: S,
    codes: &[u32],
    groups: usize,
    start: usize,
    end: usize,
    way: Way,
    must_advance: bool,
    state: &mut State,
) -> Option<Found> {
    let mut request = Request::new(string, start, end, codes, way == Way::FullMatch);
    request.must_advance = must_advance;
    state.reset(&request, request.start);
    let matched = if way == Way::Search { state.search(request) } else { state.py_match(&request) };
    if !matched {
        return None;
    }
    let mut regions: SmallVec<[i64; 8]> = smallvec![state.start as i64, state.cursor.position as i64];
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
        // Copied from one string to the other, which the caller's handle keeps alive.
        return Ok(vm.try_str(text.view().slice(start..end))?.value());
    }
    if let Some(bytes) = value.cast::<Bytes>() {
        let end = end.min(bytes.len());
        return vm.new_bytes(&bytes.as_slice()[start.min(end)..end]);
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
