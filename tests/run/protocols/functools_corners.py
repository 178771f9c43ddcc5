# stress: 997
"""functools: partial with placeholders, caches, singledispatch, total_ordering, reduce, wraps, cmp_to_key, errors."""
import functools
import re
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, re.sub(" at 0x[0-9a-f]+", "", str(error)))
p = functools.partial(lambda *a, **k: (a, k), 1, x=2); print(p(3, y=4), p(x=9), p.args, p.keywords, functools.partial(p, 5).args, functools.partial(p, 5)(6), p.func is functools.partial(p).func); attempt(functools.partial); attempt(functools.partial, 5); p.attr = 1; print(p.__dict__); attempt(setattr, p, "args", ()); print(repr(functools.partial(print, 1, sep="-")), repr(functools.partial(int, base=2)))
_ = functools.Placeholder; q = functools.partial(lambda *a: a, _, 2, _, 4); print(q(1, 3), q(1, 3, 5), functools.partial(q, 10)(30), repr(_)); attempt(q, 1); attempt(functools.partial, print, _); attempt(functools.partial, print, x=_)
class M:
    def __init__(self): self.v = 5
    def m(self, a, b): return self.v, a, b
    pm = functools.partialmethod(m, 1); pk = functools.partialmethod(m, b=2); p = functools.partial(m, None)
print(M().pm(2), M().pk(9), M.pm(M(), 3)); attempt(lambda: M().p(1)); attempt(functools.partialmethod, 5)
calls = []
@functools.lru_cache(maxsize=2)
def f(x, *a, **k): calls.append(x); return x
print(f(1), f(1), f(2), f(3), f(1), calls, f.cache_info(), f.cache_parameters(), f.__wrapped__(9)); f.cache_clear(); print(f.cache_info()); attempt(f, []); f(1), f(1.0), f(True), f(1, y=2), f(1, y=2); print(f.cache_info().hits)
@functools.lru_cache(typed=True)
def g(x): return type(x).__name__
print(g(1), g(1.0), g(True), g(1), g.cache_info()); h = functools.cache(lambda n: n if n < 2 else h(n - 1) + h(n - 2)); print(h(80), h.cache_info().misses); attempt(functools.lru_cache, "a"); z = functools.lru_cache(0)(lambda x: x); print(z(1), z(1), z.cache_info(), functools.lru_cache(-5)(lambda x: x).cache_parameters()); e = functools.cache(lambda x: 1 / x); attempt(e, 0); attempt(e, 0); print(e.cache_info())
class C:
    @functools.lru_cache
    def m(self, x): return x
    @functools.cache
    def n(): return 1
c = C(); print(c.m(1), C.m(c, 1), C.m.cache_info(), C.n())
@functools.singledispatch
def s(x, *a): return "object", a
@s.register
def _i(x: int): return "int"
@s.register(list)
@s.register(tuple)
def _l(x): return "sequence"
@s.register
def _u(x: float | str): return "float or str"
s.register(type(None), lambda x: "none")
print(s(1), s(True), s([]), s(()), s(1.5), s("a"), s(None), s({}, 1), s.dispatch(bool).__name__, sorted(k.__name__ for k in s.registry), s.dispatch(dict) is s.registry[object]); attempt(s); attempt(s.register, 5); attempt(s.register, lambda x: 1); attempt(lambda: s.register(int, 5) and 0)
class D:
    @functools.singledispatchmethod
    def d(self, x): return "base"
    @d.register
    def _(self, x: int): return "int"
    @functools.singledispatchmethod
    @classmethod
    def k(cls, x): return cls.__name__
    @k.register
    @classmethod
    def _(cls, x: str): return "str " + cls.__name__
print(D().d(1), D().d("a"), D.k(1), D.k("s"), D().d.__name__ if hasattr(D().d, "__name__") else "")
@functools.total_ordering
class O:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v if isinstance(o, O) else NotImplemented
print(O(1) <= O(1), O(2) > O(1), O(1) >= O(2), O(1) != O(2)); attempt(lambda: O(1) <= 5); attempt(functools.total_ordering, type("E", (), {}))
print(functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.reduce(lambda a, b: a + [b], "ab", []), functools.reduce(max, [3]), functools.reduce(max, [], 9), functools.reduce(lambda a, b: a - b, [1, 2], initial=10)); attempt(functools.reduce, max, []); attempt(functools.reduce, max, 5); attempt(functools.reduce, 5, [1, 2]); attempt(functools.reduce, max)
k = functools.cmp_to_key(lambda a, b: (a > b) - (a < b)); print(k(1) < k(2), k(1) == k(1), k(3).obj, sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a))); attempt(lambda: k(1) < 5); attempt(hash, k(1)); attempt(functools.cmp_to_key); attempt(lambda: sorted([1, 2], key=functools.cmp_to_key(lambda a, b: "x")))
def w(): "wdoc"
w.custom = 1
@functools.wraps(w)
def v(): pass
print(v.__name__, v.__doc__, v.custom, v.__wrapped__ is w, functools.WRAPPER_ASSIGNMENTS, functools.wraps(5)(lambda: 0).__name__); import pickle, copy; print(pickle.loads(pickle.dumps(functools.partial(int, base=2)))("101"), copy.copy(f) is f, functools.partial.__class_getitem__(int) if False else ""); attempt(p.__setstate__, 5); attempt(functools.partial(int).__setstate__, (int, (), {}, None)); r = functools.partial(print); r.__setstate__((int, ("7",), {}, {"q": 1})); print(r(), r.q); r2 = functools.partial(len); r2.__setstate__((r2, (), {}, {})) ; print(repr(r2)[:30]); r2.__setstate__((len, (), {}, {}))
