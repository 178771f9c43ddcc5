//! Views of mappings: `dict_keys`, `dict_values`, `dict_items` and `mappingproxy`.

use super::arity::{class_getitem, expect_after_first, new_class, receiver_of};
use super::elements::{self, comparisons, of_truth};
use super::{Native, dict, function, mapping, method, set, set_algebra as algebra, types};
use crate::domain::{Dict, DictViewKind, Payload, Value};
use crate::interp::{Arguments, Eval, Interp, SET_ELEMENT, Truth};
use crate::ir::{BinaryOp, CompareOp, Symbol, sym};

/// Methods of the views that are like sets.
macro_rules! set_methods {
    ($class:literal) => {
        &[
            method(concat!($class, ".__repr__"), repr),
            method(concat!($class, ".__len__"), len),
            method(concat!($class, ".__contains__"), contains).tolerant(),
            method(concat!($class, ".__iter__"), iter),
            method(concat!($class, ".__reversed__"), reversed),
            method(concat!($class, ".__eq__"), eq),
            method(concat!($class, ".__ne__"), ne),
            method(concat!($class, ".__lt__"), lt),
            method(concat!($class, ".__le__"), le),
            method(concat!($class, ".__gt__"), gt),
            method(concat!($class, ".__ge__"), ge),
            method(concat!($class, ".__and__"), and),
            method(concat!($class, ".__rand__"), and),
            method(concat!($class, ".__or__"), or),
            method(concat!($class, ".__ror__"), or),
            method(concat!($class, ".__sub__"), sub),
            method(concat!($class, ".__rsub__"), rsub),
            method(concat!($class, ".__xor__"), xor),
            method(concat!($class, ".__rxor__"), xor),
            method(concat!($class, ".isdisjoint"), isdisjoint),
        ]
    };
}

pub(crate) const KEYS_METHODS: &[Native] = set_methods!("dict_keys");
pub(crate) const ITEMS_METHODS: &[Native] = set_methods!("dict_items");
pub(crate) const VALUES_METHODS: &[Native] = &[
    method("dict_values.__repr__", repr),
    method("dict_values.__len__", len),
    method("dict_values.__iter__", iter),
    method("dict_values.__reversed__", reversed),
];

/// The dictionary and the kind of a view.
fn parts(interp: &Interp<'_>, view: &Value) -> Option<(Value, DictViewKind)> {
    match view {
        Value::Object(id) => match &interp.heap.get(*id).payload {
            Payload::DictView { dict, kind } => Some((Value::Object(*dict), *kind)),
            _ => None,
        },
        Value::Typed(types::DICT_KEYS) => Some((Value::Typed(types::DICT), DictViewKind::Keys)),
        Value::Typed(types::DICT_VALUES) => Some((Value::Typed(types::DICT), DictViewKind::Values)),
        Value::Typed(types::DICT_ITEMS) => Some((Value::Typed(types::DICT), DictViewKind::Items)),
        _ => None,
    }
}

/// A checked receiver: the view, its dictionary and its kind.
fn view(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    count: usize,
) -> Eval<(Value, Value, DictViewKind)> {
    let found = arguments.get(0).and_then(|value| parts(interp, value));
    let class = match found {
        None | Some((_, DictViewKind::Keys)) => types::DICT_KEYS,
        Some((_, DictViewKind::Values)) => types::DICT_VALUES,
        Some((_, DictViewKind::Items)) => types::DICT_ITEMS,
    };
    let view = receiver_of(interp, arguments, class, name, count, count)?;
    let (dict, kind) = found.unwrap_or((Value::Typed(types::DICT), DictViewKind::Keys));
    Ok((view, dict, kind))
}

/// Keys or items as the contents of a set; `None` for anything else.
pub(super) fn set_contents(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<Dict>> {
    let Some((dict, kind)) = parts(interp, value) else { return Ok(None) };
    let mut contents = mapping::contents(interp, &dict);
    match kind {
        DictViewKind::Values => return Ok(None),
        DictViewKind::Keys => {
            for entry in contents.iter_mut() {
                entry.value = Value::None;
            }
            if let Some(rest) = &mut contents.rest {
                rest.1 = Value::None;
            }
        }
        DictViewKind::Items => {
            let mut items = Dict::default();
            for entry in contents.iter() {
                let item = Value::tuple(vec![entry.key.clone(), entry.value.clone()]);
                interp.insert_entry(&mut items, (item, Value::None), entry.definite, SET_ELEMENT)?;
            }
            if let Some(rest) = contents.rest {
                interp.insert_any(&mut items, Value::tuple(vec![rest.0, rest.1]), Value::None);
            }
            contents = items;
        }
    }
    Ok(Some(contents))
}

fn repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (view, _, _) = view(interp, arguments, "__repr__", 0)?;
    elements::repr(interp, &view)
}

fn len(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (_, dict, _) = view(interp, arguments, "__len__", 0)?;
    Ok(dict::length(&mapping::contents(interp, &dict)))
}

fn contains(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    use crate::interp::DictGet;
    let (_, dict, kind) = view(interp, arguments, "__contains__", 1)?;
    let wanted = arguments.positional[1].clone();
    let (key, value) = match (kind, &wanted) {
        (DictViewKind::Items, Value::Tuple(pair)) if pair.len() == 2 => {
            (pair[0].clone(), Some(pair[1].clone()))
        }
        (DictViewKind::Items, Value::Object(_) | Value::Typed(_) | Value::Union(_) | Value::Unknown(_)) => {
            return contains_among_items(interp, &dict, &wanted);
        }
        (DictViewKind::Items, _) => return Ok(Value::Bool(false)),
        _ => (wanted, None),
    };
    let (found, certain) = match mapping::get(interp, &dict, &key)? {
        DictGet::Found(found) => (found, true),
        DictGet::Perhaps(found) => (found, false),
        DictGet::Absent => return Ok(Value::Bool(false)),
    };
    let equal = match value {
        Some(value) => interp.equal(&found, &value)?,
        None => Truth::True,
    };
    Ok(of_truth(match equal {
        Truth::True if !certain => Truth::Either,
        other => other,
    }))
}

fn contains_among_items(interp: &mut Interp<'_>, dict: &Value, wanted: &Value) -> Eval<Value> {
    let contents = mapping::contents(interp, dict);
    let items = mapping::view_items(&contents, DictViewKind::Items);
    Ok(match interp.contains_among(&items, wanted)? {
        Value::Bool(true) if !contents.has_exact_keys() => Value::Typed(types::BOOL),
        other => other,
    })
}

fn iter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (view, dict, kind) = view(interp, arguments, "__iter__", 0)?;
    match view {
        Value::Object(_) => interp.iter_contents(&view),
        _ => {
            let contents = mapping::contents(interp, &dict);
            let items = mapping::view_items(&contents, kind);
            let item = elements::joined(interp, &items);
            Ok(interp.new_iterator(crate::domain::Iter::Summary(item)))
        }
    }
}

fn reversed(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (_, dict, kind) = view(interp, arguments, "__reversed__", 0)?;
    dict::reversed_contents(interp, &dict, kind)
}

comparisons!("dict_keys", compare);

fn compare(interp: &mut Interp<'_>, arguments: &mut Arguments, op: CompareOp, name: &str) -> Eval<Value> {
    let (view, _, _) = view(interp, arguments, name, 1)?;
    let other = match algebra::of_set(interp, &arguments.positional[1]) {
        Some(other) => Some(other),
        None => set_contents(interp, &arguments.positional[1])?,
    };
    match (set_contents(interp, &view)?, other) {
        (Some(left), Some(right)) => algebra::compare(interp, op, &left, &right).map(of_truth),
        _ => Ok(Value::NotImplemented),
    }
}

type Operation = fn(&mut Interp<'_>, &Dict, &Dict) -> Eval<Dict>;

/// An operator between a view and any iterable: it gives a set.
fn operator(interp: &mut Interp<'_>, arguments: &Arguments, name: &str, operation: Operation) -> Eval<Value> {
    let (view, _, _) = view(interp, arguments, name, 1)?;
    let left = set_contents(interp, &view)?.unwrap_or_default();
    let right = algebra::of_iterable(interp, &arguments.positional[1])?;
    let contents = operation(interp, &left, &right)?;
    Ok(set::new(interp, contents))
}

fn and(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    operator(interp, arguments, "__and__", algebra::intersection)
}

fn or(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    operator(interp, arguments, "__or__", |interp, left, right| algebra::union(interp, left.clone(), right))
}

fn sub(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    operator(interp, arguments, "__sub__", algebra::difference)
}

fn rsub(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    operator(interp, arguments, "__rsub__", |interp, left, right| algebra::difference(interp, right, left))
}

fn xor(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    operator(interp, arguments, "__xor__", algebra::symmetric_difference)
}

fn isdisjoint(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (view, _, _) = view(interp, arguments, "isdisjoint", 1)?;
    let left = set_contents(interp, &view)?.unwrap_or_default();
    let right = algebra::of_iterable(interp, &arguments.positional[1])?;
    algebra::is_disjoint(interp, &left, &right).map(of_truth)
}

pub(crate) const PROXY_METHODS: &[Native] = &[
    function("mappingproxy.__new__", new_proxy),
    method("mappingproxy.__repr__", proxy_repr),
    method("mappingproxy.__len__", proxy_len),
    method("mappingproxy.__getitem__", proxy_getitem),
    method("mappingproxy.__contains__", proxy_contains),
    method("mappingproxy.__iter__", proxy_iter),
    method("mappingproxy.__reversed__", proxy_reversed),
    method("mappingproxy.__eq__", proxy_eq),
    method("mappingproxy.__ne__", proxy_ne),
    method("mappingproxy.__or__", proxy_or),
    method("mappingproxy.__ror__", proxy_ror),
    method("mappingproxy.__hash__", proxy_hash),
    method("mappingproxy.__class_getitem__", class_getitem).tolerant(),
    method("mappingproxy.copy", |interp, arguments| delegate(interp, arguments, "copy")),
    method("mappingproxy.get", |interp, arguments| delegate(interp, arguments, "get")),
    method("mappingproxy.items", |interp, arguments| delegate(interp, arguments, "items")),
    method("mappingproxy.keys", |interp, arguments| delegate(interp, arguments, "keys")),
    method("mappingproxy.values", |interp, arguments| delegate(interp, arguments, "values")),
];

fn new_proxy(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = new_class(interp, arguments, types::MAPPING_PROXY)?;
    let mapping = arguments.take(1, "mapping");
    expect_after_first(
        interp,
        &Arguments { keywords: Vec::new(), ..arguments.clone() },
        "mappingproxy",
        0,
        1,
    )?;
    let Some(mapping) = mapping else {
        return interp.type_error("mappingproxy() missing required argument 'mapping' (pos 1)");
    };
    let plain = matches!(interp.heap.class_of(&mapping), Some(types::LIST | types::TUPLE));
    if plain || !interp.special_exists(&mapping, sym::getitem) {
        let name = interp.type_name(&mapping);
        return interp.type_error(&format!("mappingproxy() argument must be a mapping, not {name}"));
    }
    Ok(interp.alloc(class, Payload::MappingProxy(mapping)))
}

/// What a proxy stands for.
fn target(interp: &mut Interp<'_>, arguments: &Arguments, name: &str, count: usize) -> Eval<Value> {
    let proxy = receiver_of(interp, arguments, types::MAPPING_PROXY, name, count, count)?;
    Ok(inner(interp, &proxy).unwrap_or(Value::Typed(types::DICT)))
}

fn inner(interp: &Interp<'_>, proxy: &Value) -> Option<Value> {
    match proxy {
        Value::Object(id) => match &interp.heap.get(*id).payload {
            Payload::MappingProxy(inner) => Some(inner.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// Calls the mapping's method of the same name.
fn delegate(interp: &mut Interp<'_>, arguments: &mut Arguments, name: &str) -> Eval<Value> {
    let most = if name == "get" { 2 } else { 0 };
    let least = usize::from(name == "get");
    let proxy = receiver_of(interp, arguments, types::MAPPING_PROXY, name, least, most)?;
    let mapping = inner(interp, &proxy).unwrap_or(Value::Typed(types::DICT));
    let method = interp.get_attr(&mapping, Symbol::new(name))?;
    let mut arguments = std::mem::take(arguments);
    arguments.positional.remove(0);
    interp.call_with(&method, arguments)
}

fn proxy_repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let mapping = target(interp, arguments, "__repr__", 0)?;
    match interp.repr_of(&mapping)? {
        Value::Str(text) => {
            interp.concatenate(&[Value::str("mappingproxy("), Value::Str(text), Value::str(")")])
        }
        _ => Ok(Value::Typed(types::STR)),
    }
}

fn proxy_len(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let mapping = target(interp, arguments, "__len__", 0)?;
    super::sequences::length(interp, &mapping)
}

fn proxy_getitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let mapping = target(interp, arguments, "__getitem__", 1)?;
    interp.get_item(&mapping, &arguments.positional[1])
}

fn proxy_contains(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let mapping = target(interp, arguments, "__contains__", 1)?;
    interp.contains(&mapping, &arguments.positional[1])
}

fn proxy_iter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let mapping = target(interp, arguments, "__iter__", 0)?;
    interp.iter(&mapping)
}

fn proxy_reversed(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let mapping = target(interp, arguments, "__reversed__", 0)?;
    super::iterators::reverse(interp, &mapping)
}

fn proxy_hash(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let mapping = target(interp, arguments, "__hash__", 0)?;
    super::hashes::known_hash(interp, &mapping).map(super::hashes::value_of)
}

/// The argument of a binary method, seen through if it is a proxy too.
fn other(interp: &Interp<'_>, arguments: &Arguments) -> Value {
    let other = &arguments.positional[1];
    inner(interp, other).unwrap_or_else(|| other.clone())
}

fn proxy_eq(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let mapping = target(interp, arguments, "__eq__", 1)?;
    let other = other(interp, arguments);
    interp.compare(CompareOp::Eq, &mapping, &other)
}

fn proxy_ne(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let mapping = target(interp, arguments, "__ne__", 1)?;
    let other = other(interp, arguments);
    interp.compare(CompareOp::NotEq, &mapping, &other)
}

fn proxy_or(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let mapping = target(interp, arguments, "__or__", 1)?;
    let other = other(interp, arguments);
    interp.binary(BinaryOp::BitOr, &mapping, &other)
}

fn proxy_ror(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let mapping = target(interp, arguments, "__ror__", 1)?;
    let other = other(interp, arguments);
    interp.binary(BinaryOp::BitOr, &other, &mapping)
}
