//! The number of arguments and the receiver of a built-in method, checked and worded as CPython does.

use crate::domain::{ObjectId, Payload, Value};
use crate::interp::{Arguments, Eval, Interp};

/// Special methods that are written as ordinary ones: their errors are worded accordingly.
const ORDINARY: &[&str] = &["__class_getitem__", "__length_hint__", "__reversed__", "__sizeof__"];

fn is_slot(name: &str) -> bool {
    name.starts_with("__") && !ORDINARY.contains(&name)
}

/// The receiver of the method `full_name`, which must be an instance of the class, after checking that there are
/// from `least` to `most` further arguments, all by position.
pub(super) fn receiver(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    class: ObjectId,
    full_name: &str,
    least: usize,
    most: usize,
) -> Eval<Value> {
    let fits = match arguments.get(0) {
        Some(value) => interp.heap.class_of(value).is_some_and(|actual| interp.is_subclass_of(actual, class)),
        None => false,
    };
    if !fits {
        return wrong_receiver(interp, arguments, class, full_name);
    }
    if !arguments.keywords.is_empty() || !(least..=most).contains(&(arguments.len() - 1)) {
        wrong_count(interp, arguments, full_name, 1, least, most)?;
    }
    Ok(arguments.positional[0].clone())
}

/// Checks that a function gets from `least` to `most` arguments, all by position.
pub(super) fn expect(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    least: usize,
    most: usize,
) -> Eval<()> {
    if arguments.keywords.is_empty() && (least..=most).contains(&arguments.len()) {
        return Ok(());
    }
    wrong_count(interp, arguments, name, 0, least, most)
}

/// As [`expect`], for the arguments of a class that is called, after the class or the new instance.
pub(super) fn expect_after_first(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    least: usize,
    most: usize,
) -> Eval<()> {
    let given = arguments.len().saturating_sub(1);
    if !arguments.keywords.is_empty() {
        return interp.type_error(&format!("{name}() takes no keyword arguments"));
    }
    if (least..=most).contains(&given) {
        return Ok(());
    }
    bounds_error(interp, name, given, least, most)
}

#[cold]
fn wrong_count(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    full_name: &str,
    skip: usize,
    least: usize,
    most: usize,
) -> Eval<()> {
    let given = arguments.len() - skip;
    let name = full_name.rsplit('.').next().unwrap_or(full_name);
    let slot = skip > 0 && is_slot(name);
    if !arguments.keywords.is_empty() {
        let spelling = if slot { format!("wrapper {name}") } else { full_name.to_owned() };
        return interp.type_error(&format!("{spelling}() takes no keyword arguments"));
    }
    match (least, most) {
        (0, 0) if !slot => interp.type_error(&format!("{full_name}() takes no arguments ({given} given)")),
        (1, 1) if !slot => {
            interp.type_error(&format!("{full_name}() takes exactly one argument ({given} given)"))
        }
        _ if slot => {
            let plural = if most == 1 { "" } else { "s" };
            interp.type_error(&format!("expected {most} argument{plural}, got {given}"))
        }
        _ => bounds_error(interp, name, given, least, most),
    }
}

#[cold]
fn bounds_error(interp: &mut Interp<'_>, name: &str, given: usize, least: usize, most: usize) -> Eval<()> {
    let (quantity, bound) = match (least == most, given < least) {
        (true, _) => ("", least),
        (false, true) => ("at least ", least),
        (false, false) => ("at most ", most),
    };
    let plural = if bound == 1 { "" } else { "s" };
    interp.type_error(&format!("{name} expected {quantity}{bound} argument{plural}, got {given}"))
}

#[cold]
fn wrong_receiver<T>(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    class: ObjectId,
    full_name: &str,
) -> Eval<T> {
    let name = full_name.rsplit('.').next().unwrap_or(full_name);
    let class = interp.class_name(class);
    let Some(receiver) = arguments.get(0) else {
        return if is_slot(name) {
            interp.type_error(&format!("descriptor '{name}' of '{class}' object needs an argument"))
        } else {
            interp.type_error(&format!("unbound method {full_name}() needs an argument"))
        };
    };
    let actual = interp.type_name(receiver);
    if is_slot(name) {
        interp
            .type_error(&format!("descriptor '{name}' requires a '{class}' object but received a '{actual}'"))
    } else {
        interp.type_error(&format!(
            "descriptor '{name}' for '{class}' objects doesn't apply to a '{actual}' object"
        ))
    }
}

/// The class that `base.__new__` is to make an instance of.
pub(super) fn new_class(interp: &mut Interp<'_>, arguments: &Arguments, base: ObjectId) -> Eval<ObjectId> {
    let base_name = interp.class_name(base);
    let Some(value) = arguments.get(0) else {
        return interp.type_error(&format!("{base_name}.__new__(): not enough arguments"));
    };
    let Some(class) = value.as_object().filter(|id| interp.heap.get(*id).as_class().is_some()) else {
        let actual = interp.type_name(value);
        return interp.type_error(&format!("{base_name}.__new__(X): X is not a type object ({actual})"));
    };
    if !interp.is_subclass_of(class, base) {
        let name = interp.class_name(class);
        return interp
            .type_error(&format!("{base_name}.__new__({name}): {name} is not a subtype of {base_name}"));
    }
    Ok(class)
}

/// A new instance of the class or a subclass of it, with these contents.
pub(super) fn instance(interp: &mut Interp<'_>, class: ObjectId, payload: Payload) -> Eval<Value> {
    if class.unit.0 == 0 {
        return Ok(interp.alloc(class, payload));
    }
    let value = interp.new_instance(class)?;
    if let Value::Object(id) = &value {
        interp.heap.modify(*id).payload = payload;
    }
    Ok(value)
}

/// `__class_getitem__` of a generic built-in class.
pub(super) fn class_getitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    match (arguments.get(0), arguments.get(1), arguments.len()) {
        (Some(class), Some(key), 2) => {
            let (class, key) = (class.clone(), key.clone());
            Ok(interp.generic_alias(class, key))
        }
        _ => {
            let given = arguments.len().saturating_sub(1);
            interp.type_error(&format!("type.__class_getitem__() takes exactly one argument ({given} given)"))
        }
    }
}
