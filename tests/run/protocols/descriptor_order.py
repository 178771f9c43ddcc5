# stress: 499
"""Data descriptors, instance attributes, other descriptors and __getattr__: which is asked first."""
log = []
class Data:
    def __get__(self, o, k): log.append("data"); return "data"
    def __set__(self, o, v): log.append(("set", v))
    def __delete__(self, o): log.append("del")
class Plain:
    def __get__(self, o, k): log.append("plain"); return "plain"
class A:
    d, p, c = Data(), Plain(), "class"
    def __getattr__(self, n): log.append("getattr " + n); return n
a = A(); vars(a).update(d="own d", p="own p", c="own c"); print(a.d, a.p, a.c, a.missing, A.d, A.p, log); log.clear(); a.d = 5; del a.d; a.p = 6; print(vars(a), log); log.clear(); del a.p, a.c; print(a.p, a.c, log); log.clear()
class B(A):
    d = "hides the descriptor"
    p = property(lambda self: "property")
b = B(); print(b.d, b.p, b.x, log); log.clear(); b.d = 1; print(vars(b)); 
try: b.p = 1
except AttributeError as e: print(e)
class Meta(type): m = Data(); n = Plain(); o = "meta"
class C(metaclass=Meta): m = "class m"; n = "class n"
print(C.m, C.n, C.o, log); log.clear(); C.m = 1; C.n = 2; print(C.n, log, vars(C)["m"])
try: C().o
except AttributeError as e: print(e)
class Raising:
    def __get__(self, o, k): raise AttributeError("from descriptor")
class D:
    r = Raising()
    def __getattr__(self, n): return "fallback " + n
print(D().r, getattr(D(), "zz"), hasattr(A(), "anything"))
