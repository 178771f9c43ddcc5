# stress: 997
"""pickle and copy: __reduce__ forms, __getstate__, __setstate__, __getnewargs__, persistent ids, errors, protocols 0 to 5."""
import pickle, copy, copyreg, io
import re
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, re.sub(" at 0x[0-9a-f]+", "", str(error)))
class A:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return type(o) is type(self) and self.__dict__ == o.__dict__
    def __repr__(self): return f"{type(self).__name__}{self.__dict__}"
class State(A):
    def __getstate__(self): return ("state", self.x)
    def __setstate__(self, s): self.x = s
class FalseState(A):
    def __getstate__(self): return False
    def __setstate__(self, s): self.x = "never"
class NewArgs(A):
    def __new__(cls, *a, **k): o = super().__new__(cls); o.args = (a, k); return o
    def __getnewargs_ex__(self): return (1,), {"k": 2}
class Reduce(A):
    def __reduce__(self): return Reduce, (self.x,), {"extra": 1}
class Text(A):
    def __reduce__(self): return "GLOBAL"
class Lists(list):
    def __reduce__(self): return Lists, (), None, iter([1, 2]), None
class Dicts(dict):
    def __reduce__(self): return Dicts, (), None, None, iter({"a": 1}.items())
class Setter(A):
    def __reduce__(self): return A, (0,), "st", None, None, lambda o, s: None
def setter(o, s): o.set_by = s
class Setter2(A):
    def __reduce__(self): return A, (0,), "st", None, None, setter
GLOBAL = Text(1)
for p in range(6):
    out = []
    for o in (A(1), State(2), FalseState(3), Reduce(4), GLOBAL, Setter2(5)): out.append(pickle.loads(pickle.dumps(o, p)))
    print(p, out, pickle.loads(pickle.dumps(GLOBAL, p)) is GLOBAL, end=" "); attempt(lambda: pickle.loads(pickle.dumps(NewArgs(9), p)).args)
print(pickle.loads(pickle.dumps(Lists())), pickle.loads(pickle.dumps(Dicts())), copy.copy(A(1)), copy.deepcopy(State(2)), copy.copy(Reduce(5)), copy.copy(Lists([7])), copy.deepcopy(GLOBAL) is GLOBAL); attempt(pickle.dumps, Setter(1))
class Bad1(A):
    def __reduce__(self): return 5
class Bad2(A):
    def __reduce__(self): return (A,)
class Bad3(A):
    def __reduce__(self): return (A, [1])
class Bad4(A):
    def __reduce__(self): return (5, (1,))
class Bad5(A):
    def __reduce__(self): return "nope"
class Bad6(A):
    def __reduce_ex__(self, p): raise OSError("reduce")
class Bad7(A):
    def __getstate__(self): raise KeyError("state")
for k in (Bad1, Bad2, Bad3, Bad4, Bad6, Bad7): attempt(pickle.dumps, k(1)); attempt(copy.copy, k(1))
for o in (lambda: 0, (x for x in []), iter([]).__class__, type(None), NotImplemented, ..., len, [].append, int.from_bytes, A(1).__repr__, io, object(), print, range(3), slice(1, 2), {1}.__iter__, open("/dev/null"), type("Local", (), {}), (n for n in ())): attempt(lambda: pickle.loads(pickle.dumps(o)) is o)
l = [1]; l.append(l); m = pickle.loads(pickle.dumps(l)); print(m[1] is m); d = {}; d["d"] = d; e = copy.deepcopy(d); print(e["d"] is e); a = A(1); a.self = a; b = pickle.loads(pickle.dumps(a)); print(b.self is b); t = ([],); t[0].append(t); u = pickle.loads(pickle.dumps(t)); print(u[0][0] is u); s = copy.deepcopy(t); print(s[0][0] is s)
class P(pickle.Pickler):
    def persistent_id(self, o): return "pid" if isinstance(o, A) else None
    def reducer_override(self, o): return (str, ("reduced",)) if isinstance(o, complex) else NotImplemented
class U(pickle.Unpickler):
    def persistent_load(self, i): return "loaded " + i
    def find_class(self, m, n): print("find", m, n); return super().find_class(m, n)
f = io.BytesIO(); P(f).dump([A(1), 1j, {2}]); print(U(io.BytesIO(f.getvalue())).load()); attempt(pickle.loads, f.getvalue())
for data in (b"", b"garbage", b"\x80\x05", b"\x80\x63.", b"(lp0\n", b"I5\n.", b"I01\n.", b"cos\nnope\n.", b"N", b"\x80\x04\x95", b"0.", b"(.", b"S'a'\n.", b"S'a\n.", b"Vab\\u00e9\n.", b"F1.5\n.", b"L5L\n.", b"g5\n.", b"h\x05.", b"\x8c\x01", b"R.", b"}.", b"]\x94h\x00\x86."): attempt(pickle.loads, data)
print(pickle.dumps([1, "a", None, True, 2.5, (1, 2), {"k": b"v"}, {3}], 4), pickle.dumps((-1, 255, 256, 65536, 2 ** 31, 2 ** 70), 2), pickle.dumps("é" * 3, 0), pickle.dumps(1.5, 0), pickle.dumps(True, 0)); attempt(pickle.dumps, 1, 99); attempt(pickle.dumps, 1, "a"); attempt(pickle.dump, 1, 5)
buf = []; data = pickle.dumps(pickle.PickleBuffer(bytearray(b"xyz")), 5, buffer_callback=buf.append); print(bytes(pickle.loads(data, buffers=buf))); attempt(pickle.loads, data); copyreg.pickle(complex, lambda c: (complex, (c.real + 1, c.imag))); print(pickle.loads(pickle.dumps(1j)), copy.copy(1j)); attempt(copy.replace, 5, x=1); print(copy.copy([1]), copy.deepcopy({"a": [1]}), copy.deepcopy(len) is len)
class DC:
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return ("deep", type(memo).__name__)
print(copy.copy(DC()), copy.deepcopy(DC()), copy.deepcopy([DC()]))
