"""str.format: fields, conversions, nested specifications."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


class A:
    x = 5
    d = {"k": "v", "1": "one"}
    l = [10, 20]
    def __format__(self, spec): return f"<{spec}>"
    def __repr__(self): return "A()"
a = A()
show("'{} {}'.format(1, 2)", "'{1} {0}'.format(1, 2)", "'{x} {y}'.format(x=1, y=2)", "'{0.x} {0.l[1]} {0.d[k]} {0.d[1]}'.format(a)", "'{!r} {!s} {!a}'.format('é', 'é', 'é')", "'{:>5}|{:<5}|{:^5}'.format(1, 2, 3)", "'{:{}}'.format('x', 5)", "'{:{w}.{p}f}'.format(3.14159, w=8, p=2)", "'{{}} {}'.format(1)", "'{0}{0}'.format('ab')", "'{:abc}'.format(a)", "'{0:{1}{2}}'.format(5, '>', 3)", "'{!r:>6}'.format('a')")
show("'{}'.format()", "'{0} {}'.format(1, 2)", "'{} {0}'.format(1, 2)", "'{x}'.format(1)", "'{2}'.format(1)", "'{'.format()", "'}'.format()", "'{0'.format(1)", "'{0!}'.format(1)", "'{0!x}'.format(1)", "'{0.}'.format(1)", "'{0[}'.format(1)", "'{0[]}'.format([1])", "'{0[a]}'.format([1])", "'{0.nope}'.format(1)", "'{0[5]}'.format([1])", "'{:{:{}}}'.format(1, 2, 3)", "'{0[-1]}'.format([1])", "'{0x}'.format(1)", "'{:d}'.format('x')", "'{:s}'.format(5)", "'{0 }'.format(1)", "'{ 0}'.format(1)", "'{!rx}'.format(1)")
show("'{a[b]}'.format_map({'a': {'b': 3}})", "'{}'.format_map([1])", "'{x}'.format_map({})", "'{:}'.format(None)", "'{:5}'.format(None)", "'{:>5}'.format([1])", "'{:10}'.format(True)", "'{:10}'.format((1,))", "'{:.2}'.format('abc')", "'{:5.1}|'.format('abc')", "'{:=5}'.format('a')", "'{:05}'.format('a')", "'{:,}'.format('a')", "'{:+}'.format('a')", "'{0.__class__.__name__}'.format(1)")
