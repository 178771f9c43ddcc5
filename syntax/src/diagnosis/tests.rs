//! What the diagnosis says of small texts. The programs that the VM is tested with have many more.

use super::{Start, diagnose};

fn message(text: &str, start: Start) -> String {
    let found = diagnose(text, start, 0);
    found.error.map_or_else(|| "accepted".to_owned(), |error| error.message)
}

#[test]
fn python_is_accepted() {
    for text in [
        "",
        "x = 1",
        "if x:\n  y\nelif z: w\nelse:\n  v\n",
        "def f[T: int, *U, **P](a, /, b: int = 1, *c, d, **e) -> int: return lambda x, *y: (yield)\n",
        "async def f():\n async with a as b, (c): await d\n return [x async for x in y if z]",
        "match x:\n case [1, *_] | {'k': v, **r} | A(b, c=-1+2j) if d: pass\n case _: pass",
        "try: a\nexcept A, B: b\nelse: c\nfinally: d",
        "with (a as b, c,): pass",
        "f'{x!r:>{w}}' f'{{{y=}' 'z'; t'{x}'",
        "type X[T] = list[T]; type = 1; print(type, match, case)",
        "x[1:2, *y], z.w = *a, b = c",
        "@a.b\nclass C[T](B, metaclass=D, **k): x: int = 1",
        "global x; del x, (y, [z]); raise x from y; assert x, y",
        "lazy import x\nlazy from x import y\nlazy = 1",
        "from . import a as b, c\nfrom .x import (d, e,)\nimport f.g as h",
    ] {
        assert_eq!(message(text, Start::Module), "accepted", "{text}");
    }
    assert_eq!(message("x\n\n", Start::Expression), "accepted");
}

#[test]
fn the_text_before_is_not_read() {
    let text = "x = )\ny = (1\n";
    let found = diagnose(text, Start::Module, 6);
    let error = found.error.expect("there is an error");
    assert_eq!((error.message.as_str(), u32::from(error.range.start())), ("'(' was never closed", 10));
    assert!(found.is_at_end);
}

#[test]
fn interactive_text_may_end_in_a_block() {
    let implied = Start::Interactive { implies_dedents: true };
    let not_implied = Start::Interactive { implies_dedents: false };
    assert_eq!(message("if x:\n  y", implied), "accepted");
    assert_eq!(message("if x:\n  y", not_implied), "invalid syntax");
    assert_eq!(message("if x:\n  y\n", not_implied), "accepted");
    assert_eq!(message("x", not_implied), "accepted");
    assert_eq!(message("def f(): y", implied), "invalid syntax");
}
