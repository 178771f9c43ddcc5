//! `tuple`

use super::list::{index_key, repetitions, search_bounds};
use super::prelude::*;
use crate::object::{IteratorKind, Slice};

/// The specification.
pub static TUPLE: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE.and(TypeFlags::SEQUENCE),
    methods: &[
        m("__new__", "($type, iterable=(), /)", Any, n(new), ""),
        m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
        m("__len__", "($self, /)", Pure, n(len), "Return len(self)."),
        m("__hash__", "($self, /)", Any, n(hash), "Return hash(self)."),
        m("__getitem__", "($self, key, /)", Any, n(getitem), "Return self[key]."),
        m("__contains__", "($self, key, /)", Any, n(contains), "Return bool(key in self)."),
        m("__iter__", "($self, /)", Pure, n(iter), "Implement iter(self)."),
        m("__add__", "($self, value, /)", Pure, n(add), "Return self+value."),
        m("__mul__", "($self, value, /)", Pure, n(mul), "Return self*value."),
        m("__rmul__", "($self, value, /)", Pure, n(mul), "Return value*self."),
        m("__eq__", "($self, value, /)", Any, n(eq), "Return self==value."),
        m("__ne__", "($self, value, /)", Any, n(ne), "Return self!=value."),
        m("__lt__", "($self, value, /)", Any, n(lt), "Return self<value."),
        m("__le__", "($self, value, /)", Any, n(le), "Return self<=value."),
        m("__gt__", "($self, value, /)", Any, n(gt), "Return self>value."),
        m("__ge__", "($self, value, /)", Any, n(ge), "Return self>=value."),
        m(
            "index",
            "($self, value, start=0, stop=9223372036854775807, /)",
            Any,
            n(index),
            "Return first index of value.",
        ),
        m("count", "($self, value, /)", Any, n(count), "Return number of occurrences of value."),
        m("__getnewargs__", "($self, /)", Pure, n(getnewargs), ""),
        m(
            "__class_getitem__",
            "($type, object, /)",
            Pure,
            n(super::generic_alias::class_getitem),
            "See PEP 585",
        ),
    ],
    doc: "Built-in immutable sequence.",
    ..new_spec("tuple", Kind::Tuple)
};

fn new(vm: &mut Vm, class: Gc<Type>, items: Option<Value>) -> Outcome<Value> {
    let items = match items {
        None => vm.empty_tuple,
        Some(items) => vm.tuple_from(items)?,
    };
    if class == vm.types.tuple {
        return Ok(items.value());
    }
    let Some(made) = vm.heap.new_tuple(class.root_shape.get(), items.len()) else {
        return Err(vm.memory_error());
    };
    for (index, &item) in items.as_slice().iter().enumerate() {
        made.init(index, item);
    }
    Ok(made.value())
}

fn repr(vm: &mut Vm, this: Gc<Tuple>) -> Outcome<Value> {
    let close = if this.len() == 1 { ",)" } else { ")" };
    if this.is_empty() {
        return Ok(vm.new_str("()").value());
    }
    vm.repr_items(this.value(), "(", close, || this.len(), |index| Some(this.get(index)))
}

fn len(_: &mut Vm, this: Gc<Tuple>) -> Outcome<usize> {
    Ok(this.len())
}

fn hash(vm: &mut Vm, this: Gc<Tuple>) -> Outcome<i64> {
    vm.hash_tuple(this)
}

fn getitem(vm: &mut Vm, this: Gc<Tuple>, key: Value) -> Outcome<Value> {
    if let Some(slice) = key.cast::<Slice>() {
        let indices = vm.resolve_slice(slice, this.len())?;
        if indices.step == 1 && indices.count == this.len() && vm.is_exact(this.value(), vm.types.tuple) {
            return Ok(this.value());
        }
        if indices.step == 1 {
            let part = &this.as_slice()[indices.start..indices.start + indices.count];
            return Ok(vm.new_tuple(part)?.value());
        }
        let list = vm.new_list();
        for index in indices.iter() {
            vm.append(list, this.get(index))?;
        }
        return Ok(vm.tuple_of_list(list)?.value());
    }
    let index = index_key(vm, key, "tuple")?;
    match Vm::normalize(index, this.len()) {
        Some(index) => Ok(this.get(index)),
        None => Err(vm.index_error("tuple index out of range")),
    }
}

fn contains(vm: &mut Vm, this: Gc<Tuple>, item: Value) -> Outcome<bool> {
    for &value in this.as_slice() {
        if vm.equals(value, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn iter(vm: &mut Vm, this: Gc<Tuple>) -> Outcome<Value> {
    let class = vm.types.tuple_iterator;
    Ok(vm.new_iterator(class, IteratorKind::Tuple, this.value()).value())
}

fn add(vm: &mut Vm, this: Gc<Tuple>, other: Value) -> Outcome<Value> {
    let Some(other) = other.cast::<Tuple>() else {
        let name = vm.type_name(other);
        return Err(vm.type_error(format!("can only concatenate tuple (not \"{name}\") to tuple")));
    };
    let total = this.len() + other.len();
    if total == 0 {
        return Ok(vm.empty_tuple.value());
    }
    let Some(made) = vm.heap.new_tuple(vm.types.tuple.root_shape.get(), total) else {
        return Err(vm.memory_error());
    };
    for (index, value) in this.iter().chain(other.iter()).enumerate() {
        made.init(index, value);
    }
    Ok(made.value())
}

fn mul(vm: &mut Vm, this: Gc<Tuple>, count: Value) -> Outcome<Value> {
    let count = repetitions(vm, count)?;
    let Some(total) = this.len().checked_mul(count) else { return Err(vm.memory_error()) };
    if total == 0 {
        return Ok(vm.empty_tuple.value());
    }
    if count == 1 && vm.is_exact(this.value(), vm.types.tuple) {
        return Ok(this.value());
    }
    let Some(made) = vm.heap.new_tuple(vm.types.tuple.root_shape.get(), total) else {
        return Err(vm.memory_error());
    };
    for round in 0..count {
        for (index, &value) in this.as_slice().iter().enumerate() {
            made.init(round * this.len() + index, value);
        }
    }
    Ok(made.value())
}

fn compare(vm: &mut Vm, special: Special, left: Gc<Tuple>, other: Value) -> Outcome<Value> {
    let Some(right) = other.cast::<Tuple>() else { return Ok(Value::NOT_IMPLEMENTED) };
    vm.check_native_stack()?;
    for (&a, &b) in left.as_slice().iter().zip(right.as_slice()) {
        if !vm.equals(a, b)? {
            return match special {
                Special::Equal => Ok(Value::FALSE),
                Special::NotEqual => Ok(Value::TRUE),
                _ => vm.compare(special, a, b),
            };
        }
    }
    Ok(Value::bool(super::satisfies(special, Some(left.len().cmp(&right.len())))))
}

macro_rules! comparisons {
    ($($name:ident $special:ident;)*) => {$(
        fn $name(vm: &mut Vm, this: Gc<Tuple>, other: Value) -> Outcome<Value> {
            compare(vm, Special::$special, this, other)
        }
    )*};
}

comparisons! { lt Less; le LessEqual; eq Equal; ne NotEqual; gt Greater; ge GreaterEqual; }

fn index(
    vm: &mut Vm,
    this: Gc<Tuple>,
    item: Value,
    start: Option<Value>,
    stop: Option<Value>,
) -> Outcome<usize> {
    let (start, stop) = search_bounds(vm, start, stop, this.len())?;
    for (index, &value) in this.as_slice().iter().enumerate() {
        if (index as i64) >= start && (index as i64) < stop && vm.equals(value, item)? {
            return Ok(index);
        }
    }
    Err(vm.value_error("tuple.index(x): x not in tuple"))
}

fn count(vm: &mut Vm, this: Gc<Tuple>, item: Value) -> Outcome<usize> {
    let mut found = 0;
    for &value in this.as_slice() {
        if vm.equals(value, item)? {
            found += 1;
        }
    }
    Ok(found)
}

fn getnewargs(vm: &mut Vm, this: Gc<Tuple>) -> Outcome<Value> {
    let plain = vm.new_tuple(this.as_slice())?;
    Ok(vm.tuple(&[plain.value()]).value())
}
