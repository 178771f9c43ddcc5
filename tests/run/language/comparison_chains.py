"""Chained comparisons, in, is, and their methods."""
class T:
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        print(f"{self.n}<{o.n}", end=" ")
        return self.n < o.n
    def __eq__(self, o):
        print(f"{self.n}=={o.n}", end=" ")
        return self.n == o.n
    def __contains__(self, o): return "yes" if o == self.n else []
def mk(n):
    print(f"mk{n}", end=" ")
    return T(n)
print(mk(1) < mk(2) < mk(3))
print(mk(3) < mk(2) < mk(1))
print(mk(1) == mk(1) < mk(2))
print(1 in T(1), 2 in T(1), 2 not in T(1), 1 < 2 in [2], 1 in [1] in [[1]])
x = y = []
print(x is y is not None, x is not [], 1 < 2 == 2 < 3, (1 < 2) == (2 < 3), 1 == 1.0 is not None)
class It:
    def __iter__(self): return iter([1, 2, 3])
class Get:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * 10
class No:
    __contains__ = None
    def __iter__(self): return iter([1])
print(2 in It(), 9 in It(), 20 in Get(), 25 in Get(), [*Get()])
for v in (5, None, No()):
    try: print(1 in v)
    except TypeError as e: print(e)
class R:
    def __lt__(self, o): return [1]
    def __gt__(self, o): return {}
print(R() < 1, 1 > R(), 1 < R(), R() < 1 < 5, 1 < R() or "empty", not R() < 1)
