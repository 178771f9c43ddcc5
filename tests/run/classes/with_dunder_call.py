# stress: 499
"""Objects that are called: instances, classes, bound methods, partial application, decorators made of classes."""
class Add:
    def __init__(self, n): self.n = n
    def __call__(self, x, *a, k=0, **kw): return self.n + x + sum(a) + k + len(kw)
class Count:
    def __init__(self, f): self.f, self.calls = f, 0; self.__name__ = f.__name__
    def __call__(self, *a): self.calls += 1; return self.f(*a)
    def __get__(self, o, k): return self if o is None else lambda *a: self(o, *a)
a = Add(5); print(a(1), a(1, 2, k=3, z=4), callable(a), list(map(a, [1, 2])), sorted([3, 1], key=a.__call__), a.__call__(2), Add.__call__(a, 3))
@Count
def f(x): return x * 2
class K:
    @Count
    def m(self, x): return (type(self).__name__, x)
print(f(1), f(2), f.calls, f.__name__, K().m(5), K.m.calls)
class Meta(type):
    def __call__(cls, *a): return ("made", cls.__name__, a)
class M(metaclass=Meta): pass
print(M(1, 2), type.__call__(M).__class__.__name__); g = a.__call__.__call__.__call__; print(g(1))
for bad in (lambda: 5(), lambda: "a"(), lambda: object()(), lambda: a(), lambda: a(1, y=2) and a("x")):
    import warnings; warnings.simplefilter("ignore")
    try: print(bad())
    except TypeError as e: print(e)
