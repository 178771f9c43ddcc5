# stress: 211
"""struct: formats, packing, errors."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


import struct
show("struct.pack('<bBhHiIqQ', -1, 255, -2, 65535, -3, 4294967295, -4, 2**64 - 1)", "struct.pack('>f', 1.5)", "struct.pack('<d', -0.0)", "struct.pack('<e', 1.5)", "struct.pack('?', 5)", "struct.pack('c', b'x')", "struct.pack('5s', b'ab')", "struct.pack('2s', b'abcd')", "struct.pack('5p', b'abc')", "struct.pack('<3h', 1, 2, 3)", "struct.pack('<2xb', 1)", "struct.pack('')", "struct.unpack('<hb', b'\\x01\\x00\\xff')", "struct.unpack('>I', b'\\0\\0\\1\\0')", "struct.unpack('3s', b'abc')", "struct.unpack('p', b'\\0')", "struct.unpack('<d', struct.pack('<d', 3.14))", "struct.unpack_from('<h', b'xx\\x01\\x00', 2)", "list(struct.iter_unpack('<h', b'\\1\\0\\2\\0'))", "struct.calcsize('<bi')", "struct.calcsize('bi')", "struct.calcsize('P') == struct.calcsize('q')", "struct.Struct('<hh').size", "struct.Struct('<h').format", "struct.Struct('<h').unpack(b'\\1\\0')")
for t in ("struct.pack('b', 128)", "struct.pack('B', -1)", "struct.pack('h', 1.5)", "struct.pack('i', 'a')", "struct.pack('f', 'a')", "struct.pack('c', 'a')", "struct.pack('c', b'ab')", "struct.pack('s', 'a')", "struct.pack('i')", "struct.pack('i', 1, 2)", "struct.pack('z', 1)", "struct.pack('5', 1)", "struct.unpack('i', b'abc')", "struct.unpack('<h', b'abc')", "struct.unpack_from('<i', b'ab')", "struct.pack('<e', 1e10)", "struct.pack('<f', 1e300)", "struct.pack('<q', 2**63)", "struct.pack_into('<h', bytearray(1), 0, 5)", "struct.pack('n', 1) == struct.pack('q', 1)", "struct.pack('<n', 1)"):
    try: print(t, "=>", eval(t))
    except struct.error as e: print(t, "-> struct.error", e)
    except Exception as e: print(t, "->", type(e).__name__, e)
b = bytearray(6)
struct.pack_into("<hh", b, 1, 1, -1)
print(b, struct.unpack_from("<hh", b, 1))
