//! Codecs and error handlers.

use strict_semantics::codecs::{ByteOrder, Codec, Handler, decode, encode};
use strict_semantics::{Limit, Text};

use crate::case_file::{Case, check};
use crate::value::Value;

#[test]
fn codecs_agree_with_cpython() {
    check(include_str!("../data/codecs.txt"), run);
}

fn run(case: &Case<'_>) -> Value {
    let arguments = &case.arguments;
    let name = |index: usize| arguments[index].text().to_string();
    match case.name {
        "named" => {
            Codec::named(&name(0)).map_or(Value::None, |codec| Value::from(canonical(codec).to_string()))
        }
        "decode" => {
            let (codec, handler) = conversion(&name(1), &name(2));
            Text::try_build(Limit::NONE, |out| decode(arguments[0].bytes(), codec, handler, out)).into()
        }
        "encode" => {
            let (codec, handler) = conversion(&name(1), &name(2));
            encode(arguments[0].text(), codec, handler).into()
        }
        name => panic!("no function {name}"),
    }
}

fn conversion(codec: &str, handler: &str) -> (Codec, Handler) {
    (Codec::named(codec).expect("a codec"), Handler::named(handler).expect("a handler"))
}

fn canonical(codec: Codec) -> &'static str {
    match codec {
        Codec::Utf8 => "utf-8",
        Codec::Utf8Sig => "utf-8-sig",
        Codec::Ascii => "ascii",
        Codec::Latin1 => "latin-1",
        Codec::Utf16(ByteOrder::Marked) => "utf-16",
        Codec::Utf16(ByteOrder::Little) => "utf-16-le",
        Codec::Utf16(ByteOrder::Big) => "utf-16-be",
        Codec::Utf32(ByteOrder::Marked) => "utf-32",
        Codec::Utf32(ByteOrder::Little) => "utf-32-le",
        Codec::Utf32(ByteOrder::Big) => "utf-32-be",
        Codec::UnicodeEscape => "unicode_escape",
    }
}
