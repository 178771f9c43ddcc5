//! Golden files of the high-level representation, for small functions that the interpreter has run for a while.

use std::process::Command;

/// The graph that the function `f` of a program became when it was compiled last, after all passes.
fn graph(name: &str, program: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.py"));
    std::fs::write(&path, program).expect("the scratch folder is writable");
    let arguments =
        ["-S", "-X", "jit=auto", "-X", "jit-threshold=50", "-X", "jit-dump-hir", "-X", "jit-only=f"];
    let output =
        Command::new(env!("CARGO_BIN_EXE_strict-jit")).args(arguments).arg(&path).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stderr);
    let last = text.rsplit("after passes: ").next().unwrap_or_default();
    last.trim_end().to_owned() + "\n"
}

macro_rules! golden {
    ($($name:ident: $program:literal;)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(graph(stringify!($name), $program));
        }
    )*};
}

golden! {
    integers_are_checked_before_the_loop: "
def f(n):
    total = 0
    i = 0
    while i < n:
        total += i * 3
        i += 1
    return total

f(1000)
";
    floats_stay_in_vector_registers: "
def f(n):
    x = 0.5
    for i in range(n):
        x = x * 1.5 - x / 3.0
        if x > 100.0:
            x = x - 99.5
    return x

f(1000)
";
    calls_of_compiled_functions_are_direct: "
def f(n):
    if n < 2:
        return n
    return f(n - 1) + f(n - 2)

f(15)
";
    attributes_are_read_by_shape: "
class P:
    def __init__(self, x, y):
        self.x = x
        self.y = y

def f(p, n):
    total = 0
    for i in range(n):
        total += p.x * p.y
        p.x = i
    return total

f(P(1, 2), 1000)
";
    methods_of_several_classes_are_dispatched: "
class A:
    def area(self, by):
        return [by]

class B(A):
    def area(self, by):
        return (by,)

class C(B):
    pass

def f(shape, by):
    return shape.area(by)

for i in range(300):
    f((A, B, C)[i % 3](), i)
";
    small_methods_are_inlined: "
class P:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def plus(self, other):
        return P(self.x + other.x, self.y + other.y)

def f(p, n):
    for i in range(n):
        p = p.plus(p)
        if p.x > 100:
            p = P(1, 2)
    return p

f(P(1, 2), 1000)
";
    items_of_lists_are_read_in_place: "
def f(items, n):
    total = 0
    for i in range(n):
        items[i] = items[i] + 1
        total += len(items)
    return total

f([0] * 1000, 1000)
";
}
