//! `make_scanner`: objects that read a value from a place in a text.

use strict_semantics::{TextBuilder, TextRef};

use super::text::unquote;
use crate::heap::Gc;
use crate::modules::native_module::record_type;
use crate::native::{method, native};
use crate::object::{Dict, Effect, Record, Str, Table, Type, TypeFlags, hash_word};
use crate::value::Value;
use crate::vm::{Outcome, Raised, TypeSpec, Vm};

/// The settings, in the order of the fields.
const SETTINGS: [&str; 6] =
    ["strict", "object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant"];
const STRICT: usize = 0;
const OBJECT_HOOK: usize = 1;
const PAIRS_HOOK: usize = 2;
const PARSE_FLOAT: usize = 3;
const PARSE_INT: usize = 4;
const PARSE_CONSTANT: usize = 5;

macro_rules! attribute {
    ($at:ident) => {
        (SETTINGS[$at], |_, it| Ok(it.cast::<Record>().map_or(Value::NONE, |it| it.get($at))), None)
    };
}

/// The type.
pub(super) static SCANNER: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    attributes: &[
        attribute!(STRICT),
        attribute!(OBJECT_HOOK),
        attribute!(PAIRS_HOOK),
        attribute!(PARSE_FLOAT),
        attribute!(PARSE_INT),
        attribute!(PARSE_CONSTANT),
    ],
    ..record_type(
        "Scanner",
        "_json",
        &[
            method("__new__", "($type, context)", Effect::Any, native(new), ""),
            method("__call__", "($self, string, idx)", Effect::Any, native(call), "Call self as a function."),
        ],
        "JSON scanner object",
    )
};

fn new(vm: &mut Vm, class: Gc<Type>, context: Value) -> Outcome<Gc<Record>> {
    let mut fields = [Value::NONE; 6];
    for (field, name) in fields.iter_mut().zip(SETTINGS) {
        let name = vm.intern(name);
        *field = vm.get_attribute(context, name)?;
    }
    fields[STRICT] = Value::bool(vm.is_true(fields[STRICT])?);
    Ok(vm.new_record(class, &fields))
}

fn call(vm: &mut Vm, it: Gc<Record>, text: Value, start: i64) -> Outcome<Value> {
    let Some(text) = text.cast::<Str>() else {
        let name = vm.type_name(text);
        return Err(vm.type_error(format!("first argument must be a string, not {name}")));
    };
    let Ok(start) = usize::try_from(start) else { return Err(vm.value_error("idx cannot be negative")) };
    let keys = vm.new_dict();
    let mut scan = Scan { settings: it, text, keys };
    let (value, end) = scan.value(vm, start)?;
    Ok(vm.pair(value, Value::index(end)))
}

/// Raises `JSONDecodeError`.
#[cold]
fn error(vm: &mut Vm, message: &str, text: Gc<Str>, at: usize) -> Raised {
    let raise = |vm: &mut Vm| -> Outcome<Value> {
        let decoder = crate::modules::import_module(vm, "json.decoder")?;
        let name = vm.intern("JSONDecodeError");
        let class = vm.get_attribute(decoder, name)?;
        let message = vm.new_str(message).value();
        let at = Value::fixnum(at as i64);
        vm.call(class, &[message, text.value(), at])
    };
    match raise(vm) {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

/// A string whose opening quote comes before `start`, and where it ends.
pub(super) fn string(vm: &mut Vm, text: Gc<Str>, start: usize, is_strict: bool) -> Outcome<(Value, usize)> {
    if let Some(plain) = plain_string(text.view(), start) {
        let end = start + plain.len() + 1;
        return Ok((vm.try_str(plain)?.value(), end));
    }
    let mut out = TextBuilder::new();
    match unquote(text.view(), start, is_strict, &mut out) {
        Ok(end) => Ok((vm.str_from_builder(&out)?, end)),
        Err(fault) => Err(error(vm, fault.message, text, fault.at)),
    }
}

/// The string that begins at `start`, after its quote, if it stands in the text as it is.
fn plain_string(text: TextRef<'_>, start: usize) -> Option<TextRef<'_>> {
    let TextRef::Latin1(units) = text else { return None };
    let rest = units.get(start..)?;
    let length = rest.iter().position(|&unit| unit == b'"' || unit == b'\\' || unit < 0x20)?;
    (rest[length] == b'"').then(|| text.slice(start..start + length))
}

/// One reading of a text. The text's storage is immutable and does not move.
struct Scan {
    settings: Gc<Record>,
    text: Gc<Str>,
    /// The keys of objects, so that equal ones are one object.
    keys: Gc<Dict>,
}

impl Scan {
    fn view(&self) -> TextRef<'_> {
        self.text.view()
    }

    fn at(&self, at: usize) -> Option<u32> {
        self.view().char_at(at)
    }

    fn skip_space(&self, at: usize) -> usize {
        let mut at = at;
        while matches!(self.at(at), Some(0x20 | 0x09 | 0x0A | 0x0D)) {
            at += 1;
        }
        at
    }

    fn has(&self, at: usize, word: &str) -> bool {
        word.bytes().enumerate().all(|(place, byte)| self.at(at + place) == Some(byte.into()))
    }

    fn setting(&self, at: usize) -> Value {
        self.settings.get(at)
    }

    fn value(&mut self, vm: &mut Vm, at: usize) -> Outcome<(Value, usize)> {
        let found = match self.at(at) {
            Some(0x22) => return string(vm, self.text, at + 1, self.setting(STRICT) == Value::TRUE),
            Some(0x7B) => {
                vm.check_native_stack()?;
                return self.object(vm, at + 1);
            }
            Some(0x5B) => {
                vm.check_native_stack()?;
                return self.array(vm, at + 1);
            }
            Some(0x6E) if self.has(at, "null") => Some((Value::NONE, at + 4)),
            Some(0x74) if self.has(at, "true") => Some((Value::TRUE, at + 4)),
            Some(0x66) if self.has(at, "false") => Some((Value::FALSE, at + 5)),
            Some(0x4E) if self.has(at, "NaN") => return self.constant(vm, at, "NaN"),
            Some(0x49) if self.has(at, "Infinity") => return self.constant(vm, at, "Infinity"),
            Some(0x2D) if self.has(at, "-Infinity") => return self.constant(vm, at, "-Infinity"),
            Some(0x2D | 0x30..=0x39) => self.number(vm, at)?,
            _ => None,
        };
        found.ok_or_else(|| vm.stop_iteration(Value::index(at)))
    }

    fn constant(&mut self, vm: &mut Vm, at: usize, name: &str) -> Outcome<(Value, usize)> {
        let text = vm.new_str(name).value();
        let value = vm.call(self.setting(PARSE_CONSTANT), &[text])?;
        Ok((value, at + name.len()))
    }

    fn digits(&self, at: usize) -> usize {
        let mut end = at;
        while matches!(self.at(end), Some(0x30..=0x39)) {
            end += 1;
        }
        end
    }

    fn number(&mut self, vm: &mut Vm, start: usize) -> Outcome<Option<(Value, usize)>> {
        let first = if self.at(start) == Some(0x2D) { start + 1 } else { start };
        let mut end = match self.at(first) {
            Some(0x30) => first + 1,
            Some(0x31..=0x39) => self.digits(first + 1),
            _ => return Ok(None),
        };
        let mut is_float = false;
        if self.at(end) == Some(0x2E) && self.digits(end + 1) > end + 1 {
            end = self.digits(end + 1);
            is_float = true;
        }
        if matches!(self.at(end), Some(0x65 | 0x45)) {
            let sign = usize::from(matches!(self.at(end + 1), Some(0x2B | 0x2D)));
            let exponent = end + 1 + sign;
            if self.digits(exponent) > exponent {
                end = self.digits(exponent);
                is_float = true;
            }
        }
        let digits = self.view().slice(start..end).to_string_lossy();
        let parse = self.setting(if is_float { PARSE_FLOAT } else { PARSE_INT });
        if is_float && parse == vm.types.float.value() {
            let number = digits.parse().unwrap_or(f64::NAN);
            return Ok(Some((vm.new_float(number), end)));
        }
        if !is_float
            && parse == vm.types.int.value()
            && let Ok(number) = digits.parse::<i64>()
        {
            return Ok(Some((vm.new_int(number), end)));
        }
        let text = vm.new_str(&digits).value();
        Ok(Some((vm.call(parse, &[text])?, end)))
    }

    fn array(&mut self, vm: &mut Vm, start: usize) -> Outcome<(Value, usize)> {
        let list = vm.new_list();
        let mut at = self.skip_space(start);
        if self.at(at) == Some(0x5D) {
            return Ok((list.value(), at + 1));
        }
        loop {
            let (value, end) = self.value(vm, at)?;
            vm.append(list, value)?;
            at = self.skip_space(end);
            match self.at(at) {
                Some(0x5D) => return Ok((list.value(), at + 1)),
                Some(0x2C) => {}
                _ => return Err(error(vm, "Expecting ',' delimiter", self.text, at)),
            }
            let comma = at;
            at = self.skip_space(at + 1);
            if self.at(at) == Some(0x5D) {
                return Err(error(vm, "Illegal trailing comma before end of array", self.text, comma));
            }
        }
    }

    /// The key at a place after its opening quote.
    fn key(&mut self, vm: &mut Vm, at: usize) -> Outcome<(Value, usize)> {
        // Most keys are known, and need no new string to be found.
        if let Some(plain) = plain_string(self.view(), at) {
            let word = hash_word(strict_semantics::hash::hash_text(plain, vm.hash_key));
            let is_same = |known: Value| known.cast::<Str>().is_some_and(|known| known.view() == plain);
            if let Some(entry) = self.keys.search(word, is_same) {
                return Ok((self.keys.key_at(entry), at + plain.len() + 1));
            }
        }
        let (key, end) = string(vm, self.text, at, self.setting(STRICT) == Value::TRUE)?;
        if let Some(known) = vm.dict_get(self.keys, key)? {
            return Ok((known, end));
        }
        vm.dict_set(self.keys, key, key)?;
        Ok((key, end))
    }

    fn object(&mut self, vm: &mut Vm, start: usize) -> Outcome<(Value, usize)> {
        let dict = vm.new_dict();
        let pairs = if self.setting(PAIRS_HOOK).is_none() { None } else { Some(vm.new_list()) };
        let mut at = self.skip_space(start);
        if self.at(at) == Some(0x7D) {
            return self.finish_object(vm, dict, pairs, at + 1);
        }
        loop {
            if self.at(at) != Some(0x22) {
                return Err(error(vm, "Expecting property name enclosed in double quotes", self.text, at));
            }
            let (key, end) = self.key(vm, at + 1)?;
            at = self.skip_space(end);
            if self.at(at) != Some(0x3A) {
                return Err(error(vm, "Expecting ':' delimiter", self.text, at));
            }
            at = self.skip_space(at + 1);
            let (value, end) = self.value(vm, at)?;
            match pairs {
                None => vm.dict_set(dict, key, value)?,
                Some(pairs) => {
                    let pair = vm.pair(key, value);
                    vm.append(pairs, pair)?;
                }
            }
            at = self.skip_space(end);
            match self.at(at) {
                Some(0x7D) => return self.finish_object(vm, dict, pairs, at + 1),
                Some(0x2C) => {}
                _ => return Err(error(vm, "Expecting ',' delimiter", self.text, at)),
            }
            let comma = at;
            at = self.skip_space(at + 1);
            if self.at(at) == Some(0x7D) {
                return Err(error(vm, "Illegal trailing comma before end of object", self.text, comma));
            }
        }
    }

    fn finish_object(
        &mut self,
        vm: &mut Vm,
        dict: Gc<Dict>,
        pairs: Option<Gc<crate::object::List>>,
        end: usize,
    ) -> Outcome<(Value, usize)> {
        let hook = self.setting(OBJECT_HOOK);
        let value = if let Some(pairs) = pairs {
            vm.call(self.setting(PAIRS_HOOK), &[pairs.value()])?
        } else if !hook.is_none() {
            vm.call(hook, &[dict.value()])?
        } else {
            dict.value()
        };
        Ok((value, end))
    }
}
