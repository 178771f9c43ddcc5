//! The `match` statement.

use crate::object::{Dict, Str, Tuple, Type, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// Whether a value matches sequence patterns.
pub(super) fn is_sequence(vm: &Vm, value: Value) -> bool {
    vm.type_of(value).has(TypeFlags::SEQUENCE)
}

/// Whether a value matches mapping patterns.
pub(super) fn is_mapping(vm: &Vm, value: Value) -> bool {
    vm.type_of(value).has(TypeFlags::MAPPING)
}

/// The values of the keys, or `None` if one is missing.
pub(super) fn match_keys(vm: &mut Vm, subject: Value, keys: Value) -> Outcome<Value> {
    let Some(keys) = keys.cast::<Tuple>() else { return Ok(Value::NONE) };
    let values = vm.new_list();
    let seen = vm.new_set();
    let get = vm.names.get;
    let sentinel = vm.new_dict().value();
    for &key in keys.as_slice() {
        if !vm.set_add(seen, key)? {
            let key = vm.repr_lossy(key);
            return Err(vm.value_error(format!("mapping pattern checks duplicate key ({key})")));
        }
        let value = match vm.cast_exact::<Dict>(subject) {
            Some(dict) => vm.dict_get(dict, key)?,
            None => {
                let value = vm.call_method(subject, get, &[key, sentinel])?;
                if value == sentinel { None } else { Some(value) }
            }
        };
        match value {
            Some(value) => vm.append(values, value)?,
            None => return Ok(Value::NONE),
        }
    }
    Ok(vm.tuple_of_list(values)?.value())
}

/// What a class pattern looks at, or `None` if it does not match.
pub(super) fn match_class(vm: &mut Vm, window: [Value; 3], positional: usize) -> Outcome<Value> {
    let [subject, class, names] = window;
    let Some(class) = class.cast::<Type>() else {
        return Err(vm.type_error("called match pattern must be a class"));
    };
    if !vm.is_instance(subject, class.value())? {
        return Ok(Value::NONE);
    }
    let values = vm.new_list();
    let seen = vm.new_set();
    if positional > 0 {
        let key = vm.names.match_args;
        let told = vm.find_attribute(class.value(), key)?;
        match told {
            None if is_self_matching(vm, class) => {
                if positional > 1 {
                    return Err(too_many(vm, class, 1, positional));
                }
                vm.append(values, subject)?;
            }
            _ => {
                let arguments = match told {
                    None => vm.empty_tuple,
                    Some(told) => match told.cast::<Tuple>() {
                        Some(arguments) => arguments,
                        None => {
                            let (name, given) = (class.display_name(), vm.type_name(told));
                            return Err(
                                vm.type_error(format!("{name}.__match_args__ must be a tuple (got {given})"))
                            );
                        }
                    },
                };
                if arguments.len() < positional {
                    return Err(too_many(vm, class, arguments.len(), positional));
                }
                for index in 0..positional {
                    let name = arguments.get(index);
                    let Some(name) = name.cast::<Str>() else {
                        let given = vm.type_name(name);
                        return Err(
                            vm.type_error(format!("__match_args__ elements must be strings (got {given})"))
                        );
                    };
                    if !take(vm, class, subject, name.value(), seen, values)? {
                        return Ok(Value::NONE);
                    }
                }
            }
        }
    }
    if let Some(names) = names.cast::<Tuple>() {
        for &name in names.as_slice() {
            if !take(vm, class, subject, name, seen, values)? {
                return Ok(Value::NONE);
            }
        }
    }
    Ok(vm.tuple_of_list(values)?.value())
}

/// Adds the attribute of the subject; false if it has none.
fn take(
    vm: &mut Vm,
    class: crate::heap::Gc<Type>,
    subject: Value,
    name: Value,
    seen: crate::heap::Gc<crate::object::Set>,
    values: crate::heap::Gc<crate::object::List>,
) -> Outcome<bool> {
    let Some(name) = name.cast::<Str>() else { return Ok(false) };
    let name = vm.intern_str(name);
    if !vm.set_add(seen, name.value())? {
        let (class, text) = (class.display_name(), name.to_lossy());
        return Err(vm.type_error(format!("{class}() got multiple sub-patterns for attribute '{text}'")));
    }
    match vm.find_attribute(subject, name) {
        Ok(Some(value)) => {
            vm.append(values, value)?;
            Ok(true)
        }
        Ok(None) => Ok(false),
        Err(_) if vm.catch(vm.exceptions.AttributeError) => Ok(false),
        Err(raised) => Err(raised),
    }
}

fn too_many(vm: &mut Vm, class: crate::heap::Gc<Type>, accepted: usize, given: usize) -> crate::vm::Raised {
    let name = class.display_name();
    let plural = if accepted == 1 { "" } else { "s" };
    vm.type_error(format!("{name}() accepts {accepted} positional sub-pattern{plural} ({given} given)"))
}

/// Whether a class is one of those whose single positional pattern is matched against the subject itself.
fn is_self_matching(vm: &Vm, class: crate::heap::Gc<Type>) -> bool {
    let types = &vm.types;
    [
        types.bool,
        types.bytearray,
        types.bytes,
        types.dict,
        types.float,
        types.frozenset,
        types.int,
        types.list,
        types.set,
        types.str,
        types.tuple,
    ]
    .into_iter()
    .any(|known| class.is_subtype_of(known))
}

/// What a mapping has besides the keys.
pub(super) fn match_rest(vm: &mut Vm, subject: Value, keys: Value) -> Outcome<Value> {
    let rest = vm.new_dict();
    vm.dict_update(rest, subject)?;
    if let Some(keys) = keys.cast::<Tuple>() {
        for &key in keys.as_slice() {
            vm.dict_remove(rest, key)?;
        }
    }
    Ok(rest.value())
}
