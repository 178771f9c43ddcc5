//! `str % values` and `bytes % values`.

use strict_semantics::format::{convert_number, wrong_type};
use strict_semantics::template::percent::{self, Directive, Flavor, Operand, Star, ValueSource};
use strict_semantics::text::{Text, TextBuilder, TextRef};
use strict_semantics::{DigitLimit, Error, Number};

use super::{Failure, LIMIT, TYPED, check_room, receiver, settle};
use crate::builtins::constants::number_of;
use crate::builtins::{arity, ascii_of, bytes, conversions, exceptions as exc, types};
use crate::domain::{Elements, Value};
use crate::interp::{Arguments, Eval, Interp, LookedUp};
use crate::ir::sym;

/// Looks values up and converts them.
struct Values<'i, 'w> {
    interp: &'i mut Interp<'w>,
    flavor: Flavor,
    /// What some value is converted to is not known.
    typed: bool,
}

impl ValueSource for Values<'_, '_> {
    type Value = Value;
    type Error = Failure;

    fn lookup(&mut self, mapping: &Value, key: TextRef<'_>) -> Result<Value, Failure> {
        let key = match self.flavor {
            Flavor::Str => Value::Str(Text::from(key)),
            Flavor::Bytes => Value::Bytes(key.code_points().map(|point| point as u8).collect()),
        };
        Ok(self.interp.get_item(mapping, &key)?)
    }

    fn star(&mut self, value: &Value, star: Star) -> Result<i64, Failure> {
        if !matches!(value, Value::Unknown(_) | Value::Union(_))
            && !arity::is_instance(self.interp, value, types::INT)
        {
            return Err(Star::wants_int().into());
        }
        match number_of(self.interp.heap.unwrap(value)) {
            Some(Number::Int(value)) => Ok(value.to_i64().ok_or_else(|| star.overflow())?),
            _ => {
                self.interp.maybe_raise_class(exc::TYPE_ERROR);
                self.typed = true;
                Ok(0)
            }
        }
    }

    fn convert(
        &mut self,
        value: &Value,
        directive: &Directive,
        out: &mut TextBuilder,
    ) -> Result<(), Failure> {
        match (char::from_u32(directive.conversion), self.flavor) {
            (Some('s'), Flavor::Str) => {
                let text = self.interp.str_of(value)?;
                self.write(&text, directive, out)
            }
            (Some('r'), Flavor::Str) => {
                let text = self.interp.repr_of(value)?;
                self.write(&text, directive, out)
            }
            (Some('a'), _) | (Some('r'), Flavor::Bytes) => {
                let text = ascii_of(&self.interp.repr_of(value)?);
                self.write(&text, directive, out)
            }
            (Some('s' | 'b'), Flavor::Bytes) => match bytes::percent_bytes(self.interp, value)? {
                Some(bytes) => Ok(directive.write_text(TextRef::Latin1(&bytes), out)?),
                None => {
                    self.typed = true;
                    Ok(())
                }
            },
            (Some('c'), _) if self.write_character(value, directive, out)? => Ok(()),
            (Some('c' | 'd' | 'i' | 'u' | 'o' | 'x' | 'X' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G'), _) => {
                self.write_number(value, directive, out)
            }
            _ => Err(directive.unsupported().into()),
        }
    }
}

impl Values<'_, '_> {
    fn write(&mut self, text: &Value, directive: &Directive, out: &mut TextBuilder) -> Result<(), Failure> {
        match self.interp.heap.unwrap(text) {
            Value::Str(text) => {
                check_room(out, text.view())?;
                directive.write_text(text.view(), out)?;
            }
            _ => self.typed = true,
        }
        Ok(())
    }

    /// `%c` of a text or bytes object; false when the value is neither.
    fn write_character(
        &mut self,
        value: &Value,
        directive: &Directive,
        out: &mut TextBuilder,
    ) -> Result<bool, Failure> {
        let known = match self.flavor {
            Flavor::Str if arity::is_instance(self.interp, value, types::STR) => {
                match self.interp.heap.unwrap(value) {
                    Value::Str(text) => text.view().code_points().collect::<Vec<u32>>(),
                    _ => return self.perhaps_no_character(),
                }
            }
            Flavor::Bytes if bytes::is_bytes(self.interp, value) => match bytes::contents(self.interp, value)
            {
                Some(bytes) => bytes.iter().map(|byte| u32::from(*byte)).collect(),
                None => return self.perhaps_no_character(),
            },
            _ => return Ok(false),
        };
        match known.as_slice() {
            [point] => directive.write_character(*point, out)?,
            points => {
                let length = points.len();
                let message = match self.flavor {
                    Flavor::Str => {
                        format!("%c requires an int or a unicode character, not a string of length {length}")
                    }
                    Flavor::Bytes => {
                        let kind = if arity::is_instance(self.interp, value, types::BYTES) {
                            "bytes"
                        } else {
                            "bytearray"
                        };
                        format!(
                            "%c requires an integer in range(256) or a single byte, not a {kind} object of length {length}"
                        )
                    }
                };
                return Err(Error::type_error(message).into());
            }
        }
        Ok(true)
    }

    fn perhaps_no_character(&mut self) -> Result<bool, Failure> {
        self.interp.maybe_raise_class(exc::TYPE_ERROR);
        self.typed = true;
        Ok(true)
    }

    fn write_number(
        &mut self,
        value: &Value,
        directive: &Directive,
        out: &mut TextBuilder,
    ) -> Result<(), Failure> {
        let methods = match char::from_u32(directive.conversion) {
            Some('d' | 'i' | 'u') => &[sym::int_, sym::index][..],
            Some('o' | 'x' | 'X' | 'c') => &[sym::index],
            _ => &[sym::float_, sym::index],
        };
        let mut number = value.clone();
        if let Value::Unknown(_) = value {
            // Reported by the conversion to a string, which runs code of the value likewise.
            self.interp.str_of(value)?;
        } else if !self.is_number(value) {
            let mut found = None;
            for name in methods {
                if let Some(method) = self.interp.special(value, *name)? {
                    found = Some(self.interp.call(&method, Vec::new())?);
                    break;
                }
            }
            match found {
                Some(found) => number = found,
                None => return Err(wrong_type(directive, &self.interp.type_name(value)).into()),
            }
        }
        match number_of(self.interp.heap.unwrap(&number)) {
            Some(known @ (Number::Int(_) | Number::Float(_))) => {
                Ok(convert_number(directive, &known, DigitLimit::DEFAULT, out)?)
            }
            Some(Number::Complex(_)) => Err(wrong_type(directive, &self.interp.type_name(value)).into()),
            None => {
                self.interp.maybe_raise_class(exc::TYPE_ERROR);
                self.typed = true;
                Ok(())
            }
        }
    }

    fn is_number(&self, value: &Value) -> bool {
        matches!(value, Value::Union(_))
            || [types::INT, types::FLOAT, types::COMPLEX]
                .iter()
                .any(|class| arity::is_instance(self.interp, value, *class))
    }
}

/// Fills a template in; `None` when the result is only typed.
fn fill(
    interp: &mut Interp<'_>,
    template: TextRef<'_>,
    flavor: Flavor,
    operand: &Value,
) -> Eval<Option<TextBuilder>> {
    let plain = interp.heap.unwrap(operand).clone();
    let is_tuple = arity::is_instance(interp, operand, types::TUPLE);
    let items = match &plain {
        Value::Tuple(items) => Some(items.clone()),
        _ if is_tuple => {
            if let Elements::Summary(item) = interp.collect(&plain)? {
                perhaps_shown(interp, &[item])?;
            }
            interp.maybe_raise_class(exc::TYPE_ERROR);
            return Ok(None);
        }
        _ => None,
    };
    let operand = match &items {
        Some(items) => Operand::Tuple(items),
        None if is_mapping(interp, operand, flavor) => Operand::Mapping(operand),
        None => Operand::Single(operand),
    };
    let mut out = TextBuilder::with_limit(LIMIT);
    let mut values = Values { interp, flavor, typed: false };
    let result = percent::format(template, flavor, operand, &mut values, &mut out);
    let typed = values.typed;
    settle(interp, result)?;
    Ok(if typed { None } else { Some(out) })
}

/// Whether keys in parentheses are looked up in the value.
fn is_mapping(interp: &mut Interp<'_>, value: &Value, flavor: Flavor) -> bool {
    let excluded: &[_] = match flavor {
        Flavor::Str => &[types::STR],
        Flavor::Bytes => &[types::STR, types::BYTES, types::BYTEARRAY],
    };
    if excluded.iter().any(|class| arity::is_instance(interp, value, *class)) {
        return false;
    }
    // A class about which not all is known may have keys.
    interp.heap.class_of(value).is_none_or(|class| match interp.lookup(class, sym::getitem) {
        LookedUp::Value(found, _) => !matches!(found, Value::None),
        LookedUp::Unknown(_) => true,
        LookedUp::Nothing => false,
    })
}

/// Follows what a template that is not known may do with the values: nothing, or show them in one way or another.
pub(super) fn perhaps_shown(interp: &mut Interp<'_>, values: &[Value]) -> Eval<()> {
    type Show = fn(&mut Interp<'_>, &Value) -> Eval<Value>;
    const WAYS: [Show; 4] = [
        |_, value| Ok(value.clone()),
        |interp, value| interp.str_of(value),
        |interp, value| interp.repr_of(value),
        |interp, value| interp.format_value(value, &TYPED),
    ];
    let values: Vec<Value> = values
        .iter()
        .filter(|value| !value.is_constant() && !matches!(value, Value::Typed(_)))
        .cloned()
        .collect();
    if !values.is_empty() {
        interp.fork(WAYS.to_vec(), |interp, show| {
            for value in &values {
                show(interp, value)?;
            }
            Ok(Value::None)
        })?;
    }
    Ok(())
}

/// `template % operand` for `str`.
fn text_percent(interp: &mut Interp<'_>, template: Option<&Text>, operand: &Value) -> Eval<Value> {
    let Some(template) = template else {
        interp.maybe_raise_class(exc::TYPE_ERROR);
        perhaps_shown(interp, std::slice::from_ref(operand))?;
        return Ok(TYPED);
    };
    // One value with alternatives: each gives a string of its own.
    if let Value::Tuple(items) = operand {
        let mut unions = items.iter().enumerate().filter(|(_, item)| matches!(item, Value::Union(_)));
        if let (Some((i, union)), None) = (unions.next(), unions.next()) {
            return interp.over(union, |interp, member| {
                let mut items = items.to_vec();
                items[i] = member.clone();
                text_percent(interp, Some(template), &Value::tuple(items))
            });
        }
    }
    let out = fill(interp, template.view(), Flavor::Str, operand)?;
    Ok(out.map_or(TYPED, |out| Value::Str(out.finish())))
}

/// `template % operand` for `bytes` and `bytearray`; `None` when the result is only typed.
pub(crate) fn bytes_percent(
    interp: &mut Interp<'_>,
    template: Option<&[u8]>,
    operand: &Value,
) -> Eval<Option<Vec<u8>>> {
    let Some(template) = template else {
        interp.maybe_raise_class(exc::TYPE_ERROR);
        perhaps_shown(interp, std::slice::from_ref(operand))?;
        return Ok(None);
    };
    let out = fill(interp, TextRef::Latin1(template), Flavor::Bytes, operand)?;
    Ok(out.and_then(TextBuilder::finish_bytes))
}

pub(super) fn modulo(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let template = receiver(interp, arguments, "str.__mod__")?;
    let operand = arity::one(interp, arguments, "str.__mod__")?;
    text_percent(interp, template.as_ref(), &operand)
}

pub(super) fn reflected_modulo(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "str.__rmod__")?;
    let template = arity::one(interp, arguments, "str.__rmod__")?;
    if !arity::is_instance(interp, &template, types::STR) {
        return Ok(Value::NotImplemented);
    }
    let template = conversions::text(interp, &template, |_| String::new())?;
    let operand = arguments.positional[0].clone();
    text_percent(interp, template.as_ref(), &operand)
}
