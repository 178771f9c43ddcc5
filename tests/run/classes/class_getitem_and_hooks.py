# stress: 997
"""__class_getitem__, __mro_entries__, __init_subclass__ with keywords, __prepare__ of any kind, class keywords."""
def attempt(function, *arguments):
    try: print(function(*arguments))
    except Exception as error: print(type(error).__name__, error)
class A:
    def __class_getitem__(cls, item): return (cls.__name__, item)
class B(A): pass
print(A[1], B[1, 2], B[...], type(A.__dict__["__class_getitem__"]).__name__)
attempt(lambda: A()[1])
class Meta(type):
    def __getitem__(cls, item): return "meta first"
class C(metaclass=Meta):
    def __class_getitem__(cls, item): return "own"
print(C[0])
class NoItem: __class_getitem__ = None
attempt(lambda: NoItem[1]); attempt(lambda: object[1]); attempt(lambda: int[1])
class Entry:
    def __init__(self, *bases): self.bases = bases
    def __mro_entries__(self, bases): print("entries", len(bases)); return self.bases
class Zero: z = 0
class D(Entry(Zero, dict), Entry()): pass
print(D.__mro__[1:], D.__orig_bases__ is not None, len(D.__orig_bases__))
def bad():
    class Bad:
        def __mro_entries__(self, bases): return 5
    class X(Bad()): pass
attempt(bad)
attempt(lambda: type("X", (Entry(Zero),), {}))
class Hooked:
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag; print("subclass", cls.__name__, tag)
class E(Hooked, tag=1): pass
class F(E): pass
def unknown():
    class G(Hooked, other=2): pass
attempt(unknown)
def plain():
    class H(x=1): pass
attempt(plain)
attempt(lambda: type("I", (Hooked,), {}, tag=5).tag); attempt(lambda: type("I", (), {}, tag=5))
def prepare(result):
    class P(type):
        @classmethod
        def __prepare__(mcs, name, bases, **kw): return result
    class Q(metaclass=P): x = 1; y = x + 1
    return Q.y
attempt(prepare, {}); attempt(prepare, 5); attempt(prepare, None)
class Recording(dict):
    def __setitem__(self, k, v): print("ns set", k); super().__setitem__(k, v)
    def __getitem__(self, k):
        if not k.startswith("__"): print("ns get", k)
        return super().__getitem__(k)
attempt(prepare, Recording())
class AutoNumber(dict):
    def __missing__(self, k):
        if k.startswith("__") or k == "range": raise KeyError(k)
        self[k] = len(self); return self[k]
class Auto(type):
    @classmethod
    def __prepare__(mcs, *a): return AutoNumber()
class Colors(metaclass=Auto): red; green; blue
print(Colors.red < Colors.green < Colors.blue)
class Multi(type):
    def __new__(mcs, *a, **k): print("new", len(a), k); return super().__new__(mcs, *a)
    def __init__(cls, *a, **k): print("init", len(a), k)
    def __call__(cls, *a): print("call", a); return super().__call__(*a)
class J(metaclass=Multi, **{"k": 1}): pass
print(type(J()).__name__)
attempt(lambda: Multi("K", (), {}, q=2).__name__)
class K2(type):
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, o): return o is str
class Virtual(metaclass=K2): pass
print(isinstance(5, Virtual), isinstance(6, Virtual), issubclass(str, Virtual), issubclass(int, Virtual), isinstance(Virtual(), Virtual))
import types
print(types.new_class("N", (Hooked,), {"tag": 9}, lambda ns: ns.update(v=3)).v, types.resolve_bases((Entry(Zero), int)), types.get_original_bases(D) == D.__orig_bases__)
print(types.prepare_class("N", (C,))[0].__name__)
class Order:
    def __new__(cls, *a, **k): print("new", a, k); return super().__new__(cls)
    def __init__(self, *a, **k): print("init", a, k)
Order(1, b=2)
class OnlyNew:
    def __new__(cls, x): return super().__new__(cls)
OnlyNew(1)
class OtherType:
    def __new__(cls): return 5
    def __init__(self): print("never")
print(OtherType())
attempt(lambda: object.__new__(OnlyNew, 1)); attempt(lambda: object.__new__(int)); attempt(lambda: object.__new__(5)); attempt(lambda: int.__new__(str)); attempt(lambda: object().__init__(1)); attempt(lambda: str.__new__(int))
class InitReturns:
    def __init__(self): return 5
attempt(InitReturns)
class D2(dict):
    def __init__(self, *a): pass
print(D2(1, 2, 3), D2.__new__(D2, 1))
