# stress: 499
"""for and while: else, targets of every form, containers that change meanwhile, iterators that misbehave."""
def attempt(function, *arguments):
    try: print(function(*arguments))
    except Exception as error: print(type(error).__name__, error)
def grow():
    l = [1, 2, 3]; n = 0
    for x in l:
        n += 1
        if n < 6: l.append(x)
    return l
print(grow())
def shrink():
    l = list(range(6)); seen = []
    for x in l: seen.append(x); l.remove(x)
    return seen, l
print(shrink())
def change_dict(d, action):
    seen = []
    for k in d: seen.append(k); action(d, k)
    return seen
attempt(change_dict, {1: 1, 2: 2}, lambda d, k: d.__setitem__(k + 10, 0))
attempt(change_dict, {1: 1, 2: 2}, lambda d, k: d.pop(k))
attempt(change_dict, {1: 1, 2: 2}, lambda d, k: d.__setitem__(k, 5))
attempt(change_dict, {1: 1, 2: 2}, lambda d, k: (d.pop(1, 0), d.__setitem__(99, 0)))
attempt(change_dict, {1: 1, 2: 2}, lambda d, k: d.clear())
attempt(change_dict, {1, 2, 3}, lambda d, k: d.add(k + 100))
attempt(change_dict, {1, 2, 3}, lambda d, k: d.discard(1))
d = {1: 1}; items = iter(d.items()); d[2] = 2
attempt(next, items)
attempt(next, items)
v = iter({1: 1}.values()); print(v.__length_hint__(), next(v), v.__length_hint__(), next(v, "end"))
class T: pass
t, l = T(), [0, 0]
for t.x, l[1], (a, *b) in [(1, 2, (3, 4, 5)), (6, 7, "xyz")]: print(t.x, l, a, b)
for l[0] in range(3): pass
print(l)
for i in range(3):
    for j in range(3):
        if j == 1: break
    else: print("never")
    if i == 1: continue
else: print("done", i, j)
n = 3
while n:
    n -= 1
    if n == 5: break
else: print("while else", n)
for x in (): pass
else: print("empty else", "x" in globals())
class NoNext:
    def __iter__(self): return 3
class NoIter: pass
class NoneIter: __iter__ = None
class Old:
    def __getitem__(self, i):
        if i == 3: raise StopIteration
        return i
class Late:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n % 3 == 0: raise StopIteration
        return self.n
for k in (NoNext(), NoIter(), NoneIter(), Old(), 5, None, int): attempt(list, k)
late = Late(); print(list(late), list(late))
it = iter([1, 2]); print(list(it)); 
s = [1]; it = iter(s); next(it); print(next(it, "end")); s.append(2); print(next(it, "ended for good"))
r = reversed([1, 2, 3]); print(next(r), r.__length_hint__(), list(r), list(r))
print(list(iter(lambda c=iter([3, 2, 1, 0, 5]): next(c), 0)))
for i in range(5): i = i * 10; print(i, end=" ")
print()
for i, in [(1,), (2,)]: print(i, end=" ")
for [a, b] in ["ab", "cd"]: print(a, b, end=" ")
print()
def ret():
    for i in range(3):
        try:
            while True:
                if i == 1: return "out", i
                break
        finally: print("f", i)
print(ret())
def f():
    for i in range(3): yield i
    else: yield "else"
print(*f())
z = [i := i + 1 for j in range(2)]; print(z, i)
attempt(lambda: [x for x in 5])
attempt(lambda: {**{}, **[]})
import itertools
print([*zip(range(3), itertools.count())], next(iter(range(10**30, 10**30 + 5))), len(range(0, 10**18, 7)))
attempt(lambda: len(range(10**30)))
