# stress: 499
"""Laws of sets checked over many small sets, with frozen and plain ones mixed."""
from itertools import combinations
u = range(4); subsets = [frozenset(c) for n in range(5) for c in combinations(u, n)]
ok = 0
for a in subsets:
    for b in map(set, subsets):
        assert a | b == b | a and a & b == b & a and a ^ b == (a | b) - (a & b) and a - b == a & (set(u) - b)
        assert (a <= b) == (a | b == b) == all(x in b for x in a) and (a < b) == (a <= b and a != b) and a.isdisjoint(b) == (not a & b)
        assert len(a | b) == len(a) + len(b) - len(a & b) and a.issuperset(b) == b.issubset(a) and (a == b) == (hash(a) == hash(frozenset(b)) and len(a - b) == 0 == len(b - a))
        c = set(a); c |= b; c -= a; assert c == b - a; d = set(a); d &= b; assert d == a & b; e = set(a); e ^= b; e ^= b; assert e == a; ok += 1
print(ok, len({*subsets}), sorted(map(sorted, subsets))[:5], type(subsets[1] | {9}).__name__, type({9} | subsets[1]).__name__)
