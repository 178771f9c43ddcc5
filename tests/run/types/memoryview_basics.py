"""memoryview: items, slices, casts, release."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


b = bytearray(b"abcdef")
m = memoryview(b)
show("m[0]", "m[-1]", "m[6]", "m[1:3].tobytes()", "m[::2].tobytes()", "m[::-1].tobytes()", "m.tolist()", "m.nbytes", "m.itemsize", "m.format", "m.ndim", "m.shape", "m.strides", "m.readonly", "m.contiguous", "m[::2].contiguous", "m.obj is b", "len(m)", "m == b'abcdef'", "m == 'abcdef'", "m[1:2] == b'b'", "97 in m", "list(m[2:4])", "bytes(m)", "m.hex()", "hash(m)", "hash(memoryview(b'ab')) == hash(b'ab')", "m['a']", "m[1.0]", "memoryview('a')", "memoryview()", "memoryview(5)", "m + m", "m < m", "m.cast('H').tolist() == [25185, 25699, 26213]", "m.cast('H').shape", "m.cast('I')", "m.cast('z')", "m.cast('B', [2, 3]).tolist()", "m.cast('B', [2, 3])[1, 2]", "m.cast('B', [2, 3])[1]", "m.cast('B', [4])", "m[::2].cast('H')", "m.toreadonly().readonly", "m.count(97)", "m.index(99)", "m.index(1)", "memoryview(b'').tolist()", "m.tobytes('F')", "m.c_contiguous", "memoryview(m) == m", "m[...] == m", "m[()]")
m[0] = 65
m[1:3] = b"BC"
print(b)
for op in ("m[0] = 256", "m[0] = 'a'", "m[0:2] = b'x'", "m[9] = 1", "del m[0]", "memoryview(b'x')[0] = 1", "m.toreadonly()[0] = 1", "m[0:2] = 'ab'", "m[:] = b[::-1]", "m.foo = 1"):
    try:
        exec(op)
        print(op, b)
    except Exception as e: print(op, "->", type(e).__name__, e)
f = memoryview(bytearray(16)).cast("d")
f[0] = 1.5
f[1] = -2
print(f.tolist(), f.format, f.itemsize, f[0], f == memoryview(bytearray(bytes(f))).cast("d"))
with memoryview(b) as v:
    print(v[0])
show("v[0]", "v.tolist()", "len(v)", "repr(v)[:16]", "v.release()", "v == v", "v == b'x'", "v.shape")
class E:
    def __buffer__(self, flags): return memoryview(b"own buffer")
    def __release_buffer__(self, view): print("released", bytes(view))
with memoryview(E()) as w: print(w[0], w.readonly)
print(bytes(E()), b"".join([E()]))
