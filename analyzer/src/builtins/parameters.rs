//! Arguments of built-in functions: how many there may be, under which names, and what they are converted to.
//!
//! Errors are worded as CPython words them. A conversion gives `None` where only the type of the argument is known.

use strict_semantics::int::Int;
use strict_semantics::slice::{self, Indices};
use strict_semantics::text::{Bounds, Text};

use super::{exceptions as exc, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{ObjectId, Payload, Value};
use crate::interp::{Arguments, Eval, Interp, Truth};
use crate::ir::{Symbol, sym};

/// `find` of `str.find`.
pub(crate) fn short(name: &'static str) -> &'static str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Checks that a method is called without arguments.
pub(crate) fn nothing(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str) -> Eval<()> {
    refuse_keywords(interp, arguments, name)?;
    match arguments.len().saturating_sub(1) {
        0 => Ok(()),
        given if is_operator(name) => interp.type_error(&format!("expected 0 arguments, got {given}")),
        given => interp.type_error(&format!("{name}() takes no arguments ({given} given)")),
    }
}

/// The one argument of a method.
pub(crate) fn one(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str) -> Eval<Value> {
    refuse_keywords(interp, arguments, name)?;
    match (arguments.get(1), arguments.len().saturating_sub(1)) {
        (Some(value), 1) => Ok(value.clone()),
        (_, given) if is_operator(name) => interp.type_error(&format!("expected 1 argument, got {given}")),
        (_, given) => interp.type_error(&format!("{name}() takes exactly one argument ({given} given)")),
    }
}

/// The arguments of a method that takes them by position only, `least` of them at least.
pub(crate) fn positional<const N: usize>(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &'static str,
    least: usize,
) -> Eval<[Option<Value>; N]> {
    refuse_keywords(interp, arguments, name)?;
    let given = arguments.len().saturating_sub(1);
    if given < least || given > N {
        let (bound, count) = if given < least { ("at least ", least) } else { ("at most ", N) };
        let bound = if least == N { "" } else { bound };
        let plural = if count == 1 { "" } else { "s" };
        let function = if is_operator(name) { String::new() } else { format!("{} ", short(name)) };
        return interp
            .type_error(&format!("{function}expected {bound}{count} argument{plural}, got {given}"));
    }
    Ok(std::array::from_fn(|i| arguments.get(i + 1).cloned()))
}

/// The arguments of a method by position or by name; a parameter whose name is empty is positional only, and the
/// first `least` are required.
pub(crate) fn named<const N: usize>(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &'static str,
    parameters: [&'static str; N],
    least: usize,
) -> Eval<[Option<Value>; N]> {
    let function = short(name);
    let given = arguments.len().saturating_sub(1);
    let total = given + arguments.keywords.len();
    if total > N {
        let plural = if N == 1 { "" } else { "s" };
        return interp
            .type_error(&format!("{function}() takes at most {N} argument{plural} ({total} given)"));
    }
    let positional_only = parameters.iter().filter(|parameter| parameter.is_empty()).count();
    if given < positional_only.min(least) {
        let plural = if least == 1 { "" } else { "s" };
        return interp.type_error(&format!(
            "{function}() takes at least {least} positional argument{plural} ({given} given)"
        ));
    }
    let mut values: [Option<Value>; N] = std::array::from_fn(|i| arguments.get(i + 1).cloned());
    for (key, value) in &arguments.keywords {
        match parameters.iter().position(|parameter| *parameter == key.as_str()) {
            Some(i) if i < given => {
                let place = i + 1;
                return interp.type_error(&format!(
                    "argument for {function}() given by name ('{key}') and position ({place})"
                ));
            }
            Some(i) => values[i] = Some(value.clone()),
            None => {
                return interp
                    .type_error(&format!("{function}() got an unexpected keyword argument '{key}'"));
            }
        }
    }
    for (i, parameter) in parameters.iter().enumerate().take(least) {
        if values[i].is_none() {
            let place = i + 1;
            return interp
                .type_error(&format!("{function}() missing required argument '{parameter}' (pos {place})"));
        }
    }
    Ok(values)
}

fn refuse_keywords(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str) -> Eval<()> {
    if arguments.keywords.is_empty() {
        return Ok(());
    }
    let spelling = if is_operator(name) { format!("wrapper {}", short(name)) } else { name.to_owned() };
    interp.type_error(&format!("{spelling}() takes no keyword arguments"))
}

/// Whether the method is a slot of its type, which is called by an operator.
fn is_operator(name: &'static str) -> bool {
    let name = short(name);
    name.starts_with("__")
        && !matches!(
            name,
            "__format__" | "__getnewargs__" | "__sizeof__" | "__bytes__" | "__reduce__" | "__reduce_ex__"
        )
}

/// Refuses a receiver that a method of the class cannot take.
#[cold]
pub(crate) fn wrong_receiver<T>(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &'static str,
) -> Eval<T> {
    let (owner, method) = name.split_once('.').unwrap_or(("object", name));
    let Some(receiver) = arguments.get(0) else {
        return interp.type_error(&format!("unbound method {name}() needs an argument"));
    };
    let actual = interp.type_name(receiver);
    if is_operator(name) {
        return interp.type_error(&format!(
            "descriptor '{method}' requires a '{owner}' object but received a '{actual}'"
        ));
    }
    interp.type_error(&format!(
        "descriptor '{method}' for '{owner}' objects doesn't apply to a '{actual}' object"
    ))
}

/// Whether the value is an instance of the class or of one derived from it.
pub(crate) fn is_instance(interp: &Interp<'_>, value: &Value, class: ObjectId) -> bool {
    interp.heap.class_of(value).is_some_and(|actual| actual == class || interp.is_subclass_of(actual, class))
}

/// The class argument of a `__new__`.
pub(crate) fn class_argument(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    base: ObjectId,
) -> Eval<ObjectId> {
    let name = interp.class_name(base);
    match arguments.get(0) {
        Some(Value::Object(class)) if interp.heap.get(*class).as_class().is_some() => {
            let class = *class;
            if class == base || interp.is_subclass_of(class, base) {
                return Ok(class);
            }
            let given = interp.class_name(class);
            interp.type_error(&format!("{name}.__new__({given}): {given} is not a subtype of {name}"))
        }
        Some(other) => {
            let given = interp.type_name(other);
            interp.type_error(&format!("{name}.__new__(X): X is not a type object ({given})"))
        }
        None => interp.type_error(&format!("{name}.__new__(): not enough arguments")),
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

/// What an integer argument is known to be.
#[derive(Clone, Debug)]
pub(crate) enum Index {
    Known(Int),
    /// An integer.
    Typed,
    /// No integer, and has no `__index__`.
    Missing,
}

/// `operator.index`, or that the value has no such method.
pub(crate) fn as_index(interp: &mut Interp<'_>, value: &Value) -> Eval<Index> {
    match interp.heap.unwrap(value) {
        Value::Int(value) => return Ok(Index::Known(value.clone())),
        Value::Bool(value) => return Ok(Index::Known(Int::from(*value))),
        Value::Unknown(_) => {
            interp.unknown_use(
                DiagnosticCode::UnknownArgument,
                value,
                "a conversion to an integer would run code of",
            );
            return Ok(Index::Typed);
        }
        Value::Union(members) => {
            let members = members.clone();
            let mut some = false;
            for member in members.iter() {
                some |= !matches!(as_index(interp, member)?, Index::Missing);
            }
            return Ok(if some { Index::Typed } else { Index::Missing });
        }
        _ => {}
    }
    if is_instance(interp, value, types::INT) {
        return Ok(Index::Typed);
    }
    let Some(method) = interp.special(value, sym::index)? else { return Ok(Index::Missing) };
    let result = interp.call(&method, Vec::new())?;
    match interp.heap.unwrap(&result) {
        Value::Int(value) => Ok(Index::Known(value.clone())),
        Value::Bool(value) => Ok(Index::Known(Int::from(*value))),
        Value::Unknown(_) | Value::Union(_) => Ok(Index::Typed),
        _ if is_instance(interp, &result, types::INT) => Ok(Index::Typed),
        _ => {
            let name = interp.type_name(&result);
            interp.type_error(&format!("__index__ returned non-int (type {name})"))
        }
    }
}

/// An integer argument.
pub(crate) fn integer(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<Int>> {
    match as_index(interp, value)? {
        Index::Known(value) => Ok(Some(value)),
        Index::Typed => Ok(None),
        Index::Missing => {
            let name = interp.type_name(value);
            interp.type_error(&format!("'{name}' object cannot be interpreted as an integer"))
        }
    }
}

/// An integer argument that must fit a word.
pub(crate) fn size(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<i64>> {
    let Some(value) = integer(interp, value)? else { return Ok(None) };
    match value.to_i64() {
        Some(value) => Ok(Some(value)),
        None => interp.raise(exc::OVERFLOW_ERROR, "Python int too large to convert to C ssize_t"),
    }
}

/// An integer argument with a default.
pub(crate) fn size_or(interp: &mut Interp<'_>, value: Option<&Value>, default: i64) -> Eval<Option<i64>> {
    match value {
        Some(value) => size(interp, value),
        None => Ok(Some(default)),
    }
}

/// The number of repetitions that a sequence is multiplied by; `None` where another type's method must decide.
pub(crate) fn repetitions(interp: &mut Interp<'_>, count: &Value) -> Eval<Option<Index>> {
    if takes_over(interp, count, sym::rmul) {
        return Ok(None);
    }
    match as_index(interp, count)? {
        Index::Missing => {
            let name = interp.type_name(count);
            interp.type_error(&format!("can't multiply sequence by non-int of type '{name}'"))
        }
        Index::Known(value) if value.to_i64().is_none() => {
            interp.raise(exc::OVERFLOW_ERROR, "cannot fit 'int' into an index-sized integer")
        }
        index => Ok(Some(index)),
    }
}

/// Whether a class outside the built-in ones defines the reflected operator, which CPython then tries first.
pub(crate) fn takes_over(interp: &mut Interp<'_>, value: &Value, reflected: Symbol) -> bool {
    use crate::interp::LookedUp;
    match interp.heap.class_of(value) {
        Some(class) if class.unit.0 != 0 => match interp.lookup(class, reflected) {
            LookedUp::Value(_, place) => place.unit.0 != 0,
            LookedUp::Unknown(_) => true,
            LookedUp::Nothing => false,
        },
        _ => false,
    }
}

/// A truth-valued argument.
pub(crate) fn flag(interp: &mut Interp<'_>, value: Option<&Value>, default: bool) -> Eval<Option<bool>> {
    let Some(value) = value else { return Ok(Some(default)) };
    Ok(match interp.truth(value)? {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Either => None,
    })
}

/// The `start` and `end` arguments of a search.
pub(crate) fn bounds(
    interp: &mut Interp<'_>,
    start: Option<&Value>,
    end: Option<&Value>,
) -> Eval<Option<Bounds>> {
    let start = bound(interp, start)?;
    let end = bound(interp, end)?;
    let (Some(start), Some(end)) = (start, end) else { return Ok(None) };
    Ok(Some(Bounds { start: start.map(|bound| bound.saturate()), end: end.map(|bound| bound.saturate()) }))
}

/// A bound of a slice: known to be left out or given, or only typed.
fn bound(interp: &mut Interp<'_>, value: Option<&Value>) -> Eval<Option<Option<Int>>> {
    let value = match value {
        None | Some(Value::None) => return Ok(Some(None)),
        Some(value) => value,
    };
    match as_index(interp, value)? {
        Index::Known(value) => Ok(Some(Some(value))),
        Index::Typed => Ok(None),
        Index::Missing => {
            interp.type_error("slice indices must be integers or None or have an __index__ method")
        }
    }
}

/// What a subscript of a sequence means.
#[derive(Debug)]
pub(crate) enum Subscript {
    /// An integer.
    Index(Option<Int>),
    /// A slice; `None` when its bounds or the length are not known.
    Slice(Option<Indices>),
    /// Neither.
    Other,
}

/// Tells indices and slices of a sequence apart, and resolves the slice for the length, if that is known.
pub(crate) fn subscript(interp: &mut Interp<'_>, key: &Value, length: Option<usize>) -> Eval<Subscript> {
    if let Value::Object(id) = key
        && let Payload::Slice(parts) = &interp.heap.get(*id).payload
    {
        let parts = parts.clone();
        let start = bound(interp, Some(&parts[0]))?;
        let stop = bound(interp, Some(&parts[1]))?;
        let step = bound(interp, Some(&parts[2]))?;
        let (Some(start), Some(stop), Some(step)) = (start, stop, step) else {
            return Ok(Subscript::Slice(None));
        };
        let resolved = slice::resolve(start.as_ref(), stop.as_ref(), step.as_ref(), length.unwrap_or(0));
        let resolved = interp.plain(resolved)?;
        return Ok(Subscript::Slice(length.map(|_| resolved)));
    }
    if matches!(key, Value::Typed(types::SLICE)) {
        return Ok(Subscript::Slice(None));
    }
    Ok(match as_index(interp, key)? {
        Index::Known(index) => Subscript::Index(Some(index)),
        Index::Typed => Subscript::Index(None),
        Index::Missing => Subscript::Other,
    })
}

/// A string argument; `message` words the error from the name of the type.
pub(crate) fn text(
    interp: &mut Interp<'_>,
    value: &Value,
    message: impl FnOnce(&str) -> String,
) -> Eval<Option<Text>> {
    match interp.heap.unwrap(value) {
        Value::Str(text) => Ok(Some(text.clone())),
        Value::Unknown(_) => Ok(None),
        Value::Union(members) if members.iter().any(|member| is_instance(interp, member, types::STR)) => {
            Ok(None)
        }
        _ if is_instance(interp, value, types::STR) => Ok(None),
        _ => {
            let name = interp.type_name(value);
            interp.type_error(&message(&name))
        }
    }
}
