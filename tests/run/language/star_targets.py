# stress: 499
"""Starred targets and displays in every position, with iterators, in loops, with nested patterns, and in subscripts and returns."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
a, *b = 1, 2, 3; *c, d = "xyz"; e, *f, g = range(5); [h, *i] = (1,); (*j, ), k = [1, 2], 3; print(a, b, c, d, e, f, g, h, i, j, k)
for x, *y in [(1, 2, 3), "ab", [9]]: print(x, y)
for *x, (y, *z) in [(1, 2, (3, 4, 5))]: print(x, y, z)
print([*range(2), *"a", *{1: 2}, *(3,)], (*[1], *()), {*[1, 1], *"a"} == {1, "a"}, {**{"a": 1}, "b": 2, **{"a": 3}})
def f(): return *[1, 2], 3
def g(): yield *[1], 2
print(f(), next(g()), [1, 2, 3][slice(*[0, 2])], (lambda *a, **k: (a, k))(*[1], *"ab", x=1, **{"y": 2}))
class D(dict):
    def __getitem__(self, k): return k
d = D(); print(d[*[1, 2]], d[0, *"ab"], d[*()], d[*[1], 2:3])
l = [0] * 3; l[0], *l[1:] = 7, 8, 9; print(l); o = type("O", (), {})(); o.a, *o.b = 1, 2; print(o.a, o.b); (a, b), *c = [(1, 2), 3]; print(a, b, c)
it = iter([1, 2, 3, 4]); p, *q = it; print(p, q, next(it, "end")); first, *_, last = "hello"; print(first, last, _); *m, = {1: 2}; print(m); n = *"ab", "c"; print(n); x = *[], ; print(x)
for t in ("*a = 1", "*a, *b = 1", "a, *b, *c = 1", "(*a) = 1", "*(a, b) = 1", "*a", "[*a]", "(*a)", "print(*a)", "print(**a)", "f(**a, *b)", "f(*a, b, *c)", "return_ = *a", "x = *a, *b", "*a += 1", "*a: int", "del *a", "for *a in b: pass", "for *a, in b: pass", "with a as *b: pass", "with a as (*b,): pass", "[*a for a in b]", "{**a for a in b}", "(*a for a in b)", "lambda *: 1", "lambda *a, *b: 1", "def f(*a, *b): pass", "def f(**a, *b): pass", "a[*b]", "a[*b] = 1", "a[*b:c]", "a[b:*c]", "yield_ = (yield *a)", "f(a for a in b, *c)", "*a, b = *c, d", "{*a, **b}", "{**a, *b}", "{*a: 1}", "f(*)", "f(**)", "f(*a=1)", "f(**a=1)", "if *a: pass", "x = *a if b else c", "not *a", "*not a", "* a, b = c", "print(* a)", "def f(*a: *b): pass", "def f(a: *b): pass", "class C(*a, **b): pass", "@*a\ndef f(): pass", "raise *a", "assert *a", "f'{*a}'", "f'{*a,}'", "lambda: *a", "lambda: (*a,)", "match a:\n case *b: pass", "match *a, b:\n case c: pass", "import *", "from a import *, b", "global *a"):
    try: compile(t, "t", "exec"); print("fine", t)
    except SyntaxError as s: print(t.replace("\n", "|"), "->", s.msg)
attempt(lambda: [*1]); attempt(lambda: (lambda *a: a)(*1)); attempt(lambda: print(**[1])); attempt(lambda: {**1}); attempt(lambda: {*1}); attempt(exec, "a, *b = 5"); attempt(exec, "a, *b, c = [1]"); attempt(exec, "for a, *b in [1]: pass"); attempt(exec, "*a, = None"); attempt(lambda: d[*5])
