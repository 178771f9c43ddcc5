"""Classes that act as containers."""
class Seq:
    def __init__(self, *items): self.items = list(items)
    def __len__(self): return len(self.items)
    def __getitem__(self, i):
        print("get", i, end="; ")
        return self.items[i]
    def __setitem__(self, i, v): self.items[i] = v
    def __delitem__(self, i): del self.items[i]
    def __contains__(self, x): return x == "magic"
    def __reversed__(self): return iter("reversed")
    def __length_hint__(self): return 10
s = Seq(1, 2, 3)
print(s[0], s[-1], s[1:], list(s), "magic" in s, 1 in s, len(s), list(reversed(s))[:3], bool(s), bool(Seq()))
s[0] = "new"
del s[1]
print(s.items, [*s], tuple(s), dict(enumerate(s)), max(Seq(3, 9, 4)), sorted(Seq(2, 1)))
class OnlyGet:
    def __getitem__(self, i):
        if i >= 3: raise IndexError("end")
        return i * i
o = OnlyGet()
print(list(o), 4 in o, 5 in o, [*o], list(zip(o, "ab")), sum(o), iter(o).__next__())
try: len(o)
except TypeError as e: print(e)
try: reversed(o)
except TypeError as e: print(e)
class BadLen:
    def __init__(self, v): self.v = v
    def __len__(self): return self.v
for v in (-1, "5", 2**63, 1.5, True, 3):
    try: print(len(BadLen(v)), bool(BadLen(v)))
    except Exception as e: print(type(e).__name__, e)
class Missing(dict):
    def __missing__(self, k): return k * 2
class Iter:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n
it = Iter(3)
print(next(it), list(it), list(it), next(it, "default"), 1 in Iter(3), 7 in Iter(3))
a, *b = Iter(4)
print(a, b, Missing()[4], {**Missing(a=1)}, min(Iter(3)), list(map(str, Iter(2))), "".join(map(str, Iter(3))))
class Index:
    def __index__(self): return 1
print([10, 20][Index()], "ab"[Index():], range(5)[Index()], (1, 2)[Index()], [1, 2, 3][:Index()], b"ab"[Index()])
