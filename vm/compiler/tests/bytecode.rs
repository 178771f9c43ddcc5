//! The bytecode of each construct, as golden text: one snapshot per claim, made of the programs in it.

use strict_bytecode::verify;
use strict_compiler::{Mode, Optimization, Options, compile};

/// The text of the code, after the verifier has seen it.
fn bytecode(source: &str, options: &Options) -> String {
    let code = compile(source, options).unwrap_or_else(|error| panic!("{error}\n{source}"));
    verify(&code).unwrap_or_else(|error| panic!("{error}\n{code}"));
    code.to_string()
}

macro_rules! golden {
    ($($name:ident: $source:literal)*) => {
        $(#[test]
        fn $name() {
            let source = $source.trim_start_matches('\n');
            let text = bytecode(source, &Options::module("golden.py"));
            insta::assert_snapshot!(stringify!($name), text, source);
        })*
    };
}

golden! {
    operators_take_locals_in_place_and_small_numbers_inline: "
def f(a, b):
    c = a + b * 2 - 70000
    c **= b
    c += 1
    return -c, not a, ~b, 1 - a
"
    constants_are_folded: "
x = 2 ** 10 - 1, 'a' * 3 + 'b', (1, 2)[1], -1.5, 1 << 200, b'x'[0], not None, 1 + 2j
y = 'a' in {'b', 'c'}, 1 in [1, 2], __debug__
z = [1, 2, 3], {4, 5, 6}, x[1:2]
"
    comparisons_chain_and_jump: "
def f(a, b, c):
    if a < b <= c != 3 and not (a is None or b is c):
        return a in b
    return a == b == c
"
    conditions_and_boolean_operators: "
def f(a, b, c):
    x = a or b and c
    y = a if b else c
    if 1:
        z = x
    if 0:
        z = y
    while True:
        if a:
            break
    return x, y, z
"
    loops_with_break_continue_else: "
def f(items):
    for i, (a, *b) in items:
        if a: continue
        if b: break
        g(i)
    else:
        h()
    while items:
        items.pop()
    else:
        h(1)
"
    unbound_locals_are_checked_only_where_needed: "
def f(a, b):
    if a:
        x = 1
    del b
    try:
        y = g()
    except E:
        pass
    for i in a:
        i
    return x, x, b, y, i
"
    calls: "
def f(a, *rest, **options):
    a(1, a, k=rest)
    a.b.c(a, *rest)
    a.m(a(rest(1)), key=2)
    a(*rest)
    a(1, *rest, x=1, **options, y=2)
    return a.b[0](options)
"
    super_needs_no_object: "
class A(B):
    def f(self):
        super().f(1)
        super().x
        super(A, self).g()
        def h(): return super
        [super().y for _ in self]
"
    assignments: "
def f(a, b):
    a, b = b, a
    x = y = a
    x.p = a[b] = [c, *d] = y
    a.n += 1
    a[b, 1] -= x
    (z): int = 3
    w: int
    del a.n, a[0], (c, d)
    return (q := a) + q
"
    functions_closures_and_defaults: "
def outer(a, b=1, /, c=2, *, d, e=a_default):
    '''Doc.'''
    def inner():
        nonlocal a
        a += b
        return lambda x=a: (x, a, outer)
    return inner
"
    decorators: "
@first
@second(1)
def f(): pass
@third
class C: pass
"
    classes: "
class A(B, metaclass=M, **options):
    '''Doc.'''
    x: int = 1
    if x:
        y: str
    def f(self):
        self.attribute = __class__
        def __private(): self.__x = 1
class Empty: pass
"
    class_bodies_look_into_their_namespace_first: "
def f(x, y):
    class A:
        nonlocal y
        x = x
        z = y
        y = 1
"
    comprehensions_are_inlined: "
def f(items):
    a = [x * y for x in items for y in x if y]
    b = {k: v for k, v in a}
    c = {lambda: x for x in a}
    return (x async for x in b if x), (z for z in c), [x for x in items if (last := x)]
"
    generators_and_coroutines: "
def g(a):
    x = yield a
    yield from a
    return x
async def c(a):
    await a(1)
    async for x in a:
        if x: continue
        await x
    async with a as b, b:
        return [y async for y in b]
async def ag(a):
    yield a
"
    try_except_finally: "
def f(a):
    for i in a:
        try:
            g(i)
        except (A, B) as e:
            if i: continue
            raise C from e
        except D:
            raise
        else:
            break
        finally:
            h(i)
    try:
        return a
    finally:
        g()
"
    exception_groups: "
def f():
    try:
        g()
    except* A as e:
        h(e)
    except* B:
        raise C
"
    with_statements: "
def f(a):
    for x in a:
        with x as y, a.b:
            if y: return y
            break
"
    patterns: "
def f(x):
    match x:
        case None | True | 'a' | -1: return 1
        case [a, 2, *rest] if rest: return a
        case [_, _]: return 2
        case [first, *_, last]: return first, last
        case {'k': v, C.key: 2, **others}: return v, others
        case C(1, y=[z]) as whole: return z, whole
        case str() | int(): return 3
        case other: return other
"
    strings: "
def f(a, b):
    x = f'{a}'
    y = f'<{a!r:>{b}}>' 'lit' f'{b=}{{}}{a:x}'
    return t'{a}text{b!s:{a}}', x, y, f'only text', 'lone \\ud800'
"
    imports: "
import a.b.c, d as e
import a.b as f
from . import g
from ..h import i as j, k
from m import *
"
    generics: "
def f[T: int, *Ts, **P = [int]](a: T, b=1, *, c: P = 2) -> list[T]:
    return a
class A[T](B[T]):
    x: T
    def m(self, y: T): pass
type X[K: (int, str)] = dict[K, A]
type Y = int
"
    annotations_are_deferred: "
x: int = 1
if x:
    y: list[x]
class A:
    a: A
def f(p: int, /, q: 'str', *r: float, s: x) -> None: pass
"
    future_annotations_are_text: "
from __future__ import annotations
x: list[ int ] | None = 1
class A:
    y: x.y(1, k = 2)
def f(p: -1 + 2 * (3 + x)) -> 'str': pass
"
    asserts_deletes_globals: "
def f(a):
    global g
    assert a, 'message'
    assert a > 1
    g = a
    del g, a
    print(g)
"
}

#[test]
fn optimization_leaves_out_asserts_and_docstrings() {
    let options = Options { optimization: Optimization::Docstrings, ..Options::module("golden.py") };
    insta::assert_snapshot!(bytecode(
        "def f():\n    'Doc.'\n    assert 0\n    if __debug__: return 1\n",
        &options
    ));
}

#[test]
fn single_mode_prints() {
    let options = Options { mode: Mode::Single, ..Options::module("golden.py") };
    insta::assert_snapshot!(bytecode("1 + x; i\n", &options));
}

#[test]
fn eval_mode_returns() {
    let options = Options { mode: Mode::Eval, ..Options::module("golden.py") };
    insta::assert_snapshot!(bytecode("[a + x for a in b]", &options));
}
