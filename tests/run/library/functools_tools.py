# stress: 211
"""functools: partial, reduce, caches, dispatch, total_ordering."""
import functools
from functools import partial, reduce, lru_cache, cache, singledispatch, total_ordering, cached_property, partialmethod, cmp_to_key, wraps, singledispatchmethod
def f(a, b, c=3, **k): return a, b, c, k
p = partial(f, 1, c=9)
print(p(2), p(2, c=5, z=1), p.func is f, p.args, p.keywords, partial(p, 7)(), repr(partial(len))[:20])
print(reduce(lambda a, b: a * b, range(1, 6)), reduce(lambda a, b: a + b, [], "init"), reduce(max, [3, 1, 4]))
try: reduce(max, [])
except TypeError as e: print(e)
@lru_cache(maxsize=2)
def sq(x):
    print("computing", x)
    return x * x
print(sq(2), sq(2), sq(3), sq(4), sq(2), sq.cache_info())
sq.cache_clear()
print(sq.cache_info(), sq.__wrapped__(5), sq.cache_parameters())
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80))
@singledispatch
def show_(x): return f"object {x}"
@show_.register
def _(x: int): return f"int {x}"
@show_.register(list)
def _(x): return f"list {len(x)}"
print(show_(1), show_([1]), show_("s"), show_(True), show_.dispatch(bool)(2), sorted(k.__name__ for k in show_.registry))
@total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
class C:
    @cached_property
    def p(self):
        print("once")
        return 5
    def m(self, a, b): return a, b
    half = partialmethod(m, 1)
    @singledispatchmethod
    def d(self, x): return "obj"
    @d.register
    def _(self, x: int): return "int"
c = C()
print(c.p, c.p, c.__dict__, c.half(2), c.d(1), c.d("s"))
del c.p
print(c.p)
