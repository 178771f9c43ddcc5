//! Union, intersection, inclusion and the like, of contents that may be uncertain.

use super::views;
use crate::domain::{Dict, DictEntry, Elements, Payload, Value};
use crate::interp::{Eval, Interp, Presence, SET_ELEMENT, Truth, unknown_dict};
use crate::ir::CompareOp;

/// The contents of a set or frozen set; `None` for anything else.
pub(super) fn of_set(interp: &Interp<'_>, value: &Value) -> Option<Dict> {
    match value {
        Value::Object(id) => match &interp.heap.get(*id).payload {
            Payload::Set(set) | Payload::FrozenSet(set) => Some(set.dict.clone()),
            _ => None,
        },
        Value::Typed(class) if super::set::is_set_class(interp, *class) => Some(unknown_set()),
        _ => None,
    }
}

fn unknown_set() -> Dict {
    let mut dict = unknown_dict();
    if let Some(rest) = &mut dict.rest {
        rest.1 = Value::None;
    }
    dict
}

/// The elements of any iterable, as those of a set.
pub(super) fn of_iterable(interp: &mut Interp<'_>, value: &Value) -> Eval<Dict> {
    if let Some(contents) = of_set(interp, value) {
        return Ok(contents);
    }
    if let Some(contents) = views::set_contents(interp, value)? {
        return Ok(contents);
    }
    let elements = interp.collect(value)?;
    of_elements(interp, elements)
}

pub(super) fn of_elements(interp: &mut Interp<'_>, elements: Elements) -> Eval<Dict> {
    let mut contents = Dict::default();
    match elements {
        Elements::Exact(items) => {
            for item in items {
                add(interp, &mut contents, item)?;
            }
        }
        Elements::Summary(item) => {
            if item.is_unknown() {
                let code = crate::diagnostics::Code::UnknownSubscript;
                interp.unknown_use(code, &item, "an element of a set is");
            } else {
                interp.any_times(|interp| interp.key_hash(&item, SET_ELEMENT).map(|_| Value::None))?;
            }
            contents.rest = Some(Box::new((item, Value::None)));
        }
    }
    Ok(contents)
}

/// Adds an element, unless an equal one is there.
pub(super) fn add(interp: &mut Interp<'_>, contents: &mut Dict, element: Value) -> Eval<()> {
    interp.insert_entry(contents, (element, Value::None), true, SET_ELEMENT)
}

fn find(interp: &mut Interp<'_>, contents: &Dict, entry: &DictEntry) -> Eval<Presence> {
    interp.presence_hashed(contents, &entry.key, Some(entry.hash))
}

pub(super) fn union(interp: &mut Interp<'_>, left: Dict, right: &Dict) -> Eval<Dict> {
    let mut result = left;
    for entry in right.iter() {
        match find(interp, &result, entry)? {
            Presence::Certain(_) => {}
            _ => interp.insert_entry(
                &mut result,
                (entry.key.clone(), Value::None),
                entry.definite,
                SET_ELEMENT,
            )?,
        }
    }
    if let Some(rest) = &right.rest {
        interp.insert_any(&mut result, rest.0.clone(), Value::None);
    }
    Ok(result)
}

pub(super) fn intersection(interp: &mut Interp<'_>, left: &Dict, right: &Dict) -> Eval<Dict> {
    // Of equal elements CPython keeps that of the smaller set, and that of the right one where they are as large.
    let (kept, other) = if right.len() <= left.len() { (right, left) } else { (left, right) };
    let mut result = Dict::default();
    for entry in kept.iter() {
        match find(interp, other, entry)? {
            Presence::Certain(_) => result.push(entry.clone()),
            Presence::Possible => result.push(DictEntry { definite: false, ..entry.clone() }),
            Presence::Absent => {}
        }
    }
    if let Some(rest) = &kept.rest
        && (other.len() > 0 || other.rest.is_some())
    {
        interp.insert_any(&mut result, rest.0.clone(), Value::None);
    }
    Ok(result)
}

pub(super) fn difference(interp: &mut Interp<'_>, left: &Dict, right: &Dict) -> Eval<Dict> {
    let mut result = Dict::default();
    for entry in left.iter() {
        match find(interp, right, entry)? {
            Presence::Certain(_) => {}
            Presence::Possible => result.push(DictEntry { definite: false, ..entry.clone() }),
            Presence::Absent => result.push(entry.clone()),
        }
    }
    result.rest.clone_from(&left.rest);
    Ok(result)
}

pub(super) fn symmetric_difference(interp: &mut Interp<'_>, left: &Dict, right: &Dict) -> Eval<Dict> {
    let first = difference(interp, left, right)?;
    let second = difference(interp, right, left)?;
    union(interp, first, &second)
}

pub(super) fn is_subset(interp: &mut Interp<'_>, left: &Dict, right: &Dict) -> Eval<Truth> {
    let mut result = if left.rest.is_some() { Truth::Either } else { Truth::True };
    for entry in left.iter() {
        match find(interp, right, entry)? {
            Presence::Certain(_) => {}
            Presence::Absent if entry.definite => return Ok(Truth::False),
            _ => result = Truth::Either,
        }
    }
    Ok(result)
}

pub(super) fn is_disjoint(interp: &mut Interp<'_>, left: &Dict, right: &Dict) -> Eval<Truth> {
    let nothing = |contents: &Dict| contents.len() == 0 && contents.rest.is_none();
    if nothing(left) || nothing(right) {
        return Ok(Truth::True);
    }
    let mut result = if left.rest.is_some() || right.rest.is_some() { Truth::Either } else { Truth::True };
    for entry in left.iter() {
        match find(interp, right, entry)? {
            Presence::Certain(_) if entry.definite => return Ok(Truth::False),
            Presence::Absent => {}
            _ => result = Truth::Either,
        }
    }
    Ok(result)
}

/// `left == right`, `left <= right` and so on.
pub(super) fn compare(interp: &mut Interp<'_>, op: CompareOp, left: &Dict, right: &Dict) -> Eval<Truth> {
    let known = left.has_exact_keys() && right.has_exact_keys();
    let (sizes, included) = match op {
        CompareOp::Eq | CompareOp::NotEq => (left.len() == right.len(), (left, right)),
        CompareOp::Lt => (left.len() < right.len(), (left, right)),
        CompareOp::LtE => (left.len() <= right.len(), (left, right)),
        CompareOp::Gt => (left.len() > right.len(), (right, left)),
        _ => (left.len() >= right.len(), (right, left)),
    };
    let negated = op == CompareOp::NotEq;
    let verdict = if known && !sizes {
        Truth::False
    } else {
        match is_subset(interp, included.0, included.1)? {
            Truth::True if !known => Truth::Either,
            Truth::Either | Truth::True if matches!(op, CompareOp::Eq | CompareOp::NotEq) && !known => {
                let reverse = is_subset(interp, included.1, included.0)?;
                if reverse == Truth::False { Truth::False } else { Truth::Either }
            }
            other => other,
        }
    };
    Ok(match (verdict, negated) {
        (Truth::True, true) => Truth::False,
        (Truth::False, true) => Truth::True,
        (truth, _) => truth,
    })
}
