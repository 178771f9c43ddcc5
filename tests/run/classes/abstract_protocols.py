# stress: 997
"""abc and collections.abc: abstract methods, registration, hooks, virtual subclasses, mixin methods, errors."""
import abc, collections.abc as c
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
class A(abc.ABC):
    @abc.abstractmethod
    def m(self): return "base m"
    @property
    @abc.abstractmethod
    def p(self): pass
    @classmethod
    @abc.abstractmethod
    def k(cls): pass
    @staticmethod
    @abc.abstractmethod
    def s(): pass
attempt(A); print(sorted(A.__abstractmethods__), A.m.__isabstractmethod__, A.__dict__["p"].__isabstractmethod__)
class B(A):
    def m(self): return super().m()
    p = 1
attempt(B); print(sorted(B.__abstractmethods__))
class D(B):
    @classmethod
    def k(cls): return "k"
    s = None
print(D().m(), D().p, D.k()); D.__abstractmethods__ = frozenset({"x"}); attempt(D); attempt(lambda: type("X", (), {}).__abstractmethods__); attempt(lambda: int.__abstractmethods__)
class One(abc.ABC):
    @abc.abstractmethod
    def only(self): pass
attempt(One); attempt(lambda: One(1)); One.only = lambda self: 1; attempt(One); abc.update_abstractmethods(One); print(type(One()).__name__)
print(A.register(int), issubclass(int, A), isinstance(5, A), issubclass(bool, A), isinstance("a", A)); attempt(A.register, 5); attempt(int.__class__.register if hasattr(type, "register") else lambda x: "none", 1); attempt(D.register, A); attempt(issubclass, 5, A)
class Hook(abc.ABC):
    @classmethod
    def __subclasshook__(cls, o): print("hook", o.__name__); return True if hasattr(o, "quack") else NotImplemented if o is not str else False
class Duck: quack = 1
print(issubclass(Duck, Hook), isinstance(Duck(), Hook), issubclass(int, Hook), issubclass(str, Hook)); Hook.register(str); print(issubclass(str, Hook))
class Bad(abc.ABC):
    @classmethod
    def __subclasshook__(cls, o): return 5
attempt(issubclass, int, Bad)
for k in (c.Hashable, c.Iterable, c.Iterator, c.Reversible, c.Sized, c.Container, c.Callable, c.Collection, c.Sequence, c.MutableSequence, c.Set, c.Mapping, c.Generator, c.Awaitable, c.Coroutine, c.AsyncIterable, c.Buffer): print(k.__name__, [isinstance(o, k) for o in (1, "a", b"a", [], (), {}, set(), range(1), iter([]), (x for x in ()), len, memoryview(b""), None, bytearray())], sorted(k.__abstractmethods__))
class S(c.Sequence):
    def __init__(self, *a): self.a = a
    def __getitem__(self, i): return self.a[i]
    def __len__(self): return len(self.a)
s = S(1, 2, 3, 2); print(list(s), 2 in s, s.index(2), s.count(2), list(reversed(s)), s.index(2, 2)); attempt(s.index, 9); attempt(c.Sequence)
class M(c.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = M(); m.update(a=1, b=2); print(m.pop("a"), m.setdefault("c", 3), dict(m), m == {"b": 2, "c": 3}, m.get("z"), list(m.items()), m.keys() & {"b"}, "b" in m, m.popitem(), repr(m.values())[:10]); attempt(m.pop, "nope"); m.clear(); attempt(m.popitem); attempt(hash, m)
class MS(c.MutableSet):
    def __init__(self, i=()): self.s = list(dict.fromkeys(i))
    def __contains__(self, x): return x in self.s
    def __iter__(self): return iter(self.s)
    def __len__(self): return len(self.s)
    def add(self, x): x in self.s or self.s.append(x)
    def discard(self, x): x in self.s and self.s.remove(x)
    def __repr__(self): return f"MS{self.s}"
a, b = MS("abc"), MS("bcd"); print(a & b, a | b, a - b, a ^ b, a <= b, a == MS("cba"), a.isdisjoint("z"), a._hash() == MS("abc")._hash(), a.pop()); a |= "xy"; a -= {"x"}; a &= MS("by"); print(a); a.remove("y"); attempt(a.remove, "y"); a.clear(); attempt(a.pop)
class G(c.Generator):
    def send(self, v): return v
    def throw(self, *a): raise a[0]
print(next(G()), G().send(3)); attempt(G().close); attempt(G().throw, ValueError("v")); class_ = type("N", (), {"__hash__": None, "__iter__": None}); print(isinstance(class_(), c.Hashable), isinstance(class_(), c.Iterable), c.Callable[[int], str], c.Callable[..., int].__args__, c.Mapping[str, int], c.ByteString if hasattr(c, "ByteString") else "no")
