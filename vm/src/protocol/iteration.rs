//! Iteration: `iter`, `next`, and the built-in iterators' steps.

use crate::heap::{Gc, Kind};
use crate::object::{Dict, Generator, Iterator, IteratorKind, List, Set, Special, Str, Table, Tuple};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

impl Vm {
    /// `iter(value)`
    pub fn iter(&mut self, value: Value) -> Outcome<Value> {
        let types = &self.types;
        match value.kind() {
            Some(Kind::List) if self.cast_exact::<List>(value).is_some() => {
                let class = types.list_iterator;
                return Ok(self.new_iterator(class, IteratorKind::List, value).value());
            }
            Some(Kind::Tuple) if self.cast_exact::<Tuple>(value).is_some() => {
                let class = types.tuple_iterator;
                return Ok(self.new_iterator(class, IteratorKind::Tuple, value).value());
            }
            Some(Kind::Generator) if self.type_of(value) == types.generator => return Ok(value),
            _ => {}
        }
        let class = self.type_of(value);
        let Some(method) = class.special(Special::Iter).bound() else {
            if class.has_special(Special::GetItem) {
                let class = self.types.iterator;
                return Ok(self.new_iterator(class, IteratorKind::Sequence, value).value());
            }
            let name = self.class_name(class);
            return Err(self.type_error(format!("'{name}' object is not iterable")));
        };
        if method.is_none() {
            let name = self.class_name(class);
            return Err(self.type_error(format!("'{name}' object is not iterable")));
        }
        let iterator = self.call_method_value(method, value, &[])?;
        if self.special(iterator, Special::Next).is_none() {
            let name = self.type_name(iterator);
            return Err(self.type_error(format!("iter() returned non-iterator of type '{name}'")));
        }
        Ok(iterator)
    }

    /// The next item of an iterator, or nothing when it is exhausted.
    #[inline]
    pub fn next(&mut self, iterator: Value) -> Outcome<Option<Value>> {
        if let Some(builtin) = self.cast_exact::<Iterator>(iterator) {
            return self.step(builtin);
        }
        if let Some(generator) = iterator.cast::<Generator>()
            && self.type_of(iterator) == self.types.generator
        {
            return self.generator_next(generator);
        }
        let Some(method) = self.special(iterator, Special::Next) else {
            let name = self.type_name(iterator);
            return Err(self.type_error(format!("'{name}' object is not an iterator")));
        };
        match self.call_method_value(method, iterator, &[]) {
            Ok(item) => Ok(Some(item)),
            Err(_) if self.catch(self.exceptions.StopIteration) => Ok(None),
            Err(raised) => Err(raised),
        }
    }

    /// The next item of a built-in iterator.
    pub fn step(&mut self, iterator: Gc<Iterator>) -> Outcome<Option<Value>> {
        let position = iterator.position.get();
        let source = iterator.source.get();
        match iterator.of.get() {
            IteratorKind::Exhausted => Ok(None),
            IteratorKind::Range => {
                let left = iterator.remaining.get();
                if left <= 0 {
                    return Ok(None);
                }
                iterator.remaining.set(left - 1);
                iterator.position.set(position.wrapping_add(iterator.step.get()));
                Ok(Some(self.new_int(position)))
            }
            IteratorKind::List => {
                let item = source.cast::<List>().and_then(|list| list.get(position as usize));
                self.advance(iterator, item)
            }
            IteratorKind::Tuple => {
                let item =
                    source.cast::<Tuple>().and_then(|it| it.as_slice().get(position as usize).copied());
                self.advance(iterator, item)
            }
            IteratorKind::Str => {
                let point = source.cast::<Str>().and_then(|text| text.view().char_at(position as usize));
                let item = point.map(|point| self.str_from_char(point));
                self.advance(iterator, item)
            }
            IteratorKind::ReversedList => {
                if position < 0 {
                    return self.advance(iterator, None);
                }
                let item = source.cast::<List>().and_then(|list| list.get(position as usize));
                iterator.position.set(position - 2);
                self.advance(iterator, item)
            }
            IteratorKind::DictKeys
            | IteratorKind::DictValues
            | IteratorKind::DictItems
            | IteratorKind::ReversedDictKeys
            | IteratorKind::ReversedDictValues
            | IteratorKind::ReversedDictItems => self.step_dict(iterator, source),
            IteratorKind::Set => self.step_set(iterator, source),
            IteratorKind::Bytes => {
                let byte = crate::builtins::bytes::byte_at(source, position as usize);
                self.advance(iterator, byte.map(|byte| Value::fixnum(i64::from(byte))))
            }
            _ => self.step_general(iterator),
        }
    }

    /// Moves on past an item, or stops for good.
    #[inline]
    fn advance(&mut self, iterator: Gc<Iterator>, item: Option<Value>) -> Outcome<Option<Value>> {
        match item {
            Some(_) => iterator.position.set(iterator.position.get() + 1),
            None => {
                iterator.of.set(IteratorKind::Exhausted);
                iterator.source.set(iterator, Value::UNBOUND);
            }
        }
        Ok(item)
    }

    fn step_dict(&mut self, iterator: Gc<Iterator>, source: Value) -> Outcome<Option<Value>> {
        let Some(dict) = source.cast::<Dict>() else { return Ok(None) };
        let expected = iterator.remaining.get();
        if dict.len() as i64 != expected {
            iterator.remaining.set(-1);
            return Err(self.error(self.exceptions.RuntimeError, "dictionary changed size during iteration"));
        }
        let position = iterator.position.get() as usize;
        let kind = iterator.of.get();
        let is_forward =
            matches!(kind, IteratorKind::DictKeys | IteratorKind::DictValues | IteratorKind::DictItems);
        let found = match kind {
            IteratorKind::DictKeys | IteratorKind::DictValues | IteratorKind::DictItems => {
                let found = dict.next_entry(position);
                iterator.position.set(found.map_or(position, |entry| entry + 1) as i64);
                found
            }
            _ => {
                // Entries that came after the iterator was made are not its business.
                let found = if position > dict.entry_end() { None } else { dict.previous_entry(position) };
                iterator.position.set(found.unwrap_or(0) as i64);
                found
            }
        };
        let left = iterator.step.get();
        let Some(entry) = found else {
            // The table may have been packed, so that a key that came back is not found behind the others.
            let changed = iterator.first.get() != Value::fixnum(dict.version() as i64);
            self.advance(iterator, None)?;
            if left == 0 && changed && is_forward {
                let message = "dictionary keys changed during iteration";
                return Err(self.error(self.exceptions.RuntimeError, message));
            }
            return Ok(None);
        };
        if left == 0 {
            self.advance(iterator, None)?;
            return Err(self.error(self.exceptions.RuntimeError, "dictionary keys changed during iteration"));
        }
        iterator.step.set(left - 1);
        Ok(Some(match kind {
            IteratorKind::DictKeys | IteratorKind::ReversedDictKeys => dict.key_at(entry),
            IteratorKind::DictValues | IteratorKind::ReversedDictValues => dict.value_at(entry),
            _ => self.pair(dict.key_at(entry), dict.value_at(entry)),
        }))
    }

    fn step_set(&mut self, iterator: Gc<Iterator>, source: Value) -> Outcome<Option<Value>> {
        let Some(set) = source.cast::<Set>() else { return Ok(None) };
        if set.len() as i64 != iterator.remaining.get() {
            iterator.remaining.set(-1);
            return Err(self.error(self.exceptions.RuntimeError, "Set changed size during iteration"));
        }
        let Some(entry) = set.next_entry(iterator.position.get() as usize) else {
            return self.advance(iterator, None);
        };
        iterator.position.set(entry as i64 + 1);
        Ok(Some(set.key_at(entry)))
    }

    fn step_general(&mut self, iterator: Gc<Iterator>) -> Outcome<Option<Value>> {
        let source = iterator.source.get();
        let first = iterator.first.get();
        match iterator.of.get() {
            IteratorKind::LongRange => {
                let left = self.to_index(iterator.second.get())?;
                if left.is_zero() {
                    return Ok(None);
                }
                let left = self.new_integer(&left.sub(&strict_semantics::Int::ONE));
                iterator.second.set(iterator, left);
                let next = self.binary(crate::protocol::Operator::ADD, source, first)?;
                iterator.source.set(iterator, next);
                Ok(Some(source))
            }
            IteratorKind::Sequence => {
                let index = Value::fixnum(iterator.position.get());
                match self.get_item(source, index) {
                    Ok(item) => self.advance(iterator, Some(item)),
                    Err(_) if self.catch(self.exceptions.IndexError) => self.advance(iterator, None),
                    Err(_) if self.catch(self.exceptions.StopIteration) => self.advance(iterator, None),
                    Err(raised) => Err(raised),
                }
            }
            IteratorKind::ReversedSequence => {
                let position = iterator.position.get();
                if position < 0 {
                    return self.advance(iterator, None);
                }
                iterator.position.set(position - 1);
                match self.get_item(source, Value::fixnum(position)) {
                    Ok(item) => Ok(Some(item)),
                    Err(_) if self.catch(self.exceptions.IndexError) => self.advance(iterator, None),
                    Err(raised) => Err(raised),
                }
            }
            IteratorKind::Callable => match self.call(source, &[]) {
                Ok(item) if iterator.of.get() == IteratorKind::Callable => {
                    if self.equals(item, first)? {
                        self.advance(iterator, None)
                    } else {
                        Ok(Some(item))
                    }
                }
                Ok(_) => Ok(None),
                Err(_) if self.catch(self.exceptions.StopIteration) => self.advance(iterator, None),
                Err(raised) => Err(raised),
            },
            IteratorKind::Enumerate => {
                let Some(item) = self.next(source)? else { return Ok(None) };
                let next = match first.as_fixnum() {
                    Some(number) => self.new_int(number + 1),
                    None => self.binary(crate::protocol::Operator::ADD, first, Value::ONE)?,
                };
                iterator.first.set(iterator, next);
                Ok(Some(self.pair(first, item)))
            }
            IteratorKind::Zip => self.step_zip(iterator, source),
            IteratorKind::Map => {
                let Some(iterators) = source.cast::<Tuple>() else { return Ok(None) };
                if iterators.len() > 8 || iterator.position.get() != 0 {
                    let strict = iterator.position.get() != 0;
                    let Some(row) = self.step_row(iterators, strict, "map")? else { return Ok(None) };
                    return self.call(first, row.as_slice()).map(Some);
                }
                let mut row = smallvec::SmallVec::<[Value; 8]>::new();
                for &iterator in iterators.as_slice() {
                    match self.next(iterator)? {
                        Some(item) => row.push(item),
                        None => return Ok(None),
                    }
                }
                self.call(first, &row).map(Some)
            }
            IteratorKind::Filter => {
                while let Some(item) = self.next(source)? {
                    let keep = if first.is_none() || first == self.types.bool.value() {
                        self.is_true(item)?
                    } else {
                        let answer = self.call(first, &[item])?;
                        self.is_true(answer)?
                    };
                    if keep {
                        return Ok(Some(item));
                    }
                }
                Ok(None)
            }
            IteratorKind::Native => match self.call(first, &[iterator.value()]) {
                Ok(item) => Ok(Some(item)),
                Err(_) if self.catch(self.exceptions.StopIteration) => Ok(None),
                Err(raised) => Err(raised),
            },
            _ => Ok(None),
        }
    }

    fn step_zip(&mut self, iterator: Gc<Iterator>, source: Value) -> Outcome<Option<Value>> {
        let Some(iterators) = source.cast::<Tuple>() else { return Ok(None) };
        let strict = iterator.position.get() != 0;
        if let (&[first, second], false) = (iterators.as_slice(), strict) {
            let Some(left) = self.next(first)? else { return Ok(None) };
            let Some(right) = self.next(second)? else { return Ok(None) };
            return Ok(Some(self.pair(left, right)));
        }
        Ok(self.step_row(iterators, strict, "zip")?.map(Gc::value))
    }

    /// The next item of each of several iterators. If `strict`, all of them must end together.
    fn step_row(&mut self, iterators: Gc<Tuple>, strict: bool, function: &str) -> Outcome<Option<Gc<Tuple>>> {
        let list = self.new_list();
        for (index, &source) in iterators.as_slice().iter().enumerate() {
            if let Some(item) = self.next(source)? {
                self.append(list, item)?;
                continue;
            }
            if !strict {
                return Ok(None);
            }
            let plural = |count: usize| if count == 1 { " " } else { "s 1-" };
            if index > 0 {
                return Err(self.value_error(format!(
                    "{function}() argument {} is shorter than argument{}{index}",
                    index + 1,
                    plural(index)
                )));
            }
            for (index, &source) in iterators.as_slice().iter().enumerate().skip(1) {
                if self.next(source)?.is_some() {
                    return Err(self.value_error(format!(
                        "{function}() argument {} is longer than argument{}{index}",
                        index + 1,
                        plural(index)
                    )));
                }
            }
            return Ok(None);
        }
        if list.is_empty() {
            return Ok(None);
        }
        self.tuple_of_list(list).map(Some)
    }

    /// Calls `each` with every item of an iterable.
    pub fn for_each(
        &mut self,
        iterable: Value,
        mut each: impl FnMut(&mut Vm, Value) -> Outcome<()>,
    ) -> Outcome<()> {
        if let Some(list) = self.cast_exact::<List>(iterable) {
            let mut index = 0;
            while let Some(item) = list.get(index) {
                each(self, item)?;
                index += 1;
            }
            return Ok(());
        }
        if let Some(tuple) = self.cast_exact::<Tuple>(iterable) {
            for &item in tuple.as_slice() {
                each(self, item)?;
            }
            return Ok(());
        }
        let iterator = self.iter(iterable)?;
        while let Some(item) = self.next(iterator)? {
            each(self, item)?;
        }
        Ok(())
    }
}
