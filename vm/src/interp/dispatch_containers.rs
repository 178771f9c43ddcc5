//! Instructions of the loop on containers: building, unpacking, items, iteration, patterns, formatted text.

use strict_bytecode::{Opcode, flags as instruction_flags};

use super::dispatch_step::Step;
use super::{construct, patterns};
use crate::heap::Gc;
use crate::object::{ByteArray, Dict, Iterator, IteratorKind, List, Str, Table, Tuple};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

#[inline(always)]
pub(super) fn delete_subscript(vm: &mut Vm, step: Step) -> Outcome<()> {
    vm.delete_item(step.reg(step.instruction.a()), step.reg(step.instruction.b()))?;
    Ok(())
}

#[inline(always)]
pub(super) fn contains(vm: &mut Vm, step: Step) -> Outcome<()> {
    let found = vm.contains(step.reg(step.instruction.c()), step.reg(step.instruction.b()))?;
    step.set(step.instruction.a(), Value::bool(found == (step.opcode == Opcode::Contains)));
    Ok(())
}

#[inline(always)]
pub(super) fn get_iter(vm: &mut Vm, step: Step) -> Outcome<()> {
    let iterator = vm.iter(step.reg(step.instruction.b()))?;
    step.set(step.instruction.a(), iterator);
    let met = match iterator.cast::<Iterator>().map(|iterator| iterator.of.get()) {
        Some(IteratorKind::Range) => instruction_flags::MET_RANGE,
        Some(IteratorKind::List) => instruction_flags::MET_LIST,
        _ => instruction_flags::MET_OTHER_ITERATOR,
    };
    if step.instruction.flags() & met == 0 {
        record(vm, met);
    }
    Ok(())
}

/// Puts feedback into the instruction that the innermost frame is at.
#[cold]
fn record(vm: &Vm, met: u8) {
    // SAFETY: a frame is running, and has saved the position after one of its code's own instructions.
    super::arithmetic::record(unsafe { (*vm.stacks.next_frame.sub(1)).next }, met);
}

#[inline(always)]
pub(super) fn unpack_sequence(vm: &mut Vm, step: Step) -> Outcome<()> {
    let (source, first, count) =
        (step.reg(step.instruction.a()), step.instruction.b(), usize::from(step.instruction.c()));
    match vm.cast_exact::<Tuple>(source) {
        Some(tuple) if tuple.len() == count => {
            if step.instruction.flags() & instruction_flags::MET_TUPLE_ITEM == 0 {
                record(vm, instruction_flags::MET_TUPLE_ITEM);
            }
            for (index, &value) in tuple.as_slice().iter().enumerate() {
                step.set(first + index as u16, value);
            }
        }
        _ => {
            let met = met(vm, source, Value::ZERO);
            if step.instruction.flags() & met == 0 {
                record(vm, met);
            }
            // Reading the items of a list runs nothing, so they need no copy.
            let list = match vm.cast_exact::<List>(source) {
                Some(list) if list.len() == count => list,
                _ => vm.unpack(source, count)?,
            };
            for index in 0..count {
                step.set(first + index as u16, list.items.get().get(index));
            }
        }
    }
    Ok(())
}

#[inline(always)]
pub(super) fn unpack_extended(vm: &mut Vm, step: Step) -> Outcome<()> {
    let (before, after) = (usize::from(step.instruction.flags()), usize::from(step.instruction.c()));
    let source = step.reg(step.instruction.a());
    let list = vm.unpack_extended(source, before, after)?;
    let items = list.items.try_get();
    let get = |index: usize| items.map_or(Value::NONE, |items| items.get(index));
    let length = list.len();
    for index in 0..before {
        step.set(step.instruction.b() + index as u16, get(index));
    }
    let middle = vm.new_list();
    for index in before..length - after {
        vm.append(middle, get(index))?;
    }
    step.set(step.instruction.b() + before as u16, middle.value());
    for index in 0..after {
        let place = step.instruction.b() + (before + 1 + index) as u16;
        step.set(place, get(length - after + index));
    }
    Ok(())
}

#[inline(always)]
pub(super) fn build_tuple(vm: &mut Vm, step: Step) -> Outcome<()> {
    // SAFETY: the step.instruction names registers of the frame, which nothing writes meanwhile.
    let values = unsafe {
        std::slice::from_raw_parts(
            step.base.add(usize::from(step.instruction.b())),
            usize::from(step.instruction.c()),
        )
    };

    step.set(step.instruction.a(), vm.new_tuple(values)?.value());
    Ok(())
}

#[inline(always)]
pub(super) fn build_list(vm: &mut Vm, step: Step) -> Outcome<()> {
    // SAFETY: as above.
    let values = unsafe {
        std::slice::from_raw_parts(
            step.base.add(usize::from(step.instruction.b())),
            usize::from(step.instruction.c()),
        )
    };

    step.set(step.instruction.a(), vm.list_of(values)?.value());
    Ok(())
}

#[inline(always)]
pub(super) fn build_set(vm: &mut Vm, step: Step) -> Outcome<()> {
    let set = vm.new_set();
    for index in 0..step.instruction.c() {
        vm.set_add(set, step.reg(step.instruction.b() + index))?;
    }
    step.set(step.instruction.a(), set.value());
    Ok(())
}

#[inline(always)]
pub(super) fn build_dict(vm: &mut Vm, step: Step) -> Outcome<()> {
    let dict = vm.new_dict();
    for index in 0..step.instruction.c() {
        let key = step.reg(step.instruction.b() + 2 * index);
        vm.dict_set(dict, key, step.reg(step.instruction.b() + 2 * index + 1))?;
    }
    step.set(step.instruction.a(), dict.value());
    Ok(())
}

#[inline(always)]
pub(super) fn build_slice(vm: &mut Vm, step: Step) -> Outcome<()> {
    let b = step.instruction.b();
    let stride = if step.instruction.c() == 3 { step.reg(b + 2) } else { Value::NONE };
    step.set(step.instruction.a(), vm.new_slice(step.reg(b), step.reg(b + 1), stride));
    Ok(())
}

#[inline(always)]
pub(super) fn build_string(vm: &mut Vm, step: Step) -> Outcome<()> {
    // SAFETY: as for tuples.
    let values = unsafe {
        std::slice::from_raw_parts(
            step.base.add(usize::from(step.instruction.b())),
            usize::from(step.instruction.c()),
        )
    };

    step.set(step.instruction.a(), construct::build_string(vm, values)?);
    Ok(())
}

#[inline(always)]
pub(super) fn list_append(vm: &mut Vm, step: Step) -> Outcome<()> {
    if let Some(list) = step.reg(step.instruction.a()).cast::<List>() {
        vm.append(list, step.reg(step.instruction.b()))?;
    }
    Ok(())
}

#[inline(always)]
pub(super) fn list_extend(vm: &mut Vm, step: Step) -> Outcome<()> {
    construct::list_extend(vm, step.reg(step.instruction.a()), step.reg(step.instruction.b()))?;
    Ok(())
}

#[inline(always)]
pub(super) fn list_to_tuple(vm: &mut Vm, step: Step) -> Outcome<()> {
    let tuple = vm.tuple_from(step.reg(step.instruction.b()))?;
    step.set(step.instruction.a(), tuple.value());
    Ok(())
}

#[inline(always)]
pub(super) fn set_add(vm: &mut Vm, step: Step) -> Outcome<()> {
    if let Some(set) = step.reg(step.instruction.a()).cast::<crate::object::Set>() {
        vm.set_add(set, step.reg(step.instruction.b()))?;
    }
    Ok(())
}

#[inline(always)]
pub(super) fn set_update(vm: &mut Vm, step: Step) -> Outcome<()> {
    if let Some(set) = step.reg(step.instruction.a()).cast::<crate::object::Set>() {
        vm.set_update(set, step.reg(step.instruction.b()))?;
    }
    Ok(())
}

#[inline(always)]
pub(super) fn dict_insert(vm: &mut Vm, step: Step) -> Outcome<()> {
    if let Some(dict) = step.reg(step.instruction.a()).cast::<Dict>() {
        vm.dict_set(dict, step.reg(step.instruction.b()), step.reg(step.instruction.c()))?;
    }
    Ok(())
}

#[inline(always)]
pub(super) fn dict_update(vm: &mut Vm, step: Step) -> Outcome<()> {
    construct::dict_update(vm, step.reg(step.instruction.a()), step.reg(step.instruction.b()))?;
    Ok(())
}

#[inline(always)]
pub(super) fn dict_merge(vm: &mut Vm, step: Step) -> Outcome<()> {
    let (dict, other, callee) =
        (step.reg(step.instruction.a()), step.reg(step.instruction.b()), step.reg(step.instruction.c()));
    construct::dict_merge(vm, dict, other, callee)?;
    Ok(())
}

#[inline(always)]
pub(super) fn format_value(vm: &mut Vm, step: Step) -> Outcome<()> {
    let (value, specification) = (step.reg(step.instruction.b()), step.instruction.c());
    let specification = if step.instruction.flags() & instruction_flags::FORMAT_SPEC != 0 {
        Some(step.reg(specification))
    } else {
        None
    };
    let text = construct::format(vm, value, step.instruction.flags(), specification)?;
    step.set(step.instruction.a(), text);
    Ok(())
}

#[inline(always)]
pub(super) fn build_interpolation(vm: &mut Vm, step: Step) -> Outcome<()> {
    let b = step.instruction.b();
    let specification = if step.instruction.flags() & instruction_flags::FORMAT_SPEC != 0 {
        step.reg(b + 2)
    } else {
        vm.names.empty.value()
    };
    let made =
        construct::interpolation(vm, step.reg(b), step.reg(b + 1), step.instruction.flags(), specification)?;
    step.set(step.instruction.a(), made);
    Ok(())
}

#[inline(always)]
pub(super) fn build_template(vm: &mut Vm, step: Step) -> Outcome<()> {
    let made = construct::template(vm, step.reg(step.instruction.b()), step.reg(step.instruction.c()))?;
    step.set(step.instruction.a(), made);
    Ok(())
}

#[inline(always)]
pub(super) fn match_sequence(vm: &mut Vm, step: Step) -> Outcome<()> {
    step.set(step.instruction.a(), Value::bool(patterns::is_sequence(vm, step.reg(step.instruction.b()))));
    Ok(())
}

#[inline(always)]
pub(super) fn match_mapping(vm: &mut Vm, step: Step) -> Outcome<()> {
    step.set(step.instruction.a(), Value::bool(patterns::is_mapping(vm, step.reg(step.instruction.b()))));
    Ok(())
}

#[inline(always)]
pub(super) fn match_keys(vm: &mut Vm, step: Step) -> Outcome<()> {
    let found = patterns::match_keys(vm, step.reg(step.instruction.b()), step.reg(step.instruction.c()))?;
    step.set(step.instruction.a(), found);
    Ok(())
}

#[inline(always)]
pub(super) fn match_class(vm: &mut Vm, step: Step) -> Outcome<()> {
    let b = step.instruction.b();
    let window = [step.reg(b), step.reg(b + 1), step.reg(b + 2)];
    let found = patterns::match_class(vm, window, usize::from(step.instruction.c()))?;
    step.set(step.instruction.a(), found);
    Ok(())
}

#[inline(always)]
pub(super) fn match_rest(vm: &mut Vm, step: Step) -> Outcome<()> {
    let rest = patterns::match_rest(vm, step.reg(step.instruction.b()), step.reg(step.instruction.c()))?;
    step.set(step.instruction.a(), rest);
    Ok(())
}

#[inline(always)]
pub(super) fn get_length(vm: &mut Vm, step: Step) -> Outcome<()> {
    let length = vm.length(step.reg(step.instruction.b()))?;
    step.set(step.instruction.a(), Value::index(length));
    Ok(())
}

/// What a subscript has met, for feedback.
#[cold]
pub(super) fn met(vm: &Vm, object: Value, key: Value) -> u8 {
    if key.is_fixnum() && vm.cast_exact::<List>(object).is_some() {
        instruction_flags::MET_LIST_ITEM
    } else if key.is_fixnum() && vm.cast_exact::<Tuple>(object).is_some() {
        instruction_flags::MET_TUPLE_ITEM
    } else if key.is_fixnum()
        && let Some(array) = object.cast::<ByteArray>()
        && Some(array.format.get()) == vm.type_code(b'd')
    {
        instruction_flags::MET_DOUBLE_ITEM
    } else {
        instruction_flags::MET_OTHER_ITEM
    }
}

/// The item of an exact list, tuple or dict, if this is one and has it, and which of them it is, for feedback.
#[inline(always)]
pub(super) fn item(vm: &mut Vm, object: Value, key: Value) -> Option<(Value, u8)> {
    if let Some(index) = key.as_fixnum() {
        return item_at(vm, object, index);
    }
    let mut found = None;
    if let (Some(dict), Some(name)) = (object.cast::<Dict>(), key.cast::<Str>())
        && !dict.is_empty()
        && !(vm.lazy_imports.has_stubs && dict.has_cells())
        && vm.cast_exact::<Dict>(object).is_some()
    {
        let hash = vm.hash_str(name);
        found = dict.find_str(name, hash).map(|entry| dict.value_at(entry));
    }
    found.map(|value| (value, instruction_flags::MET_OTHER_ITEM))
}

/// The item of an exact list or tuple, if this is one and has it, and which of them it is, for feedback.
#[inline(always)]
pub(super) fn item_at(vm: &mut Vm, object: Value, index: i64) -> Option<(Value, u8)> {
    if let Some(list) = vm.cast_exact::<List>(object) {
        let place = Vm::normalize(index, list.len())?;
        Some((list.items.get().get(place), instruction_flags::MET_LIST_ITEM))
    } else if let Some(tuple) = vm.cast_exact::<Tuple>(object) {
        let place = Vm::normalize(index, tuple.len())?;
        Some((tuple.get(place), instruction_flags::MET_TUPLE_ITEM))
    } else {
        None
    }
}

/// Stores into an exact list, if this is one and has the index; tells whether it did.
#[inline(always)]
pub(super) fn store_in_list(vm: &Vm, object: Value, key: Value, value: Value) -> bool {
    if let (Some(index), Some(list)) = (key.as_fixnum(), vm.cast_exact::<List>(object))
        && let Some(index) = Vm::normalize(index, list.len())
    {
        list.items.get().set(index, value);
        return true;
    }
    false
}

/// The next item of a range or list, and whether that is the answer.
#[inline(always)]
pub(super) fn next_item(vm: &mut Vm, builtin: Gc<Iterator>) -> (Option<Value>, bool) {
    let mut item = None;
    let mut decided = false;
    match builtin.of.get() {
        IteratorKind::Range => {
            decided = true;
            let left = builtin.remaining.get();
            if left > 0 {
                let number = builtin.position.get();
                builtin.remaining.set(left - 1);
                builtin.position.set(number.wrapping_add(builtin.step.get()));
                item = Value::try_fixnum(number);
                if item.is_none() {
                    item = Some(vm.new_int(number));
                }
            }
        }
        IteratorKind::List => {
            let position = builtin.position.get();
            let list = builtin.source.get().cast::<List>();
            item = list.and_then(|list| list.get(position as usize));
            if item.is_some() {
                builtin.position.set(position + 1);
                decided = true;
            }
        }
        _ => {}
    }
    (item, decided)
}
