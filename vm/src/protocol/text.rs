//! Identity, hashes of strings, and text representations.

use strict_semantics::{TextBuilder, hash};

use crate::heap::Gc;
use crate::object::{BigInteger, Float, Special, Str};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// Whether two values are the same object: `is`. Exact ints are compared by value, exact floats by bits.
#[inline(always)]
pub fn is_same(left: Value, right: Value) -> bool {
    left == right || left.is_pointer() && right.is_pointer() && same_boxed(left, right)
}

#[inline]
fn same_boxed(left: Value, right: Value) -> bool {
    let exact = |value: Value| !value.header().is_some_and(|it| it.has(crate::heap::flags::SUBCLASS));
    if let (Some(left), Some(right)) = (left.cast::<BigInteger>(), right.cast::<BigInteger>()) {
        return exact(left.value()) && exact(right.value()) && left.to_int() == right.to_int();
    }
    if let (Some(left), Some(right)) = (left.cast::<Float>(), right.cast::<Float>()) {
        let (a, b) = (left.number.get(), right.number.get());
        return exact(left.value()) && exact(right.value()) && !a.is_nan() && a.to_bits() == b.to_bits();
    }
    false
}

impl Vm {
    /// `TypeError` if `None` is given as the error handler of a method, whose parameter has a default that is not `None`.
    pub(crate) fn check_handler(&mut self, method: &str, errors: Option<Value>) -> Outcome<()> {
        if errors.is_some_and(Value::is_none) {
            return Err(self.type_error(format!("{method}() argument 'errors' must be str, not None")));
        }
        Ok(())
    }

    /// The hash of a string.
    #[inline(always)]
    pub fn hash_str(&self, string: Gc<Str>) -> i64 {
        let known = string.cached_hash();
        if known != 0 { known } else { self.compute_hash(string) }
    }

    #[inline(never)]
    fn compute_hash(&self, string: Gc<Str>) -> i64 {
        let hash = hash::hash_text(string.view(), self.hash_key);
        string.cache_hash(hash);
        hash
    }

    /// `repr(value)`
    pub fn repr(&mut self, value: Value) -> Outcome<Gc<Str>> {
        self.check_native_stack()?;
        let result = match self.special(value, Special::Repr) {
            Some(method) => self.call_method_value(method, value, &[])?,
            None => return Ok(self.default_repr(value)),
        };
        match result.cast::<Str>() {
            Some(text) => Ok(text),
            None => {
                let name = self.type_name(result);
                Err(self.type_error(format!("__repr__ returned non-string (type {name})")))
            }
        }
    }

    /// `str(value)`
    pub fn to_str(&mut self, value: Value) -> Outcome<Gc<Str>> {
        if let Some(text) = self.cast_exact::<Str>(value) {
            return Ok(text);
        }
        self.check_native_stack()?;
        let result = match self.special(value, Special::Str) {
            Some(method) => self.call_method_value(method, value, &[])?,
            None => return self.repr(value),
        };
        match result.cast::<Str>() {
            Some(text) => Ok(text),
            None => {
                let name = self.type_name(result);
                Err(self.type_error(format!("__str__ returned non-string (type {name})")))
            }
        }
    }

    /// `<module.Class object at 0x…>`
    pub fn default_repr(&mut self, value: Value) -> Gc<Str> {
        let class = self.type_of(value);
        let name = self.full_type_name(class);
        self.new_str(&format!("<{name} object at {:#x}>", value.bits()))
    }

    /// Qualified name with the module, unless that is `builtins`.
    pub fn full_type_name(&mut self, class: Gc<crate::object::Type>) -> String {
        let qualified =
            class.qualified_name.get().cast::<Str>().map_or_else(String::new, |name| name.to_lossy());
        let key = self.names.module;
        match self.lookup(class, key).and_then(Value::cast::<Str>) {
            Some(module) if module.as_ascii() != Some("builtins") => {
                format!("{}.{qualified}", module.to_lossy())
            }
            _ => qualified,
        }
    }

    /// `ascii(value)`
    pub fn ascii(&mut self, value: Value) -> Outcome<Value> {
        let text = self.repr(value)?;
        if text.is_ascii() {
            return Ok(text.value());
        }
        let mut out = TextBuilder::new();
        for point in text.view().code_points() {
            match point {
                0..0x80 => out.push(point),
                0x80..0x100 => out.push_str(&format!("\\x{point:02x}")),
                0x100..0x10000 => out.push_str(&format!("\\u{point:04x}")),
                _ => out.push_str(&format!("\\U{point:08x}")),
            }
        }
        self.str_from_builder(&out)
    }

    /// `format(value, specification)`
    pub fn format(&mut self, value: Value, specification: Gc<Str>) -> Outcome<Value> {
        if specification.is_empty() {
            if let Some(text) = self.cast_exact::<Str>(value) {
                return Ok(text.value());
            }
            if value.is_fixnum() {
                return self.to_str(value).map(Gc::value);
            }
        }
        let result = match self.special(value, Special::Format) {
            Some(method) => self.call_method_value(method, value, &[specification.value()])?,
            None => return self.to_str(value).map(Gc::value),
        };
        if result.is::<Str>() {
            return Ok(result);
        }
        let name = self.type_name(result);
        Err(self.type_error(format!("__format__ must return a str, not {name}")))
    }

    /// The text of a value for messages: its `repr`, or a placeholder if that fails.
    pub fn repr_lossy(&mut self, value: Value) -> String {
        match self.repr(value) {
            Ok(text) => text.to_lossy(),
            Err(_) => {
                self.raised = Value::UNBOUND;
                "<unprintable object>".to_owned()
            }
        }
    }
}
