//! Comparisons: `==` and the other five, `in`, and the class checks behind `isinstance`.

use std::cmp::Ordering;

use strict_semantics::number;

use crate::heap::Gc;
use crate::object::{Set, Special, Str, Tuple, Type};
use crate::protocol::is_same;
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// The method that the other operand has for a comparison.
fn reflected(comparison: Special) -> Special {
    match comparison {
        Special::Less => Special::Greater,
        Special::LessEqual => Special::GreaterEqual,
        Special::Greater => Special::Less,
        Special::GreaterEqual => Special::LessEqual,
        same => same,
    }
}

/// The operator of a comparison.
fn symbol(comparison: Special) -> &'static str {
    match comparison {
        Special::Less => "<",
        Special::LessEqual => "<=",
        Special::Equal => "==",
        Special::NotEqual => "!=",
        Special::Greater => ">",
        _ => ">=",
    }
}

/// Whether an ordering satisfies a comparison.
#[inline(always)]
pub(crate) fn satisfies(comparison: Special, ordering: Option<Ordering>) -> bool {
    match comparison {
        Special::Less => ordering == Some(Ordering::Less),
        Special::LessEqual => matches!(ordering, Some(Ordering::Less | Ordering::Equal)),
        Special::Equal => ordering == Some(Ordering::Equal),
        Special::NotEqual => ordering != Some(Ordering::Equal),
        Special::Greater => ordering == Some(Ordering::Greater),
        _ => matches!(ordering, Some(Ordering::Greater | Ordering::Equal)),
    }
}

/// The double that has just the value of a small integer or float.
#[inline]
fn exact_double(value: Value) -> Option<f64> {
    let is_exact = |number: &i64| number.unsigned_abs() <= 1 << 53;
    value.as_flonum().or_else(|| value.as_fixnum().filter(is_exact).map(|number| number as f64))
}

impl Vm {
    /// The ordering of two values of the same or of numeric built-in types, if it is known without calling anything.
    #[inline]
    fn quick_order(&self, left: Value, right: Value) -> Option<Option<Ordering>> {
        if let (Some(left), Some(right)) = (left.as_fixnum(), right.as_fixnum()) {
            return Some(Some(left.cmp(&right)));
        }
        if let (Some(left), Some(right)) = (exact_double(left), exact_double(right)) {
            return Some(left.partial_cmp(&right));
        }
        if let (Some(left), Some(right)) = (self.cast_exact::<Str>(left), self.cast_exact::<Str>(right)) {
            return Some(Some(left.view().cmp(&right.view())));
        }
        None
    }

    /// The result of a comparison.
    pub fn compare(&mut self, comparison: Special, left: Value, right: Value) -> Outcome<Value> {
        if let (Special::Equal | Special::NotEqual, Some(a), Some(b)) =
            (comparison, self.cast_exact::<Str>(left), self.cast_exact::<Str>(right))
        {
            return Ok(Value::bool((a == b || a.same_text(&b)) == (comparison == Special::Equal)));
        }
        if let Some(ordering) = self.quick_order(left, right) {
            return Ok(Value::bool(satisfies(comparison, ordering)));
        }
        self.compare_slow(comparison, left, right)
    }

    /// Whether a class leaves `==` or `!=` to `object`, of which the latter asks for the former.
    fn compares_by_identity(&self, comparison: Special, class: Gc<Type>) -> bool {
        let is_inherited = |special| class.special(special) == self.types.object.special(special);
        match comparison {
            Special::Equal => is_inherited(Special::Equal),
            Special::NotEqual => is_inherited(Special::Equal) && is_inherited(Special::NotEqual),
            _ => false,
        }
    }

    #[inline(never)]
    fn compare_slow(&mut self, comparison: Special, left: Value, right: Value) -> Outcome<Value> {
        let (left_class, right_class) = (self.type_of(left), self.type_of(right));
        if let (Some(a), Some(b)) = (self.as_number(left), self.as_number(right))
            && !left_class.is_heap_type()
            && !right_class.is_heap_type()
        {
            match comparison {
                Special::Equal => return Ok(Value::bool(number::equals(&a, &b))),
                Special::NotEqual => return Ok(Value::bool(!number::equals(&a, &b))),
                _ if !matches!(a, number::Number::Complex(_)) && !matches!(b, number::Number::Complex(_)) => {
                    return Ok(Value::bool(satisfies(comparison, number::compare(&a, &b))));
                }
                _ => {}
            }
        }
        if self.compares_by_identity(comparison, left_class)
            && self.compares_by_identity(comparison, right_class)
        {
            return Ok(Value::bool(is_same(left, right) == (comparison == Special::Equal)));
        }
        self.check_native_stack()?;
        let other = reflected(comparison);
        let mut tried_right = false;
        if left_class != right_class
            && right_class.is_subtype_of(left_class)
            && let Some(method) = right_class.special(other).bound()
        {
            tried_right = true;
            let result = self.call_method_value(method, right, &[left])?;
            if result != Value::NOT_IMPLEMENTED {
                return Ok(result);
            }
        }
        if let Some(method) = left_class.special(comparison).bound() {
            let result = self.call_method_value(method, left, &[right])?;
            if result != Value::NOT_IMPLEMENTED {
                return Ok(result);
            }
        }
        if !tried_right && let Some(method) = right_class.special(other).bound() {
            let result = self.call_method_value(method, right, &[left])?;
            if result != Value::NOT_IMPLEMENTED {
                return Ok(result);
            }
        }
        match comparison {
            Special::Equal => Ok(Value::bool(is_same(left, right))),
            Special::NotEqual => Ok(Value::bool(!is_same(left, right))),
            _ => {
                let (left, right) = (self.class_name(left_class), self.class_name(right_class));
                Err(self.type_error(format!(
                    "'{}' not supported between instances of '{left}' and '{right}'",
                    symbol(comparison)
                )))
            }
        }
    }

    /// Whether a comparison holds.
    #[inline]
    pub fn compare_bool(&mut self, comparison: Special, left: Value, right: Value) -> Outcome<bool> {
        let result = self.compare(comparison, left, right)?;
        self.is_true(result)
    }

    /// Whether two values are the same or equal, as containers see it.
    #[inline]
    pub fn equals(&mut self, left: Value, right: Value) -> Outcome<bool> {
        if is_same(left, right) {
            return Ok(true);
        }
        self.compare_bool(Special::Equal, left, right)
    }

    /// `item in container`
    pub fn contains(&mut self, container: Value, item: Value) -> Outcome<bool> {
        if let Some(dict) = self.cast_exact::<crate::object::Dict>(container) {
            return self.dict_contains(dict, item);
        }
        if let Some(list) = self.cast_exact::<crate::object::List>(container) {
            return self.list_index_of(list, item, 0, i64::MAX).map(|found| found.is_some());
        }
        if let Some(tuple) = self.cast_exact::<Tuple>(container) {
            for &value in tuple.as_slice() {
                if self.equals(value, item)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        if let Some(set) = self.cast_exact::<Set>(container)
            && !item.is::<Set>()
        {
            return self.set_contains(set, item);
        }
        if let (Some(text), Some(part)) = (self.cast_exact::<Str>(container), item.cast::<Str>()) {
            return Ok(text.view().contains(part.view()));
        }
        match self.special(container, Special::Contains) {
            Some(method) if method.is_none() => {
                let name = self.type_name(container);
                Err(self.type_error(format!("'{name}' object is not a container")))
            }
            Some(method) => {
                let result = self.call_method_value(method, container, &[item])?;
                self.is_true(result)
            }
            None => self.contains_by_iteration(container, item),
        }
    }

    /// The iterator of an argument; instead of any `TypeError` that asking for it raises, one that says what the argument
    /// is not.
    pub(crate) fn iter_or(&mut self, argument: Value, fault: &str) -> Outcome<Value> {
        self.iter(argument).map_err(|raised| {
            if !self.type_of(self.raised).is_subtype_of(self.exceptions.TypeError) {
                return raised;
            }
            let name = self.type_name(argument);
            self.type_error(format!("argument of type '{name}' {fault}"))
        })
    }

    fn contains_by_iteration(&mut self, container: Value, item: Value) -> Outcome<bool> {
        let iterator = self.iter_or(container, "is not a container or iterable")?;
        while let Some(value) = self.next(iterator)? {
            if self.equals(value, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
