# stress: 211
"""Sorting: keys, stability, errors."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


show("sorted([3, 1, 2])", "sorted('hello')", "sorted([3, 1, 2], reverse=True)", "sorted(['b', 'A', 'c'], key=str.lower)", "sorted([1, 'a'])", "sorted([1, None])", "sorted(5)", "sorted([1], key=5)", "sorted([], key=1)", "sorted({3: 1, 1: 2})", "sorted([(1, 'b'), (1, 'a'), (0, 'z')])", "sorted([[2], [1, 5], [1]])", "sorted([1.5, 1, True, 0])", "sorted(['é', 'e', 'f'])", "[3, 1].sort(1)", "sorted([1j, 2j])", "sorted([1j])")
pairs = [(k, i) for i, k in enumerate([2, 1, 2, 1, 3, 1] * 5)]
print(sorted(pairs, key=lambda p: p[0]) == sorted(pairs), [i for k, i in sorted(pairs, key=lambda p: p[0], reverse=True)][:8])
class P:
    def __init__(self, v): self.v = v
    def __lt__(self, other): return self.v < other.v
    def __repr__(self): return f"P{self.v}"
print(sorted([P(3), P(1), P(2)]), max(P(1), P(2), key=lambda p: p.v))
l = [3, 2, 1]
def key(x):
    l.append(1)
    return x
try: l.sort(key=key)
except ValueError as e: print(e, l)
seen = []
l = [2, 1]
l.sort(key=lambda x: (seen.append(len(l)), x)[1])
print(seen, l)
class Boom:
    def __lt__(self, other): raise KeyError("boom")
l = [Boom(), Boom(), 1]
try: l.sort()
except KeyError as e: print(repr(e), len(l))
import random
random.seed(1)
data = [random.randrange(1000) for _ in range(500)]
copy = data[:]
copy.sort()
print(copy == sorted(data), copy[:5], all(a <= b for a, b in zip(copy, copy[1:])), sorted(data, reverse=True) == copy[::-1])
import functools
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)), sorted("bca", key=ord, reverse=True))
