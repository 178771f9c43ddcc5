//! Iteration: iterators, their next elements, and collecting what an iterable gives.

use std::sync::Arc;

use super::attributes::Found;
use super::control::Truth;
use super::generators::Resumed;
use super::{Eval, Interp, MAX_ELEMENTS, Stop};
use crate::builtins::{exceptions as exc, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{Dict, DictViewKind, Elements, Iter, ObjectId, Payload, Value};
use crate::ir::{BinaryOp, CompareOp, sym};

/// What an iterator gives next.
#[derive(Clone, Debug)]
pub(crate) enum Next {
    Item(Value),
    Done,
    /// Any number of elements like this follow.
    Any(Value),
}

/// Sets of up to so many constants are iterated one by one, in any order.
const MAX_UNORDERED: usize = 32;

impl Interp<'_> {
    pub(crate) fn new_list(&mut self, items: Vec<Value>) -> Value {
        self.alloc(types::LIST, Payload::List(Elements::Exact(items)))
    }

    pub(crate) fn new_iterator(&mut self, iter: Iter) -> Value {
        self.alloc(types::ITERATOR, Payload::Iterator(Box::new(iter)))
    }

    /// `iter(value)`
    pub(crate) fn iter(&mut self, value: &Value) -> Eval<Value> {
        match self.iter_or_none(value)? {
            Some(iterator) => Ok(iterator),
            None => {
                let name = self.type_name(value);
                self.type_error(&format!("'{name}' object is not iterable"))
            }
        }
    }

    /// `iter(value)`, or `None` when the value is not iterable.
    pub(crate) fn iter_or_none(&mut self, value: &Value) -> Eval<Option<Value>> {
        let iter = match value {
            Value::Unknown(_) => {
                let element =
                    self.unknown_use(DiagnosticCode::UnknownIteration, value, "iteration runs over");
                Iter::Summary(element)
            }
            Value::Union(_) => match self.collect(value)? {
                Elements::Exact(items) => Iter::Values { values: items.into(), index: 0 },
                Elements::Summary(item) => Iter::Summary(item),
            },
            Value::Tuple(items) => Iter::Values { values: Arc::clone(items), index: 0 },
            Value::Str(text) => Iter::Text { text: text.clone(), index: 0 },
            Value::Bytes(bytes) => Iter::Values {
                values: bytes.iter().map(|byte| Value::int(i64::from(*byte))).collect(),
                index: 0,
            },
            Value::Typed(class) => match *class {
                types::STR => Iter::Summary(Value::Typed(types::STR)),
                types::BYTES | types::RANGE => Iter::Summary(Value::Typed(types::INT)),
                types::TUPLE | types::LIST | types::DICT | types::SET | types::FROZENSET => {
                    Iter::Summary(Value::unknown(format!("an element of a {}", self.class_name(*class))))
                }
                _ => return self.iter_by_method(value),
            },
            Value::Object(id) => {
                let class = self.heap.get(*id).class;
                if class.unit.0 != 0 {
                    return self.iter_by_method(value);
                }
                return self.iter_builtin(*id, value);
            }
            _ => return Ok(None),
        };
        Ok(Some(self.new_iterator(iter)))
    }

    /// `iter(container)` as the built-in class of the container has it.
    pub(crate) fn iter_contents(&mut self, container: &Value) -> Eval<Value> {
        let iterator = match container {
            Value::Object(id) if matches!(self.heap.get(*id).payload, Payload::None) => None,
            Value::Object(id) => self.iter_builtin(*id, container)?,
            Value::Typed(class) if class.unit.0 != 0 => None,
            other => self.iter_or_none(other)?,
        };
        Ok(match iterator {
            Some(iterator) => iterator,
            None => {
                let name = self.type_name(container);
                self.new_iterator(Iter::Summary(Value::unknown(format!(
                    "an element of an object of type `{name}`"
                ))))
            }
        })
    }

    /// The iterator over a built-in container, whatever its class says.
    fn iter_builtin(&mut self, id: ObjectId, value: &Value) -> Eval<Option<Value>> {
        let iter = match &self.heap.get(id).payload {
            Payload::List(_) => Iter::List { list: id, index: 0 },
            Payload::Tuple(item) => Iter::Summary(item.clone()),
            Payload::Value(inner) => {
                let inner = inner.clone();
                return self.iter_or_none(&inner);
            }
            Payload::Dict(dict) => dict_iter(dict, id, DictViewKind::Keys),
            Payload::DictView { dict, kind } => {
                let (dict, kind) = (*dict, *kind);
                match self.dict_of(dict) {
                    Some(contents) => dict_iter(contents, dict, kind),
                    None => match self.heap.get(dict).payload {
                        Payload::NamespaceDict(target) => {
                            let names = self.namespace_contents(target);
                            match dict_iter(&names, dict, kind) {
                                Iter::Dict { .. } => Iter::Values {
                                    values: names
                                        .iter()
                                        .map(|entry| view_item(kind, &entry.key, &entry.value))
                                        .collect(),
                                    index: 0,
                                },
                                other => other,
                            }
                        }
                        _ => Iter::Summary(Value::unknown("an element of a dictionary view")),
                    },
                }
            }
            Payload::Set(set) | Payload::FrozenSet(set) => {
                let dict = set.dict.clone();
                return self.set_iter(&dict).map(Some);
            }
            Payload::NamespaceDict(target) => {
                let dict = self.namespace_contents(*target);
                let items: Vec<Value> = dict.iter().map(|entry| entry.key.clone()).collect();
                if dict.rest.is_some() || dict.iter().any(|entry| !entry.definite) {
                    Iter::Summary(Value::Typed(types::STR))
                } else {
                    Iter::Values { values: items.into(), index: 0 }
                }
            }
            Payload::MappingProxy(inner) => {
                let inner = inner.clone();
                return self.iter_or_none(&inner);
            }
            Payload::Range(parts) => {
                let [start, stop, step] = &**parts;
                let remaining = crate::builtins::range_length(start, stop, step);
                Iter::Range { next: start.clone(), remaining, step: step.clone() }
            }
            Payload::ByteArray(Some(bytes)) => Iter::Values {
                values: bytes.iter().map(|byte| Value::int(i64::from(*byte))).collect(),
                index: 0,
            },
            Payload::ByteArray(None) => Iter::Summary(Value::Typed(types::INT)),
            Payload::Iterator(_) | Payload::Generator(_) => return Ok(Some(value.clone())),
            Payload::GenericAlias { origin, arguments, .. } => {
                let (origin, arguments) = (origin.clone(), arguments.clone());
                let unpacked = self
                    .alloc(types::GENERIC_ALIAS, Payload::GenericAlias { origin, arguments, unpacked: true });
                Iter::Values { values: vec![unpacked].into(), index: 0 }
            }
            Payload::Class(_) => {
                let metaclass = self.heap.get(id).class;
                if metaclass.unit.0 == 0 {
                    return Ok(None);
                }
                return self.iter_by_method(value);
            }
            _ => return self.iter_by_method(value),
        };
        Ok(Some(self.new_iterator(iter)))
    }

    fn iter_by_method(&mut self, value: &Value) -> Eval<Option<Value>> {
        if let Some(method) = self.special(value, sym::iter)? {
            let iterator = self.call(&method, Vec::new())?;
            if !matches!(iterator, Value::Unknown(_) | Value::Union(_))
                && matches!(self.next_method(&iterator), Found::Nothing)
            {
                let name = self.type_name(&iterator);
                return self.type_error(&format!("iter() returned non-iterator of type '{name}'"));
            }
            return Ok(Some(iterator));
        }
        if self.special_exists(value, sym::getitem) {
            let iter = Iter::Sequence { object: value.clone(), index: 0 };
            return Ok(Some(self.new_iterator(iter)));
        }
        Ok(None)
    }

    fn next_method(&mut self, iterator: &Value) -> Found {
        match self.heap.class_of(iterator) {
            Some(class) => self.lookup(class, sym::next),
            None => Found::Nothing,
        }
    }

    /// Sets have no known order unless it cannot matter.
    pub(crate) fn set_iter(&mut self, dict: &Dict) -> Eval<Value> {
        let keys: Vec<Value> = dict
            .iter()
            .map(|entry| entry.key.clone())
            .chain(dict.rest.iter().map(|rest| rest.0.clone()))
            .collect();
        let iter = if dict.has_exact_keys() && keys.len() < 2 {
            Iter::Values { values: keys.into(), index: 0 }
        } else if dict.has_exact_keys()
            && keys.len() <= MAX_UNORDERED
            && keys.iter().all(|key| key.plain_class().is_some())
        {
            // Each course of a loop may take any of them, and names stay worth more than their type.
            Iter::Summary(Value::Union(keys.into()))
        } else {
            let joined = self.heap.join_all(&keys).unwrap_or(Value::None);
            Iter::Summary(joined)
        };
        Ok(self.new_iterator(iter))
    }

    /// The next element of an iterator.
    pub(crate) fn next(&mut self, iterator: &Value) -> Eval<Next> {
        match iterator {
            Value::Object(id) => match &self.heap.get(*id).payload {
                Payload::Iterator(iter) => {
                    if self.heap.is_owned(*id) {
                        let iter = (**iter).clone();
                        self.advance(*id, iter)
                    } else {
                        self.may_change(*id, "the state of an iterator")?;
                        Ok(Next::Any(Value::unknown("an element of an iterator that another module owns")))
                    }
                }
                Payload::Generator(_) => match self.resume(*id, Value::None, None)? {
                    Resumed::Yielded(value) => Ok(Next::Item(value)),
                    Resumed::Returned(_) => Ok(Next::Done),
                    Resumed::Any(value) => Ok(Next::Any(value)),
                },
                _ => self.next_by_method(iterator),
            },
            Value::Unknown(_) => {
                let element =
                    self.unknown_use(DiagnosticCode::UnknownIteration, iterator, "iteration runs over");
                Ok(Next::Any(element))
            }
            Value::Union(_) => {
                let elements = self.collect(iterator)?;
                Ok(match elements {
                    Elements::Exact(items) => match self.heap.join_all(&items) {
                        Some(item) => Next::Any(item),
                        None => Next::Done,
                    },
                    Elements::Summary(item) => Next::Any(item),
                })
            }
            _ => self.next_by_method(iterator),
        }
    }

    fn next_by_method(&mut self, iterator: &Value) -> Eval<Next> {
        let Some(method) = self.special(iterator, sym::next)? else {
            let name = self.type_name(iterator);
            return self.type_error(&format!("'{name}' object is not an iterator"));
        };
        // Whether a stub's iterator ends is never known.
        let opaque = matches!(iterator, Value::Object(id) if self.heap.get(*id).open)
            || matches!(iterator, Value::Typed(_));
        match self.call(&method, Vec::new()) {
            Ok(value) if opaque => Ok(Next::Any(value)),
            Ok(value) => Ok(Next::Item(value)),
            Err(Stop::Raise(exception))
                if self
                    .heap
                    .class_of(&exception)
                    .is_some_and(|class| self.is_subclass_of(class, exc::STOP_ITERATION)) =>
            {
                Ok(Next::Done)
            }
            Err(stop) => Err(stop),
        }
    }

    fn set_iter_state(&mut self, id: ObjectId, iter: Iter) {
        self.heap.modify(id).payload = Payload::Iterator(Box::new(iter));
    }

    fn advance(&mut self, id: ObjectId, iter: Iter) -> Eval<Next> {
        let (next, state) = match iter {
            Iter::Exhausted => return Ok(Next::Done),
            Iter::Summary(item) => return Ok(Next::Any(item)),
            Iter::Lost => {
                let lost = Value::unknown("an iterator of which it is not known how far it has come");
                let element =
                    self.unknown_use(DiagnosticCode::UnknownIteration, &lost, "iteration runs over");
                return Ok(Next::Any(element));
            }
            Iter::List { list, index } => match &self.heap.get(list).payload {
                Payload::List(Elements::Exact(items)) => match items.get(index) {
                    Some(item) => (Next::Item(item.clone()), Iter::List { list, index: index + 1 }),
                    None => (Next::Done, Iter::Exhausted),
                },
                Payload::List(Elements::Summary(item)) => return Ok(Next::Any(item.clone())),
                _ => (Next::Done, Iter::Exhausted),
            },
            Iter::ListReversed { list, index } => match &self.heap.get(list).payload {
                Payload::List(Elements::Exact(items)) if index > 0 && index <= items.len() => {
                    (Next::Item(items[index - 1].clone()), Iter::ListReversed { list, index: index - 1 })
                }
                Payload::List(Elements::Summary(item)) => return Ok(Next::Any(item.clone())),
                _ => (Next::Done, Iter::Exhausted),
            },
            Iter::Values { values, index } => match values.get(index) {
                Some(item) => {
                    (Next::Item(item.clone()), Iter::Values { values: Arc::clone(&values), index: index + 1 })
                }
                None => (Next::Done, Iter::Exhausted),
            },
            Iter::Text { text, index } => match text.char_at(index) {
                Some(point) => {
                    let item = Value::Str(strict_semantics::text::Text::from_code_points([point]));
                    (Next::Item(item), Iter::Text { text, index: index + 1 })
                }
                None => (Next::Done, Iter::Exhausted),
            },
            Iter::Range { next, remaining, step } => {
                if remaining.is_zero() || remaining.is_negative() {
                    (Next::Done, Iter::Exhausted)
                } else {
                    let following = crate::builtins::int_add(&next, &step);
                    let left = crate::builtins::int_add(&remaining, &strict_semantics::int::Int::from(-1));
                    (Next::Item(Value::Int(next)), Iter::Range { next: following, remaining: left, step })
                }
            }
            Iter::Dict { dict, position, kind, length } => {
                return self.advance_dict(id, dict, position, kind, length);
            }
            Iter::Enumerate { inner, next } => match self.next(&inner)? {
                Next::Item(item) => {
                    let following = crate::builtins::int_add(&next, &strict_semantics::int::Int::from(1));
                    let pair = Value::tuple(vec![Value::Int(next), item]);
                    (Next::Item(pair), Iter::Enumerate { inner, next: following })
                }
                Next::Any(item) => return Ok(Next::Any(Value::tuple(vec![Value::Typed(types::INT), item]))),
                Next::Done => (Next::Done, Iter::Exhausted),
            },
            Iter::Zip { inners, strict } => return self.advance_zip(id, &inners, strict),
            Iter::Map { function, inners, strict } => {
                return self.advance_map(id, &function, &inners, strict);
            }
            Iter::Filter { function, inner } => loop {
                self.step()?;
                let (item, any) = match self.next(&inner)? {
                    Next::Item(item) => (item, false),
                    Next::Any(item) => (item, true),
                    Next::Done => {
                        self.set_iter_state(id, Iter::Exhausted);
                        return Ok(Next::Done);
                    }
                };
                let verdict = match &function {
                    Value::None => item.clone(),
                    function if any => {
                        match self.any_times(|interp| interp.call(function, vec![item.clone()]))? {
                            Some(verdict) => verdict,
                            None => return Ok(Next::Done),
                        }
                    }
                    function => self.call(function, vec![item.clone()])?,
                };
                match self.truth(&verdict)? {
                    Truth::False if any => return Ok(Next::Done),
                    Truth::False => {}
                    Truth::True => return Ok(if any { Next::Any(item) } else { Next::Item(item) }),
                    Truth::Either if any => return Ok(Next::Any(item)),
                    Truth::Either => return self.filter_as_whole(id, &function, &inner, item),
                }
            },
            Iter::Callable { function, sentinel } => {
                let value = self.call(&function, Vec::new())?;
                let equal = self.compare(CompareOp::Eq, &value, &sentinel)?;
                match self.truth(&equal)? {
                    Truth::True => (Next::Done, Iter::Exhausted),
                    Truth::False => (Next::Item(value), Iter::Callable { function, sentinel }),
                    Truth::Either => {
                        let more = self.any_times(|interp| interp.call(&function, Vec::new()))?;
                        let item = self.heap.join(&value, &more.unwrap_or_else(|| value.clone()));
                        return Ok(Next::Any(item));
                    }
                }
            }
            Iter::Sequence { object, index } => match self.get_item(&object, &Value::len(index)) {
                Ok(item) => (Next::Item(item), Iter::Sequence { object, index: index + 1 }),
                Err(Stop::Raise(exception))
                    if self.heap.class_of(&exception).is_some_and(|class| {
                        self.is_subclass_of(class, exc::INDEX_ERROR)
                            || self.is_subclass_of(class, exc::STOP_ITERATION)
                    }) =>
                {
                    (Next::Done, Iter::Exhausted)
                }
                Err(stop) => return Err(stop),
            },
            Iter::SequenceReversed { object, index } => {
                if index == 0 {
                    (Next::Done, Iter::Exhausted)
                } else {
                    let item = self.get_item(&object, &Value::len(index - 1))?;
                    (Next::Item(item), Iter::SequenceReversed { object, index: index - 1 })
                }
            }
        };
        self.set_iter_state(id, state);
        Ok(next)
    }

    /// A filter whose verdict is not known: any number of the remaining elements, each of which is tried again when it is
    /// asked again.
    fn filter_as_whole(&mut self, id: ObjectId, function: &Value, inner: &Value, first: Value) -> Eval<Next> {
        let mut kept = vec![first];
        let mut tried = kept.clone();
        loop {
            self.step()?;
            let (item, any) = match self.next(inner)? {
                Next::Item(item) => (item, false),
                Next::Any(item) => (item, true),
                Next::Done => break,
            };
            tried.push(item.clone());
            let verdict = match function {
                Value::None => item.clone(),
                function => self.call(function, vec![item.clone()])?,
            };
            if self.truth(&verdict)? != Truth::False {
                kept.push(item);
            }
            if any {
                break;
            }
        }
        let joined = self.heap.join_all(&kept).unwrap_or(Value::None);
        let tried = self.heap.join_all(&tried).unwrap_or(Value::None);
        let inner = self.new_iterator(Iter::Summary(tried));
        self.set_iter_state(id, Iter::Filter { function: function.clone(), inner });
        Ok(Next::Any(joined))
    }

    fn advance_dict(
        &mut self,
        id: ObjectId,
        dict: ObjectId,
        position: usize,
        kind: DictViewKind,
        length: usize,
    ) -> Eval<Next> {
        let Some(contents) = self.dict_of(dict) else { return Ok(Next::Done) };
        if contents.len() != length {
            return self.raise(exc::RUNTIME_ERROR, "dictionary changed size during iteration");
        }
        let changed = !contents.is_exact();
        let found =
            (position..contents.positions()).find_map(|i| contents.entry(i).map(|entry| (i, entry.clone())));
        if changed {
            self.maybe_raise_class(exc::RUNTIME_ERROR);
        }
        match found {
            Some((i, entry)) => {
                let item = match kind {
                    DictViewKind::Keys => entry.key,
                    DictViewKind::Values => entry.value,
                    DictViewKind::Items => Value::tuple(vec![entry.key, entry.value]),
                };
                self.set_iter_state(id, Iter::Dict { dict, position: i + 1, kind, length });
                Ok(Next::Item(item))
            }
            None => {
                self.set_iter_state(id, Iter::Exhausted);
                Ok(Next::Done)
            }
        }
    }

    /// Everything an iterable gives.
    pub(crate) fn collect(&mut self, value: &Value) -> Eval<Elements> {
        match value {
            Value::Tuple(items) => return Ok(Elements::Exact(items.to_vec())),
            Value::Union(members) => {
                let mut all = Vec::new();
                self.fork(members.to_vec(), |interp, member| {
                    match interp.collect(&member)? {
                        Elements::Exact(items) => all.extend(items),
                        Elements::Summary(item) => all.push(item),
                    }
                    Ok(Value::None)
                })?;
                let joined = self.heap.join_all(&all);
                return Ok(match joined {
                    Some(item) => Elements::Summary(item),
                    None => Elements::Exact(Vec::new()),
                });
            }
            Value::Object(id) if self.heap.get(*id).class == types::LIST => {
                if let Payload::List(elements) = &self.heap.get(*id).payload {
                    return Ok(elements.clone());
                }
            }
            _ => {}
        }
        self.ask_length(value)?;
        let iterator = self.iter(value)?;
        self.drain(&iterator)
    }

    /// Follows what an object does when it is asked how long it is, as `list` and others do to reserve space; what
    /// that changes is forgotten, since not all do.
    fn ask_length(&mut self, value: &Value) -> Eval<()> {
        let Some(class) = self.heap.class_of(value) else { return Ok(()) };
        if class.unit.0 == 0 {
            return Ok(());
        }
        for name in [sym::len, sym::length_hint] {
            let Found::Value(method, place) = self.lookup(class, name) else { continue };
            if place.unit.0 != 0 {
                self.heap.begin();
                let result = self.bind_descriptor(&method, value, class);
                let result = result.and_then(|method| self.call(&method, Vec::new()));
                self.heap.undo();
                if let Err(Stop::Abort(abort)) = result {
                    return Err(Stop::Abort(abort));
                }
            }
            break;
        }
        Ok(())
    }

    /// Everything that is left in an iterator.
    pub(crate) fn drain(&mut self, iterator: &Value) -> Eval<Elements> {
        let mut items = Vec::new();
        loop {
            self.step()?;
            match self.next(iterator)? {
                Next::Item(item) => items.push(item),
                Next::Done => return Ok(Elements::Exact(items)),
                Next::Any(item) => {
                    items.push(self.any_more(iterator, item)?);
                    let joined = self.heap.join_all(&items).unwrap_or(Value::None);
                    return Ok(Elements::Summary(joined));
                }
            }
            if items.len() > MAX_ELEMENTS {
                return self.too_many_elements();
            }
        }
    }

    /// What an iterator gives that has given this, when it is asked any number of times more.
    pub(super) fn any_more(&mut self, iterator: &Value, first: Value) -> Eval<Value> {
        let more =
            self.any_times(|interp| Ok(interp.ask_again(iterator)?.unwrap_or_else(|| first.clone())))?;
        Ok(match more {
            Some(more) => self.heap.join(&first, &more),
            None => first,
        })
    }

    /// Asks an iterator again that has given any number of elements. Code that it runs may find another state than it did
    /// then. `None`: it runs none, or gives what it gave.
    pub(super) fn ask_again(&mut self, iterator: &Value) -> Eval<Option<Value>> {
        let Value::Object(id) = iterator else { return Ok(None) };
        match &self.heap.get(*id).payload {
            Payload::Generator(generator) if generator.summary.is_some() => {}
            Payload::Iterator(iter) => match &**iter {
                Iter::Callable { .. } => {}
                Iter::Map { inners, .. } if inners.iter().all(|inner| self.gives_any(inner)) => {}
                Iter::Filter { inner, .. } if self.gives_any(inner) => {}
                Iter::Map { inners, .. } | Iter::Zip { inners, .. } => {
                    for inner in inners.clone() {
                        self.ask_again(&inner)?;
                    }
                    return Ok(None);
                }
                Iter::Enumerate { inner, .. } | Iter::Filter { inner, .. } => {
                    let inner = inner.clone();
                    self.ask_again(&inner)?;
                    return Ok(None);
                }
                _ => return Ok(None),
            },
            _ => return Ok(None),
        }
        Ok(match self.next(iterator)? {
            Next::Item(item) | Next::Any(item) => Some(item),
            Next::Done => None,
        })
    }

    /// Whether the iterator stands where it stood, however often it is asked.
    fn gives_any(&self, iterator: &Value) -> bool {
        let Value::Object(id) = iterator else { return false };
        match &self.heap.get(*id).payload {
            Payload::Generator(generator) => generator.summary.is_some(),
            Payload::Iterator(iter) => match &**iter {
                Iter::Summary(_) | Iter::Callable { .. } => true,
                Iter::Map { inners, .. } | Iter::Zip { inners, .. } => {
                    inners.iter().all(|inner| self.gives_any(inner))
                }
                Iter::Enumerate { inner, .. } | Iter::Filter { inner, .. } => self.gives_any(inner),
                _ => false,
            },
            _ => false,
        }
    }

    /// A list with the given elements.
    pub(crate) fn list_of(&mut self, elements: Elements) -> Value {
        self.alloc(types::LIST, Payload::List(elements))
    }

    /// A tuple with the given elements.
    pub(crate) fn tuple_of(&mut self, elements: Elements) -> Value {
        match elements {
            Elements::Exact(items) => Value::tuple(items),
            Elements::Summary(item) => self.alloc(types::TUPLE, Payload::Tuple(item)),
        }
    }

    /// `sum`-like folding with `+`.
    pub(crate) fn add(&mut self, a: &Value, b: &Value) -> Eval<Value> {
        self.binary(BinaryOp::Add, a, b)
    }
}

fn dict_iter(dict: &Dict, id: ObjectId, kind: DictViewKind) -> Iter {
    if dict.is_exact() {
        return Iter::Dict { dict: id, position: 0, kind, length: dict.len() };
    }
    // Which keys there are, or in what order, is not known; unions keep what is.
    let mut element: Vec<Value> = Vec::new();
    for entry in dict.iter() {
        element.push(view_item(kind, &entry.key, &entry.value));
    }
    if let Some(rest) = &dict.rest {
        element.push(view_item(kind, &rest.0, &rest.1));
    }
    match element.len() {
        1 => Iter::Summary(element.swap_remove(0)),
        0 => Iter::Exhausted,
        _ => Iter::Summary(summary_of(element)),
    }
}

fn view_item(kind: DictViewKind, key: &Value, value: &Value) -> Value {
    match kind {
        DictViewKind::Keys => key.clone(),
        DictViewKind::Values => value.clone(),
        DictViewKind::Items => Value::tuple(vec![key.clone(), value.clone()]),
    }
}

/// A union of a few, or an unknown value of many.
fn summary_of(mut values: Vec<Value>) -> Value {
    if let Some(unknown) = values.iter().find(|value| value.is_unknown()) {
        return unknown.clone();
    }
    let mut distinct: Vec<Value> = Vec::new();
    for value in values.drain(..) {
        for member in value.alternatives() {
            if !distinct.iter().any(|known| known.same(member)) {
                distinct.push(member.clone());
            }
        }
    }
    let class = distinct[0].plain_class();
    if distinct.len() > 8 {
        return match class {
            Some(class) if distinct.iter().all(|value| value.plain_class() == Some(class)) => {
                Value::Typed(class)
            }
            _ => Value::unknown("one of many entries of a dictionary"),
        };
    }
    if distinct.len() == 1 { distinct.swap_remove(0) } else { Value::Union(distinct.into()) }
}
