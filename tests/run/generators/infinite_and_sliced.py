# stress: 499
"""Endless generators, cut by islice, takewhile, break and close; state kept between uses."""
import itertools
def count(n=0):
    while True:
        step = yield n
        n += step or 1
c = count(); print([next(c) for _ in range(3)], c.send(10), next(c), list(itertools.islice(c, 2)))
def primes():
    seen = []
    for n in itertools.count(2):
        if all(n % p for p in seen): seen.append(n); yield n
print(list(itertools.islice(primes(), 10)), list(itertools.takewhile(lambda p: p < 20, primes())), next(p for p in primes() if p > 50))
def fib():
    a, b = 0, 1
    while True: yield a; a, b = b, a + b
print([x for x, _ in zip(fib(), range(10))], sum(itertools.takewhile(lambda x: x < 100, fib())))
for x in fib():
    if x > 50: break
print(x); g = fib(); next(g); g.close(); print(list(g))
def chain(*its):
    for it in its: yield from it
print(list(chain("ab", [1], range(2))), list(itertools.islice(chain(count(5)), 3)))
def tree(t):
    if isinstance(t, list):
        for e in t: yield from tree(e)
    else: yield t
print(list(tree([1, [2, [3, [4]], 5], [[[6]]]])))
