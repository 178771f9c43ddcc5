//! Exception groups: splitting them, and what `except*` does.

use super::exceptions::set_field;
use super::prelude::*;
use crate::object::{Dict, Exception, List, NativeSpec};

/// The methods of `BaseExceptionGroup`.
pub(crate) const METHODS: &[NativeSpec] = &[
    m("__new__", "($type, /, *args, **kwargs)", Any, n(new), ""),
    m("__init__", "($self, /, *args, **kwargs)", Any, n(init), "Initialize self."),
    m("__str__", "($self, /)", Any, n(to_str), "Return str(self)."),
    m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
    m("derive", "($self, excs, /)", Any, n(derive), ""),
    m("split", "($self, matcher_value, /)", Any, n(split), ""),
    m("subgroup", "($self, matcher_value, /)", Any, n(subgroup), ""),
    m("__class_getitem__", "($type, object, /)", Pure, n(super::generic_alias::class_getitem), "See PEP 585"),
];

fn new(vm: &mut Vm, class: Gc<Type>, arguments: Gc<Tuple>, _keywords: Value) -> Outcome<Gc<Exception>> {
    match arguments.as_slice() {
        &[message, exceptions] => make(vm, class, message, exceptions),
        _ => Err(vm.type_error(format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
            arguments.len()
        ))),
    }
}

fn make(vm: &mut Vm, class: Gc<Type>, message: Value, exceptions: Value) -> Outcome<Gc<Exception>> {
    if !message.is::<Str>() {
        let name = vm.type_name(message);
        return Err(vm.type_error(format!("BaseExceptionGroup.__new__() argument 1 must be str, not {name}")));
    }
    if exceptions.is::<Dict>() || !vm.type_of(exceptions).has_special(Special::GetItem) {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    }
    let shown = if exceptions.is::<Tuple>() || exceptions.is::<List>() {
        Value::UNBOUND
    } else {
        vm.repr(exceptions)?.value()
    };
    let members = vm.tuple_from(exceptions)?;
    if members.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let mut all_exceptions = true;
    for (index, &member) in members.as_slice().iter().enumerate() {
        if !member.is::<Exception>() {
            return Err(
                vm.value_error(format!("Item {index} of second argument (exceptions) is not an exception"))
            );
        }
        all_exceptions &= vm.type_of(member).is_subtype_of(vm.exceptions.Exception);
    }
    let mut class = class;
    if class == vm.exceptions.BaseExceptionGroup && all_exceptions {
        class = vm.exceptions.ExceptionGroup;
    } else if !all_exceptions && class.is_subtype_of(vm.exceptions.Exception) {
        let name = class.display_name();
        return Err(vm.type_error(if class == vm.exceptions.ExceptionGroup {
            "Cannot nest BaseExceptions in an ExceptionGroup".to_owned()
        } else {
            format!("Cannot nest BaseExceptions in '{name}'")
        }));
    }
    let arguments = vm.tuple(&[message, exceptions]);
    let group = vm.alloc_exception(class, arguments);
    set_field(group.value(), 0, message);
    set_field(group.value(), 1, members.value());
    set_field(group.value(), SHOWN, shown);
    Ok(group)
}

/// The field that holds how the sequence was shown when the group was made, unbound for lists and tuples.
const SHOWN: usize = 2;

fn init(_: &mut Vm, _this: Value, _arguments: Gc<Tuple>, _keywords: Gc<Dict>) -> Outcome<()> {
    Ok(())
}

/// The exceptions of a group.
fn members(vm: &Vm, group: Gc<Exception>) -> Gc<Tuple> {
    group.extra.try_get().and_then(|extra| extra.get(1).cast::<Tuple>()).unwrap_or(vm.empty_tuple)
}

fn message(group: Gc<Exception>) -> Value {
    group.extra.try_get().map_or(Value::NONE, |extra| extra.get(0))
}

fn is_group(vm: &Vm, value: Value) -> bool {
    vm.type_of(value).is_subtype_of(vm.exceptions.BaseExceptionGroup)
}

fn to_str(vm: &mut Vm, this: Gc<Exception>) -> Outcome<String> {
    let text = vm.to_str(message(this))?.to_lossy();
    let count = members(vm, this).len();
    Ok(format!("{text} ({count} sub-exception{})", if count == 1 { "" } else { "s" }))
}

fn repr(vm: &mut Vm, this: Gc<Exception>) -> Outcome<String> {
    let name = vm.type_name(this.value());
    let text = vm.repr(message(this))?.to_lossy();
    let shown = this.extra.try_get().and_then(|extra| extra.get(SHOWN).cast::<Str>());
    if let Some(shown) = shown {
        return Ok(format!("{name}({text}, {})", shown.to_lossy()));
    }
    let list = match this.arguments.get().as_slice() {
        [_, exceptions] if exceptions.is::<List>() => vm.list_from(members(vm, this).value())?.value(),
        _ => members(vm, this).value(),
    };
    let inner = vm.repr(list)?.to_lossy();
    Ok(format!("{name}({text}, {inner})"))
}

fn derive(vm: &mut Vm, this: Gc<Exception>, exceptions: Value) -> Outcome<Value> {
    let class = vm.exceptions.BaseExceptionGroup;
    Ok(make(vm, class, message(this), exceptions)?.value())
}

/// A group like `group` of other exceptions: with its traceback, cause, context and notes.
fn derived(vm: &mut Vm, group: Gc<Exception>, exceptions: Gc<List>) -> Outcome<Value> {
    let name = vm.intern("derive");
    let made = vm.call_method(group.value(), name, &[exceptions.value()])?;
    let Some(result) = made.cast::<Exception>().filter(|_| is_group(vm, made)) else {
        return Err(vm.type_error("derive must return an instance of BaseExceptionGroup"));
    };
    result.traceback.set(result, group.traceback.get());
    result.cause.set(result, group.cause.get());
    result.context.set(result, group.context.get());
    // Giving it a cause, even none, says that the context is not to be shown.
    result.suppress_context.set(true);
    let key = vm.names.notes;
    if let Some(notes) = vm.find_attribute(group.value(), key)?
        && vm.type_of(notes).has_special(Special::GetItem)
        && !notes.is::<Dict>()
    {
        let notes = vm.list_from(notes)?;
        vm.set_attribute(made, key, notes.value())?;
    }
    Ok(made)
}

/// Whether an exception satisfies the condition of `split`.
fn satisfies(vm: &mut Vm, exception: Value, condition: Value) -> Outcome<bool> {
    if condition.is::<Type>() || condition.is::<Tuple>() {
        return vm.exception_matches(exception, condition);
    }
    let answer = vm.call(condition, &[exception])?;
    vm.is_true(answer)
}

/// The parts of an exception that match and do not; `None` for an empty one.
fn split_by(vm: &mut Vm, exception: Value, condition: Value) -> Outcome<(Value, Value)> {
    vm.check_native_stack()?;
    if satisfies(vm, exception, condition)? {
        return Ok((exception, Value::NONE));
    }
    let Some(group) = exception.cast::<Exception>().filter(|_| is_group(vm, exception)) else {
        return Ok((Value::NONE, exception));
    };
    let (matching, rest) = (vm.new_list(), vm.new_list());
    for &member in members(vm, group).as_slice() {
        let (left, right) = split_by(vm, member, condition)?;
        if !left.is_none() {
            vm.append(matching, left)?;
        }
        if !right.is_none() {
            vm.append(rest, right)?;
        }
    }
    let left = if matching.is_empty() { Value::NONE } else { derived(vm, group, matching)? };
    let right = if rest.is_empty() { Value::NONE } else { derived(vm, group, rest)? };
    Ok((left, right))
}

fn check_condition(vm: &mut Vm, condition: Value) -> Outcome<()> {
    let is_class = |vm: &Vm, value: Value| {
        value.cast::<Type>().is_some_and(|class| class.is_subtype_of(vm.exceptions.BaseException))
    };
    let fits = is_class(vm, condition)
        || condition.cast::<Tuple>().is_some_and(|tuple| tuple.iter().all(|entry| is_class(vm, entry)))
        || !condition.is::<Type>() && vm.is_callable(condition);
    if fits {
        return Ok(());
    }
    Err(vm.type_error(
        "expected an exception type, a tuple of exception types, or a callable (other than a class)",
    ))
}

fn split(vm: &mut Vm, this: Value, condition: Value) -> Outcome<Value> {
    check_condition(vm, condition)?;
    let (matching, rest) = split_by(vm, this, condition)?;
    Ok(vm.pair(matching, rest))
}

fn subgroup(vm: &mut Vm, this: Value, condition: Value) -> Outcome<Value> {
    check_condition(vm, condition)?;
    Ok(split_by(vm, this, condition)?.0)
}

/// The clause `except* classes`: what does not match the classes, and the group of what does.
pub(crate) fn match_star(vm: &mut Vm, exception: Value, classes: Value) -> Outcome<(Value, Value)> {
    if exception.is_none() {
        return Ok((Value::NONE, Value::NONE));
    }
    let groups = match classes.cast::<Tuple>() {
        Some(tuple) => tuple.iter().any(|entry| is_group_class(vm, entry)),
        None => is_group_class(vm, classes),
    };
    if vm.exception_matches(exception, classes).is_err() {
        return Err(crate::vm::Raised);
    }
    if groups {
        return Err(vm.type_error("catching ExceptionGroup with except* is not allowed. Use except instead."));
    }
    if is_group(vm, exception) {
        let (matching, rest) = split_by(vm, exception, classes)?;
        return Ok((rest, matching));
    }
    if !vm.exception_matches(exception, classes)? {
        return Ok((exception, Value::NONE));
    }
    let list = vm.tuple(&[exception]);
    let text = vm.names.empty.value();
    let class = vm.exceptions.BaseExceptionGroup;
    let group = make(vm, class, text, list.value())?;
    // The group is made here, so its traceback begins here.
    let depth = vm.stacks.depth() - 1;
    let (frame, instruction) = (vm.frame_object(depth), vm.instruction_of(depth));
    let entry = vm.new_traceback_entry(frame, instruction);
    group.traceback.set(group, entry.value());
    Ok((Value::NONE, group.value()))
}

fn is_group_class(vm: &Vm, value: Value) -> bool {
    value.cast::<Type>().is_some_and(|class| class.is_subtype_of(vm.exceptions.BaseExceptionGroup))
}

/// What is to be reraised after all `except*` clauses: the raised ones and the unhandled rest, or `None`.
pub(crate) fn prepare_reraise(vm: &mut Vm, original: Value, results: Value) -> Outcome<Value> {
    let Some(results) = results.cast::<List>() else { return Ok(Value::NONE) };
    let (raised, reraised) = (vm.new_list(), vm.new_list());
    for index in 0..results.len() {
        let result = results.get(index).unwrap_or(Value::NONE);
        if result.is_none() {
            continue;
        }
        if is_part_of(vm, result, original) {
            vm.append(reraised, result)?;
        } else {
            vm.append(raised, result)?;
        }
    }
    if raised.is_empty() && reraised.is_empty() {
        return Ok(Value::NONE);
    }
    if !is_group(vm, original) {
        return Ok(raised.get(0).or(reraised.get(0)).unwrap_or(Value::NONE));
    }
    let kept = match reraised.len() {
        0 => Value::NONE,
        _ => {
            let Some(group) = original.cast::<Exception>() else { return Ok(Value::NONE) };
            let leaves = vm.new_list();
            for index in 0..reraised.len() {
                collect_leaves(vm, reraised.get(index).unwrap_or(Value::NONE), leaves)?;
            }
            project(vm, group, leaves)?
        }
    };
    if raised.is_empty() {
        return Ok(kept);
    }
    if !kept.is_none() {
        vm.append(raised, kept)?;
    }
    if raised.len() == 1 {
        return Ok(raised.get(0).unwrap_or(Value::NONE));
    }
    let text = vm.names.empty.value();
    let class = vm.exceptions.BaseExceptionGroup;
    Ok(make(vm, class, text, raised.value())?.value())
}

/// Whether an exception is the original one or was split off it.
fn is_part_of(vm: &Vm, result: Value, original: Value) -> bool {
    if result == original {
        return true;
    }
    match (result.cast::<Exception>(), original.cast::<Exception>()) {
        (Some(result), Some(original)) if is_group(vm, result.value()) => {
            result.traceback.get() == original.traceback.get()
                && result.cause.get() == original.cause.get()
                && result.context.get() == original.context.get()
                && message(result) == message(original)
        }
        _ => false,
    }
}

fn collect_leaves(vm: &mut Vm, exception: Value, leaves: Gc<List>) -> Outcome<()> {
    match exception.cast::<Exception>().filter(|_| is_group(vm, exception)) {
        Some(group) => {
            for &member in members(vm, group).as_slice() {
                collect_leaves(vm, member, leaves)?;
            }
            Ok(())
        }
        None => vm.append(leaves, exception),
    }
}

/// The part of a group that consists of the given leaves.
fn project(vm: &mut Vm, group: Gc<Exception>, leaves: Gc<List>) -> Outcome<Value> {
    let kept = vm.new_list();
    for &member in members(vm, group).as_slice() {
        if let Some(inner) = member.cast::<Exception>().filter(|_| is_group(vm, member)) {
            let part = project(vm, inner, leaves)?;
            if !part.is_none() {
                vm.append(kept, part)?;
            }
        } else if (0..leaves.len()).any(|index| leaves.get(index) == Some(member)) {
            vm.append(kept, member)?;
        }
    }
    if kept.is_empty() {
        return Ok(Value::NONE);
    }
    if kept.len() == members(vm, group).len()
        && members(vm, group).iter().enumerate().all(|(index, member)| kept.get(index) == Some(member))
    {
        return Ok(group.value());
    }
    derived(vm, group, kept)
}
