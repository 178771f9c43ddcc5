# stress: 499
"""Natural orders: sorting by several keys, stable groups, key functions, reversed text, case."""
import functools, locale, string
rows = [("bob", 3), ("Al", 1), ("bob", 1), ("al", 2), ("Cy", 3)]
print(sorted(rows), sorted(rows, key=lambda r: r[0].lower()), sorted(rows, key=lambda r: (-r[1], r[0])), sorted(rows, key=functools.cmp_to_key(lambda a, b: (a[1] > b[1]) - (a[1] < b[1]))), sorted("bAcB", key=str.lower), sorted("bAcB", key=str.swapcase), sorted(["10", "9", "1"], key=int), sorted([3, "a", None], key=str), sorted([[], [0], [0, 0]], reverse=True), sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]), sorted([True, 0, 2, -1.5]), max(rows, key=lambda r: r[1]), min(rows, key=lambda r: r[1]), string.digits[::-1])
groups = {}
for name, n in rows: groups.setdefault(n, []).append(name)
print(groups, {k: sorted(v, key=str.casefold) for k, v in sorted(groups.items())}); rows.sort(key=lambda r: r[1], reverse=True); print(rows); rows.reverse(); print(rows)
