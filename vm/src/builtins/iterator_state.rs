//! What is left of built-in iterators: length hints, and pickling by `__reduce__` and `__setstate__`.

use strict_semantics::{Int, Limit};

use super::prelude::*;
use crate::object::{Iterator, IteratorKind, List, Table};

/// How many items are left, as far as that is known.
pub(super) fn length_hint(vm: &mut Vm, this: Gc<Iterator>) -> Outcome<Value> {
    let position = this.position.get();
    let left = match this.of.get() {
        IteratorKind::Sequence if vm.special(this.source.get(), Special::Len).is_none() => {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        IteratorKind::List
        | IteratorKind::Tuple
        | IteratorKind::Str
        | IteratorKind::Bytes
        | IteratorKind::Sequence => (vm.length(this.source.get())? as i64 - position).max(0),
        IteratorKind::Range => this.remaining.get(),
        IteratorKind::LongRange => return Ok(this.second.get()),
        IteratorKind::ReversedList | IteratorKind::ReversedSequence => {
            let length = vm.length(this.source.get())? as i64;
            if length < position + 1 { 0 } else { position + 1 }
        }
        IteratorKind::DictKeys
        | IteratorKind::DictValues
        | IteratorKind::DictItems
        | IteratorKind::ReversedDictKeys
        | IteratorKind::ReversedDictValues
        | IteratorKind::ReversedDictItems => {
            let dict = this.source.get().cast::<crate::object::Dict>();
            match dict.filter(|dict| dict.len() as i64 == this.remaining.get()) {
                Some(dict) => entries_left(dict, this),
                None => 0,
            }
        }
        IteratorKind::Set => {
            let set = this.source.get().cast::<crate::object::Set>();
            match set.filter(|set| set.len() as i64 == this.remaining.get()) {
                Some(set) => entries_left(set, this),
                None => 0,
            }
        }
        _ => 0,
    };
    Ok(Value::fixnum(left))
}

/// Entries of a table that an iterator has not come to.
fn entries_left<T: Table>(table: Gc<T>, this: Gc<Iterator>) -> i64 {
    let backwards = matches!(
        this.of.get(),
        IteratorKind::ReversedDictKeys | IteratorKind::ReversedDictValues | IteratorKind::ReversedDictItems
    );
    let (mut place, mut count) = (this.position.get() as usize, 0);
    loop {
        let found = if backwards { table.previous_entry(place) } else { table.next_entry(place) };
        let Some(entry) = found else { return count };
        place = if backwards { entry } else { entry + 1 };
        count += 1;
    }
}

/// The built-in function that makes such an iterator again. Programs may replace it, and looking it up may run code.
fn maker(vm: &mut Vm, name: &str) -> Outcome<Value> {
    let key = vm.intern(name);
    let builtins = vm.builtins;
    match vm.dict_get(builtins, key.value())? {
        Some(function) => Ok(function),
        None => Err(vm.error(vm.exceptions.AttributeError, name)),
    }
}

/// `(maker, arguments)` or `(maker, arguments, state)`.
fn reduction(vm: &mut Vm, maker: Value, arguments: &[Value], state: Option<Value>) -> Value {
    let arguments = vm.tuple(arguments).value();
    match state {
        Some(state) => vm.tuple(&[maker, arguments, state]).value(),
        None => vm.pair(maker, arguments),
    }
}

/// State information for pickling.
pub(super) fn reduce(vm: &mut Vm, this: Gc<Iterator>) -> Outcome<Value> {
    let class = vm.type_of(this.value());
    let backwards = class == vm.types.list_reverseiterator || class.is_subtype_of(vm.types.reversed);
    let maker = maker(vm, if backwards { "reversed" } else { "iter" })?;
    // Read only now: looking up the maker may have moved the iterator.
    let (source, position) = (this.source.get(), Value::fixnum(this.position.get()));
    Ok(match this.of.get() {
        IteratorKind::List
        | IteratorKind::Tuple
        | IteratorKind::Str
        | IteratorKind::Bytes
        | IteratorKind::Sequence => reduction(vm, maker, &[source], Some(position)),
        IteratorKind::ReversedList | IteratorKind::ReversedSequence if this.position.get() >= 0 => {
            reduction(vm, maker, &[source], Some(position))
        }
        IteratorKind::Callable => reduction(vm, maker, &[source, this.first.get()], None),
        IteratorKind::Range => {
            let first = Int::Small(this.position.get());
            let (step, count) = (Int::Small(this.step.get()), Int::Small(this.remaining.get()));
            let range = super::range::counted(vm, first, step, &count)?;
            reduction(vm, maker, &[range], Some(Value::NONE))
        }
        IteratorKind::LongRange => {
            let first = vm.to_index(source)?;
            let (step, count) = (vm.to_index(this.first.get())?, vm.to_index(this.second.get())?);
            let range = super::range::counted(vm, first, step, &count)?;
            reduction(vm, maker, &[range], Some(Value::NONE))
        }
        _ => {
            let rest = match class {
                class if class == vm.types.str_iterator || class == vm.types.str_ascii_iterator => {
                    vm.names.empty.value()
                }
                class if class == vm.types.list_iterator || class == vm.types.list_reverseiterator => {
                    vm.new_list().value()
                }
                class if is_table_iterator(vm, class) => rest(vm, this)?.value(),
                _ => vm.empty_tuple.value(),
            };
            reduction(vm, maker, &[rest], None)
        }
    })
}

fn is_table_iterator(vm: &Vm, class: Gc<Type>) -> bool {
    let types = &vm.types;
    [
        types.dict_keyiterator,
        types.dict_valueiterator,
        types.dict_itemiterator,
        types.dict_reversekeyiterator,
        types.dict_reversevalueiterator,
        types.dict_reverseitemiterator,
        types.set_iterator,
    ]
    .contains(&class)
}

/// The items that are left, from a copy of the iterator.
fn rest(vm: &mut Vm, this: Gc<Iterator>) -> Outcome<Gc<List>> {
    let copy = vm.new_iterator(vm.type_of(this.value()), this.of.get(), this.source.get());
    copy.position.set(this.position.get());
    copy.remaining.set(this.remaining.get());
    copy.step.set(this.step.get());
    copy.first.set(copy, this.first.get());
    let list = vm.new_list();
    while let Some(item) = vm.step(copy)? {
        vm.append(list, item)?;
    }
    Ok(list)
}

/// Puts an iterator where a pickled one was; positions outside of the sequence are clipped.
pub(super) fn setstate(vm: &mut Vm, this: Gc<Iterator>, state: Value) -> Outcome<()> {
    if this.of.get() == IteratorKind::LongRange {
        return setstate_long(vm, this, state);
    }
    let state = vm.index_i64(state)?;
    match this.of.get() {
        IteratorKind::List | IteratorKind::Tuple | IteratorKind::Str | IteratorKind::Bytes => {
            let length = vm.length(this.source.get())? as i64;
            this.position.set(state.clamp(0, length));
        }
        IteratorKind::Sequence => this.position.set(state.max(0)),
        IteratorKind::ReversedList | IteratorKind::ReversedSequence => {
            let length = vm.length(this.source.get())? as i64;
            this.position.set(state.clamp(-1, length - 1));
        }
        IteratorKind::Range => {
            let moved = state.clamp(0, this.remaining.get());
            this.position.set(this.position.get().wrapping_add(moved.wrapping_mul(this.step.get())));
            this.remaining.set(this.remaining.get() - moved);
        }
        _ => {}
    }
    Ok(())
}

fn setstate_long(vm: &mut Vm, this: Gc<Iterator>, state: Value) -> Outcome<()> {
    let (state, left) = (vm.to_index(state)?, vm.to_index(this.second.get())?);
    let moved = state.clamp(Int::ZERO, left.clone());
    let (first, step) = (vm.to_index(this.source.get())?, vm.to_index(this.first.get())?);
    let result = step.mul(&moved, Limit::NONE);
    let distance = vm.check(result)?;
    let next = vm.new_integer(&first.add(&distance));
    this.source.set(this, next);
    let left = vm.new_integer(&left.sub(&moved));
    this.second.set(this, left);
    Ok(())
}

/// `enumerate.__reduce__`
pub(super) fn reduce_enumerate(vm: &mut Vm, this: Gc<Iterator>) -> Outcome<Value> {
    let class = vm.type_of(this.value()).value();
    Ok(reduction(vm, class, &[this.source.get(), this.first.get()], None))
}

/// `filter.__reduce__`
pub(super) fn reduce_filter(vm: &mut Vm, this: Gc<Iterator>) -> Outcome<Value> {
    let class = vm.type_of(this.value()).value();
    Ok(reduction(vm, class, &[this.first.get(), this.source.get()], None))
}

/// `zip.__reduce__`: the state says whether it is strict.
pub(super) fn reduce_zip(vm: &mut Vm, this: Gc<Iterator>) -> Outcome<Value> {
    let class = vm.type_of(this.value()).value();
    let source = this.source.get();
    Ok(match this.position.get() {
        0 => vm.pair(class, source),
        _ => vm.tuple(&[class, source, Value::TRUE]).value(),
    })
}

/// `map.__reduce__`
pub(super) fn reduce_map(vm: &mut Vm, this: Gc<Iterator>) -> Outcome<Value> {
    let class = vm.type_of(this.value()).value();
    let all = vm.list_of(&[this.first.get()])?;
    vm.list_extend(all, this.source.get())?;
    let arguments = vm.tuple_of_list(all)?.value();
    Ok(match this.position.get() {
        0 => vm.pair(class, arguments),
        _ => vm.tuple(&[class, arguments, Value::TRUE]).value(),
    })
}

/// `zip.__setstate__` and `map.__setstate__`
pub(super) fn set_strict(_: &mut Vm, this: Gc<Iterator>, strict: bool) -> Outcome<()> {
    this.position.set(i64::from(strict));
    Ok(())
}
