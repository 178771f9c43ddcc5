//! The scanner: successive matches of a pattern in one string.

use rustpython_sre_engine::State;

use crate::heap::Gc;
use crate::modules::native_module::record_type;
use crate::native::{method, native};
use crate::object::{Effect, Record};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

use super::matched;
use super::pattern::bounds;
use super::subject::{Way, run, subject};

// The fields of the record.
const PATTERN: usize = 0;
const STRING: usize = 1;
const START: usize = 2;
const END: usize = 3;
const MUST_ADVANCE: usize = 4;

/// The type.
pub(super) static SCANNER_TYPE: TypeSpec = TypeSpec {
    attributes: &[(
        "pattern",
        |_, it| Ok(it.cast::<Record>().map_or(Value::NONE, |it| it.get(PATTERN))),
        None,
    )],
    ..record_type(
        "SRE_Scanner",
        "_sre",
        &[
            method(
                "match",
                "($self, /)",
                Effect::MutatesReceiver,
                native(|vm: &mut Vm, it| next(vm, it, Way::Match)),
                "",
            ),
            method(
                "search",
                "($self, /)",
                Effect::MutatesReceiver,
                native(|vm: &mut Vm, it| next(vm, it, Way::Search)),
                "",
            ),
        ],
        "",
    )
};

/// `pattern.scanner(string, pos, endpos)`
pub(super) fn new(
    vm: &mut Vm,
    pattern: Gc<Record>,
    string: Value,
    start: Option<i64>,
    end: Option<i64>,
) -> Outcome<Gc<Record>> {
    let characters = subject(vm, pattern, string)?;
    let (start, end) = bounds(&characters, start, end);
    let class = vm.native_type(&SCANNER_TYPE);
    let fields = [pattern.value(), string, Value::index(start), Value::index(end), Value::FALSE];
    Ok(vm.new_record(class, &fields))
}

fn next(vm: &mut Vm, it: Gc<Record>, way: Way) -> Outcome<Option<Value>> {
    let Some(pattern) = it.get(PATTERN).cast::<Record>() else { return Ok(None) };
    let (Some(start), Some(end)) = (it.get(START).as_fixnum(), it.get(END).as_fixnum()) else {
        return Ok(None);
    };
    let string = it.get(STRING);
    let characters = subject(vm, pattern, string)?;
    let must_advance = it.get(MUST_ADVANCE) == Value::TRUE;
    let Some(found) =
        run(pattern, &characters, start as usize, end as usize, way, must_advance, &mut State::default())
    else {
        it.set(START, Value::NONE);
        return Ok(None);
    };
    it.set(START, Value::index(found.end()));
    it.set(MUST_ADVANCE, Value::bool(found.start() == found.end()));
    Ok(Some(matched::new(vm, pattern, string, &found, start as usize, end as usize)?.value()))
}
