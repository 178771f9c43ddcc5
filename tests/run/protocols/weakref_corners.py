# stress: 997
"""Weak references: callbacks, proxies, containers that lose entries, finalize, comparison, what can't be referred to."""
import weakref, gc
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
class A:
    def __init__(self, n=0): self.n = n
    def __eq__(self, o): return isinstance(o, A) and self.n == o.n
    def __hash__(self): return hash(self.n)
    def __len__(self): return 7
    def __call__(self, *a): return a
    def __getitem__(self, k): return k
    def __add__(self, o): return ("add", o)
    def method(self): return self.n
def gone():
    gc.collect(); gc.collect()
def scratch(f): return f()
for o in (1, "a", None, (), [], {}, object(), len, 1.5, b""): attempt(lambda: weakref.ref(o)() is o)
print([type(weakref.ref(o)).__name__ for o in (A, A(), (lambda: 0), set(), frozenset([1]), A.method, gc, (x for x in ()))])
a = A(1); r = weakref.ref(a); s = weakref.ref(A(1)) if False else weakref.ref(a, print)
print(r() is a, r == s, hash(r) == hash(a), r.__callback__, s.__callback__ is print, repr(r).partition(" at ")[0], weakref.ReferenceType is type(r))
p = weakref.proxy(a); print(p.n, len(p), p[3], p + 1, p(5), p == a, bool(p), isinstance(p, A), type(p).__name__, p.method()); p.n = 5; print(a.n); attempt(lambda: p.nope); print(str(p)[:10], type(weakref.proxy(set())).__name__)
log = []
def make():
    b = A(2); globals()["rb"] = weakref.ref(b, lambda r: log.append(("dead", r() is None))); globals()["pb"] = weakref.proxy(b)
scratch(make); gone(); print(log, rb()); attempt(lambda: pb.n); attempt(lambda: pb + 1); attempt(len, pb); attempt(lambda: rb == r); print(repr(rb).endswith("dead>")); attempt(lambda: str(pb)); attempt(bool, pb)
attempt(hash, rb)
d = weakref.WeakValueDictionary(); keep = A("keep"); d["k"] = keep
def fill(): d["gone"] = A("x"); return len(d)
scratch(fill); gone(); print(dict(d) == {"k": keep}, len(d), "gone" in d, d.get("gone", "none"), list(d.keys()), [v.n for v in d.values()]); attempt(lambda: d["gone"]); attempt(d.__setitem__, "i", 5); print(d.pop("k").n, len(d), d.setdefault("z", keep).n)
wk = weakref.WeakKeyDictionary(); wk[keep] = "v"
def fillk(): wk[A("t")] = 1
scratch(fillk); gone(); print(len(wk), wk[keep], A("keep") in wk, 5 in wk, list(wk.items())[0][1]); attempt(lambda: wk[5]); attempt(wk.__setitem__, 5, 1)
ws = weakref.WeakSet([keep])
def fills(): ws.add(A("t2"))
scratch(fills); gone(); print(len(ws), keep in ws, 5 in ws, ws | {keep} == ws, ws.isdisjoint([keep])); attempt(ws.add, 5)
class B:
    def meth(self): return "m"
b = B(); wm = weakref.WeakMethod(b.meth); print(wm()(), wm() == b.meth, weakref.ref(b.meth)() if False else ""); 
def lose(): globals()["lost"] = weakref.WeakMethod(B().meth)
scratch(lose); gone(); print(lost()); attempt(weakref.WeakMethod, len)
def fin(): globals()["f"] = weakref.finalize(A("f"), lambda *a, **k: log.append((a, k)), 1, k=2)
log.clear(); scratch(fin); gone(); print(log, f.alive, f(), f.detach(), f.peek())
g = weakref.finalize(keep, lambda: "result"); print(g.alive, g.peek()[0] is keep, g.atexit, g(), g(), g.alive); h = weakref.finalize(keep, print); h.atexit = False; print(h.detach()[1] is print, h.alive)
class Slots: __slots__ = ("x", "__weakref__")
class NoWeak: __slots__ = ()
print(weakref.ref(Slots()) is not None); attempt(weakref.ref, NoWeak()); attempt(weakref.proxy, NoWeak()); 
class Sub(weakref.ref):
    def __new__(cls, o, tag): self = super().__new__(cls, o); self.tag = tag; return self
    def __init__(self, o, tag): super().__init__(o)
print(Sub(a, "t").tag, Sub(a, "t")() is a, Sub(a, 1) == r, Sub(a, 1) is not Sub(a, 1)); import copy; print(copy.copy(r) is r, copy.deepcopy(r) is r); attempt(lambda: r.__callback__); attempt(setattr, r, "x", 1); print(weakref.ref(a) != weakref.ref(A(9)), weakref.ref[int], callable(p), callable(weakref.proxy(B() if False else b)))
class Res:
    saved = []
    def __del__(self): Res.saved.append(self)
def res(): globals()["wr"] = weakref.ref(Res())
scratch(res); gone(); print(len(Res.saved))
