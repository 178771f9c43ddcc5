//! Methods of the built-in exceptions.

use super::{Native, exceptions as exc, function, method, types};
use crate::domain::{Elements, ExceptionData, Payload, Value};
use crate::interp::{Arguments, Eval, Interp, Truth};
use crate::ir::{Symbol, sym};

pub(super) const BASE_EXCEPTION: &[Native] = &[
    function("BaseException.__new__", new).tolerant(),
    method("BaseException.__init__", init).tolerant(),
    method("BaseException.__str__", str_),
    method("BaseException.__repr__", repr),
    method("BaseException.with_traceback", with_traceback).tolerant(),
    method("BaseException.add_note", add_note),
    method("BaseException.__reduce__", reduce),
    method("BaseException.__setstate__", init_nothing).tolerant(),
];

pub(super) const KEY_ERROR: &[Native] = &[method("KeyError.__str__", key_error_str)];

pub(super) const IMPORT_ERROR: &[Native] = &[method("ImportError.__init__", keyword_init).tolerant()];
pub(super) const ATTRIBUTE_ERROR: &[Native] = &[method("AttributeError.__init__", keyword_init).tolerant()];
pub(super) const NAME_ERROR: &[Native] = &[method("NameError.__init__", keyword_init).tolerant()];

pub(super) const BASE_EXCEPTION_GROUP: &[Native] = &[
    method("BaseExceptionGroup.split", group_split),
    method("BaseExceptionGroup.subgroup", group_subgroup),
    method("BaseExceptionGroup.derive", group_derive),
    method("BaseExceptionGroup.__class_getitem__", group_getitem).tolerant(),
];

fn receiver(interp: &mut Interp<'_>, arguments: &Arguments) -> Eval<Value> {
    match arguments.get(0) {
        Some(value) => Ok(value.clone()),
        None => interp.type_error("descriptor method needs an argument"),
    }
}

fn new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Some(Value::Object(class)) = arguments.get(0).cloned() else {
        return interp.type_error("BaseException.__new__(X): X is not a type object");
    };
    let args = Value::tuple(arguments.positional[1..].to_vec());
    let data = ExceptionData { args, cause: None, context: interp.handled(), finding: None };
    let value = interp.alloc(class, Payload::Exception(Box::new(data)));
    if let Value::Object(id) = &value {
        interp.heap.modify(*id).attrs = Some(Box::default());
    }
    Ok(value)
}

fn init(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments)?;
    let args = match &arguments.more_positional {
        None => Value::tuple(arguments.positional[1..].to_vec()),
        Some(_) => Value::Typed(types::TUPLE),
    };
    if let Some((name, _)) = arguments.keywords.first() {
        let class = interp.type_name(&value);
        let _ = name;
        return interp.type_error(&format!("{class}() takes no keyword arguments"));
    }
    if let Value::Object(id) = &value
        && interp.may_change(*id, "`args`")?
        && let Payload::Exception(data) = &mut interp.heap.modify(*id).payload
    {
        data.args = args;
    }
    Ok(Value::None)
}

/// `ImportError(..., name=, path=)` and the like: keywords become attributes.
fn keyword_init(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments)?;
    let keywords: Vec<(Symbol, Value)> = std::mem::take(&mut arguments.keywords);
    if let Value::Object(id) = &value
        && interp.may_change(*id, "an attribute")?
    {
        for (name, keyword) in keywords {
            interp.heap.modify(*id).attrs_mut().bind(name, keyword);
        }
    }
    init(interp, arguments)
}

fn init_nothing(_interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    Ok(Value::None)
}

fn args_of(interp: &Interp<'_>, value: &Value) -> Option<Value> {
    match value {
        Value::Object(id) => match &interp.heap.get(*id).payload {
            Payload::Exception(data) => Some(data.args.clone()),
            _ => None,
        },
        _ => None,
    }
}

fn str_(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments)?;
    let class = interp.heap.class_of(&value);
    let is_os_error = class.is_some_and(|class| interp.is_subclass_of(class, exc::OS_ERROR));
    match args_of(interp, &value) {
        Some(Value::Tuple(args)) => match &*args {
            [] => Ok(Value::str("")),
            [one] => interp.str_of(&one.clone()),
            _ if is_os_error => Ok(Value::Typed(types::STR)),
            many => interp.str_of(&Value::tuple(many.to_vec())),
        },
        _ => Ok(Value::Typed(types::STR)),
    }
}

fn key_error_str(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments)?;
    match args_of(interp, &value) {
        Some(Value::Tuple(args)) if args.len() == 1 => interp.repr_of(&args[0].clone()),
        _ => str_(interp, arguments),
    }
}

fn repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments)?;
    Ok(interp.plain_repr(&value)?.map_or(Value::Typed(types::STR), |text| Value::str(&text)))
}

fn with_traceback(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments)
}

fn add_note(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments)?;
    let note = arguments.get(1).cloned().unwrap_or(Value::None);
    if let Value::Object(id) = &value
        && interp.may_change(*id, "`__notes__`")?
    {
        let mut notes = match interp.heap.attr(*id, sym::notes).map(|slot| slot.value.clone()) {
            Some(notes) => match interp.collect(&notes)? {
                Elements::Exact(items) => items,
                Elements::Summary(item) => vec![item],
            },
            None => Vec::new(),
        };
        notes.push(note);
        let notes = interp.new_list(notes);
        interp.heap.modify(*id).attrs_mut().bind(sym::notes, notes);
    }
    Ok(Value::None)
}

fn reduce(_interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    Ok(Value::unknown("the pickled form of an exception"))
}

/// Members of a group, nested groups included, that a class or tuple of classes matches; and the others.
fn divide(interp: &mut Interp<'_>, group: &Value, condition: &Value) -> Eval<(Vec<Value>, Vec<Value>)> {
    let members = match args_of(interp, group) {
        Some(Value::Tuple(args)) => match args.get(1) {
            Some(members) => match interp.collect(&members.clone())? {
                Elements::Exact(items) => items,
                Elements::Summary(item) => vec![item],
            },
            None => Vec::new(),
        },
        _ => Vec::new(),
    };
    let is_classes = matches!(condition, Value::Tuple(_))
        || matches!(condition, Value::Object(id) if interp.heap.get(*id).as_class().is_some());
    let (mut matched, mut others) = (Vec::new(), Vec::new());
    for member in members {
        let nested = interp
            .heap
            .class_of(&member)
            .is_some_and(|class| interp.is_subclass_of(class, exc::BASE_EXCEPTION_GROUP));
        let verdict = if is_classes {
            interp.is_instance(&member, condition)?
        } else {
            let result = interp.call(condition, vec![member.clone()])?;
            interp.truth(&result)?
        };
        match verdict {
            Truth::True => matched.push(member),
            _ if nested => {
                let (inner, rest) = divide(interp, &member, condition)?;
                if !inner.is_empty() {
                    matched.push(derive(interp, &member, inner)?);
                }
                if !rest.is_empty() {
                    others.push(derive(interp, &member, rest)?);
                }
            }
            Truth::False => others.push(member),
            Truth::Either => {
                matched.push(member.clone());
                others.push(member);
            }
        }
    }
    Ok((matched, others))
}

fn derive(interp: &mut Interp<'_>, group: &Value, members: Vec<Value>) -> Eval<Value> {
    let method = interp.get_attr(group, Symbol::new("derive"))?;
    let members = interp.new_list(members);
    interp.call(&method, vec![members])
}

fn group_derive(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let group = receiver(interp, arguments)?;
    let members = arguments.get(1).cloned().unwrap_or_else(Value::empty_tuple);
    let message = match args_of(interp, &group) {
        Some(Value::Tuple(args)) => args.first().cloned().unwrap_or(Value::None),
        _ => Value::Typed(types::STR),
    };
    interp.call(&Value::Object(exc::EXCEPTION_GROUP), vec![message, members])
}

fn or_none(interp: &mut Interp<'_>, group: &Value, members: Vec<Value>) -> Eval<Value> {
    if members.is_empty() { Ok(Value::None) } else { derive(interp, group, members) }
}

fn group_split(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let group = receiver(interp, arguments)?;
    let condition = arguments.get(1).cloned().unwrap_or(Value::None);
    if interp.is_instance(&group, &condition).is_ok_and(|verdict| verdict == Truth::True) {
        return Ok(Value::tuple(vec![group, Value::None]));
    }
    let (matched, others) = divide(interp, &group, &condition)?;
    let matched = or_none(interp, &group, matched)?;
    let others = or_none(interp, &group, others)?;
    Ok(Value::tuple(vec![matched, others]))
}

fn group_subgroup(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let group = receiver(interp, arguments)?;
    let condition = arguments.get(1).cloned().unwrap_or(Value::None);
    let (matched, _) = divide(interp, &group, &condition)?;
    or_none(interp, &group, matched)
}

fn group_getitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = receiver(interp, arguments)?;
    let key = arguments.get(1).cloned().unwrap_or(Value::None);
    Ok(interp.generic_alias(class, key))
}
