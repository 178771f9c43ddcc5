# stress: 211
"""Decorators: order, classes, arguments."""
def log(name):
    print("factory", name)
    def deco(f):
        print("apply", name, f.__name__)
        def wrapper(*a, **k):
            print("call", name)
            return f(*a, **k)
        return wrapper
    return deco
@log("outer")
@log("inner")
def f(x): return x + 1
print(f(1))
@(lambda c: setattr(c, "tag", "decorated") or c)
class C: pass
print(C.tag)
class Deco:
    def __init__(self, f): self.f = f
    def __call__(self, *a): return ("called", self.f(*a))
    def __get__(self, obj, cls=None): return lambda *a: ("bound", self.f(obj, *a))
@Deco
def g(x): return x * 2
class D:
    @Deco
    def m(self, x): return x
    @staticmethod
    @log("static")
    def s(x): return x
    @classmethod
    @property
    def cp(cls): return cls.__name__
    @property
    def p(self): return "p"
    @p.setter
    def p(self, v): print("set p", v)
    @p.deleter
    def p(self): print("del p")
print(g(4), D().m(3), D.s(5), D().p)
d = D()
d.p = 7
del d.p
import functools
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(60), fib.cache_info())
@functools.wraps(f)
def w(): pass
print(w.__name__, w.__wrapped__ is f)
l = [lambda f: f.__name__]
@l[0]
def named(): pass
print(named)
try:
    @5
    def z(): pass
except TypeError as e: print(e)
