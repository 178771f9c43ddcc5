# stress: 211
"""weakref: references, dictionaries, finalizers, proxies."""
import weakref, gc
class C:
    def __init__(self, n=0): self.n = n
    def __repr__(self): return f"C{self.n}"
c = C(1)
r = weakref.ref(c)
print(r() is c, hash(r) == hash(c), r == weakref.ref(c), type(r).__name__, r.__callback__)
for bad in (5, "a", None, [], (), {}):
    try: weakref.ref(bad)
    except TypeError as e: print(e)
print(weakref.ref(C)() is C)
class L(list): pass
l = L([1])
print(weakref.ref(l)() is l)
d = weakref.WeakKeyDictionary()
d[c] = "value"
print(len(d), d[c], c in d, list(d.items()))
v = weakref.WeakValueDictionary(a=c)
print(v["a"], "a" in v, dict(v))
s = weakref.WeakSet([c])
print(c in s, len(s))
p = weakref.proxy(c)
p.n = 7
print(p.n, c.n, p, isinstance(p, C))
class M:
    def m(self): return "method"
m = M()
w = weakref.WeakMethod(m.m)
print(w()())
f = weakref.finalize(c, print, "finalized", 1)
print(f.alive, f.peek()[1:] == (print, ("finalized", 1), {}), f(), f.alive, f())
def scope():
    local = C(99)
    return weakref.ref(local)
refs = [scope() for _ in range(50)]
gc.collect()
print(sum(x() is None for x in refs) >= 49)
