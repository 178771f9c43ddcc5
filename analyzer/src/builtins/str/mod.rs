//! `str`: its methods and operators.
//!
//! Methods of known strings give known results. Where the receiver or an argument is only typed, so is the result.

/// Methods that differ in the operation only: each passes a closure that calls it to what they share.
macro_rules! alike {
    (@closure $operation:ident ($($parameter:ident),*)) => {
        |text, $($parameter),*| text.$operation($($parameter),*)
    };
    ($shared:ident $parameters:tt: $($method:ident = $operation:ident,)*) => {
        $(pub(super) fn $method(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
            $shared(interp, arguments, concat!("str.", stringify!($method)), alike!(@closure $operation $parameters))
        })*
    };
}

mod case;
mod codec;
mod combine;
mod construct;
mod fields;
mod operators;
mod percent;
mod search;
mod split;
#[cfg(test)]
mod tests;
mod translate;

use strict_semantics::text::{Text, TextBuilder, TextRef};
use strict_semantics::{Error, Limit};

use super::{Native, arity, conversions, function, method, types};
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp, MAX_VALUE, Stop};

pub(super) use codec::{decode, encode, name_argument};
pub(super) use combine::joined_items;
pub(super) use percent::bytes_percent;

pub(crate) const METHODS: &[Native] = &[
    function("str.__new__", construct::new).tolerant(),
    method("str.__add__", operators::add),
    method("str.__contains__", operators::contains),
    method("str.__eq__", operators::eq),
    method("str.__format__", fields::dunder_format),
    method("str.__ge__", operators::ge),
    method("str.__getitem__", operators::getitem),
    method("str.__getnewargs__", construct::getnewargs),
    method("str.__gt__", operators::gt),
    method("str.__hash__", operators::hash),
    method("str.__iter__", operators::iter),
    method("str.__le__", operators::le),
    method("str.__len__", operators::len),
    method("str.__lt__", operators::lt),
    method("str.__mod__", percent::modulo),
    method("str.__mul__", operators::mul),
    method("str.__ne__", operators::ne),
    method("str.__repr__", construct::repr),
    method("str.__rmod__", percent::reflected_modulo),
    method("str.__rmul__", operators::rmul),
    method("str.__sizeof__", construct::sizeof),
    method("str.__str__", construct::str),
    method("str.capitalize", case::capitalize),
    method("str.casefold", case::casefold),
    method("str.center", combine::center),
    method("str.count", search::count),
    method("str.encode", codec::encode_method),
    method("str.endswith", search::endswith),
    method("str.expandtabs", combine::expandtabs),
    method("str.find", search::find),
    method("str.format", fields::format).variadic(),
    method("str.format_map", fields::format_map),
    method("str.index", search::index),
    method("str.isalnum", case::isalnum),
    method("str.isalpha", case::isalpha),
    method("str.isascii", case::isascii),
    method("str.isdecimal", case::isdecimal),
    method("str.isdigit", case::isdigit),
    method("str.isidentifier", case::isidentifier),
    method("str.islower", case::islower),
    method("str.isnumeric", case::isnumeric),
    method("str.isprintable", case::isprintable),
    method("str.isspace", case::isspace),
    method("str.istitle", case::istitle),
    method("str.isupper", case::isupper),
    method("str.join", combine::join),
    method("str.ljust", combine::ljust),
    method("str.lower", case::lower),
    method("str.lstrip", split::lstrip),
    function("str.maketrans", translate::maketrans),
    method("str.partition", split::partition),
    method("str.removeprefix", search::removeprefix),
    method("str.removesuffix", search::removesuffix),
    method("str.replace", combine::replace),
    method("str.rfind", search::rfind),
    method("str.rindex", search::rindex),
    method("str.rjust", combine::rjust),
    method("str.rpartition", split::rpartition),
    method("str.rsplit", split::rsplit),
    method("str.rstrip", split::rstrip),
    method("str.split", split::split),
    method("str.splitlines", split::splitlines),
    method("str.startswith", search::startswith),
    method("str.strip", split::strip),
    method("str.swapcase", case::swapcase),
    method("str.title", case::title),
    method("str.translate", translate::translate),
    method("str.upper", case::upper),
    method("str.zfill", combine::zfill),
];

/// A string of which only the type is known.
pub(super) const TYPED: Value = Value::Typed(types::STR);

const LIMIT: Limit = Limit(MAX_VALUE);

/// The string that a method is called on, as far as it is known.
fn receiver(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str) -> Eval<Option<Text>> {
    let Some(value) = arguments.get(0) else { return arity::wrong_receiver(interp, arguments, name) };
    match interp.heap.unwrap(value) {
        Value::Str(text) => Ok(Some(text.clone())),
        _ if arity::is_instance(interp, value, types::STR) => Ok(None),
        _ => arity::wrong_receiver(interp, arguments, name),
    }
}

/// A string argument, refused with `must be str, not ...` after the given words.
fn argument(interp: &mut Interp<'_>, value: &Value, words: &str) -> Eval<Option<Text>> {
    let is_none = matches!(value, Value::None);
    conversions::text(interp, value, |type_name| {
        format!("{words} must be str, not {}", if is_none { "None" } else { type_name })
    })
}

/// A new string that an operation writes.
fn build(
    interp: &mut Interp<'_>,
    write: impl FnOnce(&mut TextBuilder) -> strict_semantics::Result<()>,
) -> Eval<Value> {
    let text = Text::try_build(LIMIT, write);
    interp.plain(text).map(Value::Str)
}

/// Part of a known string; the whole is not copied.
fn part(whole: &Text, part: TextRef<'_>) -> Value {
    Value::Str(if part.len() == whole.len() { whole.clone() } else { Text::from(part) })
}

/// What stops the filling-in of a template.
enum Failure {
    Stop(Stop),
    Plain(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Plain(error)
    }
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Failure {
        Failure::Stop(stop)
    }
}

/// Raises what stopped the filling-in of a template.
fn settle<T>(interp: &mut Interp<'_>, result: Result<T, Failure>) -> Eval<T> {
    match result {
        Ok(value) => Ok(value),
        Err(Failure::Stop(stop)) => Err(stop),
        Err(Failure::Plain(error)) => interp.plain(Err(error)),
    }
}

/// Fails when another piece would make a template's result too large.
fn check_room(out: &TextBuilder, piece: TextRef<'_>) -> Result<(), Failure> {
    Ok(out.limit().check(out.len().saturating_add(piece.len()))?)
}
