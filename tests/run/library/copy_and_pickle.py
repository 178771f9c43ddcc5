# stress: 211
"""copy, deepcopy and pickle of built-in and own types."""
import copy, pickle
class P:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return type(o) is P and self.x == o.x
    def __repr__(self): return f"P({self.x!r})"
class S:
    __slots__ = ("a", "b")
class G(P):
    def __getstate__(self): return {"x": "state"}
    def __setstate__(self, s): self.x = s["x"] + " restored"
class R:
    def __init__(self, *a): self.a = a
    def __reduce__(self): return R, ("reduced", 1)
class N(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    def __getnewargs__(self): return self[0], self[1]
a = [1, [2, 3], {"k": (4, [5])}, {6}, P([7])]
b, c = copy.copy(a), copy.deepcopy(a)
print(b == a, b[1] is a[1], c == a, c[1] is a[1], c[2]["k"][1] is a[2]["k"][1], c[4].x is a[4].x, copy.copy(a[4]).x is a[4].x)
l = [1]
l.append(l)
m = copy.deepcopy(l)
print(m[1] is m, m is not l, copy.copy(1) is 1 if False else copy.deepcopy((1, 2)) == (1, 2), copy.deepcopy(len) is len)
s = S()
s.a = [1]
t = copy.copy(s)
print(t.a is s.a, hasattr(t, "b"), copy.deepcopy(s).a, copy.copy(G(1)).x, copy.copy(R(5)).a, copy.copy(N(1, 2)), type(copy.copy(N(1, 2))).__name__)
for v in (None, True, 1, -1, 2**100, 1.5, float("inf"), 1j, "é", b"x", bytearray(b"y"), [1, [2]], (), (1,), (1, 2, 3, 4), {"a": 1}, {1, 2}, frozenset([3]), range(5), slice(1, 2), ..., NotImplemented, int, len, P(3), [P([4])], N(1, 2), {"n": {"m": []}}, print, ValueError("v"), list.append if False else str.upper):
    for proto in range(pickle.HIGHEST_PROTOCOL + 1):
        r = pickle.loads(pickle.dumps(v, proto))
        if not (r == v or repr(r) == repr(v)): print("differs", proto, v, r)
print(pickle.loads(pickle.dumps(l))[1][1][0], pickle.loads(pickle.dumps(G(1))).x, pickle.loads(pickle.dumps(R())).a)
for bad in (lambda: 1, (x for x in "a")):
    try: pickle.dumps(bad)
    except Exception as e: print(type(e).__name__)
for data in (b"", b"garbage", b"\x80\x04."):
    try: pickle.loads(data)
    except Exception as e: print("refused", isinstance(e, (pickle.UnpicklingError, EOFError, ValueError, KeyError, IndexError, AttributeError, TypeError)))
class D:
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return "deep copied"
    def __replace__(self, /, **k): return k
print(copy.copy(D()), copy.deepcopy([D()]), copy.replace(D(), a=1))
x = [1, 2]
y = pickle.loads(pickle.dumps([x, x]))
print(y[0] is y[1], pickle.loads(pickle.dumps(iter([1, 2, 3]))).__next__())
