"""Metaclasses: creation, calls, conflicts, __prepare__."""
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, bases, kw)
        return {"prepared": True}
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")))
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *args, **kw):
        print("call", cls.__name__, args)
        return super().__call__(*args, **kw)
    def meta_method(cls): return "meta " + cls.__name__
    @property
    def meta_prop(cls): return "prop " + cls.__name__
    def __instancecheck__(cls, obj): return obj == "magic" or super().__instancecheck__(obj)
    def __subclasscheck__(cls, sub): return sub is int or super().__subclasscheck__(sub)
    def __len__(cls): return 42
    def __iter__(cls): return iter("abc")
    def __getitem__(cls, k): return (cls.__name__, k)
    def __contains__(cls, x): return x == 1
class A(metaclass=Meta, option=1):
    x = 1
    def __init__(self, v): self.v = v
a = A(5)
print(a.v, A.meta_method(), A.meta_prop, isinstance("magic", A), isinstance(a, A), issubclass(int, A), issubclass(A, A), len(A), list(A), A["k"], 1 in A, type(A), A.prepared)
try: a.meta_method
except AttributeError as e: print(e)
class B(A): pass
print(type(B), B.meta_prop)
class Other(type): pass
try:
    class C(A, metaclass=Other): pass
except TypeError as e: print(e)
def func(name, bases, ns, **kw): return (name, bases, sorted(k for k in ns if not k.startswith("__")), kw)
class D(metaclass=func, z=1): y = 2
print(D)
T = type("T", (B,), {"k": 3}) if False else type.__call__(Meta, "T", (), {"k": 3})
print(T, T.k, type(T))
for t in ("type('X')", "type(5, (), {})", "type('X', 5, {})", "type('X', (), 5)", "type('X', (5,), {})", "type('a b', (), {}).__name__", "type.__call__(int, '5')", "type(type)"):
    try: print(eval(t))
    except Exception as e: print(t, "->", type(e).__name__, e)
