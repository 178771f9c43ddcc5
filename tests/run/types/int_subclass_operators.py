# stress: 499
"""Subclasses of int, float, str, list, dict, tuple: results of operators and methods, overridden hooks, construction, formatting."""
class I(int):
    def __add__(self, o): return I(int(self) + int(o) + 100)
    def __radd__(self, o): return "radd"
    def __repr__(self): return f"I({int(self)})"
    def __eq__(self, o): return "eq"
    __hash__ = int.__hash__
i = I(5)
print(i + 1, 1 + i, i - 1, -i, abs(i), i * 2, i == 5, i != 5, i < 6, hash(i), str(i), f"{i}", f"{i:04d}", "%d|%s|%r" % (i, i, i), int(i), float(i), [0, 1, 2, 3, 4, 5][i], sum([i, i]), sum([1, i]), max(i, 3), round(i), divmod(i, 2), pow(i, 2), i ** 2, ~i, i & 4, i >> 1, bool(i), i.bit_length(), type(i + 1).__name__, type(-i).__name__, type(i * 1).__name__, type(+i).__name__, {5: "five"}.get(i), {i: 1}, isinstance(i, int), I.from_bytes(b"\x07"), type(I.from_bytes(b"\x07")).__name__, I("12", 13), I(3.9), i.real, type(i.real).__name__, i.conjugate(), range(i), "x" * i, i in [5], i in {5})
class F(float):
    def __new__(cls, v, unit="m"): o = super().__new__(cls, v); o.unit = unit; return o
    def __str__(self): return f"{float(self)}{self.unit}"
f = F(2.5, "kg"); print(f, repr(f), f + 1, f"{f}", f"{f:.1f}", "%s %.2f" % (f, f), f.unit, f * 2, type(f * 2).__name__, round(f), f.is_integer(), f == 2.5, hash(f) == hash(2.5), float(f), int(f), F.fromhex("0x1p1"), type(F.fromhex("0x1p1")).__name__, sum([f, f]), -f, abs(f), f // 1, f % 1, f.hex())
class S(str):
    def __getitem__(self, k): return S("got" + str(k))
    def __iter__(self): return iter("XY")
    def __contains__(self, x): return True
    def __add__(self, o): return S("added")
    def __len__(self): return 42
    def upper(self): return "UPPER"
    def __format__(self, spec): return f"fmt:{spec}"
    def __mod__(self, o): return "mod"
s = S("abc"); print(s, s[0], list(s), "zz" in s, s + "d", "d" + s, len(s), s.upper(), s.lower(), f"{s}", f"{s:x}", "{:y}".format(s), "%s" % s, s % 5, "".join(s), ",".join([s, s]), s == "abc", {"abc": 1}[s], s.replace("a", "b"), type(s.replace("z", "y")).__name__, type(s.strip()).__name__, s.split("b"), str(s), type(str(s)).__name__, s.encode(), sorted(s), max(s), tuple(s), [*s], s * 2, s.format(), s.join("ab"), s.startswith("a"), int(S("12")), float(S("1.5")), S(b"x", "ascii"), S(5), S(), bool(S()), repr(s), s.__class__.__name__)
class L(list):
    def __setitem__(self, k, v): super().__setitem__(k, ("set", v))
    def extend(self, it): super().extend(("ext", x) for x in it)
    def __iadd__(self, o): self.append("iadd"); return self
l = L([1, 2, 3]); l[0] = 9; l.extend([4]); l += [5]; print(l, type(l[:]).__name__, type(l + [1]).__name__, l == list(l), L("ab"), l.copy(), type(l.copy()).__name__, sorted(L([2, 1])), L([1]) < [2], [0] + L([1]), L([1]) * 2, len(l), l.index(2), l.pop(), repr(L()), bool(L()))
class D(dict):
    def __setitem__(self, k, v): super().__setitem__(k, ("set", v))
    def __missing__(self, k): return "missing"
    def __delitem__(self, k): print("del", k); super().__delitem__(k)
d = D(a=1); d["b"] = 2; d.update(c=3); d.setdefault("e", 4); print(d, d["zz"], d.get("zz"), d | {"f": 5}, type(d | {}).__name__, type(d.copy()).__name__, D.fromkeys("xy", 0), type(D.fromkeys("x")).__name__, d.pop("c"), d == {"a": 1, "b": ("set", 2), "e": 4}, {**d}, dict(d), d.popitem()); del d["a"]; d |= {"g": 6}; print(d)
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    def __getitem__(self, k): return "item"
    def __eq__(self, o): return "teq"
    __hash__ = tuple.__hash__
t = T(1, 2); a, b = t; print(t, t[0], a, b, t == (1, 2), (1, 2) == t, t + (3,), type(t + (3,)).__name__, type(t * 2).__name__, tuple(t), t.index(2), hash(t) == hash((1, 2)), {(1, 2): "v"}.get(t), list(t), "%s %s" % t, [*t], max(t), isinstance(t, tuple), T(), len(t), t.count(1), t < (1, 3), sorted(T(2, 1)), "a" in t)
class B(bytes):
    def __getitem__(self, k): return "b"
b = B(b"ab"); print(b, b[0], list(b), b + b"c", type(b + b"").__name__, b.upper(), type(b.upper()).__name__, B([1, 2]), b == b"ab", hash(b) == hash(b"ab"), b.decode(), B.fromhex("ff"), type(B.fromhex("ff")).__name__, bytes(b), b"%s" % b, b.join([b"x", b"y"]), B("é", "utf8"), B(3), bytearray(b))
