//! Sorting lists, whose comparisons may run any Python code: what is compared, and what the list is meanwhile.

use super::prelude::*;
use super::timsort;
use crate::heap::Array;
use crate::object::List;

/// `list.sort`
pub(crate) fn sort(vm: &mut Vm, list: Gc<List>, key: Option<Value>, reverse: bool) -> Outcome<()> {
    let length = list.len();
    if length < 2 && key.is_none() {
        return Ok(());
    }
    // The items are taken out while they are compared, as a comparison may look at the list.
    let Some(items) = list.items.try_get() else { return Ok(()) };
    list.length.set(0);
    list.items.clear();
    let result = sort_items(vm, items, length, key, reverse);
    let modified = list.items.try_get().is_some();
    list.items.set(list, items);
    list.length.set(length);
    result?;
    if modified {
        return Err(vm.value_error("list modified during sort"));
    }
    Ok(())
}

fn sort_items(
    vm: &mut Vm,
    items: Gc<Array>,
    length: usize,
    key: Option<Value>,
    reverse: bool,
) -> Outcome<()> {
    let keys = match key {
        None => None,
        Some(key) => {
            let Some(keys) = vm.heap.try_array(length) else { return Err(vm.memory_error()) };
            for index in 0..length {
                let made = vm.call(key, &[items.get(index)])?;
                keys.set(index, made);
            }
            Some(keys)
        }
    };
    // Stability with `reverse`: reversing before and after keeps equal items in order.
    if reverse {
        reverse_array(items, length);
        if let Some(keys) = keys {
            reverse_array(keys, length);
        }
    }
    let subject = keys.unwrap_or(items);
    let result = match quick_kind(vm, subject, length) {
        Some(quick) => timsort::sort(vm, items, keys, length, &mut |_, a, b| Ok(quick(a, b))),
        None => timsort::sort(vm, items, keys, length, &mut |vm, a, b| vm.compare_bool(Special::Less, a, b)),
    };
    if reverse {
        reverse_array(items, length);
    }
    result
}

fn reverse_array(array: Gc<Array>, length: usize) {
    for index in 0..length / 2 {
        let (a, b) = (array.get(index), array.get(length - 1 - index));
        array.set(index, b);
        array.set(length - 1 - index, a);
    }
}

/// A comparison without calls, if all keys are fixnums, flonums or exact strings.
fn quick_kind(vm: &Vm, keys: Gc<Array>, length: usize) -> Option<fn(Value, Value) -> bool> {
    if (0..length).all(|index| keys.get(index).is_fixnum()) {
        return Some(|a, b| (a.bits() as i64) < (b.bits() as i64));
    }
    if (0..length).all(|index| keys.get(index).is_flonum()) {
        return Some(|a, b| a.as_flonum() < b.as_flonum());
    }
    if (0..length).all(|index| vm.cast_exact::<Str>(keys.get(index)).is_some()) {
        return Some(|a, b| match (a.cast::<Str>(), b.cast::<Str>()) {
            (Some(a), Some(b)) => a.view() < b.view(),
            _ => false,
        });
    }
    None
}
