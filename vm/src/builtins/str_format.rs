//! Formatting of `str`: `%`, `str.format`, `format`.

use strict_semantics::template::Accessor;
use strict_semantics::template::braces::{self, Conversion, FieldSource, index_error};
use strict_semantics::template::percent::{self, Directive, Flavor, Operand, Star, ValueSource};
use strict_semantics::{Error, TextBuilder, TextRef, format as formatting};

use super::prelude::*;
use crate::object::{ByteArray, Bytes, Dict};
use crate::vm::Raised;

/// Why formatting stopped.
pub(crate) enum Failure {
    /// An exception was raised.
    Raised,
    /// An exception is to be raised.
    Plain(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Plain(error)
    }
}

impl From<Raised> for Failure {
    fn from(_: Raised) -> Self {
        Failure::Raised
    }
}

impl Vm {
    /// The exception of a failure raised.
    pub(crate) fn raise_failure(&mut self, failure: &Failure) -> Raised {
        match failure {
            Failure::Raised => Raised,
            Failure::Plain(error) => self.raise_error(error),
        }
    }
}

struct Fields<'a> {
    vm: &'a mut Vm,
    /// The positional arguments; none for `format_map`.
    arguments: Option<Gc<Tuple>>,
    mapping: Value,
}

impl FieldSource for Fields<'_> {
    type Value = Value;
    type Error = Failure;

    fn positional(&mut self, index: usize) -> Result<Value, Failure> {
        let Some(arguments) = self.arguments else {
            let message = "Format string contains positional fields";
            return Err(self.vm.value_error(message).into());
        };
        if index < arguments.len() {
            Ok(arguments.get(index))
        } else {
            Err(Failure::Plain(index_error(index)))
        }
    }

    fn named(&mut self, name: TextRef<'_>) -> Result<Value, Failure> {
        let key = self.vm.try_str(name)?;
        match self.vm.cast_exact::<Dict>(self.mapping) {
            Some(dict) => match self.vm.dict_get(dict, key.value())? {
                Some(value) => Ok(value),
                None => Err(self.vm.key_error(key.value()).into()),
            },
            None => Ok(self.vm.get_item(self.mapping, key.value())?),
        }
    }

    fn access(&mut self, value: Value, accessor: Accessor<'_>) -> Result<Value, Failure> {
        match accessor {
            Accessor::Attribute(name) => {
                let name = self.vm.try_str(name)?;
                let name = self.vm.intern_str(name);
                Ok(self.vm.get_attribute(value, name)?)
            }
            Accessor::Index(index) => Ok(self.vm.get_item(value, Value::index(index))?),
            Accessor::Key(key) => {
                let key = self.vm.try_str(key)?;
                Ok(self.vm.get_item(value, key.value())?)
            }
        }
    }

    fn convert(&mut self, value: Value, conversion: Conversion) -> Result<Value, Failure> {
        Ok(match conversion {
            Conversion::Str => self.vm.to_str(value)?.value(),
            Conversion::Repr => self.vm.repr(value)?.value(),
            Conversion::Ascii => self.vm.ascii(value)?,
        })
    }

    fn format(&mut self, value: Value, spec: TextRef<'_>, out: &mut TextBuilder) -> Result<(), Failure> {
        let spec = self.vm.try_str(spec)?;
        let text = self.vm.format(value, spec)?;
        if let Some(text) = text.cast::<Str>() {
            out.push_text(text.view());
        }
        Ok(())
    }
}

fn format_with(vm: &mut Vm, this: Gc<Str>, arguments: Option<Gc<Tuple>>, mapping: Value) -> Outcome<Value> {
    let mut out = TextBuilder::new();
    let mut fields = Fields { vm, arguments, mapping };
    match braces::format(this.view(), &mut fields, &mut out) {
        Ok(()) => vm.str_from_builder(&out),
        Err(failure) => Err(vm.raise_failure(&failure)),
    }
}

/// `str.format`
pub(super) fn format(vm: &mut Vm, this: Gc<Str>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Value> {
    format_with(vm, this, Some(arguments), keywords.value())
}

/// `str.format_map`
pub(super) fn format_map(vm: &mut Vm, this: Gc<Str>, mapping: Value) -> Outcome<Value> {
    format_with(vm, this, None, mapping)
}

/// `str.__format__`
pub(super) fn format_method(vm: &mut Vm, this: Gc<Str>, specification: Value) -> Outcome<Value> {
    let specification = vm.expect_str(specification, "__format__() argument")?;
    if specification.is_empty() {
        return vm.to_str(this.value()).map(Gc::value);
    }
    let name = vm.type_name(this.value());
    let mut out = TextBuilder::new();
    let result = formatting::format_text(this.view(), &name, specification.view(), &mut out);
    vm.check(result)?;
    vm.str_from_builder(&out)
}

struct Values<'a> {
    vm: &'a mut Vm,
    /// Whether a mapping is asked for `bytes`.
    keys_are_bytes: bool,
}

impl ValueSource for Values<'_> {
    type Value = Value;
    type Error = Failure;

    fn lookup(&mut self, mapping: &Value, key: TextRef<'_>) -> Result<Value, Failure> {
        let key = match key {
            TextRef::Latin1(key) if self.keys_are_bytes => self.vm.new_bytes(key)?,
            key => self.vm.try_str(key)?.value(),
        };
        Ok(self.vm.get_item(*mapping, key)?)
    }

    fn star(&mut self, value: &Value, star: Star) -> Result<i64, Failure> {
        match self.vm.as_int(*value) {
            Some(number) => number.to_i64().ok_or_else(|| Failure::Plain(star.overflow())),
            None => Err(Failure::Plain(Star::wants_int())),
        }
    }

    fn convert(
        &mut self,
        value: &Value,
        directive: &Directive,
        out: &mut TextBuilder,
    ) -> Result<(), Failure> {
        let vm = &mut *self.vm;
        let value = *value;
        if directive.flavor == Flavor::Bytes {
            return convert_bytes(vm, value, directive, out);
        }
        let text = match char::from_u32(directive.conversion) {
            Some('s') => vm.to_str(value)?,
            Some('r') => vm.repr(value)?,
            Some('a') => vm.ascii(value)?.cast::<Str>().unwrap_or(vm.names.empty),
            Some(letter) => return Ok(convert_other(vm, value, letter, directive, out)?),
            None => return Err(Failure::Plain(directive.unsupported())),
        };
        Ok(directive.write_text(text.view(), out)?)
    }
}

/// A conversion of `bytes % values`; what is written is Latin-1.
fn convert_bytes(
    vm: &mut Vm,
    value: Value,
    directive: &Directive,
    out: &mut TextBuilder,
) -> Result<(), Failure> {
    let letter = char::from_u32(directive.conversion);
    match letter {
        Some('s' | 'b') => {
            let data = bytes_of(vm, value)?;
            Ok(directive.write_text(TextRef::Latin1(&data), out)?)
        }
        Some('r' | 'a') => {
            let text = vm.ascii(value)?.cast::<Str>().unwrap_or(vm.names.empty);
            Ok(directive.write_text(text.view(), out)?)
        }
        Some('c') if value.is::<Bytes>() || value.is::<ByteArray>() => {
            let data = super::bytes::expect_buffer(vm, value)?;
            match data.as_slice() {
                &[byte] => Ok(directive.write_character(u32::from(byte), out)?),
                data => {
                    let (kind, length) =
                        (if value.is::<Bytes>() { "bytes" } else { "bytearray" }, data.len());
                    let message = format!(
                        "%c requires an integer in range(256) or a single byte, not a {kind} object of length {length}"
                    );
                    Err(vm.type_error(message).into())
                }
            }
        }
        Some(letter) => Ok(convert_other(vm, value, letter, directive, out)?),
        None => Err(Failure::Plain(directive.unsupported())),
    }
}

/// What `%b` writes of a value.
fn bytes_of(vm: &mut Vm, value: Value) -> Outcome<Vec<u8>> {
    if value.is::<Bytes>() || value.is::<ByteArray>() {
        return super::bytes::expect_buffer(vm, value);
    }
    if let Some(result) = vm.call_special(value, Special::Bytes, &[])? {
        if result.is::<Bytes>() {
            return super::bytes::expect_buffer(vm, result);
        }
        let name = vm.type_name(result);
        return Err(vm.type_error(format!("__bytes__ returned non-bytes (type {name})")));
    }
    match super::buffer::from_buffer(vm, value)? {
        Some(data) => Ok(data),
        None => {
            let name = vm.type_name(value);
            Err(vm.type_error(format!(
                "%b requires a bytes-like object, or an object that implements __bytes__, not '{name}'"
            )))
        }
    }
}

/// `bytes % values`
pub(super) fn percent_bytes(vm: &mut Vm, template: &[u8], values: Value) -> Outcome<Vec<u8>> {
    let is_text = values.is::<Str>() || values.is::<Bytes>() || values.is::<ByteArray>();
    let is_mapping = !values.is::<Tuple>() && !is_text && vm.type_of(values).has_special(Special::GetItem);
    let tuple = values.cast::<Tuple>();
    let operand = match &tuple {
        Some(tuple) => Operand::Tuple(tuple.as_slice()),
        None if is_mapping => Operand::Mapping(&values),
        None => Operand::Single(&values),
    };
    let mut out = TextBuilder::new();
    let mut source = Values { vm, keys_are_bytes: true };
    match percent::format(TextRef::Latin1(template), Flavor::Bytes, operand, &mut source, &mut out) {
        Ok(()) => match out.finish_bytes() {
            Some(data) => Ok(data),
            None => Err(vm.value_error("bytes must be in range(0, 256)")),
        },
        Err(failure) => Err(vm.raise_failure(&failure)),
    }
}

/// A conversion of a number or character.
fn convert_other(
    vm: &mut Vm,
    value: Value,
    letter: char,
    directive: &Directive,
    out: &mut TextBuilder,
) -> Outcome<()> {
    if letter == 'c'
        && directive.flavor == Flavor::Str
        && let Some(text) = value.cast::<Str>()
    {
        let result = match text.view().char_at(0) {
            Some(point) if text.len() == 1 => directive.write_character(point, out),
            _ => Err(Error::type_error(format!(
                "%c requires an int or a unicode character, not a string of length {}",
                text.len()
            ))),
        };
        return vm.check(result);
    }
    let mut number = vm.as_number(value);
    if number.is_none() {
        let class = vm.type_of(value);
        let name = if letter == 'c' { vm.full_type_name(class) } else { class.display_name() };
        let wrong = formatting::wrong_type(directive, &name);
        let converted = match letter {
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' if vm.special(value, Special::Float).is_some() => {
                Some(strict_semantics::Number::Float(vm.to_f64(value)?))
            }
            'd' | 'i' | 'u' if vm.special(value, Special::Int).is_some() => {
                let int = vm.types.int.value();
                let made = vm.call(int, &[value])?;
                vm.as_number(made)
            }
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' | 'c' if vm.special(value, Special::Index).is_some() => {
                Some(strict_semantics::Number::Int(vm.to_index(value)?))
            }
            _ => None,
        };
        number = converted;
        if number.is_none() {
            return Err(vm.raise_error(&wrong));
        }
    }
    let Some(number) = number else { return Ok(()) };
    let result = formatting::convert_number(directive, &number, vm.digit_limit, out);
    vm.check(result)
}

/// `str % values`
pub(super) fn percent(vm: &mut Vm, this: Gc<Str>, values: Value) -> Outcome<Value> {
    let mut out = TextBuilder::new();
    let is_mapping =
        !values.is::<Tuple>() && !values.is::<Str>() && vm.type_of(values).has_special(Special::GetItem);
    let tuple = values.cast::<Tuple>();
    let operand = match &tuple {
        Some(tuple) => Operand::Tuple(tuple.as_slice()),
        None if is_mapping => Operand::Mapping(&values),
        None => Operand::Single(&values),
    };
    let mut source = Values { vm, keys_are_bytes: false };
    match percent::format(this.view(), Flavor::Str, operand, &mut source, &mut out) {
        Ok(()) => vm.str_from_builder(&out),
        Err(failure) => Err(vm.raise_failure(&failure)),
    }
}
