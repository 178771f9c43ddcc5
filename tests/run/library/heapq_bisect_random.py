# stress: 997
"""heapq, bisect, random: orders, keys, seeded sequences equal to CPython's, errors."""
import heapq, bisect, random
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
h = [5, 1, 4, 2]; heapq.heapify(h); print(h, heapq.heappop(h), heapq.heappushpop(h, 0), heapq.heapreplace(h, 9), h, heapq.nlargest(2, [3, 1, 2]), heapq.nsmallest(2, "hello", key=lambda c: -ord(c)), list(heapq.merge([1, 4], [2, 3], reverse=False)), list(heapq.merge("ca", "b", key=ord, reverse=True))); attempt(heapq.heappop, []); attempt(heapq.heappush, 5, 1); attempt(heapq.heapify, (1, 2)); attempt(heapq.heapreplace, [], 1); attempt(heapq.heappush, [1], "a"); m = [1, 3, 2]; heapq.heapify_max(m); print(m, heapq.heappop_max(m), m)
l = [1, 3, 3, 5]; print(bisect.bisect(l, 3), bisect.bisect_left(l, 3), bisect.bisect_right(l, 3, 0, 2), bisect.insort(l, 4), l, bisect.bisect(["aa", "b"], 2, key=len), bisect.insort_left(l, 3), l); attempt(bisect.bisect, l, "a"); attempt(bisect.bisect, l, 1, -1); attempt(bisect.bisect, 5, 1); attempt(bisect.bisect, [1, None], 2)
r = random.Random(42); print(r.random(), r.randint(1, 100), r.choice("abc"), r.sample(range(100), 5), r.uniform(1, 2), r.gauss(0, 1), r.shuffle(l), l, r.getrandbits(70), r.randrange(0, 100, 7), r.choices("ab", [1, 9], k=5), r.betavariate(1, 2), r.expovariate(1), r.triangular(), r.randbytes(4), r.normalvariate(), r.vonmisesvariate(0, 1), r.paretovariate(2), r.lognormvariate(0, 1), r.binomialvariate(10, 0.3)); s = r.getstate(); a = r.random(); r.setstate(s); print(a == r.random(), len(s[1]))
for seed in (0, 1, -1, 2 ** 70, "text", b"bytes", 1.5): x = random.Random(seed); print(x.random(), x.getrandbits(5))
attempt(random.Random, []); attempt(r.randint, 5, 1); attempt(r.choice, []); attempt(r.sample, [1], 2); attempt(r.sample, {1, 2}, 1); attempt(r.randrange, 0); attempt(r.randrange, 1.5); attempt(r.setstate, 5); attempt(r.choices, [], k=1); attempt(r.choices, "ab", [0, 0]); attempt(r.shuffle, "abc"); attempt(random.SystemRandom().seed, 1)
