//! `partial`: a call some of whose arguments are given already.

use smallvec::SmallVec;

use super::call;
use crate::builtins::type_type::{instance_dict, set_instance_dict};
use crate::heap::Gc;
use crate::modules::native_module::{generic_alias, record_type};
use crate::native::{method, native};
use crate::object::{Dict, Effect, Record, Str, Table, Tuple, Type, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

// The fields.
const FUNCTION: usize = 0;
const ARGUMENTS: usize = 1;
const KEYWORDS: usize = 2;

/// `partial`
pub(super) static PARTIAL: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE.and(TypeFlags::ATTRIBUTES).and(TypeFlags::DICT).and(TypeFlags::WEAKREF),
    attributes: &[
        ("func", |_, it| Ok(field(it, FUNCTION)), Some(crate::builtins::descriptors::readonly_member)),
        ("args", |_, it| Ok(field(it, ARGUMENTS)), Some(crate::builtins::descriptors::readonly_member)),
        ("keywords", |_, it| Ok(field(it, KEYWORDS)), Some(crate::builtins::descriptors::readonly_member)),
        ("__dict__", instance_dict, Some(set_instance_dict)),
    ],
    ..record_type(
        "partial",
        "functools",
        &[
            method("__new__", "($type, *args, **kwargs)", Effect::Pure, native(new), ""),
            method(
                "__call__",
                "($self, /, *args, **kwargs)",
                Effect::Any,
                native(call_partial),
                "Call self as a function.",
            ),
            method(
                "__get__",
                "($self, instance, owner=None, /)",
                Effect::Pure,
                native(get),
                "Return an attribute of instance, which is of type owner.",
            ),
            method("__repr__", "($self, /)", Effect::Any, native(repr), "Return repr(self)."),
            method("__reduce__", "($self, /)", Effect::Any, native(reduce), ""),
            method("__setstate__", "($self, state, /)", Effect::MutatesReceiver, native(set_state), ""),
            method(
                "__class_getitem__",
                "($type, object, /)",
                Effect::Pure,
                native(generic_alias),
                "See PEP 585",
            ),
        ],
        "Create a new function with partial application of the given arguments and keywords.",
    )
};

/// The type of `Placeholder`.
pub(super) static PLACEHOLDER: TypeSpec = TypeSpec {
    flags: TypeFlags(0),
    ..record_type(
        "_PlaceholderType",
        "functools",
        &[
            method("__new__", "($type, *args, **kwargs)", Effect::Pure, native(new_placeholder), ""),
            method(
                "__repr__",
                "($self, /)",
                Effect::Pure,
                native(|_: &mut Vm, _: Value| Ok("Placeholder")),
                "Return repr(self).",
            ),
            method(
                "__reduce__",
                "($self, /)",
                Effect::Pure,
                native(|_: &mut Vm, _: Value| Ok("Placeholder")),
                "",
            ),
        ],
        "The type of the Placeholder singleton.\n\nUsed as a placeholder for partial arguments.",
    )
};

/// The one placeholder.
pub(super) fn placeholder(vm: &mut Vm) -> Value {
    let registry = vm.registry;
    let key = vm.intern("functools.Placeholder");
    if let Some(placeholder) = vm.dict_get_str(registry, key) {
        return placeholder;
    }
    let class = vm.native_type(&PLACEHOLDER);
    let placeholder = vm.new_record(class, &[]).value();
    // Without memory for the entry there would be two.
    let _ = vm.dict_set(registry, key.value(), placeholder);
    placeholder
}

fn new_placeholder(vm: &mut Vm, _class: Value, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Value> {
    if !arguments.is_empty() || !keywords.is_empty() {
        return Err(vm.type_error("_PlaceholderType takes no arguments"));
    }
    Ok(placeholder(vm))
}

fn field(it: Value, at: usize) -> Value {
    it.cast::<Record>().map_or(Value::NONE, |it| it.get(at))
}

fn given(it: Gc<Record>) -> (Gc<Tuple>, Gc<Dict>) {
    match (it.get(ARGUMENTS).cast(), it.get(KEYWORDS).cast()) {
        (Some(arguments), Some(keywords)) => (arguments, keywords),
        _ => unreachable!("a partial is made with its arguments"),
    }
}

/// Puts arguments in the places of placeholders, in order; those left over follow.
fn fill(vm: &mut Vm, old: &[Value], new: &[Value]) -> SmallVec<[Value; 8]> {
    let placeholder = placeholder(vm);
    let mut rest = new.iter().copied();
    let mut filled: SmallVec<[Value; 8]> = SmallVec::new();
    for &value in old {
        filled.push(if value == placeholder { rest.next().unwrap_or(value) } else { value });
    }
    filled.extend(rest);
    filled
}

fn merged(vm: &mut Vm, first: Gc<Dict>, second: Gc<Dict>) -> Outcome<Gc<Dict>> {
    let all = vm.new_dict();
    vm.dict_update(all, first.value())?;
    vm.dict_update(all, second.value())?;
    Ok(all)
}

fn new(vm: &mut Vm, class: Gc<Type>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Gc<Record>> {
    let Some((&function, rest)) = arguments.as_slice().split_first() else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    if !vm.is_callable(function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let placeholder = placeholder(vm);
    if rest.last() == Some(&placeholder) {
        return Err(vm.type_error("trailing Placeholders are not allowed"));
    }
    let (values, _) = vm.spread(&[], keywords)?;
    if values.as_slice().contains(&placeholder) {
        return Err(vm.type_error("Placeholder cannot be passed as a keyword argument"));
    }
    let own = vm.native_type(&PARTIAL);
    let inner = function.cast::<Record>().filter(|_| vm.type_of(function).is_subtype_of(own));
    if let Some(inner) = inner.filter(|_| !has_attributes(vm, function)) {
        let (old, old_keywords) = given(inner);
        let all = fill(vm, old.as_slice(), rest);
        let all = vm.new_tuple(&all)?;
        let keywords = merged(vm, old_keywords, keywords)?;
        return Ok(vm.new_record(class, &[inner.get(FUNCTION), all.value(), keywords.value()]));
    }
    let rest = vm.new_tuple(rest)?;
    Ok(vm.new_record(class, &[function, rest.value(), keywords.value()]))
}

/// Whether an object has attributes of its own.
fn has_attributes(vm: &mut Vm, object: Value) -> bool {
    let name = vm.names.dict;
    match vm.find_attribute(object, name) {
        Ok(Some(dict)) => dict.cast::<Dict>().is_some_and(|dict| !dict.is_empty()),
        Ok(None) => false,
        Err(_) => {
            vm.raised = Value::UNBOUND;
            false
        }
    }
}

fn call_partial(vm: &mut Vm, it: Gc<Record>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Value> {
    let (old, old_keywords) = given(it);
    let placeholder = placeholder(vm);
    let wanted = old.iter().filter(|value| *value == placeholder).count();
    if arguments.len() < wanted {
        let message = format!(
            "missing positional arguments in 'partial' call; expected at least {wanted}, got {}",
            arguments.len()
        );
        return Err(vm.type_error(message));
    }
    let all = fill(vm, old.as_slice(), arguments.as_slice());
    let keywords = match (old_keywords.is_empty(), keywords.is_empty()) {
        (true, _) => keywords,
        (false, true) => old_keywords,
        _ => merged(vm, old_keywords, keywords)?,
    };
    call(vm, it.get(FUNCTION), &all, keywords)
}

fn get(vm: &mut Vm, it: Gc<Record>, instance: Value, _owner: Option<Value>) -> Outcome<Value> {
    if instance.is_none() { Ok(it.value()) } else { Ok(vm.bind(it.value(), instance)) }
}

fn repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let running = vm.in_repr;
    if (0..running.len()).any(|at| running.get(at) == Some(it.value())) {
        return Ok("...".to_owned());
    }
    vm.append(running, it.value())?;
    let text = repr_parts(vm, it);
    running.length.set(running.len().saturating_sub(1));
    let class = vm.type_of(it.value());
    Ok(format!("{}({})", vm.full_type_name(class), text?))
}

fn repr_parts(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let (arguments, keywords) = given(it);
    let mut parts = vec![vm.repr(it.get(FUNCTION))?.to_lossy()];
    for &argument in arguments.as_slice() {
        parts.push(vm.repr(argument)?.to_lossy());
    }
    let (values, names) = vm.spread(&[], keywords)?;
    if let Some(names) = names {
        for (&name, &value) in names.as_slice().iter().zip(values.as_slice()) {
            let name = vm.to_str(name)?.to_lossy();
            parts.push(format!("{name}={}", vm.repr(value)?.to_lossy()));
        }
    }
    Ok(parts.join(", "))
}

fn reduce(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<Tuple>> {
    let class = vm.type_of(it.value()).value();
    let attributes = if has_attributes(vm, it.value()) {
        let name = vm.names.dict;
        vm.get_attribute(it.value(), name)?
    } else {
        Value::NONE
    };
    let function = it.get(FUNCTION);
    let arguments = vm.new_tuple(&[function])?.value();
    let state = vm.new_tuple(&[function, it.get(ARGUMENTS), it.get(KEYWORDS), attributes])?.value();
    vm.new_tuple(&[class, arguments, state])
}

fn set_state(vm: &mut Vm, it: Gc<Record>, state: Value) -> Outcome<()> {
    let parts = state.cast::<Tuple>().filter(|parts| parts.len() == 4);
    let valid = parts.filter(|parts| {
        vm.is_callable(parts.get(0))
            && parts.get(1).is::<Tuple>()
            && (parts.get(2).is_none() || parts.get(2).is::<Dict>())
            && (parts.get(3).is_none() || parts.get(3).is::<Dict>())
    });
    let Some(parts) = valid else { return Err(vm.type_error("invalid partial state")) };
    let placeholder = placeholder(vm);
    let arguments = parts.get(1).cast::<Tuple>();
    if arguments.is_some_and(|arguments| arguments.as_slice().last() == Some(&placeholder)) {
        return Err(vm.type_error("trailing Placeholders are not allowed"));
    }
    it.set(FUNCTION, parts.get(0));
    // Instances of subclasses become plain ones.
    let arguments = match arguments {
        Some(arguments) => vm.new_tuple(arguments.as_slice())?.value(),
        None => vm.empty_tuple.value(),
    };
    it.set(ARGUMENTS, arguments);
    let keywords = vm.new_dict();
    if !parts.get(2).is_none() {
        vm.dict_update(keywords, parts.get(2))?;
    }
    it.set(KEYWORDS, keywords.value());
    if let Some(attributes) = parts.get(3).cast::<Dict>() {
        let (values, names) = vm.spread(&[], attributes)?;
        if let Some(names) = names {
            for (&name, &value) in names.as_slice().iter().zip(values.as_slice()) {
                if let Some(name) = name.cast::<Str>() {
                    let name = vm.intern_str(name);
                    vm.set_attribute(it.value(), name, value)?;
                }
            }
        }
    }
    Ok(())
}
