"""Making an int of other things."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


class Index:
    def __index__(self): return 42
class Int:
    def __int__(self): return 7
class Bad:
    def __int__(self): return "7"
class Trunc:
    def __trunc__(self): return 5
show("int()", "int(3.99)", "int(-3.99)", "int('  12_3 ')", "int('-0x1f', 16)", "int('0b101', 0)", "int('0o17', 0)", "int('z', 36)", "int('12', 3)")
show("int('')", "int('1__2')", "int('_1')", "int('0x', 16)", "int('9', 8)", "int('1', 1)", "int('1', 37)", "int('08', 0)", "int('00', 0)", "int(b'12')", "int(bytearray(b'12'))")
show("int(Index())", "int(Int())", "int(Bad())", "int(Trunc())", "int(None)", "int([])", "int(1, 10)", "int('1', base=10)", "int(base=10)", "int('1', 2.0)", "int(x=1)")
show("int(float('inf'))", "int(float('nan'))", "int(1e20)", "int('１２')", "int('1' * 5000)", "len(str(10 ** 4299))", "str(10 ** 4300)", "int('٣')", "int(' 5\\n')", "int('5 5')")
