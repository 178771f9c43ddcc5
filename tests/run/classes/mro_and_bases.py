# stress: 499
"""Method resolution order: diamonds, conflicts, changing __bases__, mro(), super through several inheritances."""
def attempt(function, *arguments):
    try: print(function(*arguments))
    except Exception as error: print(type(error).__name__, error)
class O: pass
class A(O): who = "A"
class B(O): who = "B"
class C(A): pass
class D(B): who = "D"
class E(C, D): pass
print([k.__name__ for k in E.__mro__], E.who, E.__base__.__name__, E.__bases__ == (C, D))
def conflict():
    class X(A, B): pass
    class Y(B, A): pass
    class Z(X, Y): pass
attempt(conflict)
attempt(lambda: type("T", (O, A), {})); attempt(lambda: type("T", (A, A), {})); attempt(lambda: type("T", (int, str), {})); attempt(lambda: type("T", (bool,), {})); attempt(lambda: type("T", (type(None),), {})); attempt(lambda: type("T", (lambda: 0,), {})); attempt(lambda: type("T", (5,), {})); attempt(lambda: type("T", (type(lambda: 0),), {})); attempt(lambda: type("T", (range,), {})); attempt(lambda: type("T", (slice,), {}))
C.__bases__ = (B,)
print([k.__name__ for k in E.__mro__] if True else 0, E.who)
attempt(setattr, C, "__bases__", (E,)); attempt(setattr, C, "__bases__", (int,)); attempt(setattr, C, "__bases__", 5); attempt(setattr, C, "__bases__", (5,)); attempt(setattr, C, "__bases__", ()); attempt(delattr, C, "__bases__"); attempt(setattr, int, "__bases__", (object,))
print(O.__subclasses__(), sorted(k.__name__ for k in B.__subclasses__() if k in {C, D, E}))
class Meta(type):
    def mro(cls):
        print("mro of", cls.__name__)
        return super().mro() if cls.__name__ != "Odd" else [cls, B, object]
class M(metaclass=Meta): pass
class Odd(M): pass
print(Odd.__mro__, Odd.who)
class BadMro(type):
    def mro(cls): return cls.result
class R(type):
    def mro(cls): return 5
attempt(lambda: R("X", (), {}))
class R2(type):
    def mro(cls): return [cls, 5]
attempt(lambda: R2("X", (), {}))
class Base:
    def __init__(self, **k): print("Base", k)
class L(Base):
    def __init__(self, l, **k): print("L", l); super().__init__(**k)
class R3(Base):
    def __init__(self, r, **k): print("R", r); super().__init__(**k)
class LR(L, R3):
    def __init__(self, **k): print("LR"); super().__init__(**k)
LR(l=1, r=2)
class S:
    def f(self): return ["S"]
    @classmethod
    def cf(cls): return [cls.__name__]
    @property
    def p(self): return "S.p"
class T(S):
    def f(self): return ["T"] + super().f()
    @classmethod
    def cf(cls): return ["T"] + super().cf()
    @property
    def p(self): return super().p + "!"
    def late(self): return super(T, self).f(), super(T, T).cf(), super().__thisclass__.__name__, super().__self_class__.__name__
class U(T): pass
print(U().f(), U.cf(), U().p, U().late())
attempt(lambda: super(T, 5)); attempt(lambda: super(5)); attempt(lambda: super().x); attempt(lambda: super(T, U()).nope); attempt(lambda: super(S, U())); attempt(lambda: super(T).f)
print(super(T, U()), super(T), super(T).__self__, super(T).__get__(U(), U).f())
def detached(self): return super().f()
T.detached = detached; attempt(lambda: T().detached())
def swapped():
    class V(S):
        def f(self):
            self = 5
            return super().f()
        def g(self):
            def inner(): return super().f()
            return inner()
        def h(self): return [super().f() for _ in range(1)]
        def d(self): del self; return super().f()
        def k(*args): return super().f()
    for name in "fghk": attempt(getattr(V(), name))
swapped()
print(issubclass(E, O), issubclass(E, (int, (str, O))), isinstance(E(), (int, (str, O))), isinstance(1, int | str))
attempt(issubclass, 5, int); attempt(issubclass, int, 5); attempt(isinstance, 1, "int"); attempt(isinstance, 1, list[int]); attempt(isinstance, 1, (int, 5)); attempt(isinstance, "a", (int, 5)); attempt(issubclass, int, list[int])
class Fake:
    @property
    def __class__(self): return int
print(isinstance(Fake(), int), isinstance(Fake(), Fake), type(Fake()) is Fake)
class WithBases:
    __bases__ = (int,)
print(issubclass(WithBases(), int) if True else 0)
