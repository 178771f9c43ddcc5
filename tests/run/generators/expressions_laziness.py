# stress: 499
"""Generator expressions: the first iterable at once, the rest later; scopes, closing, sending, names."""
def attempt(function, *arguments):
    try: print(repr(function(*arguments)))
    except BaseException as error: print(type(error).__name__, error)
log = []
def note(x): log.append(x); return x
g = (note(("out", i, j)) for i in note([1, 2]) for j in note([i * 10]))
print(log); next(g); print(log); log.clear(); print(list(g)); print(log)
attempt(lambda: (x for x in 5)); attempt(lambda: list(y for x in [1] for y in 5))
i = 10; g = (i for _ in range(2)); i = 20; print(list(g))
print(sum(x for x in range(10) if x % 2), dict((k, v) for k, v in zip("ab", range(2))), "".join(c.upper() for c in "abc"), max((len(w), w) for w in ("a", "bbb", "cc")))
g = (x for x in range(5)); print(next(g), g.send(None), g.__name__, g.__qualname__, g.gi_code.co_varnames, 'x' in g.gi_frame.f_locals); attempt(g.send, 1); g.close(); attempt(next, g)
def local():
    n = 3
    g = (n * x for x in range(n))
    n = 5
    return list(g), [n for n in range(2)], n
print(local())
class C:
    a = [1, 2]; b = 3
    ok = list(x for x in a)
    try: bad = list(x * b for x in a)
    except NameError as e: bad = str(e)
print(C.ok, C.bad)
attempt(lambda: [*(1 / x for x in (1, 0))])
def bad_iter():
    g = (x for x in it()); next(g)
class it:
    def __iter__(self): raise ValueError("iter")
attempt(bad_iter)
nested = ((x, y) for x in range(2) for y in (z * x for z in range(2))); print(list(nested))
print(list(f() for f in [lambda x=x: x for x in range(3)]), [f() for f in [lambda: x for x in range(3)]], any(x > 1 for x in iter([1, 2, 1 / 1])), all(() for _ in []))
e = enumerate((c for c in "xy"), 5); print(next(e), list(e), list(zip((a for a in "ab"), (b for b in "cd"), strict=True)))
def walrus(): return [last := x for x in range(3)], last
print(walrus()); attempt(lambda: (yield_ for yield_ in [1]).__next__()); print([y for x in "ab" if (y := x * 2) != "bb"], y)
import types, inspect
g = (x async for x in y) if False else (x for x in "ab"); print(isinstance(g, types.GeneratorType), inspect.getgeneratorstate(g), next(g), inspect.getgeneratorstate(g), list(g), inspect.getgeneratorstate(g))
print({x: y for x, y in [(1, 2)]}, {x for x in "aab"} == {"a", "b"}, [[y for y in range(x)] for x in range(3)], [x for x in (1, 2, 3) if x > 1 if x < 3], [(x, y) for x, y in {1: 2}.items()], [a for a, *b in [(1, 2, 3)]], [b for a, *b in ["xyz"]])
def deep():
    try: return [[1 / z for z in (1, 0)] for _ in range(1)]
    except ZeroDivisionError as e: return e.__traceback__.tb_next, e.__traceback__.tb_frame.f_code.co_name
print(deep())
def outer_names(): return [locals_ for locals_ in [1]] + sorted(k for k in locals()) 
print(outer_names()); print("q" in globals())
d = {}; d["self"] = (d for _ in [0]); print(next(d["self"]) is d)
def rec(n): return (x for x in [n, *(rec(n - 1) if n else ())])
print(list(rec(4)))
def gen_return():
    x = yield (yield (yield 1)); return x
g = gen_return(); print(next(g), g.send("a"), g.send("b")); attempt(g.send, "c")
for text in ("[(yield) for x in y]", "def f(): return [(yield 1) for x in y]", "def f(): return ((yield 1) for x in y)", "def f(): [x for x in (yield 1)]", "class C: [(yield) for x in y]", "lambda: (yield)", "f(x for x in y, 1)", "f(x for x in y)", "x"):
    try: compile(text, "t", "exec"); print("fine", text)
    except SyntaxError as error: print(error.msg)
