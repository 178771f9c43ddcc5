//! Lists and sequences: extending, searching, unpacking, resolving slices.

use strict_semantics::Int;
use strict_semantics::slice::{self, Indices};

use crate::heap::Gc;
use crate::object::{Dict, Iterator, IteratorKind, List, Slice, Special, Str, Table, Tuple};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

impl Vm {
    /// `list(iterable)`
    pub fn list_from(&mut self, iterable: Value) -> Outcome<Gc<List>> {
        let list = self.new_list();
        self.list_extend(list, iterable)?;
        Ok(list)
    }

    /// `tuple(iterable)`
    pub fn tuple_from(&mut self, iterable: Value) -> Outcome<Gc<Tuple>> {
        if let Some(tuple) = self.cast_exact::<Tuple>(iterable) {
            return Ok(tuple);
        }
        let list = match self.cast_exact::<List>(iterable) {
            Some(list) => list,
            None => {
                let (list, iterator) = (self.new_list(), self.iter(iterable)?);
                if let Some(range) = self.cast_exact::<Iterator>(iterator)
                    && range.of.get() == IteratorKind::Range
                {
                    self.reserve_hinted(list, iterator)?;
                }
                self.extend_from(list, iterator)?;
                list
            }
        };
        self.tuple_of_list(list)
    }

    /// `list.extend(iterable)`
    pub fn list_extend(&mut self, list: Gc<List>, iterable: Value) -> Outcome<()> {
        if let Some(other) = self.cast_exact::<List>(iterable) {
            let count = other.len();
            if count == 0 {
                return Ok(());
            }
            if !self.heap.reserve_list(list, count) {
                return Err(self.memory_error());
            }
            list.items.get().copy_from(list.len(), other.items.get(), 0, count);
            list.length.set(list.len() + count);
            return Ok(());
        }
        if let Some(tuple) = self.cast_exact::<Tuple>(iterable) {
            if tuple.is_empty() {
                return Ok(());
            }
            if !self.heap.reserve_list(list, tuple.len()) {
                return Err(self.memory_error());
            }
            let (items, start) = (list.items.get(), list.len());
            for (index, &value) in tuple.as_slice().iter().enumerate() {
                items.set(start + index, value);
            }
            list.length.set(start + tuple.len());
            return Ok(());
        }
        if let Some(dict) = self.cast_exact::<Dict>(iterable) {
            let mut entry = 0;
            while let Some(found) = dict.next_entry(entry) {
                self.append(list, dict.key_at(found))?;
                entry = found + 1;
            }
            return Ok(());
        }
        let iterator = self.iter(iterable)?;
        self.reserve_hinted(list, iterable)?;
        self.extend_from(list, iterator)
    }

    fn extend_from(&mut self, list: Gc<List>, iterator: Value) -> Outcome<()> {
        while let Some(item) = self.next(iterator)? {
            self.append(list, item)?;
        }
        Ok(())
    }

    /// Makes room for as many items as an iterable says that it has.
    fn reserve_hinted(&mut self, list: Gc<List>, iterable: Value) -> Outcome<()> {
        let Some(hint) = self.length_hint(iterable)? else { return Ok(()) };
        let count = self.index_i64(hint)?;
        if i64::try_from(list.len()).is_ok_and(|length| length > i64::MAX - count) {
            // It cannot be true.
            return Ok(());
        }
        if self.heap.reserve_list(list, usize::try_from(count).unwrap_or(0)) {
            Ok(())
        } else {
            Err(self.memory_error())
        }
    }

    /// How many items an object says that it has, by `__len__` or `__length_hint__`; `None` if it does not say.
    pub fn length_hint(&mut self, object: Value) -> Outcome<Option<Value>> {
        if self.special(object, Special::Len).is_some() {
            match self.length(object) {
                Ok(length) => return Ok(Some(self.new_int(length as i64))),
                Err(_) if self.catch(self.exceptions.TypeError) => {}
                Err(raised) => return Err(raised),
            }
        }
        let Some(method) = self.special(object, Special::LengthHint) else { return Ok(None) };
        let hint = match self.call_method_value(method, object, &[]) {
            Ok(hint) => hint,
            Err(_) if self.catch(self.exceptions.TypeError) => return Ok(None),
            Err(raised) => return Err(raised),
        };
        if hint == Value::NOT_IMPLEMENTED {
            return Ok(None);
        }
        match self.as_int(hint) {
            Some(number) if number.is_negative() => {
                Err(self.value_error("__length_hint__() should return >= 0"))
            }
            Some(_) => Ok(Some(hint)),
            None => {
                let name = self.type_name(hint);
                Err(self.type_error(format!("__length_hint__ must be an integer, not {name}")))
            }
        }
    }

    /// The index of an item that equals `item`, searched from `start` to `stop`.
    pub fn list_index_of(
        &mut self,
        list: Gc<List>,
        item: Value,
        start: i64,
        stop: i64,
    ) -> Outcome<Option<usize>> {
        let mut index = usize::try_from(start).unwrap_or(0);
        while (index as i64) < stop
            && let Some(value) = list.get(index)
        {
            if self.equals(value, item)? {
                return Ok(Some(index));
            }
            index += 1;
        }
        Ok(None)
    }

    /// An index into something of `length` items, if it lies within.
    #[inline(always)]
    pub fn normalize(index: i64, length: usize) -> Option<usize> {
        let index = if index < 0 { index.checked_add(length as i64)? } else { index };
        if index >= 0 && (index as usize) < length { Some(index as usize) } else { None }
    }

    /// A part of a slice as an integer: `None` is not given.
    fn slice_part(&mut self, part: Value) -> Outcome<Option<Int>> {
        if part.is_none() {
            return Ok(None);
        }
        if let Some(int) = self.as_int(part) {
            return Ok(Some(int));
        }
        if self.special(part, crate::object::Special::Index).is_none() {
            return Err(self.type_error("slice indices must be integers or None or have an __index__ method"));
        }
        self.to_index(part).map(Some)
    }

    /// What a slice selects of `length` items.
    #[inline]
    pub fn resolve_slice(&mut self, slice: Gc<Slice>, length: usize) -> Outcome<Indices> {
        if let Some(indices) = small_slice(slice, length) {
            return Ok(indices);
        }
        let bounds = self.slice_bounds(slice)?;
        self.resolve_bounds(&bounds, length)
    }

    /// The start, stop and step that a slice says, asked for once.
    ///
    /// # Errors
    /// `TypeError` for what is no index; `ValueError` for a step of zero.
    pub(crate) fn slice_bounds(&mut self, slice: Gc<Slice>) -> Outcome<[Option<Int>; 3]> {
        let step = self.slice_part(slice.step.get())?;
        if step.as_ref().is_some_and(Int::is_zero) {
            return Err(self.value_error("slice step cannot be zero"));
        }
        Ok([self.slice_part(slice.start.get())?, self.slice_part(slice.stop.get())?, step])
    }

    /// What such bounds select of `length` items.
    pub(crate) fn resolve_bounds(&mut self, bounds: &[Option<Int>; 3], length: usize) -> Outcome<Indices> {
        let [start, stop, step] = bounds;
        let result = slice::resolve(start.as_ref(), stop.as_ref(), step.as_ref(), length);
        self.check(result)
    }

    /// The start, stop and step of a slice for a sequence of any length.
    pub fn slice_indices(&mut self, slice: Gc<Slice>, length: &Int) -> Outcome<(Int, Int, Int)> {
        let step = self.slice_part(slice.step.get())?;
        let start = self.slice_part(slice.start.get())?;
        let stop = self.slice_part(slice.stop.get())?;
        let result = slice::indices(start.as_ref(), stop.as_ref(), step.as_ref(), length);
        self.check(result)
    }

    /// The items of an iterable that has to have `count` of them.
    pub fn unpack(&mut self, iterable: Value, count: usize) -> Outcome<Gc<List>> {
        let iterator = self.unpack_iter(iterable)?;
        let list = self.new_list();
        for found in 0..count {
            match self.next(iterator)? {
                Some(item) => self.append(list, item)?,
                None => {
                    return Err(self.value_error(format!(
                        "not enough values to unpack (expected {count}, got {found})"
                    )));
                }
            }
        }
        if self.next(iterator)?.is_some() {
            let known = match iterable.kind() {
                Some(crate::heap::Kind::List | crate::heap::Kind::Tuple | crate::heap::Kind::Dict) => {
                    Some(self.length(iterable)?)
                }
                _ => None,
            };
            let got = known.map_or_else(String::new, |length| format!(", got {length}"));
            return Err(self.value_error(format!("too many values to unpack (expected {count}{got})")));
        }
        Ok(list)
    }

    fn unpack_iter(&mut self, iterable: Value) -> Outcome<Value> {
        let class = self.type_of(iterable);
        if !class.has_special(crate::object::Special::Iter)
            && !class.has_special(crate::object::Special::GetItem)
        {
            let name = self.class_name(class);
            return Err(self.type_error(format!("cannot unpack non-iterable {name} object")));
        }
        self.iter(iterable)
    }

    /// The items of an iterable for a starred target: at least `before + after`; the list of all.
    pub fn unpack_extended(&mut self, iterable: Value, before: usize, after: usize) -> Outcome<Gc<List>> {
        let iterator = self.unpack_iter(iterable)?;
        let list = self.new_list();
        while list.len() < before
            && let Some(item) = self.next(iterator)?
        {
            self.append(list, item)?;
        }
        if list.len() == before {
            self.list_extend(list, iterator)?;
        }
        if list.len() < before + after {
            return Err(self.value_error(format!(
                "not enough values to unpack (expected at least {}, got {})",
                before + after,
                list.len()
            )));
        }
        Ok(list)
    }

    /// The text of a value that has to be a string.
    pub fn expect_str(&mut self, value: Value, what: &str) -> Outcome<Gc<Str>> {
        match value.cast::<Str>() {
            Some(text) => Ok(text),
            None => {
                let name = if value.is_none() { "None".to_owned() } else { self.type_name(value) };
                Err(self.type_error(format!("{what} must be str, not {name}")))
            }
        }
    }
}

/// What a slice of fixnums and `None` selects of `length` items.
fn small_slice(slice: Gc<Slice>, length: usize) -> Option<Indices> {
    const LARGEST_STEP: i64 = 1 << 30;
    let part = |value: Value| if value.is_none() { Some(None) } else { value.as_fixnum().map(Some) };
    let (start, stop) = (part(slice.start.get())?, part(slice.stop.get())?);
    let step = part(slice.step.get())?.unwrap_or(1);
    if step == 0 || step.abs() > LARGEST_STEP {
        return None;
    }
    let length = length as i64;
    // The first and the last place to stand when walking in the direction of the step.
    let (lower, upper) = if step < 0 { (-1, length - 1) } else { (0, length) };
    let clip = |bound: i64| {
        let bound = if bound < 0 { bound.saturating_add(length) } else { bound };
        bound.clamp(lower, upper)
    };
    let (first, last) = if step < 0 { (upper, lower) } else { (lower, upper) };
    let (start, stop) = (start.map_or(first, clip), stop.map_or(last, clip));
    let distance = if step < 0 { start - stop } else { stop - start };
    let count = if distance <= 0 { 0 } else { (distance - 1) / step.abs() + 1 };
    Some(Indices { start: start.max(0) as usize, step: step as isize, count: count as usize })
}
