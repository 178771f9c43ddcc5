//! What lists and tuples have in common: subscripts, searching, comparison, concatenation and repetition.

use strict_semantics::int::Int;
use strict_semantics::slice;

use super::subscripts::{self, Index, Position};
use super::{constant_compare, exceptions as exc, types};
use crate::domain::{Elements, Payload, Value};
use crate::interp::{Eval, Interp, MAX_ELEMENTS, Truth};
use crate::ir::{CompareOp, Symbol};

/// The elements of a sequence, borrowed.
pub(super) enum View<'a> {
    Exact(&'a [Value]),
    /// Any number of elements, each like this one.
    Summary(Value),
}

impl View<'_> {
    pub(super) fn to_elements(&self) -> Elements {
        match self {
            View::Exact(items) => Elements::Exact(items.to_vec()),
            View::Summary(item) => Elements::Summary(item.clone()),
        }
    }

    pub(super) fn length(&self) -> Option<usize> {
        match self {
            View::Exact(items) => Some(items.len()),
            View::Summary(_) => None,
        }
    }
}

/// The elements of a list or tuple, or of an instance of a subclass; `None` for anything else.
pub(super) fn view<'a>(interp: &'a Interp<'_>, value: &'a Value) -> Option<View<'a>> {
    match value {
        Value::Tuple(items) => Some(View::Exact(items)),
        Value::Typed(class) => {
            let name = if interp.is_subclass_of(*class, types::LIST) {
                "list"
            } else if interp.is_subclass_of(*class, types::TUPLE) {
                "tuple"
            } else {
                return None;
            };
            Some(View::Summary(Value::unknown(format!(
                "an element of a {name} whose contents are not known"
            ))))
        }
        Value::Object(id) => match &interp.heap.get(*id).payload {
            Payload::List(Elements::Exact(items)) => Some(View::Exact(items)),
            Payload::List(Elements::Summary(item)) | Payload::Tuple(item) => {
                Some(View::Summary(item.clone()))
            }
            Payload::Value(inner) => view(interp, inner),
            _ => None,
        },
        _ => None,
    }
}

/// The elements of a receiver, which has been checked to be a sequence.
pub(super) fn receiver_view<'a>(interp: &'a Interp<'_>, value: &'a Value) -> View<'a> {
    view(interp, value).unwrap_or_else(|| {
        View::Summary(Value::unknown("an element of a sequence whose contents are not known"))
    })
}

pub(super) fn length(interp: &Interp<'_>, value: &Value) -> Value {
    receiver_view(interp, value).length().map_or(Value::Typed(types::INT), Value::len)
}

/// What a subscript gives: an element, or some elements.
pub(super) enum Subscript {
    Item(Value),
    Items(Elements),
}

/// `sequence[key]`
pub(super) fn subscript(
    interp: &mut Interp<'_>,
    sequence: &Value,
    key: &Value,
    kind: &str,
) -> Eval<Subscript> {
    // The common case.
    if let (Value::Int(Int::Small(index)), Some(View::Exact(items))) = (key, view(interp, sequence)) {
        let place = slice::normalize_index(&Int::Small(*index), items.len());
        if let Some(item) = place.and_then(|place| items.get(place)) {
            return Ok(Subscript::Item(item.clone()));
        }
    }
    let length = receiver_view(interp, sequence).length();
    let position = subscripts::position(interp, key, length, kind, "")?;
    // `__index__` may have changed the sequence.
    Ok(match (receiver_view(interp, sequence), position) {
        (View::Exact(items), Position::Item(index)) => match items.get(index) {
            Some(item) => Subscript::Item(item.clone()),
            None => return interp.raise(exc::INDEX_ERROR, &format!("{kind} index out of range")),
        },
        (View::Exact(items), Position::Items(indices)) => Subscript::Items(Elements::Exact(
            indices.iter().filter_map(|index| items.get(index).cloned()).collect(),
        )),
        (View::Exact([]), Position::SomeItem) => {
            return interp.raise(exc::INDEX_ERROR, &format!("{kind} index out of range"));
        }
        (View::Exact([]), _) => Subscript::Items(Elements::Exact(Vec::new())),
        (View::Exact(items), position) => {
            let items = items.to_vec();
            let joined = joined(interp, &items);
            if position == Position::SomeItem {
                Subscript::Item(joined)
            } else {
                Subscript::Items(Elements::Summary(joined))
            }
        }
        (View::Summary(item), Position::Item(_) | Position::SomeItem) => Subscript::Item(item),
        (View::Summary(item), _) => Subscript::Items(Elements::Summary(item)),
    })
}

/// The join of elements, of which there is at least one.
pub(super) fn joined(interp: &mut Interp<'_>, items: &[Value]) -> Value {
    interp.heap.join_all(items).unwrap_or(Value::None)
}

/// Elements of which neither number nor order is known; an empty sequence stays so.
pub(super) fn blurred(interp: &mut Interp<'_>, elements: Elements) -> Elements {
    match elements {
        Elements::Exact(items) if items.is_empty() => Elements::Exact(items),
        Elements::Exact(items) => Elements::Summary(joined(interp, &items)),
        summary @ Elements::Summary(_) => summary,
    }
}

pub(super) fn of_truth(truth: Truth) -> Value {
    match truth {
        Truth::True => Value::Bool(true),
        Truth::False => Value::Bool(false),
        Truth::Either => Value::Typed(types::BOOL),
    }
}

/// Whether one of any number of elements like `item` equals the value.
fn some_equal(interp: &mut Interp<'_>, item: &Value, value: &Value) -> Eval<Truth> {
    let equal = interp.any_times(|interp| interp.equal(item, value).map(of_truth))?;
    Ok(if matches!(equal, None | Some(Value::Bool(false))) { Truth::False } else { Truth::Either })
}

/// `value in sequence`
pub(super) fn contains(interp: &mut Interp<'_>, sequence: &Value, value: &Value) -> Eval<Value> {
    match receiver_view(interp, sequence).to_elements() {
        Elements::Exact(items) => interp.contains_among(&items, value),
        Elements::Summary(item) => some_equal(interp, &item, value).map(of_truth),
    }
}

/// `sequence.count(value)`
pub(super) fn count(interp: &mut Interp<'_>, sequence: &Value, value: &Value) -> Eval<Value> {
    match receiver_view(interp, sequence).to_elements() {
        Elements::Exact(items) => {
            let (mut count, mut known) = (0, true);
            for item in &items {
                match interp.equal(item, value)? {
                    Truth::True => count += 1,
                    Truth::False => {}
                    Truth::Either => known = false,
                }
            }
            Ok(if known { Value::len(count) } else { Value::Typed(types::INT) })
        }
        Elements::Summary(item) => Ok(match some_equal(interp, &item, value)? {
            Truth::False => Value::int(0),
            _ => Value::Typed(types::INT),
        }),
    }
}

/// Where a value is in a sequence.
pub(super) enum Place {
    At(usize),
    Absent,
    /// It may be at one of several places, or nowhere.
    Perhaps,
}

/// The place of the first element from `start` up to `stop` that equals the value.
pub(super) fn find(
    interp: &mut Interp<'_>,
    sequence: &Value,
    value: &Value,
    start: Option<&Value>,
    stop: Option<&Value>,
) -> Eval<Place> {
    let mut limits = [Some(Index::Known(Int::ZERO)), Some(Index::Known(Int::Small(i64::MAX)))];
    for (limit, given) in limits.iter_mut().zip([start, stop]) {
        if let Some(given) = given {
            *limit = subscripts::as_index(interp, given)?;
            if limit.is_none() {
                return interp.type_error("slice indices must be integers or have an __index__ method");
            }
        }
    }
    let items = match receiver_view(interp, sequence).to_elements() {
        Elements::Exact(items) => items,
        Elements::Summary(item) => {
            return Ok(match some_equal(interp, &item, value)? {
                Truth::False => Place::Absent,
                _ => Place::Perhaps,
            });
        }
    };
    let [Some(Index::Known(start)), Some(Index::Known(stop))] = limits else {
        return Ok(match interp.contains_among(&items, value)? {
            Value::Bool(false) => Place::Absent,
            _ => Place::Perhaps,
        });
    };
    let indices = slice::resolve(Some(&start), Some(&stop), None, items.len());
    let indices = interp.plain(indices)?;
    let mut perhaps = false;
    for index in indices.iter() {
        match interp.equal(&items[index], value)? {
            Truth::True if perhaps => return Ok(Place::Perhaps),
            Truth::True => return Ok(Place::At(index)),
            Truth::False => {}
            Truth::Either => perhaps = true,
        }
    }
    Ok(if perhaps { Place::Perhaps } else { Place::Absent })
}

/// `sequence.index(value, start, stop)`
pub(super) fn index_of(
    interp: &mut Interp<'_>,
    sequence: &Value,
    value: &Value,
    range: (Option<&Value>, Option<&Value>),
    kind: &str,
) -> Eval<Value> {
    match find(interp, sequence, value, range.0, range.1)? {
        Place::At(index) => Ok(Value::len(index)),
        Place::Absent => interp.value_error(&format!("{kind}.index(x): x not in {kind}")),
        Place::Perhaps => {
            interp.maybe_raise_class(exc::VALUE_ERROR);
            Ok(Value::Typed(types::INT))
        }
    }
}

/// Plain data: comparing it runs no code.
fn is_plain(value: &Value) -> bool {
    match value {
        Value::Tuple(items) | Value::Union(items) => items.iter().all(is_plain),
        Value::Object(_) | Value::Unknown(_) => false,
        Value::Typed(class) => class.unit.0 == 0,
        _ => true,
    }
}

fn boolean(op: CompareOp, order: std::cmp::Ordering) -> Value {
    Value::Bool(match op {
        CompareOp::Eq => order.is_eq(),
        CompareOp::NotEq => order.is_ne(),
        CompareOp::Lt => order.is_lt(),
        CompareOp::LtE => order.is_le(),
        CompareOp::Gt => order.is_gt(),
        _ => order.is_ge(),
    })
}

/// Compares two sequences element by element.
pub(super) fn compare(interp: &mut Interp<'_>, op: CompareOp, left: &Value, right: &Value) -> Eval<Value> {
    let left = receiver_view(interp, left).to_elements();
    let right = receiver_view(interp, right).to_elements();
    let equality = matches!(op, CompareOp::Eq | CompareOp::NotEq);
    match (left, right) {
        (Elements::Exact(left), Elements::Exact(right)) => {
            if equality && left.len() != right.len() {
                return Ok(Value::Bool(op == CompareOp::NotEq));
            }
            interp.nested(|interp| compare_exact(interp, op, &left, &right))
        }
        (Elements::Exact(items), Elements::Summary(item)) => {
            let pairs = items.into_iter().map(|left| (left, item.clone())).collect();
            compare_some(interp, op, pairs)
        }
        (Elements::Summary(item), Elements::Exact(items)) => {
            let pairs = items.into_iter().map(|right| (item.clone(), right)).collect();
            compare_some(interp, op, pairs)
        }
        (Elements::Summary(left), Elements::Summary(right)) => compare_some(interp, op, vec![(left, right)]),
    }
}

fn compare_exact(interp: &mut Interp<'_>, op: CompareOp, left: &[Value], right: &[Value]) -> Eval<Value> {
    let equality = matches!(op, CompareOp::Eq | CompareOp::NotEq);
    for (i, (a, b)) in left.iter().zip(right).enumerate() {
        interp.step()?;
        match interp.equal(a, b)? {
            Truth::True => {}
            Truth::False if equality => return Ok(Value::Bool(op == CompareOp::NotEq)),
            Truth::False => return interp.compare(op, a, b),
            Truth::Either => {
                let mut pairs: Vec<(Value, Value)> =
                    left[i + 1..].iter().cloned().zip(right[i + 1..].iter().cloned()).collect();
                if equality && pairs.iter().any(|(a, b)| constant_compare(CompareOp::Eq, a, b) == Some(false))
                {
                    return Ok(Value::Bool(op == CompareOp::NotEq));
                }
                if !equality {
                    pairs.push((a.clone(), b.clone()));
                }
                return compare_some(interp, op, pairs);
            }
        }
    }
    Ok(boolean(op, left.len().cmp(&right.len())))
}

/// A comparison that may meet some of these pairs: its outcome is not known.
fn compare_some(interp: &mut Interp<'_>, op: CompareOp, mut pairs: Vec<(Value, Value)>) -> Eval<Value> {
    let equality = matches!(op, CompareOp::Eq | CompareOp::NotEq);
    if equality {
        pairs.retain(|(a, b)| !is_plain(a) || !is_plain(b));
    }
    if !pairs.is_empty() {
        interp.any_times(|interp| {
            interp.fork(pairs.clone(), |interp, (a, b)| {
                if interp.equal(&a, &b)? != Truth::True && !equality {
                    interp.compare(op, &a, &b)?;
                }
                Ok(Value::None)
            })
        })?;
    }
    Ok(Value::Typed(types::BOOL))
}

/// Whether the class of the value has the method from user code: then an operator leaves the decision to it.
fn has_own(interp: &mut Interp<'_>, value: &Value, name: Symbol) -> bool {
    let Some(class) = interp.heap.class_of(value) else { return false };
    let Some(info) = interp.heap.get(class).as_class() else { return false };
    info.mro.iter().take_while(|base| base.unit.0 != 0).any(|base| interp.heap.attr(*base, name).is_some())
}

/// `left + right` for two lists or two tuples. `None`: the right operand's `__radd__` decides.
pub(super) fn concatenated(
    interp: &mut Interp<'_>,
    left: &Value,
    right: &Value,
    kind: &str,
) -> Eval<Option<Elements>> {
    let class = if kind == "list" { types::LIST } else { types::TUPLE };
    if !interp.heap.class_of(right).is_some_and(|actual| interp.is_subclass_of(actual, class)) {
        if has_own(interp, right, crate::ir::sym::radd) {
            return Ok(None);
        }
        let name = interp.type_name(right);
        return interp.type_error(&format!("can only concatenate {kind} (not \"{name}\") to {kind}"));
    }
    let left = receiver_view(interp, left).to_elements();
    let right = receiver_view(interp, right).to_elements();
    extended(interp, left, right).map(Some)
}

/// The elements of the first, then those of the second.
pub(super) fn extended(interp: &mut Interp<'_>, first: Elements, second: Elements) -> Eval<Elements> {
    Ok(match (first, second) {
        (Elements::Exact(mut first), Elements::Exact(second)) => {
            if first.len() + second.len() > MAX_ELEMENTS {
                return interp.too_many_elements();
            }
            first.extend(second);
            Elements::Exact(first)
        }
        (Elements::Exact(items), Elements::Summary(item))
        | (Elements::Summary(item), Elements::Exact(items)) => {
            Elements::Summary(items.iter().fold(item, |joined, item| interp.heap.join(&joined, item)))
        }
        (Elements::Summary(first), Elements::Summary(second)) => {
            Elements::Summary(interp.heap.join(&first, &second))
        }
    })
}

/// `sequence * count`. `None`: the right operand's `__rmul__` decides.
pub(super) fn repeated(interp: &mut Interp<'_>, sequence: &Value, count: &Value) -> Eval<Option<Elements>> {
    let elements = receiver_view(interp, sequence).to_elements();
    let plain = matches!(interp.heap.unwrap(count), Value::Int(_) | Value::Bool(_) | Value::Typed(_));
    if !plain && has_own(interp, count, crate::ir::sym::rmul) {
        return Ok(None);
    }
    let Some(index) = subscripts::as_index(interp, count)? else {
        let name = interp.type_name(count);
        return interp.type_error(&format!("can't multiply sequence by non-int of type '{name}'"));
    };
    let (items, times) = match (index, elements) {
        (Index::Known(Int::Big(_)), _) => {
            return interp.raise(exc::OVERFLOW_ERROR, "cannot fit 'int' into an index-sized integer");
        }
        (Index::Known(Int::Small(..=0)), _) => return Ok(Some(Elements::Exact(Vec::new()))),
        (Index::Known(Int::Small(times)), Elements::Exact(items)) if !items.is_empty() => {
            (items, times as usize)
        }
        (Index::Typed, elements) => return Ok(Some(blurred(interp, elements))),
        (_, elements) => return Ok(Some(elements)),
    };
    if items.len().saturating_mul(times) > MAX_ELEMENTS {
        return interp.too_many_elements();
    }
    let mut result = Vec::with_capacity(items.len() * times);
    for _ in 0..times {
        result.extend_from_slice(&items);
    }
    Ok(Some(Elements::Exact(result)))
}

/// `repr(sequence)`
pub(super) fn repr(interp: &mut Interp<'_>, value: &Value) -> Eval<Value> {
    Ok(match interp.plain_repr(value)? {
        Some(text) => Value::str(&text),
        None => Value::Typed(types::STR),
    })
}

/// The six comparison methods of a class, by one function.
macro_rules! comparisons {
    ($class:literal, $compare:ident) => {
        $crate::builtins::elements::comparisons!(
            $class, $compare, eq Eq "__eq__", ne NotEq "__ne__", lt Lt "__lt__", le LtE "__le__", gt Gt "__gt__", ge GtE "__ge__"
        );
    };
    ($class:literal, $compare:ident, $($function:ident $op:ident $name:literal),*) => {
        $(fn $function(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
            $compare(interp, arguments, CompareOp::$op, concat!($class, ".", $name))
        })*
    };
}
pub(super) use comparisons;
