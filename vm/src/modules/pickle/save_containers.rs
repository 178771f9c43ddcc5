//! Saving containers.

use super::note;
use super::opcodes::*;
use super::save::Saver;
use crate::builtins::prelude::*;
use crate::object::{Dict, List, Set};

impl Saver {
    pub(super) fn save_tuple(&mut self, vm: &mut Vm, tuple: Gc<Tuple>) -> Outcome<()> {
        let object = tuple.value();
        let length = tuple.len();
        if length == 0 {
            self.out.push(if self.binary { &[EMPTY_TUPLE] } else { &[MARK, TUPLE] });
            return Ok(());
        }
        let is_short = length <= 3 && self.protocol >= 2;
        if !is_short {
            self.out.op(MARK);
        }
        for place in 0..length {
            let saved = self.save(vm, tuple.get(place), true);
            note(vm, saved, |vm| format!("when serializing {} item {place}", super::shown_type(vm, object)))?;
        }
        // A tuple can contain itself; then it has been saved meanwhile, and what was put on the stack is thrown away.
        if let Some(place) = self.place_of(object) {
            if is_short {
                (0..length).for_each(|_| self.out.op(POP));
            } else if self.binary {
                self.out.op(POP_MARK);
            } else {
                (0..=length).for_each(|_| self.out.op(POP));
            }
            self.get(place);
            return Ok(());
        }
        self.out.op(match length {
            1 if is_short => TUPLE1,
            2 if is_short => TUPLE2,
            3 if is_short => TUPLE3,
            _ => TUPLE,
        });
        self.memoize(vm, object)
    }

    pub(super) fn save_list(&mut self, vm: &mut Vm, list: Gc<List>) -> Outcome<()> {
        self.out.push(if self.binary { &[EMPTY_LIST] } else { &[MARK, LIST] });
        self.memoize(vm, list.value())?;
        let length = list.len();
        let mut start = 0;
        while start < length {
            let end = if self.binary { start + (length - start).min(BATCH) } else { start + 1 };
            let is_batch = self.binary && length > 1;
            if is_batch {
                self.out.op(MARK);
            }
            for place in start..end {
                let item = list.get(place).unwrap_or(Value::NONE);
                let saved = self.save(vm, item, true);
                note(vm, saved, |_| format!("when serializing list item {place}"))?;
                if list.len() != length {
                    return Err(vm.error(vm.exceptions.RuntimeError, "list changed size during iteration"));
                }
            }
            self.out.op(if is_batch { APPENDS } else { APPEND });
            start = end;
        }
        Ok(())
    }

    /// Items that an iterator gives, to be appended.
    pub(super) fn save_items(&mut self, vm: &mut Vm, items: Value, object: Value) -> Outcome<()> {
        let mut next = vm.next(items)?;
        let mut place = 0;
        while let Some(first) = next {
            // Whether there is a second decides how the first is added.
            next = if self.binary { vm.next(items)? } else { None };
            let is_batch = next.is_some();
            if is_batch {
                self.out.op(MARK);
            }
            self.save_item(vm, first, object, place)?;
            place += 1;
            let mut count = 1;
            while let Some(item) = next.filter(|_| is_batch && count < BATCH) {
                self.save_item(vm, item, object, place)?;
                (place, count) = (place + 1, count + 1);
                next = vm.next(items)?;
            }
            self.out.op(if is_batch { APPENDS } else { APPEND });
            if !self.binary {
                next = vm.next(items)?;
            }
        }
        Ok(())
    }

    fn save_item(&mut self, vm: &mut Vm, item: Value, object: Value, place: usize) -> Outcome<()> {
        let saved = self.save(vm, item, true);
        note(vm, saved, |vm| format!("when serializing {} item {place}", super::shown_type(vm, object)))
    }

    fn save_pair(&mut self, vm: &mut Vm, key: Value, value: Value, object: Value) -> Outcome<()> {
        self.save(vm, key, true)?;
        let saved = self.save(vm, value, true);
        note(vm, saved, |vm| {
            let shown = super::shown_type(vm, object);
            format!("when serializing {shown} item {}", vm.repr_lossy(key))
        })
    }

    pub(super) fn save_dict(&mut self, vm: &mut Vm, dict: Gc<Dict>) -> Outcome<()> {
        self.out.push(if self.binary { &[EMPTY_DICT] } else { &[MARK, DICT] });
        self.memoize(vm, dict.value())?;
        let length = dict.len();
        let (mut entry, mut done) = (0, 0);
        while done < length {
            let count = if self.binary { (length - done).min(BATCH) } else { 1 };
            let is_batch = self.binary && length > 1;
            if is_batch {
                self.out.op(MARK);
            }
            for _ in 0..count {
                let Some(found) = dict.next_entry(entry) else { break };
                entry = found + 1;
                let (key, value) = (dict.key_at(found), dict.value_at(found));
                self.save_pair(vm, key, value, dict.value())?;
                if dict.len() != length {
                    let message = "dictionary changed size during iteration";
                    return Err(vm.error(vm.exceptions.RuntimeError, message));
                }
            }
            done += count;
            self.out.op(if is_batch { SETITEMS } else { SETITEM });
        }
        Ok(())
    }

    /// Pairs that an iterator gives, to be set.
    pub(super) fn save_pairs(&mut self, vm: &mut Vm, pairs: Value, object: Value) -> Outcome<()> {
        let mut next = vm.next(pairs)?;
        while let Some(first) = next {
            next = if self.binary { vm.next(pairs)? } else { None };
            let is_batch = next.is_some();
            if is_batch {
                self.out.op(MARK);
            }
            self.save_given_pair(vm, first, object)?;
            let mut count = 1;
            while let Some(pair) = next.filter(|_| is_batch && count < BATCH) {
                self.save_given_pair(vm, pair, object)?;
                count += 1;
                next = vm.next(pairs)?;
            }
            self.out.op(if is_batch { SETITEMS } else { SETITEM });
            if !self.binary {
                next = vm.next(pairs)?;
            }
        }
        Ok(())
    }

    fn save_given_pair(&mut self, vm: &mut Vm, pair: Value, object: Value) -> Outcome<()> {
        let Some(pair) = pair.cast::<Tuple>().filter(|pair| pair.len() == 2) else {
            return Err(vm.type_error("dict items iterator must return 2-tuples"));
        };
        self.save_pair(vm, pair.get(0), pair.get(1), object)
    }

    pub(super) fn save_set(&mut self, vm: &mut Vm, set: Gc<Set>) -> Outcome<()> {
        if self.protocol < 4 {
            let items = vm.list_from(set.value())?;
            let arguments = vm.new_tuple(&[items.value()])?;
            let function = vm.types.set.value();
            return self.save_call(vm, set.value(), function, arguments);
        }
        self.out.op(EMPTY_SET);
        self.memoize(vm, set.value())?;
        let length = set.len();
        let (mut entry, mut done) = (0, 0);
        while done < length {
            self.out.op(MARK);
            for _ in 0..(length - done).min(BATCH) {
                let Some(found) = set.next_entry(entry) else { break };
                entry = found + 1;
                self.save_element(vm, set, set.key_at(found))?;
                if set.len() != length {
                    let message = "set changed size during iteration";
                    return Err(vm.error(vm.exceptions.RuntimeError, message));
                }
            }
            done += BATCH;
            self.out.op(ADDITEMS);
        }
        Ok(())
    }

    fn save_element(&mut self, vm: &mut Vm, set: Gc<Set>, item: Value) -> Outcome<()> {
        let saved = self.save(vm, item, true);
        note(vm, saved, |vm| format!("when serializing {} element", super::shown_type(vm, set.value())))
    }

    pub(super) fn save_frozenset(&mut self, vm: &mut Vm, set: Gc<Set>) -> Outcome<()> {
        if self.protocol < 4 {
            let items = vm.list_from(set.value())?;
            let arguments = vm.new_tuple(&[items.value()])?;
            let function = vm.types.frozenset.value();
            return self.save_call(vm, set.value(), function, arguments);
        }
        self.out.op(MARK);
        let mut entry = 0;
        while let Some(found) = set.next_entry(entry) {
            entry = found + 1;
            self.save_element(vm, set, set.key_at(found))?;
        }
        if let Some(place) = self.place_of(set.value()) {
            self.out.op(POP_MARK);
            self.get(place);
            return Ok(());
        }
        self.out.op(FROZENSET);
        self.memoize(vm, set.value())
    }
}
