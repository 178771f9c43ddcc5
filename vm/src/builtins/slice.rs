//! `slice`

use strict_semantics::hash;

use super::prelude::*;
use crate::object::Slice;

/// The specification.
pub static SLICE: TypeSpec = TypeSpec {
    methods: &[
        m("__new__", "($type, start, stop=<unrepresentable>, step=None, /)", Pure, n(new), ""),
        m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
        m("__eq__", "($self, value, /)", Any, n(eq), "Return self==value."),
        m("__ne__", "($self, value, /)", Any, n(ne), "Return self!=value."),
        m("__lt__", "($self, value, /)", Any, n(lt), "Return self<value."),
        m("__le__", "($self, value, /)", Any, n(le), "Return self<=value."),
        m("__gt__", "($self, value, /)", Any, n(gt), "Return self>value."),
        m("__ge__", "($self, value, /)", Any, n(ge), "Return self>=value."),
        m("__hash__", "($self, /)", Any, n(hash_method), "Return hash(self)."),
        m(
            "indices",
            "($self, len, /)",
            Any,
            n(indices),
            "Calculate the start and stop indices, and the stride length.",
        ),
        m("__reduce__", "($self, /)", Pure, n(reduce), ""),
    ],
    attributes: &[
        ("start", start, Some(super::descriptors::readonly_member)),
        ("stop", stop, Some(super::descriptors::readonly_member)),
        ("step", step, Some(super::descriptors::readonly_member)),
    ],
    doc: "slice(stop)\nslice(start, stop[, step])",
    ..new_spec("slice", Kind::Slice)
};

fn new(
    vm: &mut Vm,
    _class: Value,
    first: Value,
    second: Option<Value>,
    third: Option<Value>,
) -> Outcome<Value> {
    let third = third.unwrap_or(Value::NONE);
    Ok(match second {
        None => vm.new_slice(Value::NONE, first, third),
        Some(second) => vm.new_slice(first, second, third),
    })
}

fn parts(vm: &mut Vm, this: Gc<Slice>) -> Gc<Tuple> {
    vm.tuple(&[this.start.get(), this.stop.get(), this.step.get()])
}

fn repr(vm: &mut Vm, this: Gc<Slice>) -> Outcome<Value> {
    let parts = parts(vm, this);
    let text = vm.repr(parts.value())?;
    let name = vm.new_str("slice");
    vm.concat(name, text)
}

fn eq(vm: &mut Vm, this: Gc<Slice>, other: Value) -> Outcome<Value> {
    let Some(other) = other.cast::<Slice>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let (left, right) = (parts(vm, this), parts(vm, other));
    vm.compare(Special::Equal, left.value(), right.value())
}

fn ne(vm: &mut Vm, this: Gc<Slice>, other: Value) -> Outcome<Value> {
    let Some(other) = other.cast::<Slice>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let (left, right) = (parts(vm, this), parts(vm, other));
    vm.compare(Special::NotEqual, left.value(), right.value())
}

fn lt(vm: &mut Vm, this: Gc<Slice>, other: Value) -> Outcome<Value> {
    let Some(other) = other.cast::<Slice>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let (left, right) = (parts(vm, this), parts(vm, other));
    vm.compare(Special::Less, left.value(), right.value())
}

/// The other orderings, which compare the parts themselves, so that an error names the one asked for.
macro_rules! orderings {
    ($($name:ident $special:ident;)*) => {$(
        fn $name(vm: &mut Vm, this: Gc<Slice>, other: Value) -> Outcome<Value> {
            let Some(other) = other.cast::<Slice>() else { return Ok(Value::NOT_IMPLEMENTED) };
            let (left, right) = (parts(vm, this), parts(vm, other));
            vm.compare(Special::$special, left.value(), right.value())
        }
    )*};
}

orderings! {
    le LessEqual;
    gt Greater;
    ge GreaterEqual;
}

fn hash_method(vm: &mut Vm, this: Gc<Slice>) -> Outcome<i64> {
    let start = vm.hash(this.start.get())?;
    let stop = vm.hash(this.stop.get())?;
    let step = vm.hash(this.step.get())?;
    Ok(hash::hash_slice(start, stop, step))
}

fn indices(vm: &mut Vm, this: Gc<Slice>, length: Value) -> Outcome<Value> {
    let length = vm.to_index(length)?;
    if length.is_negative() {
        return Err(vm.value_error("length should not be negative"));
    }
    let (start, stop, step) = vm.slice_indices(this, &length)?;
    let start = vm.new_integer(&start);
    let stop = vm.new_integer(&stop);
    let step = vm.new_integer(&step);
    Ok(vm.tuple(&[start, stop, step]).value())
}

fn reduce(vm: &mut Vm, this: Gc<Slice>) -> Outcome<Value> {
    let parts = parts(vm, this);
    let class = vm.types.slice.value();
    Ok(vm.pair(class, parts.value()))
}

fn start(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(this.cast::<Slice>().map_or(Value::NONE, |slice| slice.start.get()))
}

fn stop(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(this.cast::<Slice>().map_or(Value::NONE, |slice| slice.stop.get()))
}

fn step(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(this.cast::<Slice>().map_or(Value::NONE, |slice| slice.step.get()))
}
