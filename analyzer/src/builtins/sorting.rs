//! Sorting, and the least and the greatest of some elements.

use super::elements::{joined, of_truth};
use super::{constant_compare, exceptions as exc};
use crate::domain::{Elements, Value};
use crate::interp::{Eval, Interp, Stop, Truth};
use crate::ir::CompareOp;

/// How elements are put in order.
pub(super) struct Order {
    pub key: Value,
    pub reverse: Truth,
}

/// The elements in order, as `sorted` gives them. `unordered` elements come from a set.
pub(super) fn sorted(
    interp: &mut Interp<'_>,
    elements: Elements,
    order: &Order,
    unordered: bool,
) -> Eval<Elements> {
    match elements {
        Elements::Exact(items) => sorted_exact(interp, items, order, unordered),
        Elements::Summary(item) => {
            interp.any_times(|interp| {
                let key = apply(interp, &order.key, &item)?;
                interp.compare(CompareOp::Lt, &key, &key)
            })?;
            Ok(Elements::Summary(item))
        }
    }
}

fn apply(interp: &mut Interp<'_>, key: &Value, item: &Value) -> Eval<Value> {
    match key {
        Value::None => Ok(item.clone()),
        key => interp.call(key, vec![item.clone()]),
    }
}

/// A comparison whose outcome is not known.
struct Undecided;

fn sorted_exact(
    interp: &mut Interp<'_>,
    items: Vec<Value>,
    order: &Order,
    unordered: bool,
) -> Eval<Elements> {
    let mut keyed = Vec::with_capacity(items.len());
    for item in items {
        interp.step()?;
        keyed.push((apply(interp, &order.key, &item)?, item));
    }
    if keyed.len() < 2 {
        return Ok(Elements::Exact(keyed.into_iter().map(|(_, item)| item).collect()));
    }
    let unknown = |interp: &mut Interp<'_>, keyed: Vec<(Value, Value)>| {
        let items: Vec<Value> = keyed.into_iter().map(|(_, item)| item).collect();
        Ok(Elements::Summary(joined(interp, &items)))
    };
    let pure = keyed.iter().all(|(key, _)| key.is_constant());
    // The sort is stable in both directions.
    let backwards = match order.reverse {
        Truth::Either => {
            run_comparisons(interp, &keyed)?;
            return unknown(interp, keyed);
        }
        Truth::True => true,
        Truth::False => false,
    };
    if backwards {
        keyed.reverse();
    }
    if unordered && !pure {
        run_comparisons(interp, &keyed)?;
        return unknown(interp, keyed);
    }
    if !pure {
        interp.heap.begin();
    }
    let result = merge_sort(interp, &keyed);
    if !pure {
        // Which comparisons are made, and how often, is an accident of the algorithm.
        let delta = interp.heap.undo();
        if matches!(result, Err(Stop::Raise(_))) {
            interp.heap.adopt(delta);
        } else if !delta.is_empty() {
            run_comparisons(interp, &keyed)?;
        }
    }
    let Ok(places) = result? else { return unknown(interp, keyed) };
    if unordered && places.windows(2).any(|pair| !is_less(&keyed[pair[0]].0, &keyed[pair[1]].0)) {
        return unknown(interp, keyed);
    }
    let mut sorted: Vec<Value> = places.into_iter().map(|place| keyed[place].1.clone()).collect();
    if backwards {
        sorted.reverse();
    }
    Ok(Elements::Exact(sorted))
}

fn is_less(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Tuple(a), Value::Tuple(b)) => {
            for (a, b) in a.iter().zip(b.iter()) {
                if is_less(a, b) {
                    return true;
                }
                if is_less(b, a) || !a.same(b) {
                    return false;
                }
            }
            a.len() < b.len()
        }
        _ => constant_compare(CompareOp::Lt, a, b) == Some(true),
    }
}

/// Makes any number of comparisons between the keys, for what they may do.
fn run_comparisons(interp: &mut Interp<'_>, keyed: &[(Value, Value)]) -> Eval<()> {
    let keys: Vec<Value> = keyed.iter().map(|(key, _)| key.clone()).collect();
    let key = joined(interp, &keys);
    interp.any_times(|interp| interp.compare(CompareOp::Lt, &key, &key))?;
    Ok(())
}

/// The places of the keys in ascending order, by a stable merge sort from the bottom up.
fn merge_sort(interp: &mut Interp<'_>, keyed: &[(Value, Value)]) -> Eval<Result<Vec<usize>, Undecided>> {
    let mut places: Vec<usize> = (0..keyed.len()).collect();
    let mut merged = Vec::with_capacity(places.len());
    let mut width = 1;
    while width < places.len() {
        merged.clear();
        for run in places.chunks(2 * width) {
            let (mut left, mut right) = run.split_at(width.min(run.len()));
            while let (Some((first, after_first)), Some((second, after_second))) =
                (left.split_first(), right.split_first())
            {
                // Elements stay in order unless the later one is less.
                match less(interp, &keyed[*second].0, &keyed[*first].0)? {
                    Truth::True => {
                        merged.push(*second);
                        right = after_second;
                    }
                    Truth::False => {
                        merged.push(*first);
                        left = after_first;
                    }
                    Truth::Either => return Ok(Err(Undecided)),
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut places, &mut merged);
        width *= 2;
    }
    Ok(Ok(places))
}

fn less(interp: &mut Interp<'_>, a: &Value, b: &Value) -> Eval<Truth> {
    if let Some(result) = constant_compare(CompareOp::Lt, a, b) {
        return Ok(if result { Truth::True } else { Truth::False });
    }
    interp.step()?;
    let result = interp.compare(CompareOp::Lt, a, b)?;
    interp.truth(&result)
}

/// Which end of an order is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extreme {
    Least,
    Greatest,
}

impl Extreme {
    pub(super) fn name(self) -> &'static str {
        match self {
            Extreme::Least => "min",
            Extreme::Greatest => "max",
        }
    }

    fn op(self) -> CompareOp {
        match self {
            Extreme::Least => CompareOp::Lt,
            Extreme::Greatest => CompareOp::Gt,
        }
    }
}

/// The first of the least or greatest elements; `None` when there are no elements.
pub(super) fn extreme(
    interp: &mut Interp<'_>,
    which: Extreme,
    elements: Elements,
    key: &Value,
    unordered: bool,
) -> Eval<Option<Value>> {
    let items = match elements {
        Elements::Exact(items) => items,
        Elements::Summary(item) => {
            interp.any_times(|interp| {
                let key = apply(interp, key, &item)?;
                interp.compare(which.op(), &key, &key)
            })?;
            interp.maybe_raise_class(exc::VALUE_ERROR);
            return Ok(Some(item));
        }
    };
    let mut best: Option<(Value, Value)> = None;
    let mut tied = false;
    let all = items.clone();
    for item in items {
        interp.step()?;
        let item_key = apply(interp, key, &item)?;
        let Some((best_key, best_item)) = &best else {
            best = Some((item_key, item));
            continue;
        };
        let better = interp.compare(which.op(), &item_key, best_key)?;
        match interp.truth(&better)? {
            Truth::True => best = Some((item_key, item)),
            Truth::False => {
                // Among equals the first counts, which has no meaning in a set.
                tied |= unordered
                    && !(item_key.is_constant()
                        && best_key.is_constant()
                        && differ(which, best_key, &item_key));
            }
            Truth::Either => {
                let (best_key, best_item) = (best_key.clone(), best_item.clone());
                best = Some((interp.heap.join(&best_key, &item_key), interp.heap.join(&best_item, &item)));
            }
        }
    }
    if tied {
        return Ok(Some(joined(interp, &all)));
    }
    Ok(best.map(|(_, item)| item))
}

/// Whether the one key comes certainly before the other.
fn differ(which: Extreme, best: &Value, other: &Value) -> bool {
    match which {
        Extreme::Least => is_less(best, other),
        Extreme::Greatest => is_less(other, best),
    }
}

/// Whether any, or all, of the elements are true.
pub(super) fn any_or_all(interp: &mut Interp<'_>, iterator: &Value, wanted: bool) -> Eval<Value> {
    use crate::interp::Next;
    loop {
        interp.step()?;
        match interp.next(iterator)? {
            Next::Done => return Ok(Value::Bool(!wanted)),
            Next::Item(item) => match interp.truth(&item)? {
                Truth::Either => return undecided(interp, iterator, wanted),
                truth if (truth == Truth::True) == wanted => return Ok(Value::Bool(wanted)),
                _ => {}
            },
            Next::Any(item) => {
                let truth = interp.any_times(|interp| interp.truth(&item).map(of_truth))?;
                return Ok(match truth {
                    Some(Value::Bool(truth)) if truth == wanted => of_truth(Truth::Either),
                    Some(Value::Bool(_)) | None => Value::Bool(!wanted),
                    _ => of_truth(Truth::Either),
                });
            }
        }
    }
}

/// An element has just decided, or perhaps not: then the others are looked at.
fn undecided(interp: &mut Interp<'_>, iterator: &Value, wanted: bool) -> Eval<Value> {
    interp.fork(vec![true, false], |interp, decided| {
        if decided {
            return Ok(Value::Bool(wanted));
        }
        let items = match interp.drain(iterator)? {
            Elements::Exact(items) => items,
            Elements::Summary(item) => vec![item],
        };
        let mut result = Truth::False;
        for item in &items {
            let truth = interp.truth(item)?;
            if truth == Truth::Either {
                result = Truth::Either;
            } else if (truth == Truth::True) == wanted {
                return Ok(Value::Bool(wanted));
            }
        }
        Ok(if result == Truth::Either { of_truth(Truth::Either) } else { Value::Bool(!wanted) })
    })
}
