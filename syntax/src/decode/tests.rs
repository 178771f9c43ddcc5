//! Decoding of source bytes: declarations, marks, and what is refused.

use super::{DecodeError, decode};

fn text(bytes: &[u8]) -> String {
    decode(bytes.to_vec()).unwrap_or_else(|error| panic!("{error:?}"))
}

fn error(bytes: &[u8]) -> (String, usize, usize) {
    let DecodeError { message, line, column } = decode(bytes.to_vec()).expect_err("should not decode");
    (message, line, column)
}

#[test]
fn utf8_is_the_default_and_the_mark_is_dropped() {
    assert_eq!(text("é = 1\n".as_bytes()), "é = 1\n");
    assert_eq!(text(b"\xef\xbb\xbfx = 1"), "x = 1");
    assert_eq!(text(b"\xef\xbb\xbf# coding: UTF_8\nx"), "# coding: UTF_8\nx");
}

#[test]
fn cookies_are_found_where_pep_263_says() {
    for head in [
        &b"# coding: latin-1\n"[..],
        b"# coding=iso_8859_1\r",
        b"\r\n# -*- coding: Latin-1-unix -*-\r\n",
        b"#!/usr/bin/python\n\x0c # vim: set fileencoding=iso-8859-1 :\n",
        b"# coding none, coding:\t l1 coding: utf-8\n",
    ] {
        let decoded = text(&[head, b"'\xe9'"].concat());
        assert!(decoded.ends_with("'é'"), "{decoded}");
    }
    for head in [
        &b"x\n# coding: latin-1\n"[..],
        b"\n\n# coding: latin-1\n",
        b"'''\n# coding: latin-1\n",
        b"# coding:\n",
    ] {
        assert!(error(&[head, b"'\xe9'"].concat()).0.starts_with("Non-UTF-8 code starting with '\\xe9'"));
    }
}

#[test]
fn other_encodings_are_known() {
    for (name, bytes, expected) in [
        ("iso-8859-15", &b"\xa4"[..], "€"),
        ("cp1252", b"\x80", "€"),
        ("windows-1251", b"\xe6", "ж"),
        ("koi8-r", b"\xd0", "п"),
        ("shift_jis", b"\x82\xa0", "あ"),
        ("euc-jp", b"\xa4\xa2", "あ"),
        ("gbk", b"\xd6\xd0", "中"),
        ("big5", b"\xa4\xa4", "中"),
        ("euc-kr", b"\xb0\xa1", "가"),
        ("us-ascii", b"a", "a"),
        ("UTF8", "é".as_bytes(), "é"),
    ] {
        let source = [b"# coding: ", name.as_bytes(), b"\n", bytes].concat();
        assert_eq!(text(&source).lines().nth(1), Some(expected), "{name}");
    }
}

#[test]
fn errors_say_what_and_where() {
    assert_eq!(error(b"# coding: foo\n"), ("unknown encoding: foo".to_owned(), 0, 0));
    assert_eq!(error(b"x\r\ny\x00"), ("source code string cannot contain null bytes".to_owned(), 2, 2));
    assert_eq!(error(b"\xef\xbb\xbf# coding: utf8\n"), ("encoding problem: utf8 with BOM".to_owned(), 1, 1));
    let (message, line, column) = error("x\ny = 'é\u{e9}".as_bytes().split_last().unwrap().1);
    assert!(message.starts_with("Non-UTF-8 code starting with '\\xc3' on line 2, but no encoding declared"));
    assert_eq!((line, column), (2, 7));
    let ascii = "'ascii' codec can't decode byte 0xe9 in position 19: ordinal not in range(128)";
    assert_eq!(error(b"# coding: ascii\nx=\"\xe9\""), (ascii.to_owned(), 2, 4));
    let undefined = "'charmap' codec can't decode byte 0x81 in position 20: character maps to <undefined>";
    assert_eq!(error(b"# coding: cp1252\nx=\"\x81\""), (undefined.to_owned(), 2, 4));
    let multibyte = "'shift_jis' codec can't decode byte 0x82 in position 23: illegal multibyte sequence";
    assert_eq!(error(b"# coding: shift_jis\nx=\"\x82\""), (multibyte.to_owned(), 2, 4));
    assert_eq!(
        error(b"# coding: utf-16\nx=1").0.split(':').next(),
        Some("'utf-16' codec can't decode bytes in position 0-1")
    );
}
