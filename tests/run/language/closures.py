"""Closures: shared cells, nonlocal, late binding."""
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get(): return n
    return inc, get
a, get_a = counter()
b, get_b = counter()
a(); a(5); b()
print(get_a(), get_b(), a.__closure__[0].cell_contents, a.__code__.co_freevars, counter.__code__.co_cellvars)
def late():
    fs = []
    for i in range(3): fs.append(lambda: i)
    return [f() for f in fs]
print(late())
def unbound():
    def g(): return v
    try: g()
    except NameError as e: print(type(e).__name__, e)
    v = 1
    print(g())
    del v
    try: g()
    except NameError as e: print(type(e).__name__, e)
    try: v
    except UnboundLocalError as e: print(e)
unbound()
def deep():
    x = 1
    def b():
        def c():
            nonlocal x
            x = 2
            def d(): return x
            return d
        return c
    return b()()(), x
print(deep())
def param(x, y=lambda: x if False else "default"):
    def g(): return x, y()
    x = "changed"
    return g()
x = "global"
print(param("arg"))
def cls():
    v = "enclosing"
    class C:
        w = v

        def m(self): return v
    return C.w, C().m()
print(cls())
def f():
    print(locals())
    a = 1
    def g(): return a
    print(locals() == {"a": 1, "g": g})
f()
def rec(n): return n if n < 2 else rec(n - 1) + rec(n - 2)
print(rec(15), (lambda f: f(f, 5))(lambda f, n: 1 if n == 0 else n * f(f, n - 1)))
def exc():
    try: raise ValueError("v")
    except ValueError as e:
        def g(): return e
        print(repr(g()))
    try: g()
    except NameError as err: print(err)
exc()
