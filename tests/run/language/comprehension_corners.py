# stress: 499
"""Comprehensions: nested scopes, conditions, several iterables, errors inside, unpacking, side effects, classes, async forms."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
print([x for x in range(5) if x % 2 if x > 1], [(x, y) for x in range(3) for y in range(x) if x != y], {x: {y for y in range(x)} for x in range(3)}, [[i * j for j in range(3)] for i in range(3)], [x for x, in [(1,), (2,)]], [a + b for (a, b), *c in [((1, 2), 3)]], {**{k: v for k, v in zip("ab", "cd")}}, [y for x in [[1, 2], [3]] for y in x], [z for z in (lambda: [1])()], {len(w) for w in ("a", "bb", "cc")}, [x for x in [1, 2, 3] if (lambda: x > 1)()], [(lambda: x)() for x in range(2)], [f() for f in [(lambda: x) for x in range(2)]])
x = "outer"; l = [x for x in range(3)]; print(x, l, [x for _ in "a"]); attempt(lambda: [y for y in range(2) if undefined]); attempt(lambda: [1 / z for z in [0]]); attempt(lambda: {[]: 1 for _ in "a"}); attempt(lambda: {[] for _ in "a"}); attempt(lambda: [a for a, b in [(1,)]]); attempt(lambda: [i for i in None])
class C:
    n = 3; a = [n for _ in range(1)] if False else [i for i in range(n)]; b = [[j for j in range(k)] for k in range(n)]
    try: c = [n for i in range(2)]
    except NameError as e: c = str(e)
    d = [i for i in a if i in [0, 1]]
print(C.a, C.b, C.c, C.d, hasattr(C, "i"), hasattr(C, "k"))
def f(n): return [n + m for m in range(n)], [locals().get("q") for q in [1]], {n: n for n in "a"}, n
print(f(2)); log = []
def t(v): log.append(v); return v
{t("k" + str(i)): t("v" + str(i)) for i in range(2)}; print(log); log.clear(); [t((i, j)) for i in t([1]) for j in t([2]) if t(True)]; print(log)
l = [1, 2, 3]; print([l.pop() for _ in l], l); d = {1: 1}; attempt(lambda: [d.update({k + 1: 1}) for k in d]); print([i for i in [1, 2] for i in [i * 10]], [i for i in "ab" for _ in "xy"]); attempt(lambda: [x1 for x1 in [1] for x2 in x3 for x3 in []])
def deep(): return [[[[w for w in range(v)] for v in range(u)] for u in range(t)] for t in range(3)]
print(deep()); gen = (i for i in [1, 2]); print([*gen], [*gen], [*(i for i in "ab"), *[j for j in "c"]], sum(x * y for x, y in zip(range(3), range(3))), dict([(i, i) for i in range(2)]), list({i: 0 for i in "hello"}), sorted({c for c in "hello"}), [i for i in range(3)][::-1], [not i for i in (0, 1)], [i if i else -1 for i in range(2)], [(i, j := i + 1) for i in range(2)], j, [*{k: 1 for k in "ab"}], {(i, j): i for i in range(2) for j in range(2)})
def cell():
    fs = [lambda: i for i in range(3)]; i = "after"; return [f() for f in fs], i
print(cell())
def nl():
    total = 0
    def add(k): nonlocal total; total += k; return total
    return [add(k) for k in range(4)], total
print(nl(), [__name__ for _ in "a"], [(yield_) for yield_ in "a"], [self for self in [1]], [[__class__ for __class__ in [1]] for _ in "a"])
import sys
def frames(): return [sys._getframe().f_code.co_name for _ in "a"], list(sys._getframe().f_code.co_name for _ in "a")
print(frames()); 
for t in ("[x for x in 1, 2]", "[x, y for x in z]", "[x for x in y if]", "[for x in y]", "[x for in y]", "[x for x y]", "{x: y for x in z, w}", "{x for x in y: 1}", "[x for 1 in y]", "[x for x() in y]", "[x for (x, 1) in y]", "[x for x in *y]", "[*x for x in y]", "{**x for x in y}", "[x for x in lambda: y, 1]", "[x for x in lambda: y]", "[x for x in (lambda: y)]", "[x if y for x in z]", "[x for x in y else z]", "[(x for x in y)]", "[x async for x in y]", "(x for x in yield)", "[x for x in y := z]", "[x for x in (y := z)]", "[i for i.a in x]", "[i for i[0] in x]", "{a: b, c: d for e in f}", "{a, b for e in f}", "f(x for x in y for z in w)", "f(x for x in y, *z)", "[x for x in y for]", "[[x for x in y] for y in z if x]"):
    try: compile(t, "t", "exec"); print("fine", t)
    except SyntaxError as e: print(t, "|", e.msg)
