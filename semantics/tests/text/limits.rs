//! Results that would be too large are refused before they are made.

use strict_semantics::{Error, ErrorKind, Limit, Result, Text, TextBuilder, TextRef, bytes};

const LIMIT: Limit = Limit(1000);

fn refused(write: impl FnOnce(&mut TextBuilder) -> Result<()>) -> Error {
    Text::try_build(LIMIT, write).expect_err("a result beyond the limit")
}

#[test]
fn text_beyond_the_limit_is_a_memory_error() {
    let text = Text::from("\tab\tc");
    let text = text.view();
    let many = [text; 300];
    for error in [
        refused(|out| text.repeat(1 << 40, out)),
        refused(|out| text.center(1 << 40, 32, out)),
        refused(|out| text.ljust(501, 0x3A3, out)),
        refused(|out| text.zfill(i64::MAX, out)),
        refused(|out| text.expand_tabs(1 << 60, out)),
        refused(|out| text.join(many, out)),
        refused(|out| text.replace(TextRef::EMPTY, Text::from("x".repeat(200)).view(), -1, out)),
        refused(|out| text.concat(Text::from("x".repeat(1000)).view(), out)),
    ] {
        assert_eq!(error, Error::new(ErrorKind::Memory, ""));
    }
}

#[test]
fn bytes_beyond_the_limit_are_a_memory_error() {
    for result in [
        bytes::repeat(b"ab", 1 << 40, LIMIT),
        bytes::center(b"ab", 1 << 40, b' ', LIMIT),
        bytes::expand_tabs(b"\t\t", 1 << 60, LIMIT),
        bytes::join(b"", [&[0; 600][..]; 2], LIMIT),
        bytes::replace(&[0; 600], b"", b"x", -1, LIMIT),
    ] {
        assert_eq!(result, Err(Error::new(ErrorKind::Memory, "")));
    }
}

#[test]
fn lengths_beyond_the_address_space_are_an_overflow_error() {
    let overflow = |message: &str| Error::new(ErrorKind::Overflow, message);
    let text = Text::from("abc");
    assert_eq!(refused(|out| text.view().repeat(i64::MAX, out)), overflow("repeated string is too long"));
    assert_eq!(bytes::repeat(b"abc", i64::MAX, LIMIT), Err(overflow("repeated bytes are too long")));
    assert_eq!(bytes::ljust(b"abc", i64::MAX, b' ', LIMIT), Err(overflow("byte string is too large")));
}

#[test]
fn searching_repetitive_text_takes_linear_time() {
    let haystack =
        Text::try_build(Limit::NONE, |out| Text::from("Σ").view().repeat(400_000, out)).expect("memory");
    let needle = Text::build(|out| {
        out.push_text(haystack.view().slice(0..200_000));
        out.push('!');
    });
    assert!(!haystack.view().contains(needle.view()));
    assert_eq!(haystack.view().rfind(needle.view(), Default::default()), None);
}
