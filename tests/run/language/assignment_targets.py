"""Targets of assignment: unpacking, stars, order of evaluation."""
a, b = 1, 2
a, b = b, a
print(a, b)
(a, [b, c]), d = (1, (2, 3)), 4
print(a, b, c, d)
first, *rest = range(5)
*init, last = "abc"
x, *y, z = [1, 2]
print(first, rest, init, last, x, y, z)
(*only,) = "xy"
[p, *q] = (1,)
print(only, p, q)
i = 0
l = [0, 0, 0]
i, l[i] = 1, "set"
print(i, l)
def f(name, value):
    print("eval", name)
    return value
d = {}
f("object", d)[f("key", "k")] = f("value", 5)
f("a", l)[f("i", 0)], f("b", l)[f("j", 1)] = f("values", (7, 8))
print(d, l)
m = n = o = []
m.append(1)
print(n, o is m)
for source in ("a, b = 1", "a, b = 1, 2, 3", "a, b = (1,)", "a, *b, c = (1,)", "a, b = None", "(a, b), c = 1, 2", "[a, b] = 'abc'", "a, b = {1: 2}", "*a, b = []"):
    try:
        exec(source)
        print(source, "fine")
    except Exception as e: print(source, "->", type(e).__name__, e)
class Broken:
    def __iter__(self):
        yield 1
        raise KeyError("stopped")
try:
    a, b = Broken()
except KeyError as e: print(repr(e), a)
for k, (v, *w) in {"x": (1, 2, 3)}.items(): print(k, v, w)
print([x + y for x, y in [(1, 2), (3, 4)]], [r for _, *r in ["abc"]])
