//! Storage, views and comparison of text. What the methods do is compared with CPython in `tests/`.

use std::collections::HashMap;

use super::{Text, TextBuilder, TextRef, Width};
use crate::{ErrorKind, Limit};

#[test]
fn storage_is_the_narrowest_that_holds_the_text() {
    for (text, width) in [
        ("", Width::Latin1),
        ("abc", Width::Latin1),
        ("é", Width::Latin1),
        ("aΣ", Width::Ucs2),
        ("Σ𝒳é", Width::Ucs4),
    ] {
        assert_eq!(Text::from(text).width(), width, "{text:?}");
    }
    let wide_view = TextRef::Ucs4(&[0x61, 0x62]);
    assert_eq!(Text::from(wide_view).as_str(), Some("ab"));
}

#[test]
fn builder_widens_and_keeps_what_it_has() {
    let mut out = TextBuilder::new();
    for part in ["ab", "é", "Σ", "é", "𝒳", "Σ"] {
        out.push_text(Text::from(part).view());
    }
    assert_eq!(out.finish(), "abéΣé𝒳Σ");
}

#[test]
fn text_may_hold_lone_surrogates() {
    let text = Text::from_code_points([0x61, 0xD800]);
    assert_eq!(text.to_utf8(), None);
    assert_eq!(text.to_string_lossy(), "a\u{FFFD}");
    assert_eq!(text.view().code_points().rev().collect::<Vec<_>>(), [0xD800, 0x61]);
}

#[test]
fn equality_order_and_hash_ignore_the_width_of_a_view() {
    let narrow = TextRef::Latin1(&[0x61, 0xE9]);
    let wide = TextRef::Ucs4(&[0x61, 0xE9]);
    assert_eq!(narrow, wide);
    assert!(narrow < TextRef::Ucs2(&[0x61, 0x100]));
    let [smaller, greater] = ["\u{FFFF}", "\u{10000}"].map(Text::from);
    assert!(smaller < greater);
    assert_eq!(HashMap::from([(narrow, 1)]).get(&wide), Some(&1));
}

#[test]
fn reserving_beyond_the_limit_is_a_memory_error() {
    let mut out = TextBuilder::with_limit(Limit(8));
    assert_eq!(out.reserve(8, Width::Latin1), Ok(()));
    assert_eq!(out.reserve(8, Width::Ucs2).map_err(|error| error.kind), Err(ErrorKind::Memory));
    assert_eq!(out.reserve(usize::MAX, Width::Ucs4).map_err(|error| error.kind), Err(ErrorKind::Memory));
}
