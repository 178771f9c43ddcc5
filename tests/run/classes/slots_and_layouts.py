# stress: 997
"""__slots__: inheritance, weak references, conflicts, layouts of multiple bases, descriptors, pickled state."""
def attempt(function, *arguments):
    try: print(function(*arguments))
    except Exception as error: print(type(error).__name__, error)
class A: __slots__ = ("x", "y")
class B(A): __slots__ = "z"
class C(B): pass
class D: __slots__ = ()
class E(A, D): __slots__ = ()
b = B(); b.x, b.z = 1, 3
attempt(lambda: b.y); attempt(setattr, b, "w", 1); attempt(lambda: b.__dict__)
c = C(); c.w = 1; c.x = 2; print(c.__dict__, c.x, hasattr(C, "__weakref__"), hasattr(B, "__weakref__"))
print(A.x, type(A.x).__name__, A.x.__get__(b), A.x.__objclass__ is A, A.x.__name__, B.__slots__)
attempt(lambda: A.x.__get__(5, int)); attempt(lambda: A.x.__set__(D(), 1)); A.x.__set__(b, 9); print(b.x); A.x.__delete__(b); attempt(lambda: b.x); attempt(delattr, b, "x")
for slots in ("1a", ("a", "a"), (5,), ("__dict__", "__dict__"), ("__weakref__", "__weakref__"), "class", ("a b",), 5, {"a": "doc of a"}, iter(["p", "q"]), ("é",), ("",), b"ab", ("a\0",)):
    try: t = type("T", (), {"__slots__": slots}); print(slots if not hasattr(slots, "__next__") else "iterator", [k for k in vars(t) if not k.startswith("__")])
    except Exception as error: print(type(error).__name__, error)
def conflict():
    class F: __slots__ = "a"; a = 1
attempt(conflict)
def multiple():
    class G: __slots__ = "g"
    class H: __slots__ = "h"
    class I(G, H): pass
attempt(multiple)
def nonempty_int():
    class J(int): __slots__ = "a"
attempt(nonempty_int); attempt(lambda: type("K", (tuple,), {"__slots__": ["q"]})); attempt(lambda: type("K", (bytes,), {"__slots__": ["q"]})); print(type("K", (int,), {"__slots__": ()})(5), type("K", (str,), {"__slots__": ["q"]})("s"), type("K", (list,), {"__slots__": ["q"]})().__class__.__name__)
print(type("L", (), {"__slots__": {"a": "doc of a"}}).a.__doc__)
class M:
    __slots__ = ("__private", "__dict__", "_M__other")
    def __init__(self): self.__private = 1; self.__other = 2; self.free = 3
m = M(); print(m._M__private, m.__dict__, sorted(k for k in vars(M) if "_M" in k))
class W: __slots__ = "__weakref__"
import weakref
print(weakref.ref(W())() is None or True); attempt(weakref.ref, A())
attempt(lambda: type("N", (W,), {"__slots__": "__weakref__"})); attempt(lambda: type("N", (M,), {"__slots__": "__dict__"}))
class Shadow(A):
    __slots__ = "x"
s = Shadow(); s.x = 1; attempt(lambda: A.x.__get__(s)); A.x.__set__(s, 2); print(s.x, A.x.__get__(s))
import copy, pickle
class P: 
    __slots__ = ("a", "b")
p = P(); p.a = [1]
q = copy.copy(p); print(q.a is p.a, hasattr(q, "b")); r = copy.deepcopy(p); print(r.a == p.a, r.a is p.a)
print(p.__reduce_ex__(2)[2], pickle.loads(pickle.dumps(p)).a); attempt(p.__reduce_ex__, 1); attempt(pickle.dumps, p, 0)
c.z = 7; print(c.__reduce_ex__(2)[2], c.__getstate__(), p.__getstate__(), D().__getstate__())
class Q:
    __slots__ = ["v"]
    def __init__(self): self.v = 0
    def inc(self): self.v += 1; return self
    @property
    def twice(self): return self.v * 2
print(Q().inc().inc().twice)
attempt(setattr, Q(), "twice", 1); attempt(setattr, Q(), "inc", 1); Q.v2 = 5; print(Q().v2); attempt(setattr, Q(), "v2", 1)
class X1: pass
class X2: pass
x = X1(); x.a = 1; x.__class__ = X2; print(type(x).__name__, x.a); attempt(setattr, x, "__class__", A); y = A(); y.x = 1
class A2: __slots__ = ("x", "y")
y.__class__ = A2; print(type(y).__name__, y.x); attempt(setattr, y, "__class__", B)
Q.__slots__ = ("other",); print(Q.__slots__); attempt(setattr, Q(), "other", 1)
print([n for n in dir(P()) if not n.startswith("__")], P.__dictoffset__, P.__weakrefoffset__, P.__itemsize__)
