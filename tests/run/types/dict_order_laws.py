# stress: 499
"""Order of dictionaries after insertions, deletions, updates, merges and reinsertion."""
d = dict.fromkeys("abc", 0); d["b"] = 1; print(list(d)); del d["a"]; d["a"] = 2; print(list(d), d.popitem(), list(d)); d.update(z=1, b=5); print(list(d.items())); e = {"z": 9, "q": 8} | d; print(list(e)); e |= {"new": 1, "q": 0}; print(e); f = {**e, "z": "last"}; print(list(f)[0], f["z"]); g = {k: v for k, v in reversed(f.items())}; print(list(g)); h = dict(sorted(g.items())); print(list(h)); h.setdefault("z", 0); h.setdefault("zz", 0); print(list(h)[-2:]); i = dict(zip("xyz", range(3))); i.pop("y"); i["y"] = 9; print(i, list(reversed(i))); j = {}
for n in range(1000): j[n] = n
for n in range(0, 1000, 2): del j[n]
for n in range(0, 10, 2): j[n] = -n
print(list(j)[:3], list(j)[-6:], len(j), next(iter(j)), next(reversed(j))); j.clear(); j["only"] = 1; print(j); k = {1: "a", 2: "b"}; k[1.0] = "c"; print(k); print({"a": 1, "b": 2} == {"b": 2, "a": 1}, list({"a": 1, "b": 2}) == list({"b": 2, "a": 1}), {3: 1, 1: 2, 2: 3}, {True: 1, 1: 2}, dict(b=1, a=2), dict([("b", 1)], a=2))
