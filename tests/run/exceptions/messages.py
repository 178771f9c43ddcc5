"""Messages of everyday mistakes."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


class C:
    value = 1
    def method(self, a, b): pass
c = C()
show("c.valeu", "c.method()", "c.method(1, 2, 3)", "c.method(1, c=2)", "C.method(1)", "c()", "c[0]", "c + 1", "c < c", "len(c)", "iter(c)", "next(c)", "c.value()", "c.value.x", "undefined_thing", "pritn", "'abc'.foo", "[].lenght", "{}.key", "(1).foo", "int('x')", "int([])", "float('x')", "'a' + 1", "1 + 'a'", "[] + ()", "{}['x']", "[][0]", "''[0]", "()[0]", "{}[[]]", "None.x", "None()", "None[0]", "5()", "5[0]", "len(5)", "sum(5)", "sum(['a'])", "max()", "max(5)", "max([])", "abs('a')", "round('a')", "ord('ab')", "ord(5)", "chr(-1)", "chr('a')", "hex('a')", "bin(1.5)", "range('a')", "sorted(5)", "zip(5)", "list(5)", "dict(5)", "set(5)", "open(5.5)", "isinstance(1, 2)", "issubclass(1, int)", "getattr(1)", "getattr(1, 2)", "hash([])", "id()", "input(1, 2)", "print(1, foo=2)", "print(1, sep=5)", "divmod(1)", "pow()", "eval(5)", "exec(5)", "compile()", "import_nothing", "type(1, 2)", "super()", "vars(5)", "dir(1, 2)", "format(1, 2)", "enumerate(5)", "reversed(5)", "filter(5)", "any(5)", "all(5)", "bytes('a')", "bytearray('a')", "memoryview('a')", "slice()", "complex('a')", "str(1, 2)", "repr()", "callable()", "setattr(1, 'a', 1)", "object(1)", "iter(1, 2)", "next(iter([]))", "[1, 2, 3].index(5)", "'abc'.index('z')", "{1}.remove(2)", "[].pop()", "{}.popitem()", "set().pop()", "'%d' % 'a'", "'{}'.format()", "f'{1:x2}'", "1 / 0", "1 % 0", "0 ** -1", "2 << -1", "1 << 2 ** 70", "[1] * 2 ** 70", "'a' * 2 ** 62", "10 ** 5000 and str(10 ** 5000)", "(x for x in 5)", "[x for x in 5]", "a.b.c", "c.x.y", "C.y", "c.__dict__.z", "int.foo", "type.foo", "len.foo", "(lambda: 0).foo", "c.method.foo", "print.foo()", "math.pi")
