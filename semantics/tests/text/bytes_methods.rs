//! The methods of `bytes` and `bytearray`.

use strict_semantics::{Limit, bytes};

use crate::case_file::{Case, check};
use crate::value::{Value, bounds};

#[test]
fn bytes_methods_agree_with_cpython() {
    check(include_str!("../data/bytes.txt"), |case| match case.name {
        "fromhex" => bytes::from_hex(case.arguments[0].text()).into(),
        _ => call(case, case.arguments[0].bytes()),
    });
}

fn call(case: &Case<'_>, receiver: &[u8]) -> Value {
    let arguments = &case.arguments[1..];
    let limit = Limit::NONE;
    match case.name {
        "lower" => bytes::lower(receiver).into(),
        "upper" => bytes::upper(receiver).into(),
        "title" => bytes::title(receiver).into(),
        "capitalize" => bytes::capitalize(receiver).into(),
        "swapcase" => bytes::swap_case(receiver).into(),
        "isalnum" => bytes::is_alnum(receiver).into(),
        "isalpha" => bytes::is_alpha(receiver).into(),
        "isascii" => bytes::is_ascii(receiver).into(),
        "isdigit" => bytes::is_digit(receiver).into(),
        "islower" => bytes::is_lower(receiver).into(),
        "isspace" => bytes::is_space(receiver).into(),
        "istitle" => bytes::is_title(receiver).into(),
        "isupper" => bytes::is_upper(receiver).into(),
        "find" => bytes::find(receiver, arguments[0].bytes(), bounds(&arguments[1..])).into(),
        "rfind" => bytes::rfind(receiver, arguments[0].bytes(), bounds(&arguments[1..])).into(),
        "index" => bytes::index(receiver, arguments[0].bytes(), bounds(&arguments[1..])).into(),
        "rindex" => bytes::rindex(receiver, arguments[0].bytes(), bounds(&arguments[1..])).into(),
        "count" => bytes::count(receiver, arguments[0].bytes(), bounds(&arguments[1..])).into(),
        "startswith" => bytes::starts_with(receiver, arguments[0].bytes(), bounds(&arguments[1..])).into(),
        "endswith" => bytes::ends_with(receiver, arguments[0].bytes(), bounds(&arguments[1..])).into(),
        "removeprefix" => bytes::remove_prefix(receiver, arguments[0].bytes()).into(),
        "removesuffix" => bytes::remove_suffix(receiver, arguments[0].bytes()).into(),
        "partition" => bytes::partition(receiver, arguments[0].bytes()).into(),
        "rpartition" => bytes::rpartition(receiver, arguments[0].bytes()).into(),
        "strip" => bytes::strip(receiver, arguments[0].optional_bytes()).into(),
        "lstrip" => bytes::lstrip(receiver, arguments[0].optional_bytes()).into(),
        "rstrip" => bytes::rstrip(receiver, arguments[0].optional_bytes()).into(),
        "split" => bytes::split(receiver, arguments[0].optional_bytes(), arguments[1].int()).into(),
        "rsplit" => bytes::rsplit(receiver, arguments[0].optional_bytes(), arguments[1].int()).into(),
        "splitlines" => bytes::split_lines(receiver, arguments[0] == Value::Bool(true)).into(),
        "center" => bytes::center(receiver, arguments[0].int(), arguments[1].bytes()[0], limit).into(),
        "ljust" => bytes::ljust(receiver, arguments[0].int(), arguments[1].bytes()[0], limit).into(),
        "rjust" => bytes::rjust(receiver, arguments[0].int(), arguments[1].bytes()[0], limit).into(),
        "zfill" => bytes::zfill(receiver, arguments[0].int(), limit).into(),
        "expandtabs" => bytes::expand_tabs(receiver, arguments[0].int(), limit).into(),
        "join" => bytes::join(receiver, arguments[0].items().iter().map(Value::bytes), limit).into(),
        "replace" => {
            let [old, new] = [arguments[0].bytes(), arguments[1].bytes()];
            bytes::replace(receiver, old, new, arguments[2].int(), limit).into()
        }
        "translate" => bytes::make_translation(arguments[0].bytes(), arguments[1].bytes())
            .and_then(|table| bytes::translate(receiver, Some(&table), arguments[2].bytes()))
            .into(),
        "translate_by" => bytes::translate(receiver, Some(arguments[0].bytes()), &[]).into(),
        "delete" => bytes::translate(receiver, None, arguments[0].bytes()).into(),
        "hex" if arguments.is_empty() => bytes::hex(receiver, None, 1, limit).into(),
        "hex" => bytes::hex_separator(arguments[0].text())
            .and_then(|separator| bytes::hex(receiver, Some(separator), arguments[1].int(), limit))
            .into(),
        "repr" => bytes::repr(receiver).into(),
        "bytearray_repr" => bytes::bytearray_repr(receiver).into(),
        "__add__" => bytes::concat(receiver, arguments[0].bytes(), limit).into(),
        "__mul__" => bytes::repeat(receiver, arguments[0].int(), limit).into(),
        "__contains__" => bytes::contains(receiver, arguments[0].bytes()).into(),
        "__lt__" => (receiver < arguments[0].bytes()).into(),
        "__eq__" => (receiver == arguments[0].bytes()).into(),
        name => panic!("no method {name}"),
    }
}
