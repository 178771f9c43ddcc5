# stress: 499
"""range with big numbers: containment, index, count, slices, equality, hashing, reversal, pickling."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
big = 10 ** 30
r = range(big, big + 10, 3); print(r, list(r), r[-1], r[1:3], r[::-1], big + 3 in r, big + 4 in r, r.index(big + 6), r.count(big), r.start, r.stop, r.step, bool(r), list(reversed(r)))
for f in (lambda: range(1.5), lambda: range("a"), lambda: range(1, 2, 0), lambda: range(), lambda: range(1, 2, 3, 4), lambda: range(5)[5], lambda: range(5)[-6], lambda: range(5).index(9), lambda: range(5).index("a"), lambda: range(5)[1.0], lambda: len(range(big)), lambda: range(5) + range(2), lambda: range(5) < range(6), lambda: setattr(range(5), "start", 1), lambda: range(None), lambda: range(5).__getitem__(big), lambda: iter(range(5)).__setstate__("a"), lambda: type("R", (range,), {})): attempt(f)
print(range(0) == range(5, 5), range(0, 3, 2) == range(0, 4, 2), range(5) == [0, 1, 2, 3, 4], hash(range(0)) == hash(range(3, 3)), hash(range(0, 3, 2)) == hash(range(0, 4, 2)), {range(3): 1}[range(0, 3, 1)], range(3) != range(4), range(1, 2) == range(1, 5, 9))
print(5 in range(10), 5.0 in range(10), 5.5 in range(10), True in range(2), "a" in range(3), -1 in range(0, -5, -1), 0 in range(0), big in range(big * 2), range(10).count(5.0), range(10).index(True), 10 ** 18 in range(0, 10 ** 19, 2))
print(range(10)[2:8][1:3], range(10)[::-2], range(0, 20, 3)[::2], range(10)[8:2:-3], range(10)[100:], range(10)[-3:], range(-5), range(5, 0), list(range(5, 0, -2)), range(True, 4), range(2 ** 63 - 2, 2 ** 63 + 2)[3], list(range(2 ** 62 - 1, 2 ** 62 + 2)), list(range(-(2 ** 62) - 1, -(2 ** 62) + 1)))
i = iter(range(5)); next(i); print(i.__length_hint__(), i.__reduce__()[1], list(i), list(i)); i = iter(range(big, big + 3)); print(next(i), i.__length_hint__(), type(i).__name__, list(i)); i = iter(range(5)); i.__setstate__(3); print(list(i)); i = iter(range(5)); i.__setstate__(-4); print(list(i)); i = iter(range(5)); i.__setstate__(99); print(list(i))
import pickle, copy
print(pickle.loads(pickle.dumps(range(1, 10, 2))), copy.copy(r) == r, repr(range(1, 5, 1)), repr(range(0, 5, 2)), range(5).__reduce__(), next(pickle.loads(pickle.dumps(iter(range(3))))))
class I:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
class BadI:
    def __index__(self): return "x"
print(range(I(3)), range(I(1), I(9), I(4))[I(1)], I(2) in range(5)); attempt(range, BadI()); attempt(lambda: range(3)[BadI()])
class E(int):
    def __eq__(self, o): return o == 2
    __hash__ = int.__hash__
print(E(9) in range(5), range(5).count(E(9)), range(5).index(E(7)), sum(range(101)), max(range(5)), min(range(3, 9)), sorted(range(3), reverse=True), [*range(2), *range(2)], tuple(range(-1, -4, -1)), any(range(1)), all(range(1, 3)), dict(zip("ab", range(2))), enumerate(range(2)).__next__())
x, *y, z = range(5); print(x, y, z)
match range(3):
    case [a, *b]: print(a, b)
for n in range(3): pass
print(n, [n for n in range(2, 2)], len(range(-10 ** 18, 10 ** 18)), range(10 ** 18)[10 ** 17], divmod(len(range(0, 10 ** 18, 7)), 2))
