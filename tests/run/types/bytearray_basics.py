"""bytearray: everything that changes it."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


def after(source, start=b"hello"):
    b = bytearray(start)
    try:
        exec(source, {"b": b})
        print(source, "=>", b)
    except Exception as error:
        print(source, "->", type(error).__name__, error, b)
for source in ("b[0] = 72", "b[0] = 256", "b[0] = 'a'", "b[5] = 1", "b[-1] = 33", "b[1:3] = b'XYZ'", "b[1:3] = []", "b[1:3] = 'ab'", "b[1:3] = [300]", "b[::2] = b'123'", "b[::2] = b'1'", "b[1:1] = b'++'", "b[:] = b''", "b[1:3] = 5", "b[1:2] = b", "del b[0]", "del b[1:3]", "del b[::2]", "del b[9]", "b.append(33)", "b.append(256)", "b.append('a')", "b.extend(b'!!')", "b.extend([1, 2])", "b.extend([300])", "b.extend('a')", "b.extend(b)", "b.insert(0, 65)", "b.insert(99, 65)", "b.insert(-1, 65)", "b.pop()", "b.pop(0)", "b.pop(9)", "b.remove(104)", "b.remove(1)", "b.reverse()", "b.clear()", "b += b'!'", "b += 'x'", "b *= 2", "b *= 0", "b.resize(3)", "b.resize(7)", "b.resize(-1)", "b %= (1,)", "b[1.0] = 1", "b['a'] = 1"):
    after(source)
b = bytearray(b"abc")
show("b", "str(b)", "b[0]", "b[1:]", "type(b[1:])", "b + b'd'", "type(b + b'd')", "type(b'd' + b)", "b == b'abc'", "b < b'abd'", "hash(b)", "b.upper()", "type(b.upper())", "b.decode()", "b.hex()", "bytearray('a')", "bytearray('é', 'utf-8')", "bytearray(3)", "bytearray([1, 2])", "bytearray(None)", "b.copy() == b", "b.copy() is b", "b.find(b'c')", "97 in b", "b.split(b'b')", "b.join([b'x', b'y'])", "bytearray.fromhex('6162')", "b % 1", "bytearray(b'%d') % 5", "list(b)", "b * 2", "bytearray(b'') == bytearray()", "repr(bytearray(b\"'\\xff\"))", "bytes(b)", "b.partition(b'b')", "{bytes(b): 1}", "sorted(b)", "bytearray(5.0)", "bytearray(encoding='ascii')")
m = memoryview(b)
for op in ("b.append(1)", "b.clear()", "b[0:1] = b'xx'", "b[0] = 90"):
    try:
        exec(op)
        print(op, b)
    except BufferError as e: print(op, e)
m.release()
b.append(33)
print(b)
class A(bytearray):
    def __init__(self, *args, tag=None):
        super().__init__(*args)
        self.tag = tag
a = A(b"xy", tag=5)
print(a, a.tag, type(a + b"z"), type(a[:]), a == b"xy")
