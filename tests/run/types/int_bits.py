"""Shifts and bit operators of int."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


for n in (0, 1, -1, 5, -6, 255, -256, 2**70, -(2**70) + 1):
    print(n, n << 3, n >> 1, n >> 70, n & 0xFF, n | 3, n ^ -1, ~n, n.bit_length(), n.bit_count())
show("1 << -1", "1 >> -1", "0 << 10**10", "1 >> 10**30", "-1 >> 10**30", "1 << 1.0", "1 & 1.0", "1 | None", "True & 1", "True & True", "True | 2", "True ^ True")
show("(5).to_bytes(2)", "(5).to_bytes(2, 'little')", "(-5).to_bytes(2, signed=True)", "(-5).to_bytes(2)", "(256).to_bytes(1)", "(0).to_bytes(0)", "(5).to_bytes(2, 'middle')", "(5).to_bytes(-1)")
show("int.from_bytes(b'\\x01\\x00')", "int.from_bytes(b'\\x01\\x00', 'little')", "int.from_bytes(b'\\xff\\xfe', signed=True)", "int.from_bytes([1, 2, 3])", "int.from_bytes(b'')", "int.from_bytes('a')", "int.from_bytes([256])")
