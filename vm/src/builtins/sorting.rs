//! Sorting lists: a stable merge sort over the heap's arrays, whose comparisons may run any Python code.

use super::prelude::*;
use crate::heap::Array;
use crate::object::List;

/// Runs of this many items are sorted by insertion.
const RUN: usize = 16;

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
        Some(quick) => merge_sort(vm, items, keys, length, &mut |_, a, b| Ok(quick(a, b))),
        None => merge_sort(vm, items, keys, length, &mut |vm, a, b| vm.compare_bool(Special::Less, a, b)),
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

type Less<'a> = &'a mut dyn FnMut(&mut Vm, Value, Value) -> Outcome<bool>;

/// Sorts `keys` (or the items themselves) and moves the items along.
fn merge_sort(
    vm: &mut Vm,
    items: Gc<Array>,
    keys: Option<Gc<Array>>,
    length: usize,
    less: Less<'_>,
) -> Outcome<()> {
    let subject = keys.unwrap_or(items);
    // Already ascending, as so often.
    let mut ascending = true;
    for index in 1..length {
        if less(vm, subject.get(index), subject.get(index - 1))? {
            ascending = false;
            break;
        }
    }
    if ascending {
        return Ok(());
    }
    for start in (0..length).step_by(RUN) {
        insertion_sort(vm, items, keys, start, (start + RUN).min(length), less)?;
    }
    let (Some(spare), Some(spare_keys)) =
        (vm.heap.try_array(length), if keys.is_some() { vm.heap.try_array(length) } else { Some(items) })
    else {
        return Err(vm.memory_error());
    };
    let mut width = RUN;
    while width < length {
        for start in (0..length).step_by(width * 2) {
            let middle = (start + width).min(length);
            let end = (start + 2 * width).min(length);
            if middle < end && less(vm, subject.get(middle), subject.get(middle - 1))? {
                merge(vm, items, keys, (spare, spare_keys), (start, middle, end), less)?;
            }
        }
        width *= 2;
    }
    Ok(())
}

fn insertion_sort(
    vm: &mut Vm,
    items: Gc<Array>,
    keys: Option<Gc<Array>>,
    start: usize,
    end: usize,
    less: Less<'_>,
) -> Outcome<()> {
    let subject = keys.unwrap_or(items);
    for next in start + 1..end {
        let pivot = subject.get(next);
        let (mut low, mut high) = (start, next);
        while low < high {
            let middle = low + (high - low) / 2;
            if less(vm, pivot, subject.get(middle))? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if low == next {
            continue;
        }
        for array in [Some(items), keys].into_iter().flatten() {
            let value = array.get(next);
            array.copy_within(low, low + 1, next - low);
            array.set(low, value);
        }
    }
    Ok(())
}

/// Merges the runs `start..middle` and `middle..end`; on an error all items are still there.
fn merge(
    vm: &mut Vm,
    items: Gc<Array>,
    keys: Option<Gc<Array>>,
    spare: (Gc<Array>, Gc<Array>),
    (start, middle, end): (usize, usize, usize),
    less: Less<'_>,
) -> Outcome<()> {
    let left = middle - start;
    spare.0.copy_from(0, items, start, left);
    if let Some(keys) = keys {
        spare.1.copy_from(0, keys, start, left);
    }
    let left_keys = if keys.is_some() { spare.1 } else { spare.0 };
    let subject = keys.unwrap_or(items);
    let (mut from_left, mut from_right, mut to) = (0, middle, start);
    let mut result = Ok(());
    while from_left < left && from_right < end {
        let take_right = match less(vm, subject.get(from_right), left_keys.get(from_left)) {
            Ok(take_right) => take_right,
            Err(raised) => {
                result = Err(raised);
                break;
            }
        };
        if take_right {
            items.set(to, items.get(from_right));
            if let Some(keys) = keys {
                keys.set(to, keys.get(from_right));
            }
            from_right += 1;
        } else {
            items.set(to, spare.0.get(from_left));
            if let Some(keys) = keys {
                keys.set(to, spare.1.get(from_left));
            }
            from_left += 1;
        }
        to += 1;
    }
    items.copy_from(to, spare.0, from_left, left - from_left);
    if let Some(keys) = keys {
        keys.copy_from(to, spare.1, from_left, left - from_left);
    }
    result
}
