//! How Rust functions become Python functions: one declaration gives name, parameters, effect and documentation.
//!
//! ```ignore
//! method("index", "($self, value, start=0, stop=9223372036854775807, /)", Effect::Any, native(index), "…")
//! ```
//!
//! The signature is what `__text_signature__` shows and what arguments are bound by. A parameter that was not given
//! is [`Value::UNBOUND`]; `*args` arrives as a tuple, `**kwargs` as a dict. [`native`] adapts a typed Rust function:
//! arguments are checked by [`FromValue`], results made by [`IntoValue`].

use std::rc::Rc;

use smallvec::SmallVec;

use crate::heap::{Gc, Layout};
use crate::object::{Dict, Effect, NativeFn, NativeSpec, Str, Tuple};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// How many arguments a signature takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arity {
    /// Positional parameters that must be given.
    pub min: u8,
    /// Positional parameters, without `*args`.
    pub max: u8,
    /// Positional parameters that cannot be named.
    pub positional_only: u8,
    /// All parameters.
    pub total: u8,
    /// Whether some keyword-only parameter has no default.
    pub needs_keyword: bool,
    /// Whether there is `*args`.
    pub var_positional: bool,
    /// Whether there is `**kwargs`.
    pub var_keyword: bool,
    /// Whether the first parameter is the receiver.
    pub has_receiver: bool,
}

impl Arity {
    /// Reads a signature.
    pub const fn parse(signature: &str) -> Arity {
        let text = signature.as_bytes();
        let mut arity = Arity {
            min: 0,
            max: 0,
            positional_only: 0,
            total: 0,
            needs_keyword: false,
            var_positional: false,
            var_keyword: false,
            has_receiver: text.len() > 1 && text[1] == b'$',
        };
        let (mut at, mut keyword_only) = (1, false);
        while at < text.len() && text[at] != b')' {
            while text[at] == b' ' || text[at] == b',' {
                at += 1;
            }
            let start = at;
            let (mut depth, mut has_default, mut is_quoted) = (0, false, false);
            while is_quoted || depth > 0 || (text[at] != b',' && text[at] != b')') {
                match text[at] {
                    b'\'' => is_quoted = !is_quoted,
                    _ if is_quoted => {}
                    b'(' | b'[' => depth += 1,
                    b')' | b']' => depth -= 1,
                    b'=' => has_default = true,
                    _ => {}
                }
                at += 1;
            }
            if start == at {
                break;
            }
            match text[start] {
                b'/' => arity.positional_only = arity.max,
                b'*' if at - start == 1 => keyword_only = true,
                b'*' if text[start + 1] == b'*' => {
                    arity.var_keyword = true;
                    arity.total += 1;
                }
                b'*' => {
                    arity.var_positional = true;
                    arity.total += 1;
                    keyword_only = true;
                }
                _ => {
                    arity.total += 1;
                    if keyword_only {
                        arity.needs_keyword |= !has_default;
                    } else {
                        arity.max += 1;
                        if !has_default {
                            arity.min += 1;
                        }
                    }
                }
            }
        }
        arity
    }

    /// Whether so many positional arguments, and no others, need no binding but padding.
    #[inline(always)]
    fn takes(&self, count: usize) -> bool {
        count >= self.min as usize && count <= self.max as usize && self.total == self.max
    }
}

/// Declares a native function.
pub const fn method(
    name: &'static str,
    signature: &'static str,
    effect: Effect,
    function: NativeFn,
    doc: &'static str,
) -> NativeSpec {
    NativeSpec { name, signature, function, effect, doc, arity: Arity::parse(signature) }
}

/// A Rust type that arguments can be converted to.
pub trait FromValue: Sized {
    /// Converts an argument.
    ///
    /// # Errors
    /// A Python exception, mostly `TypeError`.
    fn from_value(vm: &mut Vm, value: Value) -> Outcome<Self>;
}

/// A Rust type that results are converted from.
pub trait IntoValue {
    /// Makes the Python object.
    fn into_value(self, vm: &mut Vm) -> Value;
}

impl FromValue for Value {
    #[inline(always)]
    fn from_value(_vm: &mut Vm, value: Value) -> Outcome<Value> {
        Ok(value)
    }
}

/// An argument that may be left out.
impl FromValue for Option<Value> {
    #[inline(always)]
    fn from_value(_vm: &mut Vm, value: Value) -> Outcome<Self> {
        Ok(value.bound())
    }
}

impl<T: Layout> FromValue for Gc<T> {
    #[inline(always)]
    fn from_value(vm: &mut Vm, value: Value) -> Outcome<Self> {
        match value.cast::<T>() {
            Some(object) => Ok(object),
            None => vm.wrong_kind::<Gc<T>>(T::KIND, value),
        }
    }
}

impl FromValue for bool {
    fn from_value(vm: &mut Vm, value: Value) -> Outcome<bool> {
        if value.is_unbound() { Ok(false) } else { vm.is_true(value) }
    }
}

impl FromValue for i64 {
    fn from_value(vm: &mut Vm, value: Value) -> Outcome<i64> {
        vm.index_i64(value)
    }
}

impl FromValue for Option<i64> {
    fn from_value(vm: &mut Vm, value: Value) -> Outcome<Self> {
        if value.is_unbound() { Ok(None) } else { vm.index_i64(value).map(Some) }
    }
}

impl FromValue for f64 {
    fn from_value(vm: &mut Vm, value: Value) -> Outcome<f64> {
        vm.to_f64(value)
    }
}

impl<T: Layout> FromValue for Option<Gc<T>> {
    fn from_value(vm: &mut Vm, value: Value) -> Outcome<Self> {
        if value.is_unbound() || value.is_none() {
            Ok(None)
        } else {
            FromValue::from_value(vm, value).map(Some)
        }
    }
}

impl IntoValue for Value {
    #[inline(always)]
    fn into_value(self, _vm: &mut Vm) -> Value {
        self
    }
}

impl IntoValue for () {
    fn into_value(self, _vm: &mut Vm) -> Value {
        Value::NONE
    }
}

impl IntoValue for bool {
    fn into_value(self, _vm: &mut Vm) -> Value {
        Value::bool(self)
    }
}

impl IntoValue for i64 {
    fn into_value(self, vm: &mut Vm) -> Value {
        vm.new_int(self)
    }
}

impl IntoValue for usize {
    fn into_value(self, vm: &mut Vm) -> Value {
        vm.new_int(self as i64)
    }
}

impl IntoValue for f64 {
    fn into_value(self, vm: &mut Vm) -> Value {
        vm.new_float(self)
    }
}

impl IntoValue for &str {
    fn into_value(self, vm: &mut Vm) -> Value {
        vm.new_str(self).value()
    }
}

impl IntoValue for String {
    fn into_value(self, vm: &mut Vm) -> Value {
        vm.new_str(&self).value()
    }
}

impl<T> IntoValue for Gc<T> {
    #[inline(always)]
    fn into_value(self, _vm: &mut Vm) -> Value {
        self.value()
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self, vm: &mut Vm) -> Value {
        self.map_or(Value::NONE, |value| value.into_value(vm))
    }
}

/// A typed Rust function whose parameters are `A`.
pub trait Native<A>: Copy {
    /// Converts the arguments, calls the function and converts its result.
    ///
    /// # Errors
    /// What the conversions or the function raise.
    fn invoke(self, vm: &mut Vm, arguments: &[Value]) -> Outcome<Value>;
}

macro_rules! typed_functions {
    ($(($($name:ident $variable:ident $index:literal),*))*) => {$(
        impl<F, R, $($name),*> Native<($($name,)*)> for F
        where
            F: Fn(&mut Vm, $($name),*) -> Outcome<R> + Copy,
            R: IntoValue,
            $($name: FromValue,)*
        {
            #[inline(always)]
            fn invoke(self, vm: &mut Vm, _arguments: &[Value]) -> Outcome<Value> {
                $(let $variable = $name::from_value(vm, _arguments[$index])?;)*
                let result = self(vm, $($variable),*)?;
                Ok(result.into_value(vm))
            }
        }
    )*};
}

typed_functions! {
    ()
    (A a 0)
    (A a 0, B b 1)
    (A a 0, B b 1, C c 2)
    (A a 0, B b 1, C c 2, D d 3)
    (A a 0, B b 1, C c 2, D d 3, E e 4)
    (A a 0, B b 1, C c 2, D d 3, E e 4, G g 5)
    (A a 0, B b 1, C c 2, D d 3, E e 4, G g 5, H h 6)
    (A a 0, B b 1, C c 2, D d 3, E e 4, G g 5, H h 6, I i 7)
}

#[allow(unsafe_code, reason = "a function item has no bytes, so it can be made from nothing")]
fn shim<A, F: Native<A>>(vm: &mut Vm, arguments: &[Value]) -> Outcome<Value> {
    const { assert!(size_of::<F>() == 0, "only function items and captureless closures are native functions") };
    // SAFETY: `F` has no bytes and was passed by value to `native`, so it is inhabited.
    let function: F = unsafe { std::mem::zeroed() };
    function.invoke(vm, arguments)
}

/// Adapts a typed Rust function to the calling convention of native functions.
pub const fn native<A, F: Native<A>>(_function: F) -> NativeFn {
    shim::<A, F>
}

/// One parameter of a signature.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parameter<'a> {
    name: &'a str,
    required: bool,
    kind: ParameterKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParameterKind {
    Positional,
    VarPositional,
    KeywordOnly,
    VarKeyword,
}

fn parameters(signature: &str) -> SmallVec<[Parameter<'_>; 8]> {
    let inner = signature.trim_start_matches('(').rsplit_once(')').map_or(signature, |(inner, _)| inner);
    let mut keyword_only = false;
    let mut found = SmallVec::new();
    let (mut depth, mut start, mut is_quoted) = (0, 0, false);
    let mut pieces: SmallVec<[&str; 8]> = SmallVec::new();
    for (at, byte) in inner.bytes().enumerate() {
        match byte {
            b'\'' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            b',' if depth == 0 => {
                pieces.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(&inner[start..]);
    for piece in pieces {
        let piece = piece.trim();
        let (name, required) = match piece.split_once('=') {
            Some((name, _)) => (name, false),
            None => (piece, true),
        };
        let kind = match name {
            "" | "/" => continue,
            "*" => {
                keyword_only = true;
                continue;
            }
            _ if name.starts_with("**") => ParameterKind::VarKeyword,
            _ if name.starts_with('*') => {
                keyword_only = true;
                ParameterKind::VarPositional
            }
            _ if keyword_only => ParameterKind::KeywordOnly,
            _ => ParameterKind::Positional,
        };
        found.push(Parameter { name: name.trim_start_matches(['*', '$']), required, kind });
    }
    found
}

impl Vm {
    /// Calls a native function with positional arguments (the receiver among them) and keyword arguments, whose names
    /// are in `names` and whose values come last in `arguments`.
    #[inline]
    pub fn call_native(
        &mut self,
        spec: &'static NativeSpec,
        arguments: &[Value],
        names: Option<Gc<Tuple>>,
    ) -> Outcome<Value> {
        if names.is_none() && spec.arity.takes(arguments.len()) {
            let total = spec.arity.total as usize;
            if arguments.len() == total {
                return (spec.function)(self, arguments);
            }
            let mut padded = [Value::UNBOUND; 12];
            if total <= padded.len() {
                padded[..arguments.len()].copy_from_slice(arguments);
                return (spec.function)(self, &padded[..total]);
            }
        }
        self.call_native_bound(spec, arguments, names)
    }

    #[cold]
    #[inline(never)]
    fn call_native_bound(
        &mut self,
        spec: &'static NativeSpec,
        arguments: &[Value],
        names: Option<Gc<Tuple>>,
    ) -> Outcome<Value> {
        let keyword_count = names.map_or(0, |names| names.len());
        let (positional, keywords) = arguments.split_at(arguments.len() - keyword_count);
        let arity = spec.arity;
        let unnamed = arity.positional_only.max(u8::from(arity.has_receiver));
        let takes_no_keywords =
            unnamed == arity.max && arity.total == arity.max + u8::from(arity.var_positional);
        if keyword_count > 0 && takes_no_keywords && !self.ignores_keywords(spec, positional) {
            return Err(self.no_keywords(spec, positional));
        }
        if positional.len() > arity.max as usize && !arity.var_positional {
            return self.wrong_count(spec, positional);
        }
        let skip = usize::from(arity.has_receiver);
        let fixed = !arity.var_positional && !arity.var_keyword && arity.positional_only < arity.total;
        if fixed && arguments.len() > (arity.total as usize).max(skip) {
            return self.too_many(spec, positional, keyword_count);
        }
        let mut bound = [Value::UNBOUND; 24];
        let bound = &mut bound[..arity.total as usize];
        let direct = positional.len().min(arity.max as usize);
        bound[..direct].copy_from_slice(&positional[..direct]);
        if arity.var_positional {
            bound[arity.max as usize] = self.new_tuple(&positional[direct..])?.value();
        }
        let mut extra: Option<Gc<Dict>> = None;
        if arity.var_keyword {
            let dict = self.new_dict();
            bound[arity.total as usize - 1] = dict.value();
            extra = Some(dict);
        }
        if keyword_count == 0 && direct >= arity.min as usize && !arity.needs_keyword {
            return (spec.function)(self, bound);
        }
        let parameters = self.native_parameters(spec);
        for (index, &value) in keywords.iter().enumerate() {
            let name = names.map_or(Value::UNBOUND, |names| names.get(index));
            let text = name.cast::<Str>().map_or_else(String::new, |name| name.to_lossy());
            let place = parameters.iter().position(|parameter| {
                parameter.name == text
                    && matches!(parameter.kind, ParameterKind::Positional | ParameterKind::KeywordOnly)
            });
            match place {
                Some(place)
                    if place >= arity.positional_only as usize && !(place == 0 && arity.has_receiver) =>
                {
                    if !bound[place].is_unbound() {
                        return Err(self.type_error(format!(
                            "argument for {}() given by name ('{text}') and position ({})",
                            self.shown_name(spec, positional),
                            place + usize::from(!arity.has_receiver)
                        )));
                    }
                    bound[place] = value;
                }
                _ => match extra {
                    Some(dict) => self.dict_set(dict, name, value)?,
                    // They are the counterpart's.
                    None if takes_no_keywords => {}
                    None => {
                        return Err(self.type_error(format!(
                            "{}() got an unexpected keyword argument '{text}'",
                            self.shown_name(spec, positional)
                        )));
                    }
                },
            }
        }
        for (place, parameter) in parameters.iter().enumerate() {
            let needed = matches!(parameter.kind, ParameterKind::Positional | ParameterKind::KeywordOnly);
            if needed && parameter.required && bound[place].is_unbound() {
                if place < arity.positional_only as usize || keyword_count == 0 && arity.total == arity.max {
                    if place >= arity.positional_only as usize {
                        return Err(self.type_error(format!(
                            "{}() missing required argument '{}' (pos {})",
                            self.shown_name(spec, positional),
                            parameter.name,
                            place + usize::from(!arity.has_receiver)
                        )));
                    }
                    return self.wrong_count(spec, positional);
                }
                return Err(self.type_error(format!(
                    "{}() missing required argument '{}' (pos {})",
                    self.shown_name(spec, positional),
                    parameter.name,
                    place + usize::from(!arity.has_receiver)
                )));
            }
        }
        (spec.function)(self, bound)
    }

    /// The parameters of a native function; its signature is read once.
    fn native_parameters(&mut self, spec: &'static NativeSpec) -> Rc<[Parameter<'static>]> {
        let known = self.native_parameters.entry(std::ptr::from_ref(spec) as usize);
        Rc::clone(known.or_insert_with(|| parameters(spec.signature).as_slice().into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_counted() {
        let arity = Arity::parse("($self, value, start=0, /)");
        assert_eq!((arity.min, arity.max, arity.total, arity.positional_only), (2, 3, 3, 3));
        assert!(arity.has_receiver);
        let arity = Arity::parse("(*args, sep=' ', end=None)");
        assert_eq!((arity.min, arity.max, arity.total), (0, 0, 3));
        assert!(arity.var_positional && !arity.var_keyword);
        let arity = Arity::parse("()");
        assert_eq!((arity.min, arity.max, arity.total), (0, 0, 0));
        assert_eq!(parameters("(a, /, b=(1, 2), *, c, **d)").len(), 4);
        assert_eq!(Arity::parse("(a=',', b=')')").total, 2);
        assert_eq!(parameters("(a=',', b=')')").len(), 2);
    }
}
