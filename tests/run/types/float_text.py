"""repr, parsing and hexadecimal of float."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


for x in (0.1, 1.0, 1e16, 1e15, 123456789012345680.0, 1e22, 1e23, 1.5e-5, 1e-4, 5e-324, 1.7976931348623157e308, -0.0, 1/3, 2/3, 1e100, 12345.678, 0.00001234):
    print(repr(x), str(x), x.hex(), float.fromhex(x.hex()) == x, float(repr(x)) == x)
show("float('  1.5 ')", "float('1_000.5')", "float('1e5')", "float('.5')", "float('5.')", "float('.')", "float('')", "float('1e')", "float('1__0')", "float('_1')", "float('inf')", "float('-Infinity')", "float('nan')", "float('+NaN')", "float('infinit')", "float('0x1p3')", "float('1e400')", "float('-1e400')", "float('1e-400')", "float('١.٥')")
show("float.fromhex('0x1.8p1')", "float.fromhex('1.8')", "float.fromhex('-0x.1p-3')", "float.fromhex('inf')", "float.fromhex('x')", "float.fromhex('0x1p2000')", "float.fromhex('')", "(1.0).hex()", "(-0.0).hex()", "float('inf').hex()")
show("float(b'2.5')", "float(None)", "float([])", "float('1', 2)", "float(1+0j)", "float(True)", "float(x=1)", "float.from_number(3)", "float.from_number('3')")
