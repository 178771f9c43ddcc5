//! `zip` and `map`: iterators that advance several others together.

use super::iteration::Next;
use super::{Eval, Interp};
use crate::builtins::{exceptions as exc, types};
use crate::domain::{Iter, ObjectId, Payload, Value};

/// One element of each iterator.
enum Row {
    Items(Vec<Value>),
    /// Any number of rows like this.
    Any(Vec<Value>),
    Done,
}

impl Interp<'_> {
    pub(super) fn advance_zip(&mut self, id: ObjectId, inners: &[Value], strict: bool) -> Eval<Next> {
        Ok(match self.advance_row(id, inners, strict, "zip")? {
            Row::Items(items) => Next::Item(Value::tuple(items)),
            Row::Any(items) => Next::Any(Value::tuple(items)),
            Row::Done => Next::Done,
        })
    }

    pub(super) fn advance_map(
        &mut self,
        id: ObjectId,
        function: &Value,
        inners: &[Value],
        strict: bool,
    ) -> Eval<Next> {
        Ok(match self.advance_row(id, inners, strict, "map")? {
            Row::Items(items) => Next::Item(self.call(function, items)?),
            Row::Any(items) => match self.any_times(|interp| interp.call(function, items.clone()))? {
                Some(value) => Next::Any(value),
                None => Next::Done,
            },
            Row::Done => Next::Done,
        })
    }

    fn advance_row(&mut self, id: ObjectId, inners: &[Value], strict: bool, name: &str) -> Eval<Row> {
        self.heap.volume += super::elements_volume(inners.len());
        let mut items = Vec::with_capacity(inners.len());
        let mut certain = vec![true; inners.len()];
        for (i, inner) in inners.iter().enumerate() {
            match self.next(inner)? {
                Next::Item(item) => items.push(item),
                Next::Any(item) => {
                    certain[i] = false;
                    items.push(item);
                }
                Next::Done => {
                    self.heap.modify(id).payload = Payload::Iterator(Box::new(Iter::Exhausted));
                    if strict {
                        self.check_lengths(inners, i, certain[..i].iter().all(|certain| *certain), name)?;
                    }
                    return Ok(Row::Done);
                }
            }
        }
        if items.is_empty() {
            return Ok(Row::Done);
        }
        if certain.iter().all(|certain| *certain) {
            return Ok(Row::Items(items));
        }
        if strict {
            self.maybe_raise_class(exc::VALUE_ERROR);
        }
        for ((inner, item), certain) in inners.iter().zip(&mut items).zip(certain) {
            if certain {
                *item = self.elements_from(inner, item)?;
            }
        }
        Ok(Row::Any(items))
    }

    /// The iterator at `ended` is exhausted, those before it have given an element.
    fn check_lengths(&mut self, inners: &[Value], ended: usize, certain: bool, name: &str) -> Eval<()> {
        let complaint = |index: usize, verdict: &str| {
            let others = if index == 1 { "argument 1".to_owned() } else { format!("arguments 1-{index}") };
            format!("{name}() argument {} is {verdict} than {others}", index + 1)
        };
        if ended > 0 {
            if certain {
                return self.value_error(&complaint(ended, "shorter"));
            }
            self.maybe_raise_class(exc::VALUE_ERROR);
            return Ok(());
        }
        for (index, inner) in inners.iter().enumerate().skip(1) {
            match self.next(inner)? {
                Next::Item(_) => return self.value_error(&complaint(index, "longer")),
                Next::Any(_) => self.maybe_raise_class(exc::VALUE_ERROR),
                Next::Done => {}
            }
        }
        Ok(())
    }

    /// The join of an element and those that may follow it, when it is not known how far the iterator advances.
    fn elements_from(&mut self, iterator: &Value, first: &Value) -> Eval<Value> {
        if let Value::Object(id) = iterator
            && matches!(&self.heap.get(*id).payload, Payload::Iterator(iter) if matches!(**iter, Iter::Range { .. }))
        {
            let number = Value::Typed(types::INT);
            self.heap.modify(*id).payload = Payload::Iterator(Box::new(Iter::Summary(number.clone())));
            return Ok(number);
        }
        self.fork(vec![false, true], |interp, all| {
            if !all {
                return Ok(first.clone());
            }
            Ok(match interp.rest_of(iterator)? {
                Some(rest) => interp.heap.join(first, &rest),
                None => first.clone(),
            })
        })
    }
}
