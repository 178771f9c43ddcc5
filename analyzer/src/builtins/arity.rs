//! How many arguments a built-in function or method gets, its receiver, and the class of `__new__`: checked and worded as
//! CPython does.

use super::types;
use crate::domain::{Object, ObjectId, Payload, Value};
use crate::interp::{Arguments, Eval, Interp};

/// Special methods that are written as ordinary ones: their errors are worded accordingly.
const ORDINARY: &[&str] = &[
    "__bytes__",
    "__ceil__",
    "__class_getitem__",
    "__complex__",
    "__floor__",
    "__format__",
    "__getnewargs__",
    "__length_hint__",
    "__reduce__",
    "__reduce_ex__",
    "__reversed__",
    "__round__",
    "__sizeof__",
    "__trunc__",
];

/// Whether the method is a slot of its type, which is called by an operator.
fn is_slot(name: &str) -> bool {
    name.starts_with("__") && !ORDINARY.contains(&name)
}

/// `find` of `str.find`.
pub(crate) fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Whether the value is an instance of the class or of one derived from it.
pub(crate) fn is_instance(interp: &Interp<'_>, value: &Value, class: ObjectId) -> bool {
    interp.heap.class_of(value).is_some_and(|actual| actual == class || interp.is_subclass_of(actual, class))
}

/// The receiver of the method `full_name`, which must be an instance of the class, after checking that there are
/// from `least` to `most` further arguments, all by position.
pub(crate) fn receiver(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    class: ObjectId,
    full_name: &str,
    least: usize,
    most: usize,
) -> Eval<Value> {
    expect_receiver(interp, arguments, class, full_name)?;
    expect_further(interp, arguments, full_name, least, most)?;
    Ok(arguments.positional[0].clone())
}

/// As [`receiver`], for a method that classes of several names share.
pub(crate) fn receiver_of(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    class: ObjectId,
    name: &str,
    least: usize,
    most: usize,
) -> Eval<Value> {
    let full_name = format!("{}.{}", interp.class_name(class), short(name));
    receiver(interp, arguments, class, &full_name, least, most)
}

/// Checks that the first argument is an instance of the class whose method is called.
pub(crate) fn expect_receiver(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    class: ObjectId,
    full_name: &str,
) -> Eval<()> {
    match arguments.get(0) {
        Some(value) if is_instance(interp, value, class) => Ok(()),
        _ => wrong_receiver(interp, arguments, full_name),
    }
}

/// As [`receiver`], without giving it.
pub(crate) fn expect_method(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    class: ObjectId,
    full_name: &str,
    least: usize,
    most: usize,
) -> Eval<()> {
    expect_receiver(interp, arguments, class, full_name)?;
    expect_further(interp, arguments, full_name, least, most)
}

/// Checks that a method gets no arguments after its receiver.
pub(crate) fn nothing(interp: &mut Interp<'_>, arguments: &Arguments, full_name: &str) -> Eval<()> {
    expect_further(interp, arguments, full_name, 0, 0)
}

/// Checks that a method gets from `least` to `most` arguments after its receiver, all by position.
pub(crate) fn expect_further(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    full_name: &str,
    least: usize,
    most: usize,
) -> Eval<()> {
    let given = arguments.len().saturating_sub(1);
    if arguments.keywords.is_empty() && (least..=most).contains(&given) {
        return Ok(());
    }
    wrong_count(interp, arguments, full_name, 1, least, most)
}

/// The one argument of a method after its receiver.
pub(crate) fn one(interp: &mut Interp<'_>, arguments: &Arguments, full_name: &str) -> Eval<Value> {
    expect_further(interp, arguments, full_name, 1, 1)?;
    Ok(arguments.positional[1].clone())
}

/// The arguments of a method after its receiver, all by position, `least` of them at least.
pub(crate) fn positional<const N: usize>(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    full_name: &str,
    least: usize,
) -> Eval<[Option<Value>; N]> {
    expect_further(interp, arguments, full_name, least, N)?;
    Ok(std::array::from_fn(|i| arguments.get(i + 1).cloned()))
}

/// Checks that a function gets from `least` to `most` arguments, all by position.
pub(crate) fn expect(
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
pub(crate) fn expect_after_first(
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
    let given = arguments.len().saturating_sub(skip);
    let name = short(full_name);
    let slot = skip > 0 && is_slot(name);
    if !arguments.keywords.is_empty() {
        let spelling = if slot { format!("wrapper {name}") } else { full_name.to_owned() };
        return interp.type_error(&format!("{spelling}() takes no keyword arguments"));
    }
    match (least, most) {
        (1, 2) if slot => interp.type_error(&format!("expected 1 or 2 arguments, got {given}")),
        _ if slot => {
            let plural = if most == 1 { "" } else { "s" };
            interp.type_error(&format!("expected {most} argument{plural}, got {given}"))
        }
        (0, 0) => interp.type_error(&format!("{full_name}() takes no arguments ({given} given)")),
        (1, 1) => interp.type_error(&format!("{full_name}() takes exactly one argument ({given} given)")),
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

/// Refuses a receiver that a method of the class cannot take.
#[cold]
pub(crate) fn wrong_receiver<T>(interp: &mut Interp<'_>, arguments: &Arguments, full_name: &str) -> Eval<T> {
    let (class, name) = full_name.rsplit_once('.').unwrap_or(("object", full_name));
    let Some(receiver) = arguments.get(0) else {
        return interp.type_error(&if is_slot(name) {
            format!("descriptor '{name}' of '{class}' object needs an argument")
        } else {
            format!("unbound method {full_name}() needs an argument")
        });
    };
    let actual = interp.type_name(receiver);
    interp.type_error(&if is_slot(name) {
        format!("descriptor '{name}' requires a '{class}' object but received a '{actual}'")
    } else {
        format!("descriptor '{name}' for '{class}' objects doesn't apply to a '{actual}' object")
    })
}

/// The class that `base.__new__` is to make an instance of.
pub(crate) fn new_class(interp: &mut Interp<'_>, arguments: &Arguments, base: ObjectId) -> Eval<ObjectId> {
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
pub(crate) fn instance(interp: &mut Interp<'_>, class: ObjectId, payload: Payload) -> Eval<Value> {
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
pub(crate) fn class_getitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
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

/// An instance of the class, which is the base or derived from it, that holds a plain value.
pub(crate) fn instance_of(
    interp: &mut Interp<'_>,
    class: ObjectId,
    base: ObjectId,
    plain: Value,
) -> Eval<Value> {
    if class == base {
        return Ok(plain);
    }
    let instance = interp.new_instance(class)?;
    if let Value::Object(id) = &instance {
        let plain = if plain.is_constant() { plain } else { Value::Typed(base) };
        interp.heap.modify(*id).payload = Payload::Value(plain);
    }
    Ok(instance)
}

/// The class that `class.__new__` is to make an instance of: `base` or a subclass.
pub(crate) fn expect_new_class(
    interp: &mut Interp<'_>,
    arguments: &mut Arguments,
    base: ObjectId,
) -> Eval<NewClass> {
    let base_name = interp.class_name(base);
    if arguments.positional.is_empty() {
        return interp.type_error(&format!("{base_name}.__new__(): not enough arguments"));
    }
    let class = match arguments.positional.remove(0) {
        Value::Object(id) if interp.heap.get(id).as_class().is_some() => id,
        Value::Typed(meta) if interp.is_subclass_of(meta, types::TYPE) => return Ok(NewClass::Some),
        other => {
            let name = interp.type_name(&other);
            return interp.type_error(&format!("{base_name}.__new__(X): X is not a type object ({name})"));
        }
    };
    let name = interp.class_name(class);
    let Some(info) = interp.heap.get(class).as_class() else { return Ok(NewClass::Some) };
    if !info.mro.contains(&base) {
        return interp
            .type_error(&format!("{base_name}.__new__({name}): {name} is not a subtype of {base_name}"));
    }
    if info.layout != base && info.layout.unit == base.unit {
        let layout = interp.class_name(info.layout);
        return interp
            .type_error(&format!("{base_name}.__new__({name}) is not safe, use {layout}.__new__()"));
    }
    Ok(if class == base { NewClass::Itself } else { NewClass::Subclass(class) })
}

/// What `__new__` is to make.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NewClass {
    /// An instance of the built-in class whose `__new__` it is.
    Itself,
    /// An instance of a subclass.
    Subclass(ObjectId),
    /// An instance of a class that is not known.
    Some,
}

impl NewClass {
    /// The new instance, with this plain value inside.
    pub(crate) fn instance(self, interp: &mut Interp<'_>, plain: Value) -> Value {
        match self {
            NewClass::Itself => plain,
            NewClass::Subclass(class) => {
                let mut object = Object::new(class, Payload::Value(plain));
                object.attrs = Some(Box::default());
                interp.new_object(object)
            }
            NewClass::Some => Value::unknown("an instance of a class that is not known"),
        }
    }
}
