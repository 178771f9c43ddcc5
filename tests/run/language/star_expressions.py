"""Stars in calls, displays, subscripts and targets."""
a, d = [1, 2], {"x": 1}
print([*a, *a], (*a, 3), {*a, 5} == {1, 2, 5}, {**d, "y": 2, **{"x": 9}}, [*"ab", *{"k": 1}, *range(2)], print(*a, sep="-"))
def f(*args, **kw): return args, kw
print(f(*a, 3, *a, **d, z=1), f(*(), **{}), f(*"xy", *[]), f(k=1, *a), f(**d, **{"q": 2}))
for bad in ("[*5]", "f(**[])", "{**[1]}", "(*1,)", "f(**d, **d)", "{*5}", "[*a, *7]"):
    try: print(eval(bad))
    except TypeError as e: print(bad, "->", e)
x = *a, *"z"
print(x)
for y in *a, 9: print(y, end=" ")
print()
def g(): return *a, 3
def h(): yield *a, 4
print(g(), list(h()))
*b, = a
c = [*a][0], *[]
print(b, c, [i for i in (*a, *a)], max(*a, 7), sum([*a, *a]))
class M:
    def keys(self): return ["p", "q"]
    def __getitem__(self, k): return k + "!"
print(f(**M()), {**M()})
class It:
    def __getitem__(self, i):
        if i == 2: raise IndexError
        return i
print([*It()], f(*It()), set(It()))
for bad in ("*a", "*a = 1", "a = *b", "f(**d, *a)", "f(a=1, 2)", "[**d]", "{*a: 1}", "del *a", "*a, *b = c", "print(*)"):
    try:
        compile(bad, "s", "exec")
        print(bad, "fine")
    except SyntaxError as e: print(bad, "->", type(e).__name__)
