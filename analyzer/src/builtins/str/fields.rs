//! `str.format`, `str.format_map` and `str.__format__`.

use strict_semantics::Error;
use strict_semantics::format::format_text;
use strict_semantics::template::Accessor;
use strict_semantics::template::braces::{self, Conversion, FieldSource};
use strict_semantics::text::{Text, TextBuilder, TextRef};

use super::percent::perhaps_shown;
use super::{Failure, LIMIT, TYPED, build, check_room, receiver, settle};
use crate::builtins::{arity, ascii_of, exceptions as exc, types};
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp};
use crate::ir::Symbol;

/// Where the values of fields come from.
enum Source<'a> {
    Arguments(&'a Arguments),
    Mapping(&'a Value),
}

/// Looks fields up and formats them.
struct Fields<'a, 'i, 'w> {
    interp: &'i mut Interp<'w>,
    source: Source<'a>,
    /// The text of some field is not known.
    typed: bool,
    /// Fields that are being formatted: one, and another within its specification.
    open: usize,
    /// The specification of the outer field is not known.
    typed_spec: bool,
}

impl FieldSource for Fields<'_, '_, '_> {
    type Value = Value;
    type Error = Failure;

    fn positional(&mut self, index: usize) -> Result<Value, Failure> {
        self.open += 1;
        let Source::Arguments(arguments) = self.source else {
            return Err(Error::value("Format string contains positional fields").into());
        };
        match (arguments.get(index + 1), &arguments.more_positional) {
            (Some(value), _) => Ok(value.clone()),
            (None, Some(more)) => {
                self.interp.maybe_raise_class(exc::INDEX_ERROR);
                self.typed = true;
                Ok(more.clone())
            }
            (None, None) => Err(braces::index_error(index).into()),
        }
    }

    fn named(&mut self, name: TextRef<'_>) -> Result<Value, Failure> {
        self.open += 1;
        let key = Value::Str(Text::from(name));
        let arguments = match self.source {
            Source::Arguments(arguments) => arguments,
            Source::Mapping(mapping) => return Ok(self.interp.get_item(mapping, &key)?),
        };
        let known =
            name.to_utf8().and_then(|name| arguments.keywords.iter().find(|(key, _)| key.as_str() == name));
        match (known, &arguments.more_keywords) {
            (Some((_, value)), _) => Ok(value.clone()),
            (None, Some(more)) => {
                self.interp.maybe_raise_class(exc::KEY_ERROR);
                self.typed = true;
                Ok(more.clone())
            }
            (None, None) => Ok(self.interp.key_error(&key)?),
        }
    }

    fn access(&mut self, value: Value, accessor: Accessor<'_>) -> Result<Value, Failure> {
        Ok(match accessor {
            Accessor::Attribute(name) => {
                self.interp.get_attr(&value, Symbol::new(&name.to_string_lossy()))?
            }
            Accessor::Index(index) => self.interp.get_item(&value, &Value::len(index))?,
            Accessor::Key(key) => self.interp.get_item(&value, &Value::Str(Text::from(key)))?,
        })
    }

    fn convert(&mut self, value: Value, conversion: Conversion) -> Result<Value, Failure> {
        Ok(match conversion {
            Conversion::Str => self.interp.str_of(&value)?,
            Conversion::Repr => self.interp.repr_of(&value)?,
            Conversion::Ascii => ascii_of(&self.interp.repr_of(&value)?),
        })
    }

    fn format(&mut self, value: Value, spec: TextRef<'_>, out: &mut TextBuilder) -> Result<(), Failure> {
        let is_outer = self.open == 1;
        self.open = self.open.saturating_sub(1);
        let spec = if is_outer && std::mem::take(&mut self.typed_spec) {
            TYPED
        } else {
            Value::Str(Text::from(spec))
        };
        let formatted = self.interp.format_value(&value, &spec)?;
        match self.interp.heap.unwrap(&formatted) {
            Value::Str(text) => {
                check_room(out, text.view())?;
                out.push_text(text.view());
            }
            Value::Unknown(_) | Value::Union(_) => self.not_known(is_outer),
            _ if arity::is_instance(self.interp, &formatted, types::STR) => self.not_known(is_outer),
            _ => {
                let (class, result) = (self.interp.type_name(&value), self.interp.type_name(&formatted));
                return Err(Error::type_error(format!(
                    "{class}.__format__() must return a str, not {result}"
                ))
                .into());
            }
        }
        Ok(())
    }
}

impl Fields<'_, '_, '_> {
    fn not_known(&mut self, is_outer: bool) {
        self.typed = true;
        self.typed_spec |= !is_outer;
    }
}

fn fill(interp: &mut Interp<'_>, template: &Text, source: Source<'_>) -> Eval<Value> {
    let mut out = TextBuilder::with_limit(LIMIT);
    let mut fields = Fields { interp, source, typed: false, open: 0, typed_spec: false };
    let result = braces::format(template.view(), &mut fields, &mut out);
    let typed = fields.typed;
    settle(interp, result)?;
    Ok(if typed { TYPED } else { Value::Str(out.finish()) })
}

pub(super) fn format(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    match receiver(interp, arguments, "str.format")? {
        Some(template) => fill(interp, &template, Source::Arguments(arguments)),
        None => {
            let values: Vec<Value> = arguments.all().skip(1).cloned().collect();
            perhaps_shown(interp, &values)?;
            interp.maybe_raise_class(exc::INDEX_ERROR);
            interp.maybe_raise_class(exc::KEY_ERROR);
            Ok(TYPED)
        }
    }
}

pub(super) fn format_map(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let template = receiver(interp, arguments, "str.format_map")?;
    let mapping = arity::one(interp, arguments, "str.format_map")?;
    match template {
        Some(template) => fill(interp, &template, Source::Mapping(&mapping)),
        None => {
            perhaps_shown(interp, &[mapping])?;
            interp.maybe_raise_class(exc::KEY_ERROR);
            Ok(TYPED)
        }
    }
}

pub(super) fn dunder_format(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let text = receiver(interp, arguments, "str.__format__")?;
    let spec = arity::one(interp, arguments, "str.__format__")?;
    let spec = super::argument(interp, &spec, "__format__() argument")?;
    let value = arguments.positional[0].clone();
    if spec.as_ref().is_some_and(Text::is_empty) {
        return interp.str_of(&value);
    }
    let (Some(text), Some(spec)) = (text, spec) else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        return Ok(TYPED);
    };
    let class = interp.type_name(&value);
    build(interp, |out| format_text(text.view(), &class, spec.view(), out))
}
