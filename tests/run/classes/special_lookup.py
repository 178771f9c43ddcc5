# stress: 997
"""Special methods are looked up on the type; assigned later they are seen; wrong results are told."""
def attempt(function, *arguments):
    try: print(function(*arguments))
    except Exception as error: print(type(error).__name__, error)
class A: pass
a = A()
a.__len__ = lambda: 5; a.__call__ = lambda: "called"; a.__getitem__ = lambda k: k; a.__bool__ = lambda: False; a.__str__ = lambda: "own"; a.__add__ = lambda o: o; a.__iter__ = lambda: iter([1]); a.__hash__ = lambda: 3; a.__eq__ = lambda o: True
attempt(len, a); attempt(lambda: a()); attempt(lambda: a[1]); print(bool(a)); print(str(a) == "own", a == 5, hash(a) == 3); attempt(lambda: a + 1); attempt(list, a)
A.__len__ = lambda self: 7; A.__call__ = lambda self, *x: x; A.__getitem__ = lambda self, k: ("item", k); A.__str__ = lambda self: "typed"; A.__add__ = lambda self, o: ("added", o); A.__iter__ = lambda self: iter("ab"); A.__bool__ = lambda self: False; A.__contains__ = lambda self, x: x == "in"; A.__format__ = lambda self, s: f"<{s}>"; A.__enter__ = lambda self: "entered"; A.__exit__ = lambda self, *x: True; A.__index__ = lambda self: 2; A.__int__ = lambda self: 42; A.__float__ = lambda self: 1.5; A.__complex__ = lambda self: 2j; A.__round__ = lambda self, n=None: ("round", n); A.__abs__ = lambda self: "abs"; A.__reversed__ = lambda self: iter("zy"); A.__length_hint__ = lambda self: 3; A.__trunc__ = lambda self: 9; A.__bytes__ = lambda self: b"by"; A.__fspath__ = lambda self: "/p"; A.__divmod__ = lambda self, o: "dm"; A.__missing__ = 5; A.__eq__ = lambda self, o: "equal"; A.__hash__ = lambda self: 11; A.__lt__ = lambda self, o: "less"; A.__matmul__ = lambda self, o: "mm"; A.__instancecheck__ = lambda self, o: True; A.__sizeof__ = lambda self: 99; A.__dir__ = lambda self: ["d"]
import os, math, operator, sys
print(len(a), a(1, 2), a[0], str(a), a + 1, list(a), bool(a), "in" in a, f"{a:spec}", "xyz"[a], int(a), float(a), complex(a), round(a), round(a, 2), abs(a), list(reversed(a)), operator.length_hint(A()), bytes(a), os.fspath(a), divmod(a, 1), a == 1, hash(a), a < 1, a @ 1, isinstance(5, a), dir(a), [10, 20, 30][a])
with a as entered: 1 / 0
print(entered)
for name in ("__len__", "__add__", "__call__", "__iter__", "__eq__", "__str__"): delattr(A, name)
attempt(len, a); attempt(lambda: a + 1); attempt(lambda: a()); print(list(iter(a))[:0] if False else "", a == a, str(a).startswith("<__main__.A object at"))
wrong = {"__len__": "5", "__str__": 5, "__repr__": None, "__bool__": 2, "__hash__": "h", "__int__": 1.5, "__float__": 1, "__index__": "i", "__complex__": 1, "__iter__": 5, "__format__": 3, "__bytes__": "s", "__fspath__": 4, "__dir__": 3, "__length_hint__": "x", "__contains__": [], "__trunc__": 1, "__ceil__": 3, "__next__": 0, "__sizeof__": -1, "__reversed__": 4, "__await__": 3, "__enter__": 0, "__getattr__": 0, "__getnewargs__": 5, "__reduce__": 0, "__instancecheck__": 1, "__divmod__": 1}
uses = {"__len__": len, "__str__": str, "__repr__": repr, "__bool__": bool, "__hash__": hash, "__int__": int, "__float__": float, "__index__": lambda o: [1][o], "__complex__": complex, "__iter__": iter, "__format__": format, "__bytes__": bytes, "__fspath__": os.fspath, "__dir__": dir, "__length_hint__": operator.length_hint, "__contains__": lambda o: 1 in o, "__trunc__": math.trunc, "__ceil__": math.ceil, "__next__": next, "__sizeof__": sys.getsizeof, "__reversed__": reversed}
for name, use in uses.items():
    value = wrong[name]
    class W: pass
    setattr(W, name, lambda self, *x, value=value: value)
    attempt(use, W())
for name, use in uses.items():
    if name in ("__bool__", "__fspath__"): continue
    class N: pass
    setattr(N, name, None)
    attempt(lambda: (use(N()), None)[1])
class Hash:
    def __init__(self, h): self.h = h
    def __hash__(self): return self.h
print(hash(Hash(2**61 - 1)), hash(Hash(-1)), hash(Hash(2**64)), hash(Hash(True)), hash(Hash(-2**63)))
class Eq:
    def __eq__(self, o): return NotImplemented
print(Eq() == Eq(), Eq() != Eq(), Eq.__hash__, Eq() in [Eq()]); attempt(hash, Eq()); attempt(lambda: {Eq()})
class IntSub(int):
    def __index__(self): return 1
    def __int__(self): return 100
    def __repr__(self): return "IS"
i = IntSub(2); print([0, 1, 2, 3][i], int(i), i + 1, f"{i}", "%d" % i, str(i), range(5)[i], i.__index__(), hex(i), operator.index(i) is i)
class F(float):
    def __float__(self): return 9.0
print(math.sqrt(F(4)), float(F(4)), "%f" % F(4), F(4) + 1, round(F(4.5)))
class S(str):
    def __str__(self): return "str!"
    def __len__(self): return 99
s = S("abc"); print(str(s), len(s), s + "d", f"{s}", "%s" % s, s.upper(), s[:2], type(s[:]).__name__, type(str(s)).__name__, "".join([s]), print(s), repr(s), s == "abc", {s: 1}["abc"], sys.intern("abc") == s)
