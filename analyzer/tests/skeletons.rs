//! Writes first stubs of library modules, and has each used in place of its module.

use std::fmt::Write as _;
use std::path::Path;

use strict_analyzer::{Options, SkeletonError, Verdict, check, skeleton};

/// Modules with all kinds of definitions: enumerations, data classes, metaclasses, conditional and native definitions.
const MODULES: &[&str] = &[
    "abc",
    "argparse",
    "ast",
    "asyncio",
    "base64",
    "calendar",
    "configparser",
    "contextlib",
    "csv",
    "dataclasses",
    "decimal",
    "difflib",
    "email.message",
    "fractions",
    "functools",
    "http",
    "http.client",
    "inspect",
    "ipaddress",
    "json",
    "json.decoder",
    "logging",
    "optparse",
    "pathlib",
    "pickle",
    "pprint",
    "queue",
    "shutil",
    "socket",
    "ssl",
    "statistics",
    "string",
    "subprocess",
    "tempfile",
    "textwrap",
    "threading",
    "traceback",
    "unittest.case",
    "urllib.parse",
    "uuid",
    "xml.etree.ElementTree",
    "zipfile",
];

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a temporary folder");
    std::fs::write(path, text).expect("a file in a temporary folder");
}

/// Runs on a stack that parsing and evaluation have room on.
fn with_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(run).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn skeletons_execute_without_findings() {
    with_stack(|| {
        let mut complaints = String::new();
        for name in MODULES {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let skeleton = skeleton(name, &Options::default()).expect("a module with a source");
            let place = folder.path().join(name.replace('.', "/"));
            let path =
                if skeleton.is_package { place.join("__init__.pyi") } else { place.with_extension("pyi") };
            write(&path, &skeleton.text);
            let user = folder.path().join("user.py");
            write(&user, &format!("import {name}\n"));
            let options = Options {
                modules: vec![("user".to_owned(), user)],
                stubs: vec![folder.path().to_owned()],
                all: true,
                ..Options::default()
            };
            for module in check(&options, None).modules {
                for it in module.diagnostics {
                    let place = it.primary.source.position(it.primary.range.start());
                    let _ = writeln!(complaints, "{name}:{}: {} {}", place.line, it.code, it.message);
                }
            }
        }
        assert!(complaints.is_empty(), "{complaints}");
    });
}

#[test]
fn calling_what_is_not_modelled_yet_is_reported() {
    with_stack(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let skeleton = skeleton("textwrap", &Options::default()).expect("a module with a source");
        let user = folder.path().join("user.py");
        write(&user, "import textwrap\ntextwrap.dedent('x')\n");
        let stub = folder.path().join("textwrap.pyi");
        let verdict = |text: &str| {
            write(&stub, text);
            let options = Options {
                modules: vec![("user".to_owned(), user.clone())],
                stubs: vec![folder.path().to_owned()],
                all: true,
                ..Options::default()
            };
            check(&options, None).modules[0].verdict
        };
        assert_eq!(verdict(&skeleton.text), Verdict::Rejected);
        let read = skeleton.text.replace("@_unread\ndef dedent", "def dedent");
        assert_eq!(verdict(&read), Verdict::Accepted);
    });
}

#[test]
fn a_skeleton_says_what_the_source_shows() {
    with_stack(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write(
            &folder.path().join("m.py"),
            r#""""Doc."""
import sys
import threading
from collections.abc import Sequence
from other import Thing
try:
    from _speed import fast
except ImportError:
    fast = None

__version__ = "1.0"
LIMIT = 3
NAMES = ["a"]
computed = compute()
_private = 1

class _Base:
    def shared(self): pass

class Lock(_Base, threading.local):
    kind: int = make()
    def __init__(self, size=3, *rest, name: str = "x", seed=compute()): self.size = size
    @property
    def held(self) -> bool: return True
    @classmethod
    def make(cls) -> "Lock": pass
    def _hidden(self): pass

class Other(Thing):
    def m(self): pass

if sys.platform == "win32":
    def beep(): pass
else:
    def beep(tone=None): pass

@register
def hook(): pass

async def fetch(url) -> bytes: pass
def items() -> Sequence[Lock]: pass
def thing() -> Thing: pass
"#,
        );
        let options = Options { search_path: vec![folder.path().to_owned()], ..Options::default() };
        let skeleton = skeleton("m", &options).expect("a module with a source");
        let (_, definitions) = skeleton.text.split_once("\"\"\"\n").expect("a docstring");
        assert_eq!(definitions, include_str!("data/skeleton.txt"));
    });
}

#[test]
fn modules_without_a_source_are_told_apart() {
    with_stack(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write(&folder.path().join("broken.py"), "def f(:\n");
        std::fs::write(folder.path().join("bytes.py"), b"x = '\xff'\n").expect("a file");
        std::fs::create_dir(folder.path().join("space")).expect("a folder");
        let options = Options { search_path: vec![folder.path().to_owned()], ..Options::default() };
        let error = |name: &str| skeleton(name, &options).expect_err("no stub can be written");
        assert!(matches!(error("nowhere"), SkeletonError::Unknown(_)));
        assert!(matches!(error("_socket"), SkeletonError::Native(_)));
        assert!(matches!(error("math"), SkeletonError::Native(_)));
        assert!(matches!(error("_heapq"), SkeletonError::Native(_)));
        assert!(matches!(error("space"), SkeletonError::Namespace(_)));
        assert!(matches!(error("bytes"), SkeletonError::Unreadable(_)));
        assert!(matches!(error("broken"), SkeletonError::Invalid { line: 1, column: 7, .. }));
    });
}
