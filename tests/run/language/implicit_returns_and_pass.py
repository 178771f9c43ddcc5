# stress: 499
"""Functions that return nothing, docstrings only, ellipsis bodies, conditional definitions, redefinition, recursion of several functions."""
def a(): pass
def b(): "doc"
def c(): ...
def d(): return
def e(): return None
def f():
    if False: return 1
def g():
    for i in []: return i
def h():
    while False: return 1
    else: 5
def i(): yield; return
def j():
    try: pass
    finally: pass
def k(): x = 1
def l():
    "doc"; x = 1
    def inner(): "inner doc"
    return inner.__doc__, l.__doc__
print([fn() for fn in (a, b, c, d, e, f, g, h, j, k)], list(i()), l(), (lambda: None)(), (lambda: ...)())
if True:
    def cond(): return "first"
else:
    def cond(): return "second"
print(cond())
def cond(): return "third"
print(cond()); cond = lambda: "fourth"; print(cond())
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
print(even(10), odd(7), even(301))
def outer():
    def rec(n): return n * rec(n - 1) if n else 1
    return rec
fact = outer(); print(fact(20)); rec2 = outer(); print(rec2 is not fact)
class C: pass
class D: ...
class E: "doc"
class F: x: int
print(C.__doc__, D.__doc__, E.__doc__, F.__doc__, C.__dict__.keys() == D.__dict__.keys())
for fn in (a, b, c): print(fn.__name__, fn.__doc__, fn.__code__.co_consts[:1] if fn is b else "")
def many(n):
    if n == 0: return "zero"
    elif n == 1: return "one"
    elif n < 0: raise ValueError("negative")
    else:
        if n > 100: return
    return n
print([many(x) for x in (0, 1, 5, 500)])
try: many(-1)
except ValueError as err: print(err)
def unreachable():
    return 1
    return 2
    raise ValueError
def after_raise():
    raise KeyError("k")
    return 1
print(unreachable()); 
try: after_raise()
except KeyError as err: print(err)
def deep(n): return deep(n - 1) + 1 if n else 0
print(deep(500)); x = y = 0
def glob(): global x; x += 1; return x
print(glob(), glob(), x); print((lambda n: (lambda s, n: s(s, n))(lambda s, n: n and n + s(s, n - 1), n))(10)); print((lambda *a, **k: (len(a), len(k)))(*range(300), **{f"k{i}": i for i in range(300)}))
def big(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, *r, k0=0, k1=1, **kw): return a0 + a9 + sum(r) + k0 + k1 + len(kw)
print(big(*range(20), k1=5, z=1)); print(eval("+".join(["1"] * 500)), len(eval("[" + ",".join(["0"] * 3000) + "]")), eval("(" * 50 + "1" + ")" * 50))
