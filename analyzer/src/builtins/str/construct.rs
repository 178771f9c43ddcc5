//! Making strings of other values, and other values of strings.

use strict_semantics::text::Text;

use super::{TYPED, receiver};
use crate::builtins::{arity, bytes, conversions, parameters, types};
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp};

/// `str(object='')` and `str(bytes, encoding, errors)`
pub(super) fn new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = arity::new_class(interp, arguments, types::STR)?;
    if arguments.len() > 4 {
        let given = arguments.len() - 1;
        return interp.type_error(&format!("str expected at most 3 arguments, got {given}"));
    }
    let [object, encoding, errors] =
        parameters::named(interp, arguments, "str", ["object", "encoding", "errors"], 0)?;
    let text = match object {
        None => Value::str(""),
        Some(object) if encoding.is_none() && errors.is_none() => interp.str_of(&object)?,
        Some(object) => interp
            .over(&object, |interp, object| decoded(interp, object, encoding.as_ref(), errors.as_ref()))?,
    };
    if class == types::STR {
        return Ok(text);
    }
    let plain = match interp.heap.unwrap(&text) {
        Value::Str(text) => Value::Str(text.clone()),
        _ => TYPED,
    };
    arity::instance_of(interp, class, types::STR, plain)
}

fn decoded(
    interp: &mut Interp<'_>,
    object: &Value,
    encoding: Option<&Value>,
    errors: Option<&Value>,
) -> Eval<Value> {
    let mut name = |value: Option<&Value>, parameter: &str, default: &str| match value {
        None => Ok(Some(Text::from(default))),
        Some(value) => conversions::text(interp, value, |type_name| {
            format!("str() argument '{parameter}' must be str, not {type_name}")
        }),
    };
    let encoding = name(encoding, "encoding", "utf-8")?;
    let errors = name(errors, "errors", "strict")?;
    if arity::is_instance(interp, object, types::STR) {
        return interp.type_error("decoding str is not supported");
    }
    let bytes = bytes::buffer(interp, object, |type_name| {
        format!("decoding to str: need a bytes-like object, {type_name} found")
    })?;
    super::decode(interp, bytes.as_deref(), encoding.as_ref(), errors.as_ref())
}

pub(super) fn str(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let text = receiver(interp, arguments, "str.__str__")?;
    arity::nothing(interp, arguments, "str.__str__")?;
    Ok(text.map_or(TYPED, Value::Str))
}

pub(super) fn repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let text = receiver(interp, arguments, "str.__repr__")?;
    arity::nothing(interp, arguments, "str.__repr__")?;
    Ok(text.map_or(TYPED, |text| Value::Str(Text::build(|out| text.view().repr(out)))))
}

pub(super) fn getnewargs(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let text = receiver(interp, arguments, "str.__getnewargs__")?;
    arity::nothing(interp, arguments, "str.__getnewargs__")?;
    Ok(Value::tuple([text.map_or(TYPED, Value::Str)]))
}

pub(super) fn sizeof(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "str.__sizeof__")?;
    arity::nothing(interp, arguments, "str.__sizeof__")?;
    Ok(Value::Typed(types::INT))
}
