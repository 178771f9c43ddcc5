"""Formatting of int."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


for spec in ("", "d", "5", "<5", "^5", ">5", "05", "+", " ", "-", "b", "o", "x", "X", "#b", "#o", "#x", "#X", "#010x", ",", "_", "_x", "_b", "n", "c", "e", ".2f", "%", "=+8", "*^9", "x<4"):
    print(repr(spec), [format(n, spec) if spec != "c" or n > 0 else None for n in (0, 42, 123456)], [format(-n, spec) for n in (42, 1234567) if spec != "c"])
show("format(1, '.2')", "format(1, 'q')", "format(1, ',x')", "format(1, ',,')", "format(1, '_,')", "format(-1, 'c')", "format(10**6, 'c')", "format(1114112, 'c')", "format(1, '+c')", "format(1, '#')", "format(True)", "format(True, 'd')", "format(2**70, ',')", "f'{3!r:>4}'")
show("'%d %i %u' % (1, -2, 3)", "'%5d|%-5d|%05d|%+d|% d' % (1, 2, 3, 4, 5)", "'%x %X %#x %o %#o' % (255, 255, 255, 8, 8)", "'%d' % 1.9", "'%x' % 1.5", "'%d' % '1'", "'%c%c' % (65, 'b')", "'%c' % 'ab'", "'%c' % -1", "'%.3d' % 5", "'%*d' % (5, 1)", "'%-*d|' % (5, 1)", "'%d' % True", "'%s' % True")
