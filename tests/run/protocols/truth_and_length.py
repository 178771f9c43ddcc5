# stress: 499
"""Truth of objects with __bool__, __len__, both, neither, and of every built-in kind."""
class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
class B(L):
    def __bool__(self): return self.n == 0
class N: pass
for v in (L(0), L(2), B(0), B(2), N(), 0, 0.0, -0.0, 0j, 1, "", " ", b"", [], [0], (), (0,), {}, {0: 0}, set(), frozenset(), range(0), range(1), None, ..., NotImplemented if False else 1, len, type, iter([]), memoryview(b""), bytearray(), float("nan"), Exception(), (x for x in ())):
    print(bool(v), not v, 1 if v else 0, (v and 1) is v if not v else "", end="; ")
print()
for bad in (type("X", (), {"__bool__": lambda s: 1})(), type("Y", (), {"__len__": lambda s: -1})(), type("Z", (), {"__len__": lambda s: "a"})(), type("W", (), {"__bool__": lambda s: 1 / 0})(), type("V", (), {"__len__": lambda s: 2 ** 70})()):
    for f in (bool, lambda x: not x, lambda x: 1 if x else 2, lambda x: x and 1, lambda x: [y for y in [x] if y], len):
        try: print(f(bad), end=" ")
        except Exception as e: print(type(e).__name__, e, end=" | ")
    print()
print(all([L(1), B(0)]), any([L(0), B(1)]), list(filter(None, [L(0), 1, "", "a"]))[0], max(L(1), L(3), key=len).n, sorted([L(2), L(1)], key=len)[0].n)
