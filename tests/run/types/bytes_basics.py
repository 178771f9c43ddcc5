"""bytes: construction, indexing, repr."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


b = b"hello"
show("bytes()", "bytes(3)", "bytes([1, 255])", "bytes([256])", "bytes([-1])", "bytes('a')", "bytes('é', 'utf-8')", "bytes('é', 'ascii')", "bytes('é', 'ascii', 'ignore')", "bytes(-1)", "bytes(1.0)", "bytes(None)", "bytes(b'a', 'ascii')", "bytes([1, 'a'])", "bytes(5, 'a')", "bytes(range(3))", "bytes({1: 2})", "bytes(bytearray(b'x'))", "bytes(x for x in (1, 2))", "b[0]", "b[-1]", "b[5]", "b[1:3]", "b[::-1]", "b['a']", "list(b)", "104 in b", "b'ell' in b", "'e' in b", "300 in b", "b + b'x'", "b + 'x'", "b * 2", "b * 'x'", "b == 'hello'", "b < b'i'", "b < 'i'", "b == bytearray(b'hello')", "hash(b'a') == hash('a')", "len(b)", "b.hex()", "b.hex(':')", "b.hex('-', 2)", "b.hex('-', -2)", "b.hex('ab')", "bytes.fromhex('68 65')", "bytes.fromhex('6')", "bytes.fromhex('zz')", "b.decode()", "b'\\xff'.decode()", "b'\\xff'.decode('latin-1')", "b'\\xff'.decode('utf-8', 'replace')", "b'\\xe9'.decode('ascii', 'backslashreplace')", "b'a'.decode('nope')", "str(b)", "repr(b'\\x00\\n\\'\"\\\\\\xff')", "b'%d' % 5", "b'%s %b' % (b'a', b'c')", "b'%s' % 'x'", "b'%a %r' % ('é', 'é')", "b'%c%c' % (65, b'B')", "b'%c' % 256", "b'%5.1f' % 1.25", "b'%(k)s' % {b'k': b'v'}", "b'' b'a'", "rb'\\n'", "bytes.maketrans(b'ab', b'xy')[97:99]", "b.translate(bytes.maketrans(b'l', b'L'))", "b.translate(None, b'l')", "ord(b'a')", "ord(b'ab')", "b'a' is not b'b'", "hash(b'') == hash('')", "max(b)", "bytes(bytes(2))", "b.__bytes__()")
try: b[0] = 1
except TypeError as e: print(e)
class B(bytes):
    def __new__(cls, x, tag=None): return super().__new__(cls, x)
print(B(b"a"), type(B(b"a") + b"b"), type(B(b"ab")[:1]), B(b"x", tag=1) == b"x", type(bytes(B(b"q"))))
class O:
    def __bytes__(self): return b"from O"
class X:
    def __bytes__(self): return "text"
show("bytes(O())", "bytes(X())", "b'%s' % O()", "b'%b' % 5", "bytearray(O())")
