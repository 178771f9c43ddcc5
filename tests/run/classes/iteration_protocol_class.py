# stress: 499
"""Classes that iterate by __iter__, by __getitem__, by a generator method, backwards, and with lengths that lie."""
class ByGet:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * i
class ByGen:
    def __iter__(self): yield from "abc"
    def __reversed__(self): yield from "cba"
    def __len__(self): return 3
    def __contains__(self, x): return x == "magic"
class Lying:
    def __len__(self): return 1000
    def __iter__(self): return iter([1, 2])
    def __length_hint__(self): return 5
print(list(ByGet()), 9 in ByGet(), 5 in ByGet(), [*ByGet()], dict(enumerate(ByGet())), max(ByGet()), list(zip(ByGet(), ByGen())), list(ByGen()), list(reversed(ByGen())), "a" in ByGen(), "magic" in ByGen(), sorted(ByGen(), reverse=True), list(Lying()), tuple(Lying()), len(Lying()), sum(Lying()), bool(ByGen()), list(map(str, ByGet())), "".join(ByGen()), set(ByGen()) == {"a", "b", "c"}); a, b, c = ByGen(); *d, e = ByGet(); print(a, b, c, d, e)
class Once:
    def __init__(self): self.used = False
    def __iter__(self):
        if self.used: return iter(())
        self.used = True; return iter([1])
o = Once(); print(list(o), list(o)); it = iter(ByGet()); print(next(it), it.__reduce__()[2], list(it))
for bad in (type("B", (), {"__iter__": lambda s: 1})(), type("C", (), {"__getitem__": lambda s, i: 1 / 0})(), type("D", (), {"__iter__": lambda s: s})()):
    try: list(bad)
    except Exception as e: print(type(e).__name__, e)
