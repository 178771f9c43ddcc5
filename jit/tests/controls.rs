//! What users can ask of the compiler: by options, and by the module `jit`.

use std::process::{Command, Output};

/// Runs a program with options.
fn run(name: &str, options: &[&str], program: &str) -> Output {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.py"));
    std::fs::write(&path, program).expect("the scratch folder is writable");
    let mut command = Command::new(env!("CARGO_BIN_EXE_strict-jit"));
    command.arg("-S").args(options.iter().flat_map(|option| ["-X", option])).arg(&path);
    command.output().expect("it runs")
}

/// The lines that it prints.
fn lines(name: &str, options: &[&str], program: &str) -> Vec<String> {
    let output = run(name, options, program);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

const FUNCTIONS: &str = "
import jit

def f(n):
    total = 0
    for i in range(n):
        total += i
    return total

def g():
    return 1

class C:
    def m(self):
        return 2
";

#[test]
fn objects_that_compiled_code_does_not_need_any_more_die() {
    let program = "
import gc, weakref

class C: pass

def given(x): pass

def passed():
    x = C(); dies = weakref.ref(x)
    given(x)
    del x
    gc.collect()
    return dies() is None

def replaced():
    for i in range(10):
        x = C(); dies = weakref.ref(x)
        x = C()
        gc.collect()
        if dies() is not None:
            return False
    return True

def in_container():
    x = C(); dies = weakref.ref(x)
    values = [1, 2, x, {x: [x]}]
    del values, x
    gc.collect()
    return dies() is None

def function_dies():
    def f(): return 1
    dies = weakref.ref(f)
    f()
    del f
    gc.collect()
    return dies() is None

for _ in range(3):
    print(passed(), replaced(), in_container(), function_dies())
";
    assert_eq!(lines("lifetimes", &["jit=all"], program), ["True True True True"; 3]);
}

#[test]
fn code_that_is_invalidated_again_and_again_takes_no_more_memory() {
    let program = "
import gc, jit

def run(rounds):
    for i in range(rounds):
        class D:
            def __init__(self): self.x = 1
            def m(self): return self.x
        def f(o): return o.m() + D().x
        jit.force_compile(f); jit.force_compile(D.m)
        f(D())
        D.__init__ = lambda self: None
        D.x = 2
        f(D())
        if i % 50 == 0: gc.collect()
    gc.collect()
    return [jit.get_figures()[name] for name in ('code_bytes', 'metadata_bytes')]

run(100)
before = run(100)
after = run(1000)
print(all(b <= 1.5 * a for a, b in zip(before, after)))
";
    assert_eq!(lines("invalidated", &["jit=auto"], program), ["True"]);
}

#[test]
fn functions_are_compiled_when_asked_for() {
    let program = format!(
        "{FUNCTIONS}
print(jit.is_enabled(), jit.is_jit_compiled(g))
print(jit.force_compile(g), jit.is_jit_compiled(g), jit.force_compile(C().m))
print([it.__qualname__ for it in jit.get_compiled_functions()])
print(g(), C().m(), jit.get_compiled_size(g) > 0, jit.get_compiled_size(f))
print(jit.get_compilation_time() > 0, jit.get_figures()['compiled'])
print(jit.disassemble(g).count('ret') > 0 or len(jit.disassemble(g)) > 20)
def generator():
    yield
print(jit.force_compile(generator))
try:
    jit.is_jit_compiled(len)
except TypeError as error:
    print(error)
"
    );
    let expected = [
        "True False",
        "True True True",
        "['g', 'C.m']",
        "1 2 True 0",
        "True 2.0",
        "True",
        "False",
        "expected a function, not builtin_function_or_method",
    ];
    assert_eq!(lines("asked_for", &["jit=auto"], &program), expected);
}

#[test]
fn what_is_suppressed_is_not_compiled() {
    let program = format!(
        "{FUNCTIONS}
def run():
    for _ in range(300):
        f(10), g()
assert jit.jit_suppress(g) is g
run()
print(jit.is_jit_compiled(f), jit.is_jit_compiled(g))
jit.jit_unsuppress(g)
run()
print(jit.is_jit_compiled(g))
"
    );
    // Compiled callers call what it is put in place of; so only this function is compiled.
    let options = ["jit=auto", "jit-threshold=50"];
    assert_eq!(lines("suppressed", &options, &program)[0], "True False");
}

#[test]
fn nothing_is_compiled_while_it_is_disabled() {
    let program = format!(
        "{FUNCTIONS}
import cinderjit, cinderx.jit
cinderjit.disable()
for _ in range(300):
    g()
print(cinderjit.is_enabled(), jit.is_jit_compiled(g))
cinderx.jit.enable()
for _ in range(300):
    g()
print(cinderx.jit.is_enabled(), jit.is_jit_compiled(g))
"
    );
    let expected = ["False False", "True True"];
    assert_eq!(lines("disabled", &["jit=auto", "jit-threshold=50"], &program), expected);
}

#[test]
fn exits_are_counted_with_their_reasons() {
    let program = "
import jit

def f(a):
    return a + 1

for _ in range(100):
    f(1)
for _ in range(10):
    f('a' if False else 1.5)
print(jit.get_deopt_stats()[0])
";
    let expected = "{'function': 'f', 'line': 5, 'reason': 'no small integer', 'count': 10}";
    assert_eq!(lines("exits", &["jit=auto", "jit-threshold=50", "jit-only=f"], program), [expected]);
}

#[test]
fn only_what_is_on_the_list_is_compiled() {
    let list = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("functions.txt");
    std::fs::write(&list, "# methods\n__main__:*.m\n").expect("the scratch folder is writable");
    let program = format!(
        "{FUNCTIONS}
for _ in range(300):
    g(), C().m()
print([it.__qualname__ for it in jit.get_compiled_functions()])
"
    );
    let option = format!("jit-list-file={}", list.display());
    assert_eq!(lines("list", &["jit=auto", "jit-threshold=50", &option], &program), ["['C.m']"]);
    std::fs::write(&list, "one\n").expect("the scratch folder is writable");
    let output = run("wrong_list", &["jit=auto", &option], "");
    assert!(!output.status.success());
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(text.contains("Error while parsing line 1 in JIT list file"), "{text}");
}

#[test]
fn perf_is_told_where_functions_are() {
    let program = format!(
        "{FUNCTIONS}
import os
jit.force_compile(g)
path = f'/tmp/perf-{{os.getpid()}}.map'
with open(path) as file:
    print(file.read().split()[2])
os.unlink(path)
"
    );
    assert_eq!(lines("perf", &["jit=auto", "jit-perf-map"], &program), ["py::g"]);
}
