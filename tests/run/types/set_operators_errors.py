# stress: 499
"""Sets: operators against methods, subclasses, frozen ones as keys, elements that misbehave, updates in place."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, a ^ b, a <= {1, 2, 3, 4}, a < a, a >= {1}, a == frozenset(a), a != b, a.isdisjoint({9}), a.union([4], (5,), "6") == {1, 2, 3, 4, 5, "6"}, a.intersection([1, 2], [2]), a.difference([1], [2]), a.symmetric_difference([1, 9]) == {2, 3, 9}, a.issubset(range(9)), a.issuperset([1]))
for f in (lambda: a | [1], lambda: a & [1], lambda: [1] - a, lambda: a ^ "a", lambda: a < [1], lambda: a + b, lambda: a * 2, lambda: hash(a), lambda: {a}, lambda: {[]}, lambda: a.add([]), lambda: a.remove(9), lambda: a.remove([]), lambda: set().pop(), lambda: a.union(5), lambda: a.update([[]]), lambda: a.update(5), lambda: set(5), lambda: set(1, 2), lambda: frozenset(1, 2), lambda: a[0], lambda: frozenset().add, lambda: set(x=1), lambda: a.discard({1}), lambda: a.symmetric_difference(1, 2), lambda: a.isdisjoint(), lambda: a.copy(1), lambda: frozenset([[]]), lambda: {1} < {1: 2}, lambda: {*5}, lambda: a.difference_update(5)): attempt(f)
c = a; c |= {10}; c &= {1, 2, 10, 20}; c -= {2}; c ^= {1, 7}; print(sorted(a), c is a); f = frozenset([1]); g = f; f |= {2}; print(f == {1, 2}, g == {1}, f is g)
try: c |= [1]
except TypeError as e: print(e)
print({frozenset([1]): "x"}[frozenset([1])], {1} in [{1}], frozenset([1]) in {frozenset([1])}, {1} in {frozenset([1])}, frozenset({1}) == {1}, hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {frozenset()} - {frozenset()}); s = {frozenset([5])}; s.discard({5}); print(s); s = {frozenset([5])}; s.remove({5}); print(s)
class S(set): pass
class F(frozenset):
    def __new__(cls, *a): return super().__new__(cls, *a)
print(type(S([1]) | {2}).__name__, type({2} | S([1])).__name__, type(S([1]).union()).__name__, type(S([1]).copy()).__name__, type(F([1]) & {1}).__name__, type(F([1]).copy()).__name__, S([1]), F([1]), repr(S()), F() == frozenset(), S([1]) == {1}, frozenset(F()) is frozenset(), frozenset(f) is f, F(f) is f, f.copy() is f)
class E:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o):
        if self.n == "boom" or getattr(o, "n", 0) == "boom": raise ValueError("eq")
        return self.n == getattr(o, 'n', None)
    def __repr__(self): return f"E{self.n}"
s = {E(1), E(2), E(1)}; print(len(s), E(2) in s); attempt(lambda: E("boom") in s); attempt(s.add, E("boom")); attempt(lambda: s & {E("boom")}); attempt(lambda: s == {E(1), E("boom")} if False else s <= {E("q"), E("boom")} ); print(len(s))
class Mut:
    def __hash__(self): return 1
    def __eq__(self, o): big.clear(); return False
big = {E(1), E(2)} ; print(Mut() in big, big)
x = {1, 2, 3}; y = x.copy(); x.clear(); print(x, y, bool(x), len(y), set("hello") == set("olleh"), sorted(set([3, 1, 2])), {True, 1, 1.0}, {0, False}, {nan for nan in [float("nan")] * 2} and 1, set(), frozenset(), {()}, repr({"a"}), str(frozenset({1})))
for f in (lambda: [x for x in it_change()],): attempt(f)
def it_change():
    s = {1, 2}
    for e in s: s.add(e + 10); yield e
attempt(list, it_change()); import copy, pickle; print(copy.copy(a) == a, copy.deepcopy({(1, 2)}), pickle.loads(pickle.dumps(F([1]))), pickle.loads(pickle.dumps(frozenset([1]))), set().__reduce__()[0].__name__, S([1]).__reduce__()[1:])
