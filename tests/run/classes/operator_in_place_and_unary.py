# stress: 499
"""In-place and unary operators on own classes and built-ins, augmented targets evaluated once, deletion and attribute forms."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
log = []
class T:
    def __init__(self): self.d = {"k": 1}
    def __getitem__(self, k): log.append(("get", k)); return self.d[k]
    def __setitem__(self, k, v): log.append(("set", k, v)); self.d[k] = v
    @property
    def p(self): log.append("get p"); return 5
    @p.setter
    def p(self, v): log.append(("set p", v))
def obj(): log.append("obj"); return t
def key(): log.append("key"); return "k"
t = T(); obj()[key()] += 5; print(log); log.clear(); obj().p *= 2; print(log); log.clear(); obj()[key()] = obj().p; print(log)
names = {"__iadd__": "+=", "__isub__": "-=", "__imul__": "*=", "__imatmul__": "@=", "__itruediv__": "/=", "__ifloordiv__": "//=", "__imod__": "%=", "__ipow__": "**=", "__ilshift__": "<<=", "__irshift__": ">>=", "__iand__": "&=", "__ixor__": "^=", "__ior__": "|="}
for name, op in names.items():
    C = type("C", (), {name: lambda self, o, name=name: (name, o)}); x = C(); ns = {"x": x}; exec(f"x {op} 7", ns); print(ns["x"], end=" ")
    D = type("D", (), {name: lambda self, o: NotImplemented, "__" + name[3:]: lambda self, o, name=name: ("plain", name)}); ns = {"x": D()}; exec(f"x {op} 7", ns); print(ns["x"])
    E = type("E", (), {}); ns = {"x": E()}
    try: exec(f"x {op} 7", ns)
    except TypeError as e: print(e)
    ns = {"x": E(), "y": type("R", (), {"__r" + name[3:]: lambda self, o: "reflected"})()}; exec(f"x {op} y", ns); print(ns["x"])
for name, op in (("__neg__", "-"), ("__pos__", "+"), ("__invert__", "~")):
    C = type("C", (), {name: lambda self, name=name: name}); print(eval(f"{op}x", {"x": C()}), eval(f"{op}{op}x", {"x": type("D", (), {name: lambda self: self})()}) is not None); attempt(lambda: eval(f"{op}x", {"x": type("E", (), {})()}))
class Pow:
    def __ipow__(self, o): return ("ipow", o)
    def __pow__(self, o, m=None): return ("pow", o, m)
p = Pow(); p **= 3; print(p); a = 5; a **= 2; a //= 3; a %= 5; a <<= 4; a >>= 1; a |= 1; a &= 7; a ^= 2; a -= 10; a *= -1; a /= 4; print(a); s = {1, 2}; s |= {3}; s &= {2, 3}; s ^= {9}; s -= {9}; print(s); l = [1]; l += (2, 3); l *= 2; print(l); b = bytearray(b"a"); b += b"b"; b *= 2; print(b); d = {1: 1}; d |= {2: 2}; print(d); u = "a"; u += "b"; u *= 3; u %= (); print(u); f = 1.5; f //= 1; f **= -1; print(f); c = 1j; c *= c; print(c); n = None; attempt(lambda: exec("n = None\nn += 1")); x = y = [1]; x += [2]; print(y, x is y); x = x + [3]; print(y, x is y); z = (1,); w = z; z += (2,); print(w)
class Slots:
    __slots__ = "v"
sl = Slots(); sl.v = 1; sl.v += 1; print(sl.v); attempt(lambda: exec("sl.q += 1", {"sl": sl})); attempt(lambda: exec("und += 1")); attempt(lambda: exec("x: int += 1")); attempt(lambda: exec("(x, y) += 1")); attempt(lambda: exec("f() += 1")); attempt(lambda: exec("x + 1 += 1")); attempt(lambda: exec("[x] += 1")); attempt(lambda: exec("x += y += 1")); attempt(lambda: exec("1 += 1"))
