//! How much data operations on known values move. Such an operation is a step whatever its size, but it takes time, and
//! objects that it makes take memory until the module is finished; so what is large counts as more steps.

use super::{Arguments, Interp};
use crate::domain::{Elements, Payload, Value};

/// Bytes that count as a step.
pub(super) const BYTES_PER_STEP: u64 = 256;
/// What is smaller counts nothing.
const SMALL: u64 = 16 << 10;
/// Bytes that an element of a container counts.
const ELEMENT: u64 = 32;

/// Bytes that are moved for an element when a container is made or copied.
const REFERENCE: u64 = 8;

/// Methods of containers that go through all of the receiver, or move it.
const LINEAR: &[&str] = &[
    "__contains__",
    "__delitem__",
    "__eq__",
    "count",
    "find",
    "index",
    "insert",
    "remove",
    "replace",
    "reverse",
    "sort",
];

impl Interp<'_> {
    /// Takes note that a method goes through its receiver.
    pub(super) fn weigh_receiver(&mut self, method: &str, arguments: &Arguments) {
        let Some(Value::Object(id)) = arguments.get(0) else { return };
        let volume = payload_volume(&self.heap.get(*id).payload);
        if volume == 0 {
            return;
        }
        let name = method.rsplit('.').next().unwrap_or(method);
        // Taking the last element moves nothing; for a dictionary, all of these are fast.
        let moves = if name == "pop" { arguments.len() == 2 } else { LINEAR.contains(&name) };
        if moves && !method.starts_with("dict.") && !method.starts_with("set.") {
            self.heap.volume += volume;
        }
    }

    /// Takes note that an operation has read or made these values. The next step counts them.
    pub(crate) fn weigh<'v>(&mut self, values: impl IntoIterator<Item = &'v Value>) {
        self.heap.volume += values.into_iter().map(volume).sum::<u64>();
    }
}

/// Bytes of plain data; nothing if there are few. An object's elements are counted when it is made.
fn volume(value: &Value) -> u64 {
    let bytes = match value {
        Value::Str(text) => text.len() as u64,
        Value::Bytes(bytes) => bytes.len() as u64,
        Value::Int(integer) => integer.bit_length() / 8,
        Value::Tuple(items) => items.len() as u64 * ELEMENT,
        _ => 0,
    };
    if bytes < SMALL { 0 } else { bytes }
}

/// Bytes that are moved to make or copy a container of so many elements.
pub(crate) fn elements_volume(elements: usize) -> u64 {
    elements as u64 * REFERENCE
}

/// Bytes of what a new object holds.
pub(crate) fn payload_volume(payload: &Payload) -> u64 {
    let bytes = match payload {
        Payload::List(Elements::Exact(items)) => items.len() as u64 * ELEMENT,
        Payload::Dict(dict) => dict.len() as u64 * ELEMENT,
        Payload::Set(set) | Payload::FrozenSet(set) => set.dict.len() as u64 * ELEMENT,
        Payload::ByteArray(Some(bytes)) => bytes.len() as u64,
        _ => 0,
    };
    if bytes < SMALL { 0 } else { bytes }
}
