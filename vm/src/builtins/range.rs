//! `range`

use strict_semantics::{Int, Limit, hash, range::Range};

use super::prelude::*;
use crate::object::{IteratorKind, RangeObject, Slice};

/// The specification.
pub static RANGE: TypeSpec = TypeSpec {
    flags: TypeFlags::SEQUENCE,
    methods: &[
        m("__new__", "($type, start, stop=<unrepresentable>, step=1, /)", Any, n(new), ""),
        m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
        m("__len__", "($self, /)", Pure, n(len), "Return len(self)."),
        m("__bool__", "($self, /)", Pure, n(truth), "True if self else False"),
        m("__getitem__", "($self, key, /)", Any, n(getitem), "Return self[key]."),
        m("__contains__", "($self, key, /)", Any, n(contains), "Return bool(key in self)."),
        m("__iter__", "($self, /)", Pure, n(iter), "Implement iter(self)."),
        m("__reversed__", "($self, /)", Pure, n(reversed), "Return a reverse iterator."),
        m("__eq__", "($self, value, /)", Pure, n(eq), "Return self==value."),
        m("__ne__", "($self, value, /)", Pure, n(ne), "Return self!=value."),
        m("__hash__", "($self, /)", Pure, n(hash_method), "Return hash(self)."),
        m("__reduce__", "($self, /)", Pure, n(reduce), ""),
        m("index", "($self, value, /)", Any, n(index), "Raise ValueError if the value is not present."),
        m("count", "($self, value, /)", Any, n(count), "Return number of occurrences of value."),
    ],
    attributes: &[
        ("start", start, Some(super::descriptors::readonly_member)),
        ("stop", stop, Some(super::descriptors::readonly_member)),
        ("step", step, Some(super::descriptors::readonly_member)),
    ],
    doc: "range(stop) -> range object\nrange(start, stop[, step]) -> range object",
    ..new_spec("range", Kind::Range)
};

fn new(
    vm: &mut Vm,
    _class: Value,
    first: Value,
    second: Option<Value>,
    third: Option<Value>,
) -> Outcome<Value> {
    let (start, stop) = match second {
        None => (Int::ZERO, vm.to_index(first)?),
        Some(second) => (vm.to_index(first)?, vm.to_index(second)?),
    };
    let step = match third {
        None => Int::ONE,
        Some(third) => vm.to_index(third)?,
    };
    let result = Range::new(start, stop, step);
    let range = vm.check(result)?;
    Ok(make(vm, &range))
}

fn make(vm: &mut Vm, range: &Range) -> Value {
    let object: Gc<RangeObject> = vm.heap.alloc(vm.types.range.root_shape.get());
    for (field, number) in [
        (&object.start, range.start()),
        (&object.stop, range.stop()),
        (&object.step, range.step()),
        (&object.length, range.length()),
    ] {
        let value = vm.new_integer(number);
        field.set(object, value);
    }
    object.value()
}

/// The range of `count` integers that begins with `first`.
pub(super) fn counted(vm: &mut Vm, first: Int, step: Int, count: &Int) -> Outcome<Value> {
    let result = step.mul(count, Limit::NONE);
    let stop = first.add(&vm.check(result)?);
    let result = Range::new(first, stop, step);
    let range = vm.check(result)?;
    Ok(make(vm, &range))
}

/// The range as plain data.
fn plain(vm: &mut Vm, this: Gc<RangeObject>) -> Outcome<Range> {
    let int = |value: Value| vm.as_int(value).unwrap_or(Int::ZERO);
    let result = Range::new(int(this.start.get()), int(this.stop.get()), int(this.step.get()));
    vm.check(result)
}

fn repr(vm: &mut Vm, this: Gc<RangeObject>) -> Outcome<String> {
    Ok(plain(vm, this)?.repr())
}

fn len(vm: &mut Vm, this: Gc<RangeObject>) -> Outcome<Value> {
    let result = plain(vm, this)?.len();
    vm.check(result)?;
    Ok(this.length.get())
}

fn truth(vm: &mut Vm, this: Gc<RangeObject>) -> Outcome<bool> {
    vm.is_true(this.length.get())
}

fn getitem(vm: &mut Vm, this: Gc<RangeObject>, key: Value) -> Outcome<Value> {
    let range = plain(vm, this)?;
    if let Some(slice) = key.cast::<Slice>() {
        let mut parts = [None, None, None];
        for (part, value) in parts.iter_mut().zip([slice.start.get(), slice.stop.get(), slice.step.get()]) {
            if !value.is_none() {
                if vm.as_int(value).is_none() && vm.special(value, Special::Index).is_none() {
                    return Err(
                        vm.type_error("slice indices must be integers or None or have an __index__ method")
                    );
                }
                *part = Some(vm.to_index(value)?);
            }
        }
        let [start, stop, step] = parts;
        let result = range.slice(start.as_ref(), stop.as_ref(), step.as_ref());
        let range = vm.check(result)?;
        return Ok(make(vm, &range));
    }
    if vm.as_int(key).is_none() && vm.special(key, Special::Index).is_none() {
        let name = vm.type_name(key);
        return Err(vm.type_error(format!("range indices must be integers or slices, not {name}")));
    }
    let index = vm.to_index(key)?;
    let result = range.get(&index);
    let number = vm.check(result)?;
    Ok(vm.new_integer(&number))
}

fn contains(vm: &mut Vm, this: Gc<RangeObject>, item: Value) -> Outcome<bool> {
    if let Some(number) = vm.as_int(item)
        && !vm.type_of(item).is_heap_type()
    {
        return Ok(plain(vm, this)?.contains(&number));
    }
    let iterator = iter(vm, this)?;
    while let Some(value) = vm.next(iterator)? {
        if vm.equals(value, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn iterate(vm: &mut Vm, start: Value, step: Value, length: Value) -> Value {
    if let (Some(first), Some(distance), Some(count)) =
        (start.as_fixnum(), step.as_fixnum(), length.as_fixnum())
    {
        let last = i128::from(first) + i128::from(distance) * i128::from(count);
        if i64::try_from(last).is_ok() {
            let class = vm.types.range_iterator;
            let iterator = vm.new_iterator(class, IteratorKind::Range, Value::UNBOUND);
            iterator.position.set(first);
            iterator.step.set(distance);
            iterator.remaining.set(count);
            return iterator.value();
        }
    }
    let class = vm.types.longrange_iterator;
    let iterator = vm.new_iterator(class, IteratorKind::LongRange, start);
    iterator.first.init(step);
    iterator.second.init(length);
    iterator.value()
}

fn iter(vm: &mut Vm, this: Gc<RangeObject>) -> Outcome<Value> {
    Ok(iterate(vm, this.start.get(), this.step.get(), this.length.get()))
}

fn reversed(vm: &mut Vm, this: Gc<RangeObject>) -> Outcome<Value> {
    let range = plain(vm, this)?.reversed();
    let start = vm.new_integer(range.start());
    let step = vm.new_integer(range.step());
    Ok(iterate(vm, start, step, this.length.get()))
}

fn eq(vm: &mut Vm, this: Gc<RangeObject>, other: Value) -> Outcome<Value> {
    match other.cast::<RangeObject>() {
        Some(other) => Ok(Value::bool(plain(vm, this)? == plain(vm, other)?)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn ne(vm: &mut Vm, this: Gc<RangeObject>, other: Value) -> Outcome<Value> {
    match other.cast::<RangeObject>() {
        Some(other) => Ok(Value::bool(plain(vm, this)? != plain(vm, other)?)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn hash_method(vm: &mut Vm, this: Gc<RangeObject>) -> Outcome<i64> {
    Ok(hash::hash_range(&plain(vm, this)?))
}

fn reduce(vm: &mut Vm, this: Gc<RangeObject>) -> Outcome<Value> {
    let arguments = vm.tuple(&[this.start.get(), this.stop.get(), this.step.get()]);
    let class = vm.types.range.value();
    Ok(vm.pair(class, arguments.value()))
}

fn index(vm: &mut Vm, this: Gc<RangeObject>, item: Value) -> Outcome<Value> {
    let range = plain(vm, this)?;
    if is_plain_int(vm, item)
        && let Some(number) = vm.as_int(item)
    {
        let result = range.index_of(&number);
        let index = vm.check(result)?;
        return Ok(vm.new_integer(&index));
    }
    let iterator = iter(vm, this)?;
    let mut index = 0;
    while let Some(value) = vm.next(iterator)? {
        if vm.equals(value, item)? {
            return Ok(Value::fixnum(index));
        }
        index += 1;
    }
    Err(vm.value_error("sequence.index(x): x not in sequence"))
}

fn count(vm: &mut Vm, this: Gc<RangeObject>, item: Value) -> Outcome<i64> {
    if is_plain_int(vm, item) {
        return Ok(i64::from(contains(vm, this, item)?));
    }
    let iterator = iter(vm, this)?;
    let mut found = 0;
    while let Some(value) = vm.next(iterator)? {
        found += i64::from(vm.equals(value, item)?);
    }
    Ok(found)
}

/// Whether a value is an `int` or `bool`, whose comparisons no program defines.
fn is_plain_int(vm: &Vm, item: Value) -> bool {
    vm.as_int(item).is_some() && !vm.type_of(item).is_heap_type()
}

fn field(this: Value, which: fn(&RangeObject) -> Value) -> Outcome<Value> {
    Ok(this.cast::<RangeObject>().map_or(Value::NONE, |range| which(&range)))
}

fn start(_: &mut Vm, this: Value) -> Outcome<Value> {
    field(this, |range| range.start.get())
}

fn stop(_: &mut Vm, this: Value) -> Outcome<Value> {
    field(this, |range| range.stop.get())
}

fn step(_: &mut Vm, this: Value) -> Outcome<Value> {
    field(this, |range| range.step.get())
}
