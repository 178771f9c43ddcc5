//! `list`

use super::prelude::*;
use crate::object::{IteratorKind, List, Slice};

/// The specification.
pub static LIST: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE.and(TypeFlags::SEQUENCE),
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Pure, n(new), ""),
        m("__init__", "($self, iterable=(), /)", Any, n(init), "Initialize self."),
        m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
        m("__len__", "($self, /)", Pure, n(len), "Return len(self)."),
        m("__getitem__", "($self, index, /)", Any, n(getitem), "Return self[index]."),
        m("__setitem__", "($self, key, value, /)", MutatesReceiver, n(setitem), "Set self[key] to value."),
        m("__delitem__", "($self, key, /)", MutatesReceiver, n(delitem), "Delete self[key]."),
        m("__contains__", "($self, key, /)", Any, n(contains), "Return bool(key in self)."),
        m("__iter__", "($self, /)", Pure, n(iter), "Implement iter(self)."),
        m("__reversed__", "($self, /)", Pure, n(reversed), "Return a reverse iterator over the list."),
        m("__add__", "($self, value, /)", Pure, n(add), "Return self+value."),
        m("__iadd__", "($self, value, /)", MutatesReceiver, n(iadd), "Implement self+=value."),
        m("__mul__", "($self, value, /)", Pure, n(mul), "Return self*value."),
        m("__rmul__", "($self, value, /)", Pure, n(mul), "Return value*self."),
        m("__imul__", "($self, value, /)", MutatesReceiver, n(imul), "Implement self*=value."),
        m("__eq__", "($self, value, /)", Any, n(eq), "Return self==value."),
        m("__ne__", "($self, value, /)", Any, n(ne), "Return self!=value."),
        m("__lt__", "($self, value, /)", Any, n(lt), "Return self<value."),
        m("__le__", "($self, value, /)", Any, n(le), "Return self<=value."),
        m("__gt__", "($self, value, /)", Any, n(gt), "Return self>value."),
        m("__ge__", "($self, value, /)", Any, n(ge), "Return self>=value."),
        m(
            "append",
            "($self, object, /)",
            MutatesReceiver,
            n(append),
            "Append object to the end of the list.",
        ),
        m(
            "extend",
            "($self, iterable, /)",
            MutatesReceiver,
            n(extend),
            "Extend list by appending elements from the iterable.",
        ),
        m("insert", "($self, index, object, /)", MutatesReceiver, n(insert), "Insert object before index."),
        m(
            "pop",
            "($self, index=-1, /)",
            MutatesReceiver,
            n(pop),
            "Remove and return item at index (default last).",
        ),
        m("remove", "($self, value, /)", MutatesReceiver, n(remove), "Remove first occurrence of value."),
        m("clear", "($self, /)", MutatesReceiver, n(clear), "Remove all items from list."),
        m("copy", "($self, /)", Pure, n(copy), "Return a shallow copy of the list."),
        m(
            "index",
            "($self, value, start=0, stop=9223372036854775807, /)",
            Any,
            n(index),
            "Return first index of value.",
        ),
        m("count", "($self, value, /)", Any, n(count), "Return number of occurrences of value."),
        m("reverse", "($self, /)", MutatesReceiver, n(reverse), "Reverse *IN PLACE*."),
        m(
            "sort",
            "($self, /, *, key=None, reverse=False)",
            MutatesReceiver,
            n(sort),
            "Sort the list in ascending order and return None.",
        ),
        m(
            "__class_getitem__",
            "($type, object, /)",
            Pure,
            n(super::generic_alias::class_getitem),
            "See PEP 585",
        ),
    ],
    doc: "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.",
    ..new_spec("list", Kind::List)
};

fn new(vm: &mut Vm, class: Gc<Type>, _arguments: Value, _keywords: Value) -> Outcome<Gc<List>> {
    Ok(vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<List>()))
}

fn init(vm: &mut Vm, this: Gc<List>, items: Option<Value>) -> Outcome<()> {
    this.length.set(0);
    match items {
        Some(items) => vm.list_extend(this, items),
        None => Ok(()),
    }
}

impl Vm {
    /// The `repr`s of items between brackets; `shown` if the object is being represented already.
    pub(crate) fn repr_items(
        &mut self,
        object: Value,
        open: &str,
        close: &str,
        length: impl Fn() -> usize,
        item: impl Fn(usize) -> Option<Value>,
    ) -> Outcome<Value> {
        if !self.enter_repr(object)? {
            return Ok(self.new_str(&format!("{open}...{}", close.trim_start_matches(','))).value());
        }
        let mut out = strict_semantics::TextBuilder::new();
        out.push_str(open);
        let mut index = 0;
        let mut result = Ok(());
        while index < length() {
            let Some(value) = item(index) else { break };
            if index > 0 {
                out.push_str(", ");
            }
            match self.repr(value) {
                Ok(text) => out.push_text(text.view()),
                Err(raised) => {
                    result = Err(raised);
                    break;
                }
            }
            index += 1;
        }
        self.leave_repr();
        result?;
        out.push_str(close);
        self.str_from_builder(&out)
    }

    /// Notes that an object is being represented; false if it was already.
    pub(crate) fn enter_repr(&mut self, object: Value) -> Outcome<bool> {
        const DEEPEST: usize = 20_000;
        let list = self.in_repr;
        if list.len() > DEEPEST {
            return Err(self.recursion_error());
        }
        if (0..list.len()).any(|index| list.get(index) == Some(object)) {
            return Ok(false);
        }
        self.append(list, object)?;
        Ok(true)
    }

    /// The counterpart of `enter_repr`.
    pub(crate) fn leave_repr(&mut self) {
        let list = self.in_repr;
        list.length.set(list.len().saturating_sub(1));
    }
}

fn repr(vm: &mut Vm, this: Gc<List>) -> Outcome<Value> {
    if this.is_empty() {
        return Ok(vm.new_str("[]").value());
    }
    vm.repr_items(this.value(), "[", "]", || this.len(), |index| this.get(index))
}

fn len(_: &mut Vm, this: Gc<List>) -> Outcome<usize> {
    Ok(this.len())
}

/// The part of a list from `start` to `stop`.
pub(crate) fn part(vm: &mut Vm, list: Gc<List>, start: usize, stop: usize) -> Outcome<Gc<List>> {
    let result = vm.new_list();
    let count = stop.saturating_sub(start);
    if count > 0 {
        if !vm.heap.reserve_list(result, count) {
            return Err(vm.memory_error());
        }
        result.items.get().copy_from(0, list.items.get(), start, count);
        result.length.set(count);
    }
    Ok(result)
}

fn getitem(vm: &mut Vm, this: Gc<List>, key: Value) -> Outcome<Value> {
    if let Some(slice) = key.cast::<Slice>() {
        let indices = vm.resolve_slice(slice, this.len())?;
        if indices.step == 1 {
            return Ok(part(vm, this, indices.start, indices.start + indices.count)?.value());
        }
        let result = vm.new_list();
        if indices.count > 0 {
            if !vm.heap.reserve_list(result, indices.count) {
                return Err(vm.memory_error());
            }
            let (source, target) = (this.items.get(), result.items.get());
            target.dirty(0, indices.count);
            for (to, from) in indices.iter().enumerate() {
                target.init(to, source.get(from));
            }
            result.length.set(indices.count);
        }
        return Ok(result.value());
    }
    let index = index_key(vm, key, "list")?;
    match Vm::normalize(index, this.len()).and_then(|index| this.get(index)) {
        Some(item) => Ok(item),
        None => Err(vm.index_error("list index out of range")),
    }
}

/// A subscript of a sequence as an index.
pub(crate) fn index_key(vm: &mut Vm, key: Value, what: &str) -> Outcome<i64> {
    if let Some(index) = key.as_fixnum() {
        return Ok(index);
    }
    if vm.as_int(key).is_none() && vm.special(key, Special::Index).is_none() {
        let name = vm.type_name(key);
        if what == "string" {
            return Err(vm.type_error(format!("string indices must be integers, not '{name}'")));
        }
        return Err(vm.type_error(format!("{what} indices must be integers or slices, not {name}")));
    }
    match vm.to_index(key)?.to_i64() {
        Some(index) => Ok(index),
        None => {
            let name = vm.type_name(key);
            Err(vm.index_error(&format!("cannot fit '{name}' into an index-sized integer")))
        }
    }
}

fn setitem(vm: &mut Vm, this: Gc<List>, key: Value, value: Value) -> Outcome<()> {
    let Some(slice) = key.cast::<Slice>() else {
        let index = index_key(vm, key, "list")?;
        return match Vm::normalize(index, this.len()) {
            Some(index) => {
                this.items.get().set(index, value);
                Ok(())
            }
            None => Err(vm.index_error("list assignment index out of range")),
        };
    };
    let bounds = vm.slice_bounds(slice)?;
    let items = if value == this.value() || !value.is::<List>() {
        let result = vm.new_list();
        if vm.special(value, Special::Iter).is_none() && vm.special(value, Special::GetItem).is_none() {
            return Err(vm.type_error("must assign iterable to extended slice"));
        }
        vm.list_extend(result, value)?;
        result
    } else {
        value.cast::<List>().unwrap_or(this)
    };
    let indices = vm.resolve_bounds(&bounds, this.len())?;
    if indices.step == 1 {
        return replace(vm, this, indices.start, indices.count, Some(items));
    }
    if items.len() != indices.count {
        return Err(vm.value_error(format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            items.len(),
            indices.count
        )));
    }
    for (from, to) in indices.iter().enumerate() {
        if let Some(item) = items.get(from) {
            this.items.get().set(to, item);
        }
    }
    Ok(())
}

/// Replaces `count` items from `start` on by those of a list.
pub(crate) fn replace(
    vm: &mut Vm,
    list: Gc<List>,
    start: usize,
    count: usize,
    items: Option<Gc<List>>,
) -> Outcome<()> {
    let length = list.len();
    let added = items.map_or(0, |items| items.len());
    if added > count && !vm.heap.reserve_list(list, added - count) {
        return Err(vm.memory_error());
    }
    let Some(storage) = list.items.try_get() else { return Ok(()) };
    let rest = length - start - count;
    storage.copy_within(start + count, start + added, rest);
    if let Some(items) = items.filter(|items| !items.is_empty()) {
        storage.copy_from(start, items.items.get(), 0, added);
    }
    let new_length = length - count + added;
    if new_length < length {
        storage.clear(new_length, length - new_length);
    }
    list.length.set(new_length);
    Ok(())
}

fn delitem(vm: &mut Vm, this: Gc<List>, key: Value) -> Outcome<()> {
    let Some(slice) = key.cast::<Slice>() else {
        let index = index_key(vm, key, "list")?;
        return match Vm::normalize(index, this.len()) {
            Some(index) => replace(vm, this, index, 1, None),
            None => Err(vm.index_error("list assignment index out of range")),
        };
    };
    let indices = vm.resolve_slice(slice, this.len())?;
    if indices.step == 1 {
        return replace(vm, this, indices.start, indices.count, None);
    }
    let mut doomed: Vec<usize> = indices.iter().collect();
    doomed.sort_unstable();
    let Some(storage) = this.items.try_get() else { return Ok(()) };
    let (mut to, mut next, length) = (0, 0, this.len());
    for from in 0..length {
        if doomed.get(next) == Some(&from) {
            next += 1;
            continue;
        }
        storage.set(to, storage.get(from));
        to += 1;
    }
    storage.clear(to, length - to);
    this.length.set(to);
    Ok(())
}

fn contains(vm: &mut Vm, this: Gc<List>, item: Value) -> Outcome<bool> {
    Ok(vm.list_index_of(this, item, 0, i64::MAX)?.is_some())
}

fn iter(vm: &mut Vm, this: Gc<List>) -> Outcome<Value> {
    let class = vm.types.list_iterator;
    Ok(vm.new_iterator(class, IteratorKind::List, this.value()).value())
}

fn reversed(vm: &mut Vm, this: Gc<List>) -> Outcome<Value> {
    let class = vm.types.list_reverseiterator;
    let iterator = vm.new_iterator(class, IteratorKind::ReversedList, this.value());
    iterator.position.set(this.len() as i64 - 1);
    Ok(iterator.value())
}

fn add(vm: &mut Vm, this: Gc<List>, other: Value) -> Outcome<Value> {
    let Some(other) = other.cast::<List>() else {
        let name = vm.type_name(other);
        return Err(vm.type_error(format!("can only concatenate list (not \"{name}\") to list")));
    };
    let result = part(vm, this, 0, this.len())?;
    if !other.is_empty() {
        if !vm.heap.reserve_list(result, other.len()) {
            return Err(vm.memory_error());
        }
        result.items.get().copy_from(result.len(), other.items.get(), 0, other.len());
        result.length.set(result.len() + other.len());
    }
    Ok(result.value())
}

fn iadd(vm: &mut Vm, this: Gc<List>, other: Value) -> Outcome<Gc<List>> {
    vm.list_extend(this, other)?;
    Ok(this)
}

/// How often a sequence is to be repeated.
pub(crate) fn repetitions(vm: &mut Vm, count: Value) -> Outcome<usize> {
    match vm.to_index(count)?.to_i64() {
        Some(count) => Ok(count.max(0) as usize),
        None => {
            let name = vm.type_name(count);
            let message = format!("cannot fit '{name}' into an index-sized integer");
            Err(vm.error(vm.exceptions.OverflowError, message))
        }
    }
}

fn repeat_into(vm: &mut Vm, result: Gc<List>, source: Gc<List>, length: usize, count: usize) -> Outcome<()> {
    let Some(total) = length.checked_mul(count) else { return Err(vm.memory_error()) };
    if total == 0 {
        return Ok(());
    }
    if !vm.heap.reserve_list(result, total - result.len().min(total)) {
        return Err(vm.memory_error());
    }
    let (storage, items) = (result.items.get(), source.items.get());
    if length == 1 {
        let item = items.get(0);
        storage.dirty(0, total);
        for index in 0..total {
            storage.init(index, item);
        }
    } else {
        for round in 0..count {
            storage.copy_from(round * length, items, 0, length);
        }
    }
    result.length.set(total);
    Ok(())
}

fn mul(vm: &mut Vm, this: Gc<List>, count: Value) -> Outcome<Value> {
    let count = repetitions(vm, count)?;
    let result = vm.new_list();
    repeat_into(vm, result, this, this.len(), count)?;
    Ok(result.value())
}

fn imul(vm: &mut Vm, this: Gc<List>, count: Value) -> Outcome<Value> {
    let count = repetitions(vm, count)?;
    let length = this.len();
    if count == 0 {
        clear(vm, this)?;
    } else if length > 0 {
        repeat_into(vm, this, this, length, count)?;
    }
    Ok(this.value())
}

/// Compares two lists item by item: the first items that differ decide.
fn compare(vm: &mut Vm, special: Special, left: Gc<List>, other: Value) -> Outcome<Value> {
    let Some(right) = other.cast::<List>() else { return Ok(Value::NOT_IMPLEMENTED) };
    vm.check_native_stack()?;
    if left.len() != right.len() {
        match special {
            Special::Equal => return Ok(Value::FALSE),
            Special::NotEqual => return Ok(Value::TRUE),
            _ => {}
        }
    }
    let mut index = 0;
    while let (Some(a), Some(b)) = (left.get(index), right.get(index)) {
        if !vm.equals(a, b)? {
            // The comparison may have shortened the lists: then their lengths decide.
            if index >= left.len() || index >= right.len() {
                break;
            }
            return match special {
                Special::Equal => Ok(Value::FALSE),
                Special::NotEqual => Ok(Value::TRUE),
                _ => vm.compare(special, a, b),
            };
        }
        index += 1;
    }
    Ok(Value::bool(super::satisfies(special, Some(left.len().cmp(&right.len())))))
}

macro_rules! comparisons {
    ($($name:ident $special:ident;)*) => {$(
        fn $name(vm: &mut Vm, this: Gc<List>, other: Value) -> Outcome<Value> {
            compare(vm, Special::$special, this, other)
        }
    )*};
}

comparisons! { lt Less; le LessEqual; eq Equal; ne NotEqual; gt Greater; ge GreaterEqual; }

fn append(vm: &mut Vm, this: Gc<List>, item: Value) -> Outcome<()> {
    vm.append(this, item)
}

fn extend(vm: &mut Vm, this: Gc<List>, items: Value) -> Outcome<()> {
    vm.list_extend(this, items)
}

fn insert(vm: &mut Vm, this: Gc<List>, index: Value, item: Value) -> Outcome<()> {
    let index = vm.index_i64(index)?;
    let length = this.len();
    let place =
        if index < 0 { (index + length as i64).max(0) as usize } else { (index as usize).min(length) };
    if !vm.heap.reserve_list(this, 1) {
        return Err(vm.memory_error());
    }
    let storage = this.items.get();
    storage.copy_within(place, place + 1, length - place);
    storage.set(place, item);
    this.length.set(length + 1);
    Ok(())
}

fn pop(vm: &mut Vm, this: Gc<List>, index: Option<Value>) -> Outcome<Value> {
    let length = this.len();
    if length == 0 {
        return Err(vm.index_error("pop from empty list"));
    }
    let index = match index {
        None => -1,
        Some(index) => vm.index_i64(index)?,
    };
    let Some(index) = Vm::normalize(index, length) else {
        return Err(vm.index_error("pop index out of range"));
    };
    let storage = this.items.get();
    let item = storage.get(index);
    if index + 1 < length {
        storage.copy_within(index + 1, index, length - index - 1);
    }
    storage.clear(length - 1, 1);
    this.length.set(length - 1);
    Ok(item)
}

fn remove(vm: &mut Vm, this: Gc<List>, item: Value) -> Outcome<()> {
    match vm.list_index_of(this, item, 0, i64::MAX)? {
        Some(index) if index < this.len() => replace(vm, this, index, 1, None),
        _ => Err(vm.value_error("list.remove(x): x not in list")),
    }
}

fn clear(_: &mut Vm, this: Gc<List>) -> Outcome<()> {
    this.length.set(0);
    this.items.clear();
    Ok(())
}

fn copy(vm: &mut Vm, this: Gc<List>) -> Outcome<Gc<List>> {
    part(vm, this, 0, this.len())
}

/// The bounds of `index` methods: clipped to what may be indexed.
pub(crate) fn search_bounds(
    vm: &mut Vm,
    start: Option<Value>,
    stop: Option<Value>,
    length: usize,
) -> Outcome<(i64, i64)> {
    let clip = |vm: &mut Vm, bound: Option<Value>, default: i64| -> Outcome<i64> {
        let Some(bound) = bound else { return Ok(default) };
        if vm.as_int(bound).is_none() && vm.special(bound, Special::Index).is_none() {
            return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
        }
        let bound = vm.index_clipped(bound)?;
        Ok(if bound < 0 { (bound.saturating_add(length as i64)).max(0) } else { bound })
    };
    Ok((clip(vm, start, 0)?, clip(vm, stop, i64::MAX)?))
}

fn index(
    vm: &mut Vm,
    this: Gc<List>,
    item: Value,
    start: Option<Value>,
    stop: Option<Value>,
) -> Outcome<usize> {
    let (start, stop) = search_bounds(vm, start, stop, this.len())?;
    match vm.list_index_of(this, item, start, stop)? {
        Some(index) => Ok(index),
        None => Err(vm.value_error("list.index(x): x not in list")),
    }
}

fn count(vm: &mut Vm, this: Gc<List>, item: Value) -> Outcome<usize> {
    let (mut found, mut index) = (0, 0);
    while let Some(value) = this.get(index) {
        if vm.equals(value, item)? {
            found += 1;
        }
        index += 1;
    }
    Ok(found)
}

fn reverse(_: &mut Vm, this: Gc<List>) -> Outcome<()> {
    let length = this.len();
    if length > 1 {
        let storage = this.items.get();
        for index in 0..length / 2 {
            let (a, b) = (storage.get(index), storage.get(length - 1 - index));
            storage.set(index, b);
            storage.set(length - 1 - index, a);
        }
    }
    Ok(())
}

fn sort(vm: &mut Vm, this: Gc<List>, key: Option<Value>, reverse: bool) -> Outcome<()> {
    super::sorting::sort(vm, this, key.filter(|key| !key.is_none()), reverse)
}
