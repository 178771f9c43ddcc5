# stress: 211
"""Generator expressions: evaluation order, laziness, variables."""
def t(v):
    print("t", v, end=" ")
    return v
g = (t(x) for x in t([1, 2]) if t(True))
print("made")
print(next(g), list(g))
n = 1
g = (n * x for x in range(3))
n = 10
print(list(g))
l = [1, 2]
g = (x for x in l for y in l)
l = [5]
print(list(g))
def f():
    k = 2
    g = (k + i for i in range(2))
    k = 100
    return list(g)
print(f(), [list(g) for g in [(i for i in range(j)) for j in range(3)]], dict((k, v) for k, v in [("a", 1)]), set(x % 2 for x in range(4)) == {0, 1})
gens = [(i for _ in range(1)) for i in range(3)]
print([list(x) for x in gens])
class C:
    v = 5
    it = (x for x in [v])
    try: bad = list(v for _ in [0])
    except NameError as e: print(e)
print(list(C.it), sum((x for x in range(3)), 10), max((x for x in [3, 1]), default=0), max((x for x in []), default="d"), any(x for x in [0, 0]), all(x for x in []), sorted(x for x in "cab"), "".join(c for c in "abc"), tuple(x for x in "xy"))
g = (x for x in range(5))
print(2 in g, list(g), next(g, None), g.__name__, g.__qualname__)
import itertools
print(list(itertools.islice((x * x for x in itertools.count()), 5)), list(itertools.takewhile(lambda x: x < 3, (x for x in itertools.count(1)))))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
print(list(itertools.islice(fib(), 10)))
def primes():
    found = []
    for n in itertools.count(2):
        if all(n % p for p in found):
            found.append(n)
            yield n
print(list(itertools.islice(primes(), 10)))
