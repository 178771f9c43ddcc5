//! What `isocalendar` returns: a tuple whose items have names.

use crate::builtins::prelude::*;
use crate::modules::native_module::record_type;

macro_rules! field {
    ($name:literal, $place:literal) => {
        ($name, |_, it| Ok(it.cast::<Tuple>().map_or(Value::NONE, |it| it.get($place))), None)
    };
}

static ISO_CALENDAR_DATE: TypeSpec = TypeSpec {
    kind: Kind::Tuple,
    flags: TypeFlags::SEQUENCE,
    base: Some(|types| types.tuple),
    attributes: &[field!("year", 0), field!("week", 1), field!("weekday", 2)],
    ..record_type(
        "IsoCalendarDate",
        "datetime",
        &[
            m("__new__", "($type, year, week, weekday)", Pure, n(new), ""),
            m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
            m("__reduce__", "($self, /)", Pure, n(reduce), "__reduce__() -> (cls, state)"),
        ],
        "The result of date.isocalendar() or datetime.isocalendar()\n\n\
         This object may be accessed either as a tuple of\n  ((year, week, weekday)\n\
         or via the object attributes as named in the above tuple.",
    )
};

/// The tuple of an ISO year, week and weekday.
pub(super) fn make(vm: &mut Vm, parts: [i64; 3]) -> Outcome<Value> {
    tuple_of(vm, parts.map(Value::fixnum))
}

fn tuple_of(vm: &mut Vm, parts: [Value; 3]) -> Outcome<Value> {
    let class = vm.native_type(&ISO_CALENDAR_DATE);
    let Some(tuple) = vm.heap.new_tuple(class.root_shape.get(), parts.len()) else {
        return Err(vm.memory_error());
    };
    for (place, part) in parts.into_iter().enumerate() {
        tuple.init(place, part);
    }
    Ok(tuple.value())
}

fn new(vm: &mut Vm, _class: Value, year: Value, week: Value, weekday: Value) -> Outcome<Value> {
    tuple_of(vm, [year, week, weekday])
}

fn repr(vm: &mut Vm, it: Gc<Tuple>) -> Outcome<String> {
    let mut shown = Vec::new();
    for (place, name) in ["year", "week", "weekday"].iter().enumerate() {
        let part = vm.repr(it.get(place))?.to_lossy();
        shown.push(format!("{name}={part}"));
    }
    Ok(format!("datetime.IsoCalendarDate({})", shown.join(", ")))
}

/// It is pickled as a plain tuple.
fn reduce(vm: &mut Vm, it: Gc<Tuple>) -> Outcome<Value> {
    let plain = vm.tuple(it.as_slice());
    let arguments = vm.tuple(&[plain.value()]);
    let class = vm.types.tuple.value();
    Ok(vm.pair(class, arguments.value()))
}
