# stress: 499
"""Containers in containers: equality, copies, shared parts, reprs, hashing of nested tuples, unpacking."""
a = [1, (2, {"k": [3]}), {4}]
b = [1, (2, {"k": [3]}), {4}]
print(a == b, a is b, a[1] == b[1], repr(a), str(a) == repr(a)); b[1][1]["k"].append(9); print(a == b, b)
shared = []; c = [shared, shared, {"s": shared}]; shared.append(1); print(c, c[0] is c[2]["s"]); d = c[:]; d[0].append(2); print(c, d == c, d is c)
print({(1, (2, 3)): "t"}[(1, (2, 3))], hash((1, (2,))) == hash((1, (2,))), {frozenset([1, 2]): 5}[frozenset([2, 1])], ((), (())) == ((), ()), [[]] == [[]], [[]] * 2, {1: {2: {3: {}}}}[1][2][3])
try: hash((1, [2]))
except TypeError as e: print(e)
(p, [q, *r]), t = (1, [2, 3, 4]), 5
print(p, q, r, t, sum([[1], [2]], []), [x for row in [[1, 2], [3]] for x in row], list(map(list, zip(*[[1, 2], [3, 4]]))), sorted([[2, 1], [1, 9], [1]]), max([(1, "b"), (1, "c")]), min({"b": 1, "a": 2}.items()))
m = {}; m.setdefault("x", []).append(1); m.setdefault("x", []).append(2); print(m); n = [[0] * 2 for _ in range(2)]; n[0][0] = 1; print(n)
