//! Codecs and error handlers.

use strict_semantics::codecs::{
    ByteOrder, Codec, EncodeFailure, Fault, Handler, Replacement, decode, decode_with, encode, encode_with,
};
use strict_semantics::{Limit, Text, TextBuilder};

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
        "decode_part" => {
            let (codec, handler) = conversion(&name(1), &name(2));
            let bytes = arguments[0].bytes();
            let mut out = TextBuilder::new();
            let on_fault = |fault: &Fault, out: &mut TextBuilder| handler.decode(fault, bytes, out);
            decode_with(bytes, codec, false, on_fault, &mut out)
                .map(|length| Value::List(vec![out.finish().into(), length.into()]))
                .into()
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

#[test]
fn registered_handlers_may_resume_anywhere_and_replace_by_bytes() {
    let text = Text::from("aéb€c");
    let skip_one = |fault: &Fault| Ok::<_, ()>((Replacement::Bytes(vec![0xFF]), fault.end + 1));
    assert_eq!(encode_with(text.view(), Codec::Ascii, skip_one), Ok(b"a\xFF\xFF".to_vec()));

    let again = |fault: &Fault| Ok::<_, ()>((Replacement::Text(Text::from("é")), fault.end));
    let fault = Fault { encoding: "ascii", start: 1, end: 2, reason: "ordinal not in range(128)" };
    assert_eq!(encode_with(text.view(), Codec::Ascii, again), Err(EncodeFailure::Replacement(fault)));

    let beyond = |_: &Fault, out: &mut TextBuilder| {
        out.push('?');
        Ok::<_, ()>(100)
    };
    let mut out = TextBuilder::new();
    assert_eq!(decode_with(b"a\xFFb", Codec::Utf8, true, beyond, &mut out), Ok(100));
    assert_eq!(out.finish(), "a?");
}
