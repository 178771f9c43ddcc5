# stress: 997
"""property, classmethod, staticmethod, cached_property: parts, documentation, names, copies, abstractness."""
def attempt(function, *arguments):
    try: print(function(*arguments))
    except Exception as error: print(type(error).__name__, error)
class A:
    @property
    def p(self): "doc of p"; return "got"
    q = property(doc="only doc")
    r = property(lambda self: 1, None, None, "given")
    def setter_only(self, v): print("set", v)
    s = property(fset=setter_only)
    t = p.getter(lambda self: "new getter")
    u = p.setter(lambda self, v: print("u", v))
    v = u.deleter(lambda self: print("deleted"))
a = A()
print(a.p, A.p.__doc__, A.q.__doc__, A.r.__doc__, A.t.__doc__, a.t, A.p.__name__, A.r.__name__, A.s.__name__)
attempt(lambda: a.q); attempt(setattr, a, "p", 1); attempt(delattr, a, "p"); attempt(lambda: a.s); a.s = 5; a.u = 6; del a.v; attempt(delattr, a, "s"); attempt(setattr, a, "q", 1)
print(A.p.fget.__name__, A.p.fset, A.v.fdel is not None, A.p.__isabstractmethod__)
attempt(setattr, A.p, "fget", None); attempt(setattr, A.p, "__doc__", 5); A.p.__doc__ = "changed"; print(A.p.__doc__); A.p.__name__ = "renamed"; attempt(setattr, a, "p", 1)
attempt(lambda: property().__name__); attempt(lambda: property().__get__(1)); print(property().__get__(None, int).__class__.__name__); attempt(property, 1, 2, 3, 4, 5); attempt(lambda: property(x=1))
class Sub(property):
    def __get__(self, i, o=None): return "sub" if i is None else super().__get__(i, o) + "!"
    extra = 1
class B:
    @Sub
    def x(self): "sub doc"; return "x"
print(B.x, B().x, type(B.__dict__["x"].setter(None)).__name__, B.__dict__["x"].__doc__, vars(B)["x"].__dict__)
class C:
    @classmethod
    def c(cls, *a): "cdoc"; return cls.__name__, a
    @staticmethod
    def s(*a): "sdoc"; return a
    @classmethod
    @property
    def cp(cls): return "cp"
class D(C): pass
print(C.c(1), D().c(2), C.s(1), D().s(2), C.c.__self__ is C, C.c.__func__.__name__, C.s.__name__, type(C.c).__name__, type(C.s).__name__, type(C.__dict__["c"]).__name__, C.cp)
print(C.__dict__["c"].__wrapped__.__doc__, C.__dict__["s"].__doc__, repr(C.__dict__["s"]).split(" at ")[0], C.__dict__["s"](7), C.__dict__["c"].__isabstractmethod__)
attempt(C.__dict__["c"]); attempt(classmethod, 1, 2); attempt(lambda: classmethod(5).__get__(1)()); attempt(lambda: staticmethod(5)())
C.__dict__["c"].attr = 1; print(C.__dict__["c"].__dict__)
import functools
class E:
    def __init__(self): self.n = 0
    @functools.cached_property
    def once(self): self.n += 1; return self.n
e = E(); print(e.once, e.once, e.n, e.__dict__, E.once.attrname, E.once.__doc__); del e.once; print(e.once); e.once = 9; print(e.once)
class F:
    __slots__ = ()
    @functools.cached_property
    def once(self): return 1
attempt(lambda: F().once)
class G:
    once = functools.cached_property(lambda self: 5); twice = once if False else 3
G.late = functools.cached_property(lambda self: 5); attempt(lambda: G().late); print(G().once)
m = a.setter_only; n = a.setter_only
print(m == n, m is n, hash(m) == hash(n), m.__self__ is a, m.__func__ is A.setter_only, m != A().setter_only, m.__name__, m.__qualname__)
attempt(setattr, m, "attr", 1); attempt(lambda: m.nope); A.setter_only.attr = 4; print(m.attr); attempt(lambda: type(m)(None, 1)); attempt(lambda: type(m)(5, 1)); attempt(lambda: type(m)(len, None)); print(type(m)(len, "abc")())
print([].append.__self__, len.__self__.__name__, "a".upper.__qualname__, str.upper.__qualname__, str.upper.__objclass__, type(str.upper).__name__, type("".upper).__name__, [].__len__.__name__, int.__add__.__get__(5)(6)); attempt(lambda: str.upper(5)); attempt(lambda: str.upper()); attempt(lambda: int.__add__("a", 1)); attempt(lambda: dict.fromkeys.__self__)
import inspect
print([inspect.signature(f) for f in (A.setter_only, a.setter_only, C.c, C.s, A, E)], inspect.getdoc(A.p), inspect.isdatadescriptor(A.p), [k for k, v in inspect.getmembers_static(A) if isinstance(v, property)])
