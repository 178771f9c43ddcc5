# stress: 499
"""iter, next, reversed, enumerate, zip, map, filter: laziness, strictness, states, errors inside, length hints."""
import operator
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
class Bad:
    def __iter__(self): return self
    def __next__(self): raise ValueError("next")
class Len:
    def __len__(self): return 3
    def __getitem__(self, i): return i * 2
for f in (lambda: iter(5), lambda: iter(5, 1), lambda: next(5), lambda: next([]), lambda: next(iter([])), lambda: next(iter([]), None), lambda: reversed(5), lambda: reversed({1}), lambda: list(reversed(Len())), lambda: enumerate(5), lambda: enumerate([], "a"), lambda: list(enumerate("ab", start=5)), lambda: list(enumerate("ab", 10 ** 20)), lambda: zip(5), lambda: list(zip()), lambda: list(zip("ab", [1], strict=True)), lambda: list(zip([1], "ab", strict=True)), lambda: list(zip("ab", [1], [2], strict=True)), lambda: list(zip([], [1], strict=True)), lambda: list(zip("ab", [1])), lambda: list(map(5, [1])), lambda: list(map(len, [1])), lambda: list(map(lambda *a: a, "ab", range(9), [7, 8, 9])), lambda: list(map(pow, [1, 2], [3], strict=True)), lambda: list(filter(None, [0, 1, "", "a"])), lambda: list(filter(5, [1])), lambda: filter(None), lambda: list(filter(lambda x: 1 / x, [1, 0])), lambda: list(Bad()), lambda: tuple(Bad()), lambda: set(Bad()), lambda: dict(Bad()), lambda: sum(Bad()), lambda: max(Bad()), lambda: sorted(Bad()), lambda: "".join(Bad()), lambda: [*Bad()], lambda: (lambda *a: a)(*Bad()), lambda: any(Bad()), lambda: 1 in Bad(), lambda: [].extend(Bad()), lambda: list(zip([1], Bad())), lambda: max([], default=3), lambda: max([1], [2], default=3), lambda: max(1, 2, default=3), lambda: max(1, "a"), lambda: min((), key=len), lambda: max([1, 2], key=5), lambda: sum(["a"]), lambda: sum(["a"], ""), lambda: sum([[1], [2]], []), lambda: sum(5), lambda: sum([b"a"], b""), lambda: sum([1, 2], start=10), lambda: all(5), lambda: any([0, "", 1 / 1]), lambda: iter(lambda: 1), lambda: iter(1, 2, 3)): attempt(f)
log = []
def gen(name, n):
    for i in range(n): log.append(name + str(i)); yield i
print(list(zip(gen("a", 3), gen("b", 2)))); print(log); log.clear(); print(list(zip(gen("a", 2), gen("b", 3)))); print(log); log.clear()
try: list(zip(gen("a", 3), gen("b", 2), strict=True))
except ValueError as e: print(e, log)
it = iter([1, 2, 3]); print(operator.length_hint(it), next(it), operator.length_hint(it), operator.length_hint(reversed([1, 2])), operator.length_hint(iter("abc")), operator.length_hint(map(len, [1]), 9), operator.length_hint(zip("ab")), operator.length_hint(enumerate("ab")), operator.length_hint(5, 6), operator.length_hint(iter(Len()))); attempt(operator.length_hint, 5, "a")
l = [1, 2]; it = iter(l); next(it); l.pop(); l.pop(); print(list(it)); l.extend("abc"); print(list(it)); it = iter(Len()); print([next(it) for _ in range(4)]); r = reversed(l); l.append(9); print(next(r), list(r)); e = enumerate(l); next(e); print(e.__reduce__()[1][1], next(e))
calls = iter([3, 2, 1, 0]); print(list(iter(lambda: next(calls), 1)), list(calls)); c = iter(lambda: 1 / 0, 1); attempt(next, c); s = iter(lambda: next(iter([])), 1); print(list(s), list(s))
m = map(lambda x: 10 // x, [5, 0, 2]); print(next(m)); attempt(next, m); print(next(m), next(m, "end")); z = zip(it2 := iter(range(10)), it2); print(list(z)); f = filter(str.isupper, "aBcD"); print(next(f), list(f)); import copy, pickle
for o in (iter([1, 2]), iter((1, 2)), iter("ab"), iter(range(3)), enumerate("ab"), reversed([1, 2]), zip("ab", "cd"), map(abs, [1]), filter(None, [1]), iter({1: 2}), iter({1}), iter(b"ab"), reversed("ab")):
    next(o); attempt(lambda: list(pickle.loads(pickle.dumps(o)))); attempt(lambda: list(copy.copy(o)))
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return It2(self.n)
class It2:
    def __init__(self, n): self.n = n
    def __next__(self):
        if not self.n: raise StopIteration
        self.n -= 1; return self.n
attempt(list, It(3)); attempt(iter, It2(3)); print([x for x in It(2)], *It(2), max(It(3)), 1 in It(2)); print(dict(zip(*[iter("abcd")] * 2)), [*map(int, "12")], dict(enumerate("ab")), list(zip(*[(1, 2), (3, 4)])), next(zip([1], [2])), [(i, a) for i, a in enumerate(reversed("ab"))]); a, *b = map(str, range(3)); print(a, b, *filter(None, [0, 5]), sep="-")
