"""Keys with their own hash and equality."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


class Key:
    def __init__(self, name, h): self.name, self.h = name, h
    def __hash__(self): return self.h
    def __eq__(self, other):
        print("eq", self.name, getattr(other, "name", other))
        return isinstance(other, Key) and self.name == other.name
    def __repr__(self): return f"K{self.name}"
a, b, a2 = Key("a", 1), Key("b", 1), Key("a", 1)
d = {a: 1}
d[b] = 2
print(d[a], d[a2], b in d, Key("c", 2) in d, d)
d[a2] = 3
print(d, next(iter(d)) is a)
class Bad:
    def __hash__(self): raise ValueError("no hash")
class NotInt:
    def __hash__(self): return "x"
class BadEq:
    def __hash__(self): return 5
    def __eq__(self, other): raise KeyError("no eq")
class Unhashable:
    def __eq__(self, other): return True
show("{Bad(): 1}", "{NotInt(): 1}", "{BadEq(): 1, BadEq(): 2}", "{Unhashable(): 1}", "hash(Unhashable())", "hash(NotInt())", "{Bad()}", "{}.get(Bad())", "Unhashable.__hash__", "{1: 2}[[]]", "{}.pop([])", "set([[]])", "frozenset([{}])", "{[1, 2]: 3}", "d[[]]", "{(1, {}): 1}")
class M(dict):
    def __missing__(self, key): return f"missing {key}"
m = M(x=1)
print(m["x"], m["y"], m.get("y"), "y" in m, len(m), dict(m))
class Big:
    def __hash__(self): return 2 ** 100 + 5
print(hash(Big()) == hash(2 ** 100 + 5))
