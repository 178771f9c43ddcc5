# stress: 499
"""Unpacking: counts, words of errors, order of assignments, iterators left where they stop."""
def attempt(text, **names):
    try: exec(text, names); print({k: v for k, v in names.items() if k not in ("__builtins__", "f", "Odd", "Stop", "Sequence")})
    except Exception as error: print(type(error).__name__, error)
attempt("a, b = 1, 2, 3")
attempt("a, b = [1, 2, 3, 4]")
attempt("a, b = {1: 1, 2: 2, 3: 3}")
attempt("a, b, c = 'xy'")
attempt("a, b = iter('xyz')")
attempt("a, *b, c = [1]")
attempt("a, *b, c = (1, 2)")
attempt("*a, = ()")
attempt("a, b = 5")
attempt("a, b = None")
attempt("[a, [b, *c]] = 1, 'xyz'")
attempt("(a, b), c = [1, 2]")
attempt("a = b, c = 1, 2")
attempt("for a, b in [(1, 2), (3,)]: pass")
attempt("a, b = range(10)")
attempt("a, b = b'ab'")
attempt("a, a = 1, 2")
attempt("d[0], d[d[0]] = 1, 2", d={0: 0})
attempt("x = *[1], *(2, 3), *{4: 5}")
attempt("x = [*5]")
attempt("x = {**5}")
attempt("x = {**{1: 2}, 1: 3, **{2: 4, 1: 9}}")
attempt("x = {*[1, 2], *'ab'}; x = sorted(map(str, x))")
attempt("x = f(*5)", f=lambda *a: a)
attempt("x = f(**5)", f=lambda *a: a)
attempt("x = f(*[1], *[2], 3, *(), **{}, k=1, **{'m': 2})", f=lambda *a, **k: (a, k))
attempt("x = f(**{1: 2})", f=lambda **k: k)
attempt("x = f(k=1, **{'k': 2})", f=lambda **k: k)
attempt("x = f(**{'k': 1}, **{'k': 2})", f=lambda **k: k)
it = iter(range(10))
try: a, b = it
except ValueError as error: print(error, list(it))
it = iter(range(10))
a, *b, c = it
print(a, b, c, list(it))
class Odd:
    def __iter__(self): return 5
attempt("a, b = Odd()", Odd=Odd)
class Stop:
    def __iter__(self): return self
    def __next__(self): raise ValueError("in next")
attempt("a, b = Stop()", Stop=Stop)
attempt("a, b = (x for x in [1, 1 / 0])")
class Sequence:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
attempt("a, b, c = Sequence(); *d, = Sequence()", Sequence=Sequence)
class Log(dict):
    def __setitem__(self, k, v): print("set", k, v); super().__setitem__(k, v)
d = Log()
d["a"], (d["b"], *d["c"]), d["e"] = 1, (2, 3, 4), 5
def order(name, value=None): print("eval", name); return d
order("t1")[0], order("t2")[1] = order("v1") and 1, order("v2") and 2
x = y = z = []
print(x is y is z)
i = 0
i, d[i] = 1, 2
(a), [b], = 1, [2]
print(a, b, d[1])
