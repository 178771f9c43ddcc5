//! Stubs that contradict their source, and the bundled ones, which do not.

use std::sync::Arc;

use strict_syntax::SourceFile;

use super::check::check_stub;

/// What is found: line, column and message.
fn found(name: &str, stub: &str, real: Option<&SourceFile>) -> Vec<String> {
    let stub = Arc::new(SourceFile::from_text("stub.pyi", stub));
    let diagnostics =
        check_stub(name, &stub, real, &|child| strict_library::find(&format!("{name}.{child}")).is_some());
    let show = |it: &crate::diagnostics::Diagnostic| {
        let place = stub.position(it.primary.range.start());
        let notes: String = it.notes.iter().map(|note| format!(" ({note})")).collect();
        format!("{}:{}: {}{notes}", place.line, place.column, it.message)
    };
    diagnostics.iter().map(show).collect()
}

#[test]
fn bundled_stubs_do_not_contradict_the_library() {
    let check = || {
        let mut complaints = Vec::new();
        for name in strict_stubs::names() {
            let Some(stub) = strict_stubs::find(name) else { continue };
            let real = strict_library::find(name).map(|module| {
                let text = String::from_utf8_lossy(&module.source()).into_owned();
                SourceFile::from_text(module.display_path(), text)
            });
            let all = found(name, stub.text, real.as_ref());
            complaints.extend(all.into_iter().map(|it| format!("{}:{it}", stub.path)));
        }
        assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    };
    // Parsing recurses deeper than a test thread's stack.
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(check).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

/// What is found in a stub of a module with this source.
fn contradictions(stub: &str, real: &str) -> Vec<String> {
    found("m", stub, Some(&SourceFile::from_text("m.py", real)))
}

#[test]
fn a_truthful_stub_is_left_alone() {
    let real = "\
import abc
from functools import wraps
LIMIT = 3
def f(a, b=1, *rest, c): pass
@wraps(f)
def g(): pass
class A(abc.ABC):
    def __init__(self): self.handler = None
    def m(self, x): pass
    @property
    def p(self): pass
    @classmethod
    def c(cls, y): pass
class B(A): pass
";
    let stub = "\
from __stub__ import effect, opaque, typed
_reads = effect('io', 'reads')
LIMIT = typed(int)
@_reads
def f(a, b=..., *rest, c) -> int: ...
def g(anything): ...
class _Base:
    def abc(self): ...
class A(_ABC):
    def m(self, x) -> None: ...
    @property
    def p(self): ...
    @classmethod
    def c(cls, y): ...
    def handler(self): ...
    if typed(bool):
        extra = 1
class B(A):
    def m(self, x): ...
";
    assert_eq!(contradictions(stub, real), Vec::<String>::new());
}

#[test]
fn what_the_source_does_not_show_is_left_alone() {
    let stub = "def f(x): ...\nclass C:\n    def m(self): ...\n";
    for real in [
        "from other import *",
        "globals()['f'] = 1",
        "def __getattr__(name): pass",
        "f, C = make()",
        "from other import f, C",
        "def f(): pass\nf = wrap(f)\nclass C(make()): pass",
        "@decorate\ndef f(): pass\nclass C(metaclass=M): pass",
        "def f(): pass\nclass C: pass\nfrom other import *\nC.m = f",
    ] {
        assert_eq!(contradictions(stub, real), Vec::<String>::new(), "{real}");
    }
}

#[test]
fn contradictions_are_told_with_their_places() {
    for (stub, real, expected) in [
        ("def f(): ...", "", "1:5: `m` has no `f` in its source"),
        ("class C: ...", "", "1:7: `m` has no `C` in its source"),
        ("X = 1", "", "1:1: `m` has no `X` in its source"),
        (
            "def connect(host, port, timeout): ...",
            "def connect(host, port): pass",
            "1:25: `connect` has no parameter `timeout` in the source (m.py:1: def connect(host, port): pass)",
        ),
        (
            "def C(): ...",
            "class C: pass",
            "1:5: `C` is a function here, and a class in the source (m.py:1: class C: pass)",
        ),
        (
            "class f: ...",
            "def f(): pass",
            "1:7: `f` is a class here, and a function in the source (m.py:1: def f(): pass)",
        ),
        (
            "class C: ...",
            "class C(Base): pass",
            "1:7: `C` lacks the base class `Base` that it has in the source (m.py:1: class C(Base): pass)",
        ),
        (
            "class C:\n    def m(self): ...",
            "class C: pass",
            "2:9: `C` has no `m` in the source (m.py:1: class C: pass)",
        ),
        (
            "class C:\n    def m(self, x): ...",
            "class C:\n    def m(self): pass",
            "2:17: `C.m` has no parameter `x` in the source (m.py:2: def m(self): pass)",
        ),
        (
            "class C:\n    def m(self): ...",
            "class C:\n    @property\n    def m(self): pass",
            "2:9: `C.m` is a method here, and a property in the source (m.py:3: def m(self): pass)",
        ),
        (
            "@effect('network', 'x')\ndef f(): ...",
            "def f(): pass",
            "1:9: `network` is no kind of effect; there are `io`, `environment`, `clock`, `random`, `registry`, `import`, `threads`, `process`, `interpreter`, `prohibited`",
        ),
        ("from __stub__ import nothing", "", "1:22: `__stub__` has no `nothing`"),
        ("def f(:", "", "1:7: the stub is not valid Python: invalid syntax"),
    ] {
        assert_eq!(contradictions(stub, real), [expected], "{stub}");
    }
}

#[test]
fn overlays_must_patch_something() {
    let real = "register(1)\nclass C:\n    def m(self): pass\ndef f(a): pass\n";
    let overlay = |rest: &str| contradictions(&format!("overlay()\n{rest}"), real);
    let nothing = Vec::<String>::new();
    assert_eq!(overlay("skip('register')\n_helper = 1\ndef _g(): ...\ndef f(a): ...\n"), nothing);
    assert_eq!(overlay("@overlay\nclass C:\n    def m(self): ...\n    def _new(self): ...\n"), nothing);
    assert_eq!(
        overlay("skip('unregister')"),
        [
            "2:1: `skip(\"unregister\")` skips nothing: no statement at the top level of the source only calls or sets `unregister`"
        ]
    );
    assert_eq!(
        overlay("@overlay\nclass D: ..."),
        ["3:7: `@overlay` patches no class: the source defines no class `D`"]
    );
    assert_eq!(overlay("def g(): ..."), ["2:5: `g` replaces nothing: the source does not define it"]);
    assert_eq!(
        overlay("def f(a, b): ..."),
        ["2:10: `f` has no parameter `b` in the source (m.py:4: def f(a): pass)"]
    );
    assert_eq!(
        found("m", "overlay()", None),
        ["1:1: there is no source of `m` that the overlay could patch"]
    );
    assert_eq!(
        contradictions("overlay()", "def f(:"),
        ["1:1: the source of `m` that the overlay patches is not valid Python (m.py:1: invalid syntax)"]
    );
}

#[test]
fn classes_that_derive_from_themselves_do_no_harm() {
    let bases = "A, B, A, B, A, B";
    let text = format!("class A({bases}):\n    def m(self): ...\nclass B({bases}): ...\n");
    assert_eq!(contradictions(&text, &text), Vec::<String>::new());
    let real = text.replace("def m", "def n");
    assert_eq!(contradictions(&text, &real).len(), 1);
}
