//! Case conversions, and questions about the kinds of characters.

use strict_semantics::text::{Text, TextBuilder, TextRef};

use super::{TYPED, receiver};
use crate::builtins::{arity, types};
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp};

fn convert(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &'static str,
    convert: fn(TextRef<'_>, &mut TextBuilder),
) -> Eval<Value> {
    let text = receiver(interp, arguments, name)?;
    arity::nothing(interp, arguments, name)?;
    Ok(text.map_or(TYPED, |text| Value::Str(Text::build(|out| convert(text.view(), out)))))
}

fn ask(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &'static str,
    holds: fn(TextRef<'_>) -> bool,
) -> Eval<Value> {
    let text = receiver(interp, arguments, name)?;
    arity::nothing(interp, arguments, name)?;
    Ok(text.map_or(Value::Typed(types::BOOL), |text| Value::Bool(holds(text.view()))))
}

alike! {
    convert(out):
    capitalize = capitalize,
    casefold = case_fold,
    lower = lower,
    swapcase = swap_case,
    title = title,
    upper = upper,
}

alike! {
    ask():
    isalnum = is_alnum,
    isalpha = is_alpha,
    isascii = is_ascii,
    isdecimal = is_decimal,
    isdigit = is_digit,
    isidentifier = is_identifier,
    islower = is_lower,
    isnumeric = is_numeric,
    isprintable = is_printable,
    isspace = is_space,
    istitle = is_title,
    isupper = is_upper,
}
