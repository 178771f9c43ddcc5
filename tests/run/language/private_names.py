# stress: 499
"""Names with two underscores in classes: attributes, arguments, imports, globals, nested functions and classes, keywords, slots."""
import sys
_M__g = "mangled global"; __g = "plain global"
class M:
    __attr = 1
    __dunder__ = 2
    _single = 3
    ___triple = 4
    def __init__(self, __arg=5): self.__own = __arg; self.__x__ = 6
    def get(self): return self.__attr, self.__own, self.__dunder__, self._single, self.___triple
    def local(self): __l = 7; return __l, sorted(locals())
    def glob(self): return __g
    def closure(self):
        __c = 8
        def inner(): nonlocal __c; __c += 1; return __c
        return inner()
    def comp(self): return [__i for __i in range(2)]
    def kw(self, **k): return k
    def call(self): return self.kw(__k=1)
    def imp(self): import sys as __s; return __s is sys
    def exc(self):
        try: 1 / 0
        except ZeroDivisionError as __e: return type(__e).__name__
    class __Inner:
        __deep = 9
        def m(self): return self.__deep, __class__.__name__
    def inner(self): return self.__Inner().m()
    def setglob(self): global __made; __made = 1
    def fmt(self): return f"{self.__attr}"
    def strings(self): return getattr(self, "__attr", "none"), getattr(self, "_M__attr")
    def delete(self): self.__tmp = 1; del self.__tmp; return hasattr(self, "_M__tmp")
    def match(self, v):
        match v:
            case [__a, *__b]: return __a, __b, sorted(locals())
    def walrus(self): return (__w := 3), sorted(locals())[0]
    def lam(self): return (lambda __z: __z)(4)
    def tparam[__T](self, x: __T): return __T.__name__
    x: __attr = 1
m = M(); print(m.get(), m.local(), m.glob(), m.closure(), m.comp(), m.call(), m.imp(), m.exc(), m.inner(), m.fmt(), m.strings(), m.delete(), m.match([1, 2]), m.walrus(), m.lam(), m.tparam(1)); m.setglob(); print(_M__made, sorted(k for k in vars(M) if "M_" in k), vars(m)); print(M.get.__code__.co_names, M.__init__.__code__.co_varnames)
class _Under:
    __a = 1
    def g(self): return self.__a
class __Two:
    __a = 2
    def g(self): return self.__a
class ___:
    __a = 3
    def g(self): return self.__a
print(_Under().g(), _Under._Under__a, __Two().g(), __Two._Two__a, ___().g(), ___.__a)
class S:
    __slots__ = ("__p", "q")
    def __init__(self): self.__p = 1
print(S()._S__p, S.__slots__)
class Sub(M):
    __attr = "sub"
    def both(self): return self.__attr, self._M__attr
print(Sub().both(), Sub().get()[0]); exec("class E:\n __v = 1\n def g(self): return self.__v\nprint(E().g(), E._E__v)")
try: M().__attr
except AttributeError as e: print(e)
def outside(o): return o._M__attr
print(outside(m)); M.__later = 5; print("_M__later" in vars(M), M.__later); K = type("K", (), {"__z": 1}); print(K.__z if False else vars(K)["__z"])
