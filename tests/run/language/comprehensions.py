"""Comprehensions: scopes, nesting, conditions."""
x = "outer"
print([x for x in range(3)], x, {x: x * x for x in range(3)}, {x % 2 for x in range(5)} == {0, 1}, list(x for x in "ab"), x)
print([(i, j) for i in range(3) for j in range(i)], [[j for j in range(i)] for i in range(3)], [i for i in range(10) if i % 2 if i % 3])
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]])
class C:
    n = 3
    squares = [k * k for k in range(n)]
    try: bad = [n for _ in range(1)]
    except NameError as e: print("NameError", e)
    items = [y for y in [n]]
print(C.squares, C.items)
def f():
    a = 1
    def g(): return [a + b for b in range(2)]
    a = 10
    return g()
print(f(), [y := 5, y + 1], y, [last := v for v in range(3)], last)
print({k: v for k, v in zip("ab", (1, 2))}, {**{k: 1 for k in "x"}}, [*(x for x in "ab")], sum(x for x in range(4)), any(x > 2 for x in range(4)))
def order(n, v):
    print(n, end=" ")
    return v
print({order("k", 1): order("v", 2) for _ in [0]}, [order("e", 1) for _ in order("it", [1]) if order("c", True)])
g = (1 / x for x in (1, 0))
print(next(g))
try: next(g)
except ZeroDivisionError as e: print(e, list(g))
try: (x for x in 5)
except TypeError as e: print(e)
print([[[z for z in range(y)] for y in range(x)] for x in range(3)], [x for x in [1] for x in [x + 1] for x in [x + 1]])
print([locals().keys() == {"q"} for q in [1]] if False else "scopes", [lambda: z for z in "ab"][0]())
