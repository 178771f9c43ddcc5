# stress: 997
"""Decorators: order, expressions, stacked on classes and methods; what descriptors see of them."""
log = []
def note(tag):
    log.append(("make", tag))
    def decorate(target):
        log.append(("apply", tag, getattr(target, "__name__", type(target).__name__)))
        return target
    return decorate
@note(1)
@note(2)
def f(x=log.append("default")): pass
print(log); log.clear()
@note("class")
class C(note("base")(object)):
    @note("m")
    @staticmethod
    def s(): return "static"
    @(lambda g: property(g))
    def p(self): return "property"
    @property
    @note("q")
    def q(self): return 1
    @q.setter
    def q(self, v): print("set", v)
    @q.deleter
    def q(self): print("del")
print(log, C.s(), C().p); log.clear()
c = C(); c.q = 5; del c.q; print(c.q)
@[int, str][1]
class Text: pass
print(Text.startswith("<class"))
@x if (x := note("walrus")) else None
def h(): pass
print(log)
class Descriptor:
    def __set_name__(self, owner, name): print("named", owner.__name__, name); self.name = name
    def __get__(self, instance, owner=None): return (self.name, instance is None, owner.__name__)
class Data(Descriptor):
    def __set__(self, instance, value): print("set", self.name, value)
    def __delete__(self, instance): print("delete", self.name)
class D:
    a = Descriptor(); b = c = Data()
d = D(); d.__dict__["a"] = "own a"; d.__dict__["b"] = "own b"
print(d.a, d.b, D.a, D.c)
d.b = 1; del d.b; del d.a; print(d.a)
D.late = Descriptor()
try: d.late
except AttributeError as error: print(error)
class SetOnly:
    def __set__(self, i, v): print("only set", v)
class E: x = SetOnly()
e = E(); e.x = 1; print(type(e.x).__name__); e.__dict__["x"] = 2; print(e.x)
try: del e.x
except AttributeError as error: print(error)
class Boom:
    def __set_name__(self, owner, name): raise ValueError("boom")
try:
    class F: boom = Boom()
except ValueError as error: print(error, error.__notes__)
class Deleg:
    def __init__(self, f): self.f = f
    def __get__(self, i, o): return self.f.__get__(i, o)
class G:
    @Deleg
    def m(self): return "bound"
    @classmethod
    @Deleg
    def cm(cls): return "cm"
print(G().m(), type(G.__dict__["cm"].__wrapped__).__name__)
import functools
def wrapper(f):
    @functools.wraps(f)
    def inner(*a, **k): return f(*a, **k)
    return inner
@wrapper
def documented(a: int, b=2) -> str: "doc"
import inspect
print(documented.__name__, documented.__doc__, inspect.signature(documented), documented.__wrapped__.__defaults__)
print(classmethod(len).__func__ is len, staticmethod(len)("abc"), staticmethod(documented).__name__, classmethod(documented).__doc__)
for bad in ("@\ndef f(): pass", "@f\nx = 1", "@f @g\ndef h(): pass"):
    try: compile(bad, "t", "exec")
    except SyntaxError as error: print(error.msg, error.lineno, error.offset)
