"""Changing a set while it is iterated, and elements that compare strangely."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


for change in ("s.add(99)", "s.remove(item)", "s.clear()", "s.discard(5)"):
    s = {1, 2}
    try:
        for item in s: exec(change)
        print(change, "fine")
    except RuntimeError as e: print(change, "->", e)
class E:
    def __init__(self, v): self.v = v
    def __hash__(self): return 7
    def __eq__(self, other): return isinstance(other, E) and self.v == other.v
    def __repr__(self): return f"E({self.v})"
s = {E(1), E(2), E(1)}
print(len(s), E(1) in s, E(3) in s, sorted(s, key=lambda e: e.v))
s.discard(E(1))
print(s, s == {E(2)}, s | {E(2)})
class Boom:
    def __hash__(self): return 7
    def __eq__(self, other): raise ZeroDivisionError("eq")
show("{Boom(), Boom()}", "Boom() in {E(1)}", "len({E(1)} | {Boom()})", "{E(1)} == {Boom()}", "len({Boom()} - {E(1)})", "len({Boom()})")
nan = float("nan")
print(len({nan, nan}), len({nan, float("nan")}), nan in {nan}, {nan} == {nan})
it = iter({1})
print(it.__length_hint__(), next(it), it.__length_hint__())
a = {1, 2, 3}
print(sorted(x for x in a if x in (a & {1, 2})), max(a), sum(a), sorted(map(str, a)), any(a), {x % 2 for x in a} == {0, 1})
print(len(set(range(10000)) & set(range(5000, 15000))), len(set(map(str, range(1000)))))
