//! `list[int]`, `int | str`: generic aliases and unions.

use super::{Native, function, method, types};
use crate::domain::{ObjectId, Payload, Value};
use crate::interp::{Arguments, Eval, Interp, Truth};
use crate::ir::{CompareOp, Symbol, sym};

pub(super) const GENERIC_ALIAS: &[Native] = &[
    function("GenericAlias.__new__", alias_new).tolerant(),
    method("GenericAlias.__mro_entries__", alias_mro_entries).tolerant(),
    method("GenericAlias.__or__", alias_or).tolerant(),
    method("GenericAlias.__ror__", alias_ror).tolerant(),
    method("GenericAlias.__eq__", alias_eq).tolerant(),
    method("GenericAlias.__hash__", alias_hash).tolerant(),
    method("GenericAlias.__getitem__", alias_getitem).tolerant(),
    method("GenericAlias.__instancecheck__", alias_check).tolerant(),
    method("GenericAlias.__subclasscheck__", alias_check).tolerant(),
];

pub(super) const UNION: &[Native] = &[
    method("Union.__or__", alias_or).tolerant(),
    method("Union.__ror__", alias_ror).tolerant(),
    method("Union.__eq__", union_eq).tolerant(),
    method("Union.__hash__", alias_hash).tolerant(),
    method("Union.__getitem__", union_getitem).tolerant(),
    method("Union.__class_getitem__", union_class_getitem).tolerant(),
    method("Union.__instancecheck__", union_instancecheck).tolerant(),
    method("Union.__subclasscheck__", union_subclasscheck).tolerant(),
];

pub(super) const NONE_TYPE: &[Native] = &[
    method("NoneType.__or__", alias_or).tolerant(),
    method("NoneType.__ror__", alias_ror).tolerant(),
    method("NoneType.__bool__", none_bool),
    method("NoneType.__repr__", none_repr),
    method("NoneType.__hash__", alias_hash),
    function("NoneType.__new__", none_new),
];

fn none_bool(_interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    Ok(Value::Bool(false))
}

fn none_repr(_interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    Ok(Value::str("None"))
}

fn none_new(_interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    Ok(Value::None)
}

fn alias_new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (Some(class), Some(origin), Some(args)) =
        (arguments.get(0).cloned(), arguments.get(1).cloned(), arguments.get(2).cloned())
    else {
        return interp.type_error("GenericAlias expected 2 arguments");
    };
    let arguments = match args {
        tuple @ Value::Tuple(_) => tuple,
        single => Value::tuple(vec![single]),
    };
    let class = class.as_object().unwrap_or(types::GENERIC_ALIAS);
    let result = interp.alloc(class, Payload::GenericAlias { origin, arguments, unpacked: false });
    if let Value::Object(id) = &result {
        interp.heap.modify(*id).attrs = Some(Box::default());
    }
    Ok(result)
}

fn parts(interp: &Interp<'_>, value: Option<&Value>) -> Option<(Value, Value)> {
    match value {
        Some(Value::Object(id)) => match &interp.heap.get(*id).payload {
            Payload::GenericAlias { origin, arguments, .. } => Some((origin.clone(), arguments.clone())),
            _ => None,
        },
        _ => None,
    }
}

fn alias_mro_entries(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    Ok(match parts(interp, arguments.get(0)) {
        Some((origin, _)) => Value::tuple(vec![origin]),
        None => Value::empty_tuple(),
    })
}

fn alias_or(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (a, b) =
        (arguments.get(0).cloned().unwrap_or(Value::None), arguments.get(1).cloned().unwrap_or(Value::None));
    union(interp, &a, &b)
}

fn alias_ror(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (a, b) =
        (arguments.get(0).cloned().unwrap_or(Value::None), arguments.get(1).cloned().unwrap_or(Value::None));
    union(interp, &b, &a)
}

fn alias_hash(_interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    Ok(Value::Typed(types::INT))
}

fn alias_eq(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (Some((a, x)), Some((b, y))) = (parts(interp, arguments.get(0)), parts(interp, arguments.get(1)))
    else {
        return Ok(Value::NotImplemented);
    };
    let origins = interp.equal(&a, &b)?;
    if origins == Truth::False {
        return Ok(Value::Bool(false));
    }
    interp.compare(CompareOp::Eq, &x, &y)
}

fn alias_check(interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    interp.type_error("isinstance() argument 2 cannot be a parameterized generic")
}

fn alias_getitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    match (arguments.get(0).cloned(), arguments.get(1).cloned()) {
        (Some(Value::Object(id)), Some(key)) => alias_item(interp, id, &key),
        _ => interp.type_error("expected 1 argument, got 0"),
    }
}

/// `alias[key]`: replaces the type parameters, in order of their first appearance.
pub(crate) fn alias_item(interp: &mut Interp<'_>, id: ObjectId, key: &Value) -> Eval<Value> {
    let Some((origin, arguments)) = parts(interp, Some(&Value::Object(id))) else {
        return interp.type_error("not a generic class");
    };
    let parameters = match interp.alias_parameters(&arguments)? {
        Value::Tuple(items) => items.to_vec(),
        _ => Vec::new(),
    };
    if parameters.is_empty() {
        return interp.type_error("not a generic class");
    }
    let given = match key {
        Value::Tuple(items) => items.to_vec(),
        single => vec![single.clone()],
    };
    let items = match &arguments {
        Value::Tuple(items) => items.to_vec(),
        single => vec![single.clone()],
    };
    let mut replaced = Vec::with_capacity(items.len());
    for item in items {
        replaced.push(substitute(interp, &item, &parameters, &given)?);
    }
    Ok(interp.generic_alias(origin, Value::tuple(replaced)))
}

fn substitute(interp: &mut Interp<'_>, item: &Value, parameters: &[Value], given: &[Value]) -> Eval<Value> {
    if let Some(i) = parameters.iter().position(|parameter| parameter.same(item)) {
        return Ok(given.get(i).cloned().unwrap_or_else(|| item.clone()));
    }
    let inner = match item {
        Value::Object(id) if interp.heap.get(*id).as_class().is_none() => {
            interp.alias_parameters(&Value::tuple(vec![item.clone()]))?
        }
        _ => return Ok(item.clone()),
    };
    let Value::Tuple(inner) = inner else { return Ok(item.clone()) };
    if inner.is_empty() {
        return Ok(item.clone());
    }
    let arguments: Vec<Value> = inner
        .iter()
        .map(|parameter| {
            parameters
                .iter()
                .position(|known| known.same(parameter))
                .and_then(|i| given.get(i))
                .unwrap_or(parameter)
                .clone()
        })
        .collect();
    interp.get_item(item, &if arguments.len() == 1 { arguments[0].clone() } else { Value::tuple(arguments) })
}

/// `a | b` for types.
pub(crate) fn union(interp: &mut Interp<'_>, a: &Value, b: &Value) -> Eval<Value> {
    let mut members: Vec<Value> = Vec::new();
    // Text names a type only beside what the typing machinery makes; classes and their aliases decline it.
    let text_allowed = [a, b].iter().any(|value| is_typing_object(interp, value));
    for value in [a, b] {
        let flat: Vec<Value> = match value {
            Value::None => vec![Value::Object(types::NONE_TYPE)],
            Value::Object(id) => {
                let (members, is_type) = match &interp.heap.get(*id).payload {
                    Payload::Union(members) => (Some(members.clone()), true),
                    Payload::Class(_) | Payload::GenericAlias { .. } => (None, true),
                    _ => (None, false),
                };
                match members {
                    Some(members) => members,
                    None if is_type || is_type_form(interp, value) => vec![value.clone()],
                    None => return Ok(Value::NotImplemented),
                }
            }
            Value::Str(_) if text_allowed => vec![value.clone()],
            Value::Unknown(_) => vec![value.clone()],
            _ => return Ok(Value::NotImplemented),
        };
        for member in flat {
            let mut known = false;
            for other in &members {
                known |= other.same(&member) || interp.equal(other, &member)? == Truth::True;
            }
            if !known {
                members.push(member);
            }
        }
    }
    if members.len() == 1 {
        return Ok(members.swap_remove(0));
    }
    Ok(interp.alloc(types::UNION, Payload::Union(members)))
}

/// Whether the value is of a class of the module `typing`, whose `|` takes text as the name of a type.
fn is_typing_object(interp: &mut Interp<'_>, value: &Value) -> bool {
    let Value::Object(id) = value else { return matches!(value, Value::Unknown(_)) };
    let is_class = matches!(interp.heap.get(*id).payload, Payload::Class(_));
    let takes_none = ["GenericAlias", "TypeAliasType"].contains(&interp.type_name(value).as_str());
    let is_union = matches!(interp.heap.get(*id).payload, Payload::Union(_));
    !is_class && !takes_none && (is_union || is_type_form(interp, value))
}

/// Whether the value is what the typing machinery makes: type variables, aliases, special forms.
fn is_type_form(interp: &mut Interp<'_>, value: &Value) -> bool {
    interp.special_exists(value, sym::typing_subst)
        || matches!(
            interp.type_name(value).as_str(),
            "TypeVar" | "ParamSpec" | "TypeAliasType" | "NewType" | "ForwardRef"
        )
        || interp.type_name(value).ends_with("Alias")
        || interp.type_name(value).ends_with("Form")
}

fn members_of(interp: &Interp<'_>, value: Option<&Value>) -> Vec<Value> {
    match value {
        Some(Value::Object(id)) => match &interp.heap.get(*id).payload {
            Payload::Union(members) => members.clone(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn union_eq(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (a, b) = (members_of(interp, arguments.get(0)), members_of(interp, arguments.get(1)));
    if b.is_empty() {
        return Ok(Value::NotImplemented);
    }
    if a.len() != b.len() {
        return Ok(Value::Bool(false));
    }
    for member in &a {
        match interp.contains_among(&b, member)? {
            Value::Bool(true) => {}
            other => return Ok(other),
        }
    }
    Ok(Value::Bool(true))
}

fn union_getitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let members = members_of(interp, arguments.get(0));
    let key = arguments.get(1).cloned().unwrap_or(Value::None);
    let all = Value::tuple(members.clone());
    let parameters = match interp.alias_parameters(&all)? {
        Value::Tuple(items) => items.to_vec(),
        _ => Vec::new(),
    };
    let given = match &key {
        Value::Tuple(items) => items.to_vec(),
        single => vec![single.clone()],
    };
    let mut result: Option<Value> = None;
    for member in members {
        let replaced = substitute(interp, &member, &parameters, &given)?;
        result = Some(match result {
            None => replaced,
            Some(sofar) => union(interp, &sofar, &replaced)?,
        });
    }
    Ok(result.unwrap_or(Value::None))
}

/// `Union[a, b]`
fn union_class_getitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let key = arguments.get(1).cloned().unwrap_or(Value::None);
    let items = match &key {
        Value::Tuple(items) => items.to_vec(),
        single => vec![single.clone()],
    };
    let mut result: Option<Value> = None;
    for item in items {
        let item = match item {
            Value::None => Value::Object(types::NONE_TYPE),
            // Text stands for a type that is defined later.
            text @ Value::Str(_) => match interp.require_module("annotationlib")? {
                Some(module) => {
                    let class = interp.get_attr(&module, Symbol::new("ForwardRef"))?;
                    interp.call(&class, vec![text])?
                }
                None => text,
            },
            item => item,
        };
        result = Some(match result {
            None => item,
            Some(sofar) => match union(interp, &sofar, &item)? {
                // Anything may be a member of `typing.Union[...]`.
                Value::NotImplemented => {
                    let mut members = members_of(interp, Some(&sofar));
                    if members.is_empty() {
                        members.push(sofar);
                    }
                    members.push(item);
                    interp.alloc(types::UNION, Payload::Union(members))
                }
                joined => joined,
            },
        });
    }
    Ok(result.unwrap_or(Value::None))
}

fn union_instancecheck(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let members = Value::tuple(members_of(interp, arguments.get(0)));
    let value = arguments.get(1).cloned().unwrap_or(Value::None);
    let verdict = interp.is_instance(&value, &members)?;
    Ok(super::object::truth_value(vec![verdict]))
}

fn union_subclasscheck(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let members = Value::tuple(members_of(interp, arguments.get(0)));
    let value = arguments.get(1).cloned().unwrap_or(Value::None);
    super::functions::is_subclass(interp, &value, &members)
}
