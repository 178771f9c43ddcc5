# stress: 499
"""Assignment expressions: where they bind, in comprehensions, lambdas, conditions, classes, f-strings, defaults."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
if (n := 10) > 5: print(n)
while (n := n - 3) > 0: print(n, end=" ")
print(n, [y := 1, y ** 2, y], (lambda: (z := 3) + z)(), "z" in globals())
def f():
    r = [last := i for i in range(3)]
    return r, last, sorted(locals())
print(f())
def g():
    global outer
    [outer := i for i in "ab"]
g(); print(outer)
def h():
    seen = 0
    def inner():
        nonlocal seen
        return [seen := seen + i for i in range(4)]
    return inner(), seen
print(h()); print([[k := (i, j) for j in range(2)] for i in range(2)], k, any((hit := v) > 1 for v in [1, 2, 3]), hit, {(q := 5): q}, {m: (o := m) for m in "ab"}, o)
def default(a=(w := 7)): return a
print(default(), w, f"{(fs := 8)}{fs}", (t := (1, 2))[0], t, [*(u := [1])], u, print(v := 3), v)
class C:
    a = (b := 5) + 1
    try: exec("c = [d := 1 for _ in 'a']")
    except SyntaxError as e: print(e)
print(C.a, C.b)
x = 0; print((x := x + 1, x, (x := x + 1), x), x if (x := 0) else x, (a := 1) and (a := 2), a, not (b := 0), b, [1, 2, 3][(i := 1)], i)
for t in ("x := 1", "(x := 1)", "f(x := 1)", "f(a=x := 1)", "f(a=(x := 1))", "x = y := 1", "[x := 1]", "x[y := 1]", "x[y := 1, z := 2]", "{x := 1}", "{x := 1: 2}", "{1: x := 2}", "(x := 1, y)", "lambda: x := 1", "lambda: (x := 1)", "(x.y := 1)", "(x[0] := 1)", "((a, b) := 1)", "(1 := 2)", "[i := 1 for i in x]", "[[i := 1 for j in x] for i in y]", "[j for i in (k := x)]", "[x for x in (lambda: (q := 1))()]", "class C: [z := 1 for i in x]", "del (x := 1)", "(x := 1) = 2", "for (x := 1) in y: pass", "with (x := y): pass", "with (x := y) as z: pass", "assert (x := 1)", "@(x := y)\ndef f(): pass", "x: (y := 1) = 2", "def f(a: (x := 1)): pass", "(__debug__ := 1)", "(None := 1)", "(x := *y)", "(x := yield)", "return_ = (x := 1) if y else (z := 2)", "print(f'{x:=5}')", "(yield x := 1)", "while x := f(): pass", "if x := 1: pass", "elif_ = [x := 1, y := 2]", "(x := 1 for x in y)", "[(x := y) for y in z if (w := x)]", "(global_ := 1)"):
    try: compile(t, "t", "exec"); print("fine", t)
    except SyntaxError as e: print(t, "|", e.msg)
