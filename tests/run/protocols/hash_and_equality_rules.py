# stress: 499
"""Defining __eq__ removes __hash__; keys that are equal must have equal hashes; what sets and dictionaries do then."""
class E:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return isinstance(o, E) and self.v == o.v
class H(E):
    def __hash__(self): return hash(self.v)
class I(H): pass
class J(H):
    def __eq__(self, o): return False
class K(E): __hash__ = object.__hash__
for k in (E, H, I, J, K):
    try: s = {k(1), k(1), k(2)}; print(k.__name__, len(s), k(1) in s, k(1) == k(1), k(1) != k(1))
    except TypeError as e: print(k.__name__, e)
print(E.__hash__, H(1) == I(1), {H(1): "h"}[I(1)], H(1) in {1}, {1: 2}.get(H(1)), E(1) == 1, 1 == E(1), E(1) != E(2), [E(1)].index(E(1)), [E(1)] == [E(1)], (H(1),) in {(H(1),)})
class Odd:
    def __eq__(self, o): return "text"
    def __ne__(self, o): return []
o = Odd(); print(o == 1, o != 1, o in [1], [1].count(o), bool(o == 1), not o != 1)
class Changing:
    def __init__(self): self.n = 0
    def __hash__(self): self.n += 1; return self.n
    def __eq__(self, o): return self is o
c = Changing(); d = {c: 1}; print(c in d, list(d)[0] is c, len(d)); nan = float("nan"); print(nan == nan, nan in [nan], {nan: 1}[nan], {nan, nan} == {nan}, hash(True) == hash(1) == hash(1.0) == hash(1 + 0j), hash("a") == hash("a"), {1: "a", True: "b", 1.0: "c"})
