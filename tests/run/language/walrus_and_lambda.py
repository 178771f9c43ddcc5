"""Assignment expressions and lambda."""
if (n := len("abc")) > 2: print(n)
print([y for x in range(5) if (y := x * x) > 3], y)
while (n := n - 1): print(n, end=" ")
print((a := 1, b := 2), a, b, (c := (d := 3) + 1), c, d)
f = lambda x, *a, k=(z := 9), **kw: (x, a, k, kw, z)
print(f(1), f(1, 2, k=3, q=4), z)
print((lambda: (yield))().__class__.__name__, (lambda x: lambda y: x + y)(1)(2), (lambda *, a: a)(a=1))
def g():
    if any((hit := v) > 2 for v in [1, 3, 2]): print("hit", hit)
    print([hit := 5, hit])
g()
print(f"{(w := 5)}", w, f"{w:=+5}", {(k := "key"): (v := "val")}, k, v)
print(sorted([3, 1], key=lambda v: -v), (lambda: None)(), (lambda x=1: x)(), (lambda a, /, b: (a, b))(1, b=2), f.__name__, f.__qualname__)
x = 10
print((lambda: x)(), [(lambda: x)() for x in range(2)], (x := 11) and (lambda: x)())
for bad in ("(x := 1) = 2", "x := 1", "f(a=b := 1)", "[i := 0 for i in 'a']", "lambda x: (x := 1)", "[x for x in (y := 'a')]", "(x.a := 1)", "def f(a=x:=1): pass"):
    try:
        compile(bad, "s", "exec")
        print(bad, "fine")
    except SyntaxError as e: print(bad, "->", type(e).__name__)
