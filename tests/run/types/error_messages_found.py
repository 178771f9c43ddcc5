"""Messages for operands of wrong kinds: negative lengths, sequences that cannot be repeated, arguments after a star."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source)))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


class C:
    def method(self, *arguments):
        return arguments


show("slice({1}, -3).indices(-5)", "slice(1, -3).indices(-5)", "slice({1}, -3).indices(5)", "slice(0, 1, 0).indices(-1)")
show("range(3) * 5", "5 * range(3)", "range(3) * [1]", "[1] * range(3)", "[1] * 2.5", "'a' * 'b'", "2.5 * b'a'", "memoryview(b'a') * 2", "range(3) * range(3)")
show("print(*5)", "int(*None)", "C(*2.5)", "(lambda: 0)(*5)", "'a'.join(*3)", "max(1, *5)", "[*5]", "(*None,)")
