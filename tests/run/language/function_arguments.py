"""Parameters: all kinds, defaults, errors."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


def f(a, b=2, /, c=3, *args, d, e=5, **kw): return a, b, c, args, d, e, kw
show("f(1, d=4)", "f(1, 2, 3, 4, 5, d=6, z=7)", "f(1, c=9, d=1, a=5)", "f(1)", "f(d=1)", "f()", "f(1, 2, 3, c=4, d=5)", "f(1, d=1, **{'d': 2})", "f(*[1, 2], *[3], d=4, **{'e': 1}, **{'x': 1})", "f(1, b=5, d=4)", "f(**{'a': 1}, d=2)", "f(**5)", "f(**{1: 2})", "f(1, d=4, **{'k': 1}, **{'k': 2})")
def g(a, b): return a, b
def h(a, *, b): return a, b
def k(a, /): return a
def n(): return None
def m(*, a, b, c): return a
def p(a, b, c, d, e): return a
show("g(1)", "g()", "g(1, 2, 3)", "g(1, a=2)", "g(1, 2, c=3)", "g(b=1, a=2)", "g(1, c=3)", "h(1, 2)", "h(1)", "h(b=1)", "h(1, b=2, c=3)", "k(a=1)", "k()", "n(1)", "n(a=1)", "m()", "m(a=1)", "p()", "p(1, 2)", "p(1, 2, 3, 4, 5, 6)", "(lambda: 1)(1)", "(lambda x, y=1: 1)(1, 2, 3)", "(lambda *a: a)(x=1)", "(lambda **k: k)(1)", "g(1, bb=2)", "f.__defaults__", "f.__kwdefaults__", "g(*'ab')", "g(**dict(a=1, b=2))")
def mutable(x, acc=[]):
    acc.append(x)
    return acc
print(mutable(1), mutable(2), mutable.__defaults__)
def evaluated(n):
    print("default", n)
    return n
def q(a=evaluated(1), *, b=evaluated(2)): return a, b
print(q(), q(5), q.__defaults__, q.__kwdefaults__)
q.__defaults__ = (10,)
q.__kwdefaults__ = None
try: print(q(b=1), q())
except TypeError as e: print(e)
class C:
    def m(self, x): return x
    @classmethod
    def c(cls, x): return x
    @staticmethod
    def s(x): return x
show("C().m()", "C.m()", "C.m(1)", "C().m(1, 2)", "C.c()", "C.s()", "C().c(1, 2)", "C().m(x=1)", "C.m(C(), 5)", "C(1)")
