//! Type parameters of generic aliases and unions: finding them among arguments, and putting other arguments in their
//! place.

use super::prelude::*;
use crate::object::List;

/// The type parameters among arguments, in order of appearance.
///
/// # Errors
/// What comparing them and looking up their attributes raises.
pub(crate) fn parameters_of(vm: &mut Vm, args: Gc<Tuple>) -> Outcome<Gc<Tuple>> {
    let found = vm.new_list();
    collect(vm, args, found)?;
    vm.tuple_of_list(found)
}

fn collect(vm: &mut Vm, args: Gc<Tuple>, found: Gc<List>) -> Outcome<()> {
    for &arg in args.as_slice() {
        if arg.is::<Type>() {
            continue;
        }
        if arg.is::<Tuple>() || arg.is::<List>() {
            vm.check_native_stack()?;
            let inner = vm.tuple_from(arg)?;
            collect(vm, inner, found)?;
            continue;
        }
        let (subst, parameters) = (vm.names.typing_subst, vm.names.parameters);
        if vm.find_attribute(arg, subst)?.is_some() {
            add(vm, found, arg)?;
        } else if let Some(inner) = vm.find_attribute(arg, parameters)?.and_then(Value::cast::<Tuple>) {
            for &parameter in inner.as_slice() {
                add(vm, found, parameter)?;
            }
        }
    }
    Ok(())
}

fn add(vm: &mut Vm, found: Gc<List>, parameter: Value) -> Outcome<()> {
    if vm.list_index_of(found, parameter, 0, i64::MAX)?.is_none() {
        vm.append(found, parameter)?;
    }
    Ok(())
}

/// The arguments of `alias` with `items` in the place of its parameters.
///
/// # Errors
/// `TypeError` if it has no parameters or another number of them; what the parameters object to.
pub(crate) fn substitute(
    vm: &mut Vm,
    alias: Value,
    args: Gc<Tuple>,
    parameters: Gc<Tuple>,
    items: Value,
) -> Outcome<Gc<Tuple>> {
    if parameters.is_empty() {
        let text = vm.repr(alias)?.to_lossy();
        return Err(vm.type_error(format!("{text} is not a generic class")));
    }
    let mut items = unpack(vm, items)?;
    let prepare = vm.names.typing_prepare_subst;
    for &parameter in parameters.as_slice() {
        if let Some(prepare) = vm.find_attribute(parameter, prepare)?.filter(|prepare| !prepare.is_none()) {
            let prepared = vm.call(prepare, &[alias, items.value()])?;
            items = match prepared.cast::<Tuple>() {
                Some(prepared) => prepared,
                None => vm.tuple(&[prepared]),
            };
        }
    }
    if items.len() != parameters.len() {
        let text = vm.repr(alias)?.to_lossy();
        let many = if items.len() > parameters.len() { "many" } else { "few" };
        return Err(vm.type_error(format!(
            "Too {many} arguments for {text}; actual {}, expected {}",
            items.len(),
            parameters.len()
        )));
    }
    let result = vm.new_list();
    for &arg in args.as_slice() {
        substitute_one(vm, alias, arg, parameters, items, result)?;
    }
    vm.tuple_of_list(result)
}

/// The items of a subscript, starred tuples among them taken apart.
fn unpack(vm: &mut Vm, items: Value) -> Outcome<Gc<Tuple>> {
    let items = match items.cast::<Tuple>() {
        Some(items) => items,
        None => vm.tuple(&[items]),
    };
    let result = vm.new_list();
    for &item in items.as_slice() {
        if !item.is::<Type>() {
            let key = vm.intern("__typing_unpacked_tuple_args__");
            if let Some(inner) = vm.find_attribute(item, key)?.and_then(Value::cast::<Tuple>)
                && inner.as_slice().last() != Some(&Value::ELLIPSIS)
            {
                vm.list_extend(result, inner.value())?;
                continue;
            }
        }
        vm.append(result, item)?;
    }
    vm.tuple_of_list(result)
}

fn substitute_one(
    vm: &mut Vm,
    alias: Value,
    arg: Value,
    parameters: Gc<Tuple>,
    items: Gc<Tuple>,
    result: Gc<List>,
) -> Outcome<()> {
    if arg.is::<Type>() {
        return vm.append(result, arg);
    }
    if arg.is::<Tuple>() || arg.is::<List>() {
        vm.check_native_stack()?;
        let inner = vm.tuple_from(arg)?;
        let inner = substitute(vm, alias, inner, parameters, items.value())?;
        let inner = if arg.is::<List>() { vm.list_from(inner.value())?.value() } else { inner.value() };
        return vm.append(result, inner);
    }
    let key = vm.intern("__typing_is_unpacked_typevartuple__");
    let starred = match vm.find_attribute(arg, key)? {
        Some(told) => vm.is_true(told)?,
        None => false,
    };
    let subst = vm.names.typing_subst;
    let position = parameters.iter().position(|parameter| parameter == arg);
    let value = match (vm.find_attribute(arg, subst)?, position) {
        (Some(method), Some(position)) => vm.call(method, &[items.get(position)])?,
        _ => substitute_within(vm, arg, parameters, items)?,
    };
    if !starred {
        return vm.append(result, value);
    }
    if !value.is::<Tuple>() {
        let (kind, given) = (vm.type_name(arg), vm.type_name(value));
        return Err(vm.type_error(format!(
            "expected __typing_subst__ of {kind} objects to return a tuple, not {given}"
        )));
    }
    vm.list_extend(result, value)
}

/// A generic argument with what its own parameters stand for.
fn substitute_within(vm: &mut Vm, arg: Value, parameters: Gc<Tuple>, items: Gc<Tuple>) -> Outcome<Value> {
    let key = vm.names.parameters;
    let Some(inner) = vm.find_attribute(arg, key)?.and_then(Value::cast::<Tuple>) else { return Ok(arg) };
    if inner.is_empty() {
        return Ok(arg);
    }
    let chosen = vm.new_list();
    for &parameter in inner.as_slice() {
        match parameters.iter().position(|it| it == parameter) {
            // One that can be iterated over stands for several arguments.
            Some(at) if items.get(at).is::<Tuple>() && vm.type_of(parameter).has_special(Special::Iter) => {
                vm.list_extend(chosen, items.get(at))?;
            }
            Some(at) => vm.append(chosen, items.get(at))?,
            None => vm.append(chosen, parameter)?,
        }
    }
    let chosen = vm.tuple_of_list(chosen)?;
    vm.get_item(arg, chosen.value())
}
