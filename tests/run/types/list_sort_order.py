# stress: 499
"""Sorting: stability, keys, reverse, comparisons that raise or lie, lists changed while being sorted, order after a failure."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
words = ["b", "A", "a", "C", "c", "B"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=str.lower, reverse=True), sorted(words, reverse=True), sorted([]), sorted("hello"), sorted({3: 1, 1: 2}), sorted((1, 2.5, True, False)))
class P:
    def __init__(self, k, t): self.k, self.t = k, t
    def __lt__(self, o): return self.k < o.k
    def __repr__(self): return f"{self.k}{self.t}"
ps = [P(i % 3, t) for i, t in enumerate("abcdefghij")]; print(sorted(ps), sorted(ps, reverse=True), sorted(ps, key=lambda p: p.t, reverse=True)[:2])
for f in (lambda: sorted([1, "a"]), lambda: sorted([None, None]), lambda: sorted([1j, 2j]), lambda: sorted([3, 1], key=5), lambda: sorted([3, 1], key=lambda: 1), lambda: sorted([[1], ["a"]]), lambda: sorted([(1, "a"), (1, 2)]), lambda: sorted(5), lambda: [].sort(None), lambda: [].sort(key=1, foo=2), lambda: [2, 1].sort(reverse="x"), lambda: sorted([1], reverse=None), lambda: sorted([{}, {}]), lambda: [1, 2].sort(cmp=1)): attempt(f)
class Raises:
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        if self.n == 3 or o.n == 3: raise ValueError("three")
        return self.n < o.n
    def __repr__(self): return str(self.n)
l = [Raises(n) for n in (5, 4, 1, 3, 2)]; attempt(l.sort); print(len(l))
l = [Raises(n) for n in (1, 2, 4, 5, 3, 0)]; attempt(l.sort); print(len(l))
l = [5, 4, 3, "x", 1]; attempt(l.sort); print(len(l)); l = [1, 2, 3, "x", 0]; attempt(l.sort); print(len(l)); l = [3, 1, 2, None]; attempt(l.sort, reverse=True); print(l)
l = [3, 1, 2]; attempt(l.sort, key=lambda x: 1 / (x - 2)); print(l)
l = [3, 1, 2]
def during(x): l.append(99); return x
attempt(l.sort, key=during); print(l)
l = [3, 1, 2]; attempt(l.sort, key=lambda x: (len(l), x)[1] if not l else x); print(l)
l = [3, 1, 2]; attempt(l.sort, key=lambda x: l.clear() or x); print(l)
class Lies:
    def __lt__(self, o): return True
print(len(sorted(Lies() for _ in range(50)))); 
class Odd:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return [] if self.n > o.n else "yes"
    def __repr__(self): return str(self.n)
print(sorted([Odd(3), Odd(1), Odd(2)])); class_ = type("C", (), {"__gt__": lambda s, o: True}); print(len(sorted([class_(), class_()])))
import functools, random
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)), sorted(["10", "9"], key=int), sorted([1, 2, 3], key=lambda x: -x), max([3, 1], key=lambda x: -x), min("b", "a", key=ord), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([[2], [1, 5], [1]]), sorted([float("-inf"), 3, float("inf"), -1]))
r = random.Random(5); data = [r.randrange(50) for _ in range(300)]; s = sorted(enumerate(data), key=lambda p: p[1]); print(all(a[1] < b[1] or (a[1] == b[1] and a[0] < b[0]) for a, b in zip(s, s[1:])), sorted(data) == sorted(reversed(sorted(data))), sorted(data, reverse=True) == sorted(data)[::-1])
count = 0
class N(int):
    def __lt__(self, o): global count; count += 1; return int.__lt__(self, o)
sorted([N(i) for i in range(100)]); print(count); print(sorted([N(2), 1, N(0)]), [N(3), N(1)].index(1), [2, 1].sort())
