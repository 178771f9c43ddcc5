# stress: 997
"""copy: shallow and deep copies of everything built in and of classes with hooks; memo; copy.replace; shared parts."""
import copy, types, collections, weakref, dataclasses
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
for o in (1, 1.5, "a", b"b", (1, 2), (1, [2]), [1], {1: [2]}, {1}, frozenset([1]), None, ..., NotImplemented, range(3), slice(1), int, len, type, bytearray(b"x"), 1j, collections.deque([1], 3), collections.OrderedDict(a=[1]), collections.Counter("a"), collections.defaultdict(list, a=[1]), collections.ChainMap({1: 2}), types.SimpleNamespace(a=[1]), Exception("e", [1])):
    try: c, d = copy.copy(o), copy.deepcopy(o); print(repr(c) if not callable(o) else "callable", c is o, d is o, type(d) is type(o), c == o, d == o)
    except Exception as e: print(type(e).__name__, e)
l = [1, [2]]; m = [l, l, (l,)]; n = copy.deepcopy(m); print(n[0] is n[1], n[2][0] is n[0], n[0] is l); c = copy.copy(m); print(c[0] is l); r = []; r.append(r); s = copy.deepcopy(r); print(s[0] is s); d = {}; d["d"] = (d, [d]); e = copy.deepcopy(d); print(e["d"][0] is e, e["d"][1][0] is e)
class A:
    def __init__(self): self.x = [1]; self.me = self
a = A(); b = copy.copy(a); print(b.x is a.x, b.me is a); b = copy.deepcopy(a); print(b.x is a.x, b.me is b, type(b).__name__)
class Hook:
    def __init__(self, v): self.v = v
    def __deepcopy__(self, memo): memo["seen"] = True; return Hook(copy.deepcopy(self.v, memo))
    def __copy__(self): return "copied"
print(copy.copy(Hook(1)), copy.deepcopy([Hook([1])])[0].v)
class Red:
    def __init__(self, v=0): self.v = v
    def __reduce_ex__(self, p): print("reduce", p); return Red, (self.v,), {"extra": [1]}
x = Red([5]); y = copy.copy(x); z = copy.deepcopy(x); print(y.v is x.v, y.extra, z.v is x.v, z.extra)
class State:
    def __getstate__(self): return ["s"]
    def __setstate__(self, s): self.s = s
print(copy.copy(State()).s, copy.deepcopy(State()).s)
class Slots: __slots__ = ("a", "b")
s = Slots(); s.a = [1]; t = copy.deepcopy(s); print(t.a, t.a is s.a, hasattr(t, "b"))
class Sub(list):
    def __init__(self, *a): super().__init__(*a); self.tag = ["t"]
u = Sub([1]); v = copy.deepcopy(u); print(v, v.tag, v.tag is u.tag, type(copy.copy(u)).__name__, copy.copy(u).tag is u.tag)
class Meta(type): pass
class WithMeta(metaclass=Meta): pass
print(copy.deepcopy(WithMeta) is WithMeta, copy.deepcopy(A.__init__) is A.__init__, copy.deepcopy(a.__init__).__self__ is a); memo = {}; copy.deepcopy([1, [2]], memo); print(len(memo) > 0); attempt(copy.copy, (i for i in [])); attempt(copy.deepcopy, (i for i in [])); attempt(copy.copy, open("/dev/null")); attempt(copy.deepcopy, {"k": types.ModuleType("m")}); attempt(copy.copy, sys_like := memoryview(b"a")) if False else None
class BadReduce:
    def __reduce_ex__(self, p): return 5
class Raises:
    def __deepcopy__(self, memo): raise ValueError("deep")
attempt(copy.copy, BadReduce()); attempt(copy.deepcopy, [Raises()]); w = weakref.ref(a); print(copy.copy(w) is w, copy.deepcopy([w])[0] is w)
@dataclasses.dataclass
class D: p: int; q: list
print(copy.replace(D(1, [2]), p=5), copy.replace(types.SimpleNamespace(a=1), a=2), copy.replace(collections.namedtuple("N", "x y")(1, 2), y=3)); attempt(copy.replace, D(1, []), z=1); attempt(copy.replace, [1], x=1); attempt(copy.replace)
class Rep:
    def __replace__(self, **k): return k
print(copy.replace(Rep(), a=1), copy.Error.__mro__[1], copy.deepcopy(D(1, [2])) == D(1, [2]))
