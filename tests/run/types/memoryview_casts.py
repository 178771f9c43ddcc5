# stress: 499
"""memoryview: casts, shapes, formats, slices with steps, comparison, hashing, released views, contiguity."""
import array
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
m = memoryview(bytearray(range(12)))
print(m.format, m.itemsize, m.ndim, m.shape, m.strides, m.nbytes, m.readonly, m.contiguous, m.c_contiguous, m.f_contiguous, m.suboffsets, len(m), m.obj[:2], repr(m).split(" at ")[0])
c = m.cast("B", (3, 4)); print(c.shape, c.strides, c.tolist(), c[1, 2], c.tobytes()[:4], len(c), c.nbytes, c.ndim); h = m.cast("H"); print(h.tolist() == [256 * (2 * i + 1) + 2 * i for i in range(6)], h[1], h.itemsize); h[0] = 65535; print(m[0], m[1]); i = m.cast("i"); i[2] = -1; print(m.tolist(), i.tolist()[2])
for f in (lambda: m.cast("B", (5,)), lambda: m.cast("X"), lambda: m.cast("BB"), lambda: h.cast("i"), lambda: m[::2].cast("H"), lambda: m.cast("i", (2, 3)), lambda: m[:5].cast("H"), lambda: m.cast(5), lambda: m.cast("B", (0, 3)), lambda: m.cast("B", (-1,)), lambda: c[0], lambda: c[1, 9], lambda: c[1, 2, 3], lambda: c["a"], lambda: m[100], lambda: m[-13], lambda: m["a"], lambda: m[1, 2], lambda: c[0:1, 0:1], lambda: memoryview(5), lambda: memoryview("a"), lambda: memoryview(), lambda: hash(m), lambda: m.__setitem__(0, 300), lambda: m.__setitem__(0, "a"), lambda: m.__setitem__(0, b"a"), lambda: m.__setitem__(slice(0, 2), b"abc"), lambda: m.__setitem__(slice(0, 2), 5), lambda: m.__delitem__(0), lambda: memoryview(b"a").__setitem__(0, 1), lambda: m + m, lambda: m < m, lambda: h.__setitem__(0, 70000), lambda: h.__setitem__(0, 1.5), lambda: iter(c).__next__()): attempt(f)
s = m[2:10:3]; print(s.tolist(), s.strides, s.contiguous, s.tobytes(), m[::-1][:3].tolist(), m[5:2].tolist(), s[::-1].strides); s[0] = 99; print(m[2]); m[0:3] = b"xyz"; m[3:6] = memoryview(b"QRS"); print(m.tobytes()[:6]); m[0:6:2] = m[6:9]; print(m.tolist())
r = memoryview(b"abc"); print(r == b"abc", r == bytearray(b"abc"), r == "abc", r != b"abd", hash(r) == hash(b"abc"), r[::-1] == b"cba", 97 in r, list(r), bytes(r), r.hex(), r.hex(":"), r.tolist(), list(reversed(r)), r.index(98), r.count(97), memoryview(array.array("i", [1])) == array.array("i", [1]), memoryview(array.array("i", [1])) == memoryview(array.array("q", [1])), memoryview(array.array("f", [1.5])).tolist()); attempt(r.index, 5)
f = memoryview(array.array("d", [1.5, float("nan")])); print(f.format, f[0], f == f, f.tolist()[0], f.nbytes); f[0] = 2; print(f[0]); attempt(f.__setitem__, 0, "x"); attempt(hash, memoryview(array.array("i", [1])).toreadonly())
b = bytearray(b"abc")
with memoryview(b) as v: attempt(b.append, 1); print(v.tobytes())
attempt(lambda: v[0]); attempt(v.tobytes); attempt(len, v); print(repr(v).split(" at ")[0]); b.append(1); v.release()
o = memoryview(b); p = memoryview(o); q = o[1:]; o.release(); print(p[0], q[0]); attempt(b.clear); p.release(); q.release(); b.clear(); print(b)
z = memoryview(b""); print(z.tolist(), z.nbytes, z.contiguous, z == b"", bool(z), z.cast("H").tolist()); one = memoryview(b"\1").cast("?", ()); print(one.ndim, one.shape, one[()], one.tolist()); attempt(len, one); attempt(lambda: one[0]); k = memoryview(b"ab").cast("c"); print(k.tolist(), k[0]); print(memoryview(b"abcd").toreadonly().readonly, m.toreadonly().obj is m.obj, m.tobytes("F")[:2], c.tobytes("F") == bytes(x for j in range(4) for x in c.tobytes()[j::4])); attempt(m.tobytes, "Z")
class B:
    def __buffer__(self, flags): return memoryview(b"from buffer")
    def __release_buffer__(self, view): print("released")
with memoryview(B()) as w: print(bytes(w))
print(bytes(B())); attempt(memoryview, type("Bad", (), {"__buffer__": lambda s, f: 5})())
