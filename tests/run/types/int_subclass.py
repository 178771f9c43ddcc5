"""Subclasses of int."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


class My(int):
    def __repr__(self): return f"My({int(self)})"
    def __add__(self, other): return My(int(self) + other)
class Indexed(int):
    def __index__(self): return 99
class Loud(int):
    def __new__(cls, value, extra=None):
        self = super().__new__(cls, value)
        self.extra = extra
        return self
    def __init__(self, value, extra=None): print("init", value, extra)
a = My(5)
print(a, a + 1, type(a + 1), a - 1, type(a - 1), type(a * 1), type(-a), type(+a), type(int(a)), a == 5, hash(a) == hash(5))
print([10, 20, 30][My(1)], range(My(3)), [1] * My(2), "ab"[My(0)], {5: "five"}[a])
print([1, 2, 3][Indexed(1)], int(Indexed(4)), bin(Indexed(4)), Indexed(4) + 1)
x = Loud(3, extra="e")
print(x, x.extra, x + 1, x.__dict__, type(x).__name__, Loud.from_bytes.__name__)
print(isinstance(a, int), type(a) is int, issubclass(My, int), My.__mro__)
print(f"{a}", f"{a:d}", "%d" % a, "%s" % a, str(a), format(a))
print(sum([My(1), My(2)]), max(My(1), My(2)), sorted([My(3), My(1)]), min(My(3), 2))
print(My("12"), My(3.7), My.from_bytes(b"\x01"), type(My.from_bytes(b"\x01")))
print(True.__class__, My(0) or "falsy", bool(My(1)))
show("My('x')", "My(1, 2, 3)", "My().__class__.__name__")
