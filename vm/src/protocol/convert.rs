//! Conversions: truth, hash, index, numbers.

use strict_semantics::{Int, Number, hash};

use crate::heap::{Gc, Kind};
use crate::object::{BigInteger, Bytes, ComplexObject, Dict, Float, List, Set, Special, Str, Table, Tuple};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

impl Vm {
    /// `bool(value)`
    #[inline(always)]
    pub fn is_true(&mut self, value: Value) -> Outcome<bool> {
        match value.as_bool() {
            Some(truth) => Ok(truth),
            None => self.is_true_slow(value),
        }
    }

    #[inline(never)]
    fn is_true_slow(&mut self, value: Value) -> Outcome<bool> {
        if let Some(number) = value.as_fixnum() {
            return Ok(number != 0);
        }
        if let Some(number) = value.as_flonum() {
            return Ok(number != 0.0);
        }
        if value.is_none() {
            return Ok(false);
        }
        if let Some(list) = self.cast_exact::<List>(value) {
            return Ok(!list.is_empty());
        }
        if let Some(text) = self.cast_exact::<Str>(value) {
            return Ok(!text.is_empty());
        }
        if let Some(dict) = self.cast_exact::<Dict>(value) {
            return Ok(!dict.is_empty());
        }
        if let Some(bytes) = self.cast_exact::<Bytes>(value) {
            return Ok(!bytes.as_slice().is_empty());
        }
        if let Some(tuple) = self.cast_exact::<Tuple>(value) {
            return Ok(!tuple.is_empty());
        }
        let class = self.type_of(value);
        if let Some(method) = class.special(Special::Bool).bound() {
            if method.is_none() {
                let name = class.display_name();
                return Err(self.type_error(format!("'{name}' cannot be interpreted as a boolean")));
            }
            let result = self.call_method_value(method, value, &[])?;
            return match result.as_bool() {
                Some(truth) => Ok(truth),
                None => {
                    let name = self.type_name(result);
                    Err(self.type_error(format!("__bool__ should return bool, returned {name}")))
                }
            };
        }
        if class.has_special(Special::Len) {
            return self.length(value).map(|length| length != 0);
        }
        Ok(true)
    }

    /// `len(value)`
    pub fn length(&mut self, value: Value) -> Outcome<usize> {
        match value.kind() {
            Some(Kind::List) if self.cast_exact::<List>(value).is_some() => {
                return Ok(value.cast::<List>().map_or(0, |it| it.len()));
            }
            Some(Kind::Tuple) if self.cast_exact::<Tuple>(value).is_some() => {
                return Ok(value.cast::<Tuple>().map_or(0, |it| it.len()));
            }
            Some(Kind::Str) if self.cast_exact::<Str>(value).is_some() => {
                return Ok(value.cast::<Str>().map_or(0, |it| it.len()));
            }
            Some(Kind::Dict) if self.cast_exact::<Dict>(value).is_some() => {
                return Ok(value.cast::<Dict>().map_or(0, |it| it.len()));
            }
            Some(Kind::Set) if self.cast_exact::<Set>(value).is_some() => {
                return Ok(value.cast::<Set>().map_or(0, |it| it.len()));
            }
            _ => {}
        }
        let Some(method) = self.special(value, Special::Len) else {
            let name = self.type_name(value);
            return Err(self.type_error(format!("object of type '{name}' has no len()")));
        };
        let result = self.call_method_value(method, value, &[])?;
        let number = self.to_index(result)?;
        if number.is_negative() {
            return Err(self.value_error("__len__() should return >= 0"));
        }
        match number.to_usize().filter(|&length| length <= i64::MAX as usize) {
            Some(length) => Ok(length),
            None => {
                Err(self.error(self.exceptions.OverflowError, "cannot fit 'int' into an index-sized integer"))
            }
        }
    }

    /// The integer if the value is an `int`.
    #[inline]
    pub fn as_int(&self, value: Value) -> Option<Int> {
        if let Some(number) = value.as_fixnum() {
            return Some(Int::Small(number));
        }
        if let Some(truth) = value.as_bool() {
            return Some(Int::from(truth));
        }
        value.cast::<BigInteger>().map(|it| it.to_int())
    }

    /// The double if the value is a `float`.
    #[inline]
    pub fn as_float(&self, value: Value) -> Option<f64> {
        match value.as_flonum() {
            Some(number) => Some(number),
            None => value.cast::<Float>().map(|it| it.number.get()),
        }
    }

    /// The number if the value is an `int`, `float` or `complex`.
    pub fn as_number(&self, value: Value) -> Option<Number> {
        if let Some(int) = self.as_int(value) {
            return Some(Number::Int(int));
        }
        if let Some(float) = self.as_float(value) {
            return Some(Number::Float(float));
        }
        value.cast::<ComplexObject>().map(|it| Number::Complex(it.get()))
    }

    /// `operator.index(value)`
    pub fn to_index(&mut self, value: Value) -> Outcome<Int> {
        if let Some(number) = self.as_int(value) {
            return Ok(number);
        }
        let Some(method) = self.special(value, Special::Index) else {
            let name = self.type_name(value);
            return Err(self.type_error(format!("'{name}' object cannot be interpreted as an integer")));
        };
        let result = self.call_method_value(method, value, &[])?;
        match self.as_int(result) {
            Some(number) => {
                if self.type_of(result) != self.types.int {
                    self.warn_strict_subclass("__index__", "int", result)?;
                }
                Ok(number)
            }
            None => {
                let name = self.type_name(result);
                Err(self.type_error(format!("__index__ returned non-int (type {name})")))
            }
        }
    }

    /// An index or count that has to fit a machine word.
    pub fn index_i64(&mut self, value: Value) -> Outcome<i64> {
        if let Some(number) = value.as_fixnum() {
            return Ok(number);
        }
        match self.to_index(value)?.to_i64() {
            Some(number) => Ok(number),
            None => {
                Err(self.error(self.exceptions.OverflowError, "Python int too large to convert to C ssize_t"))
            }
        }
    }

    /// An index that is clipped to a machine word, as slices do.
    pub fn index_clipped(&mut self, value: Value) -> Outcome<i64> {
        Ok(self.to_index(value)?.saturate())
    }

    /// The value as a double: of `float`, `__float__` or `__index__`.
    pub fn to_f64(&mut self, value: Value) -> Outcome<f64> {
        if let Some(number) = self.as_float(value) {
            return Ok(number);
        }
        if let Some(int) = self.as_int(value) {
            let result = int.to_f64();
            return self.check(result);
        }
        if let Some(method) = self.special(value, Special::Float) {
            let result = self.call_method_value(method, value, &[])?;
            return self.float_result(value, result);
        }
        if self.special(value, Special::Index).is_some() {
            let int = self.to_index(value)?;
            let result = int.to_f64();
            return self.check(result);
        }
        let name = self.type_name(value);
        Err(self.type_error(format!("must be real number, not {name}")))
    }

    /// The double that `__float__` of `value` returned.
    pub(crate) fn float_result(&mut self, value: Value, result: Value) -> Outcome<f64> {
        let Some(number) = self.as_float(result) else {
            let (class, name) = (self.type_name(value), self.type_name(result));
            return Err(self.type_error(format!("{class}.__float__ returned non-float (type {name})")));
        };
        if self.type_of(result) != self.types.float {
            let class = self.type_name(value);
            self.warn_strict_subclass(&format!("{class}.__float__"), "float", result)?;
        }
        Ok(number)
    }

    /// `hash(value)`
    #[inline]
    pub fn hash(&mut self, value: Value) -> Outcome<i64> {
        if let Some(text) = self.cast_exact::<Str>(value) {
            return Ok(self.hash_str(text));
        }
        if let Some(number) = value.as_fixnum() {
            // Numbers below the modulus are their own hashes, but for the one that says that there is none.
            if number.unsigned_abs() < 1 << 60 && number != -1 {
                return Ok(number);
            }
            return Ok(hash::hash_int(&Int::Small(number)));
        }
        self.hash_slow(value)
    }

    /// The hash of an object by its identity.
    pub fn identity_hash(value: Value) -> i64 {
        (value.bits() as i64).rotate_right(4)
    }

    #[inline(never)]
    fn hash_slow(&mut self, value: Value) -> Outcome<i64> {
        if let Some(tuple) = self.cast_exact::<Tuple>(value) {
            return self.hash_tuple(tuple);
        }
        if let Some(bytes) = self.cast_exact::<Bytes>(value) {
            return Ok(self.hash_bytes(bytes));
        }
        if let Some(number) = value.as_flonum() {
            // An immediate number is no NaN.
            return Ok(hash::hash_float(number, 0));
        }
        match value {
            Value::NONE => return Ok(hash::NONE),
            Value::TRUE => return Ok(1),
            Value::FALSE => return Ok(0),
            _ => {}
        }
        let class = self.type_of(value);
        let Some(method) = class.special(Special::Hash).bound().filter(|method| !method.is_none()) else {
            let name = self.class_name(class);
            return Err(self.type_error(format!("unhashable type: '{name}'")));
        };
        // Named tuples and their like.
        if let Some(tuple) =
            value.cast::<Tuple>().filter(|_| method == self.types.tuple.special(Special::Hash))
        {
            return self.hash_tuple(tuple);
        }
        let result = self.call_method_value(method, value, &[])?;
        match self.as_int(result) {
            Some(Int::Small(hash)) => Ok(if hash == -1 { -2 } else { hash }),
            Some(big) => Ok(hash::hash_int(&big)),
            None => Err(self.type_error("__hash__ method should return an integer")),
        }
    }

    /// The hash of a tuple.
    pub fn hash_tuple(&mut self, tuple: Gc<Tuple>) -> Outcome<i64> {
        self.check_native_stack()?;
        let mut state = hash::TupleHash::new();
        for &item in tuple.as_slice() {
            state.add(self.hash(item)?);
        }
        Ok(state.finish())
    }

    /// The hash of bytes.
    pub fn hash_bytes(&self, bytes: Gc<Bytes>) -> i64 {
        if bytes.cached_hash() == 0 {
            bytes.cache_hash(hash::hash_bytes(bytes.as_slice(), self.hash_key));
        }
        bytes.cached_hash()
    }
}
