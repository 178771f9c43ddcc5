//! Case conversions, and questions about the kinds of bytes.

use strict_semantics::bytes;

use super::{Receiver, receiver};
use crate::builtins::{arity, types};
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp};

macro_rules! conversions {
    ($($method:ident = $conversion:path,)*) => {
        $(pub(super) fn $method(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
            let Receiver { kind, bytes, name } = receiver(interp, arguments, concat!("bytes.", stringify!($method)))?;
            arity::nothing(interp, arguments, name)?;
            Ok(kind.make(interp, bytes.map(|bytes| $conversion(&bytes))))
        })*
    };
}

conversions! {
    capitalize = bytes::capitalize,
    lower = bytes::lower,
    swapcase = bytes::swap_case,
    title = bytes::title,
    upper = bytes::upper,
}

macro_rules! questions {
    ($($method:ident = $question:path,)*) => {
        $(pub(super) fn $method(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
            let Receiver { bytes, name, .. } = receiver(interp, arguments, concat!("bytes.", stringify!($method)))?;
            arity::nothing(interp, arguments, name)?;
            Ok(bytes.map_or(Value::Typed(types::BOOL), |bytes| Value::Bool($question(&bytes))))
        })*
    };
}

questions! {
    isalnum = bytes::is_alnum,
    isalpha = bytes::is_alpha,
    isascii = bytes::is_ascii,
    isdigit = bytes::is_digit,
    islower = bytes::is_lower,
    isspace = bytes::is_space,
    istitle = bytes::is_title,
    isupper = bytes::is_upper,
}
