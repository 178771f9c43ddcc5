"""Formatting of float."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


for spec in ("", "f", ".0f", ".3f", "e", ".2e", "E", "g", ".3g", "G", "n", "%", ".1%", "+.2f", " .2f", "010.2f", "<10.1f", "^10.1f", ",.2f", "_.2f", "#.0f", "#g", ".10", "z.1f", "=+9.1f", ".0e", "s<7.1f"):
    print(repr(spec), [format(x, spec) for x in (0.0, -0.04, 1.5, 1234567.891, 1e20, 1e-7, float("inf"), float("nan"))])
show("format(1.5, 'd')", "format(1.5, 'x')", "format(1.5, '.')", "format(1.5, 'q')", "format(1.5, '.-1f')", "format(2.5, '.0f')", "format(3.5, '.0f')", "format(0.125, '.2f')", "format(1e16, '.17g')", "format(1.5, '1000000000000000000000f')")
show("'%f %e %g' % (1.5, 1.5, 1.5)", "'%.0f %.1f' % (2.5, 0.25)", "'%10.3f|%-10.3f|%010.3f' % (1.5, 1.5, -1.5)", "'%g' % 1e-5", "'%g' % 123456789", "'%#g' % 1.0", "'%+f' % 1", "'%f' % 10**3", "'%s %r' % (1.0, 1e16)", "'%f' % 'x'", "'%.3s' % 1.23456")
