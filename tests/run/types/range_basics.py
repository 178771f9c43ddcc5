"""range: construction, indexing, membership, equality."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


show("range(5)", "range(1, 5)", "range(0, 10, 3)", "range()", "range(1, 2, 0)", "range('a')", "range(1.0)", "range(None)", "range(True)", "range(1, 2, 3, 4)", "list(range(5, 0, -2))", "list(range(0))", "list(range(-3))", "len(range(0, 10, 3))", "len(range(10, 0, -3))", "len(range(10**20))", "range(10**20)[10**19]", "range(10)[3]", "range(10)[-1]", "range(10)[10]", "range(10)[2:5]", "range(10)[::-1]", "range(10)[::3]", "range(0)[0]", "range(10)['a']", "5 in range(10)", "10 in range(10)", "5.0 in range(10)", "5.5 in range(10)", "'a' in range(10)", "3 in range(0, 10, 2)", "10**30 in range(10**31)", "range(10).index(3)", "range(10).index(30)", "range(0, 10, 2).index(4)", "range(10).count(3)", "range(10).count('a')", "range(3) == range(0, 3, 1)", "range(0) == range(2, 1)", "range(0, 3, 2) == range(0, 4, 2)", "range(3) == [0, 1, 2]", "hash(range(3)) == hash(range(0, 3))", "range(3) < range(4)", "range(2, 8, 3).start", "range(2, 8, 3).stop", "range(2, 8, 3).step", "list(reversed(range(0, 10, 3)))", "range(3) + range(3)", "bool(range(0))", "bool(range(1))", "range(x=3)", "max(range(5))", "sum(range(101))", "list(range(2**62, 2**62 + 3))", "list(range(2**63 - 2, 2**63 + 1))", "list(range(2**64, 2**64 - 3, -1))", "[*range(2), *range(2)]", "range(5).step", "range(3).__reduce__()", "iter(range(3)).__reduce__()", "tuple(range(3))[::-1]")
r = range(3)
try: r.start = 1
except AttributeError as e: print(e)
class I:
    def __index__(self): return 3
print(list(range(I())), range(I(), 10, I()), I() in range(5), range(10)[I()])
try: type("R", (range,), {})
except TypeError as e: print(e)
it = iter(range(5))
print(next(it), it.__length_hint__(), list(it), next(it, "done"))
