//! What the compiler makes of a function of an ordinary module, and of the same function of a strict one: `docs/jit.md` walks through it.
#![cfg(all(target_arch = "x86_64", target_os = "linux"))]

use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder with the module `m`, strict or not, and a program that calls its function `call` often.
fn folder(name: &str, first_line: &str, body: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("the scratch folder is writable");
    std::fs::write(folder.join("m.py"), format!("{first_line}\n{body}")).expect("the module can be written");
    let program = "import m\nfor _ in range(1000):\n    m.call()\nprint(m.call())\n";
    std::fs::write(folder.join("main.py"), program).expect("the program can be written");
    folder
}

/// The graph of `call` after all passes, and what the program printed.
fn graph(folder: &Path) -> String {
    let options =
        ["run", "-X", "install-strict-loader", "-X", "jit=auto", "-X", "jit-only=call", "-X", "jit-dump-hir"];
    let output = Command::new(env!("CARGO_BIN_EXE_strict"))
        .args(options)
        .arg(folder.join("main.py"))
        .output()
        .expect("strict runs");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    let last = text.rsplit("after passes: ").next().unwrap_or_default();
    format!("{}\nprinted {}", last.trim_end(), String::from_utf8_lossy(&output.stdout))
}

/// Both forms, one after the other.
fn forms(name: &str, body: &str) -> String {
    let plain = graph(&folder(&format!("{name}-plain"), "", body));
    let strict = graph(&folder(&format!("{name}-strict"), "import __strict__", body));
    format!("ordinary module\n\n{plain}\nstrict module\n\n{strict}")
}

#[test]
fn calls_of_two_functions() {
    let body =
        "\ndef foo():\n    return 3\n\ndef bar():\n    return 4\n\ndef call():\n    return foo() + bar()\n";
    insta::assert_snapshot!(forms("two-functions", body));
}

#[test]
fn recursion_is_a_direct_call() {
    let body = "\ndef call(n=5):\n    return fib(n)\n\ndef fib(n):\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)\n";
    insta::assert_snapshot!(forms("recursion", body));
}
