//! `string.templatelib.Template` and `Interpolation` (PEP 750).

use super::arity::{class_getitem, new_class, receiver};
use super::parameters::Parameters;
use super::{Native, elements, function, method, types};
use crate::domain::{Iter, Payload, Value};
use crate::interp::{Arguments, Eval, Interp};

/// The module that both classes name as theirs.
pub(super) const MODULE: &str = "string.templatelib";

pub(crate) const TEMPLATE_METHODS: &[Native] = &[
    function("Template.__new__", template_new).tolerant(),
    function("Template.__class_getitem__", class_getitem),
    method("Template.__add__", template_add).tolerant(),
    method("Template.__iter__", template_iter),
    method("Template.__repr__", template_repr),
];

pub(crate) const INTERPOLATION_METHODS: &[Native] = &[
    function("Interpolation.__new__", interpolation_new).tolerant(),
    function("Interpolation.__class_getitem__", class_getitem),
    method("Interpolation.__repr__", interpolation_repr),
];

/// Parameters of `Interpolation`, which are its attributes and `__match_args__`.
pub(super) const INTERPOLATION_FIELDS: [&str; 4] = ["value", "expression", "conversion", "format_spec"];

fn template_new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    new_class(interp, arguments, types::TEMPLATE)?;
    if !arguments.keywords.is_empty() {
        return interp.type_error("Template.__new__ only accepts *args arguments");
    }
    let parts = arguments.positional.drain(1..).collect();
    template(interp, parts)
}

/// A template of strings and interpolations in any order: adjacent strings become one, and one stands between
/// interpolations and at both ends.
pub(crate) fn template(interp: &mut Interp<'_>, parts: Vec<Value>) -> Eval<Value> {
    let mut strings = vec![Value::str("")];
    let mut interpolations = Vec::new();
    for part in parts {
        match interp.heap.class_of(&part) {
            Some(types::INTERPOLATION) => {
                interpolations.push(part);
                strings.push(Value::str(""));
            }
            Some(class) if interp.is_subclass_of(class, types::STR) => {
                let before = strings.pop().unwrap_or_else(|| Value::str(""));
                let joined = interp.concatenate(&[before, part])?;
                strings.push(joined);
            }
            Some(_) => {
                let name = interp.type_name(&part);
                return interp.type_error(&format!(
                    "Template.__new__ *args need to be of type 'str' or 'Interpolation', got {name}"
                ));
            }
            None => return Ok(Value::Typed(types::TEMPLATE)),
        }
    }
    let parts = [Value::tuple(strings), Value::tuple(interpolations)];
    Ok(interp.alloc(types::TEMPLATE, Payload::Template(Box::new(parts))))
}

fn parts_of(interp: &Interp<'_>, value: &Value) -> Option<[Value; 2]> {
    match &interp.heap.get(value.as_object()?).payload {
        Payload::Template(parts) => Some((**parts).clone()),
        _ => None,
    }
}

/// Strings and interpolations in their order, without empty strings, whose lengths must be known.
fn sequence(interp: &mut Interp<'_>, value: &Value) -> Option<Vec<Value>> {
    let [Value::Tuple(strings), Value::Tuple(interpolations)] = parts_of(interp, value)? else { return None };
    let mut sequence = Vec::with_capacity(strings.len() + interpolations.len());
    let mut interpolations = interpolations.iter();
    for string in strings.iter() {
        match interp.heap.unwrap(string) {
            Value::Str(text) if text.is_empty() => {}
            Value::Str(_) => sequence.push(string.clone()),
            _ => return None,
        }
        sequence.extend(interpolations.next().cloned());
    }
    Some(sequence)
}

fn template_add(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments, types::TEMPLATE, "Template.__add__", 1, 1)?;
    let other = arguments.positional[1].clone();
    match interp.heap.class_of(&other) {
        Some(types::TEMPLATE) => {}
        Some(_) => {
            let name = interp.type_name(&other);
            return interp.type_error(&format!(
                "can only concatenate string.templatelib.Template (not \"{name}\") to string.templatelib.Template"
            ));
        }
        None => return Ok(Value::Typed(types::TEMPLATE)),
    }
    match (sequence(interp, &value), sequence(interp, &other)) {
        (Some(mut parts), Some(others)) => {
            parts.extend(others);
            template(interp, parts)
        }
        _ => Ok(Value::Typed(types::TEMPLATE)),
    }
}

fn template_iter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments, types::TEMPLATE, "Template.__iter__", 0, 0)?;
    let iterator = match sequence(interp, &value) {
        Some(values) => Iter::Values { values: values.into(), index: 0 },
        None => Iter::Summary(Value::unknown("a part of a template")),
    };
    Ok(interp.new_iterator(iterator))
}

fn template_repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments, types::TEMPLATE, "Template.__repr__", 0, 0)?;
    let Some([strings, interpolations]) = parts_of(interp, &value) else {
        return Ok(Value::Typed(types::STR));
    };
    let pieces = [
        Value::str("Template(strings="),
        elements::repr(interp, &strings)?,
        Value::str(", interpolations="),
        elements::repr(interp, &interpolations)?,
        Value::str(")"),
    ];
    interp.concatenate(&pieces)
}

fn interpolation_new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    const PARAMETERS: Parameters<4> = Parameters {
        function: "Interpolation",
        names: INTERPOLATION_FIELDS,
        required: 1,
        positional_only: 0,
        positional: 4,
    };
    new_class(interp, arguments, types::INTERPOLATION)?;
    arguments.positional.remove(0);
    let [value, expression, conversion, spec] = PARAMETERS.bind(interp, arguments)?;
    let expression = expression.unwrap_or_else(|| Value::str(""));
    let conversion = conversion.unwrap_or(Value::None);
    let spec = spec.unwrap_or_else(|| Value::str(""));
    for (name, argument) in [("expression", &expression), ("conversion", &conversion), ("format_spec", &spec)]
    {
        let class = interp.heap.class_of(argument);
        let is_text = class.is_none_or(|class| interp.is_subclass_of(class, types::STR));
        if !(is_text || name == "conversion" && matches!(argument, Value::None)) {
            let actual = interp.type_name(argument);
            return interp
                .type_error(&format!("Interpolation() argument '{name}' must be str, not {actual}"));
        }
    }
    if let Value::Str(text) = interp.heap.unwrap(&conversion)
        && !matches!(&*text.to_string_lossy(), "s" | "a" | "r")
    {
        return interp.value_error("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
    }
    Ok(interpolation(interp, [value.unwrap_or(Value::None), expression, conversion, spec]))
}

/// An interpolation of its value, expression, conversion and format specification.
pub(crate) fn interpolation(interp: &mut Interp<'_>, fields: [Value; 4]) -> Value {
    interp.alloc(types::INTERPOLATION, Payload::Interpolation(Box::new(fields)))
}

fn interpolation_repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments, types::INTERPOLATION, "Interpolation.__repr__", 0, 0)?;
    let fields = match value.as_object().map(|id| &interp.heap.get(id).payload) {
        Some(Payload::Interpolation(fields)) => Value::tuple(fields.to_vec()),
        _ => return Ok(Value::Typed(types::STR)),
    };
    let shown = elements::repr(interp, &fields)?;
    interp.concatenate(&[Value::str("Interpolation"), shown])
}

/// `strings`, `interpolations`, `values`, `value`, ...; `None` when there is no such attribute.
pub(crate) fn attribute(interp: &Interp<'_>, value: &Value, name: &str) -> Option<Value> {
    let payload = value.as_object().map(|id| &interp.heap.get(id).payload);
    match payload {
        Some(Payload::Template(parts)) => match (name, &parts[1]) {
            ("strings", _) => Some(parts[0].clone()),
            ("interpolations", _) => Some(parts[1].clone()),
            ("values", Value::Tuple(interpolations)) => {
                let values = interpolations.iter().map(|item| {
                    attribute(interp, item, "value")
                        .unwrap_or_else(|| Value::unknown("the value of an interpolation"))
                });
                Some(Value::tuple(values.collect::<Vec<_>>()))
            }
            _ => None,
        },
        Some(Payload::Interpolation(fields)) => {
            INTERPOLATION_FIELDS.iter().position(|field| *field == name).map(|i| fields[i].clone())
        }
        _ => match (value, name) {
            (Value::Typed(types::TEMPLATE), "strings" | "interpolations" | "values") => {
                Some(Value::Typed(types::TUPLE))
            }
            (Value::Typed(types::INTERPOLATION), "expression" | "format_spec") => {
                Some(Value::Typed(types::STR))
            }
            (Value::Typed(types::INTERPOLATION), "value" | "conversion") => {
                Some(Value::unknown("a field of an interpolation that is not known"))
            }
            _ => None,
        },
    }
}
