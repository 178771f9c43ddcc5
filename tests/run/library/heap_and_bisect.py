# stress: 211
"""heapq and bisect."""
import heapq, bisect
h = []
for x in (5, 1, 8, 3, 2): heapq.heappush(h, x)
print(h[0], [heapq.heappop(h) for _ in range(5)], h)
h = [9, 4, 7, 1, 8]
heapq.heapify(h)
print(h[0], heapq.heappushpop(h, 0), heapq.heapreplace(h, 10), sorted(h), heapq.nlargest(2, h), heapq.nsmallest(2, h), heapq.nsmallest(3, "hello", key=lambda c: -ord(c)))
print(list(heapq.merge([1, 4], [2, 3], [0])), list(heapq.merge([3, 1], [2], reverse=True)), list(heapq.merge("ac", "B", key=str.lower)), heapq.nlargest(0, [1]), heapq.nlargest(9, [1, 2]))
for t in ("heapq.heappush([1], 'a')", "heapq.nlargest('a', [1])"):
    try: print(t, eval(t))
    except Exception as e: print(t, "->", type(e).__name__, e)
a = [1, 3, 3, 5]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 9), bisect.bisect_left(a, 0), bisect.bisect(a, 3, 0, 2), bisect.bisect_left([(1, "b"), (2, "a")], 2, key=lambda t: t[0]))
bisect.insort(a, 4); bisect.insort_left(a, 3); print(a)
for t in ("bisect.bisect(5, 1)", "bisect.bisect([1], 1, -1)", "bisect.bisect(['a'], 1)", "bisect.insort((1,), 1)"):
    try: print(t, eval(t))
    except Exception as e: print(t, "->", type(e).__name__, e)
h = []
for item in [(2, "b"), (1, "z"), (2, "a")]: heapq.heappush(h, item)
print([heapq.heappop(h) for _ in range(3)])
