# stress: 499
"""Views of dictionaries as sets: operators, comparisons, reversed, containment, changes seen, mappings behind."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 1 in v, ("a", 1) in i, ("a", 2) in i, "a" in i, ("a",) in i, [] in v)
print(sorted(k & {"a", "z"}), sorted(k | ["q"]), sorted(k - {"a"}), sorted(k ^ {"a", "z"}), sorted({"a"} & k), sorted(i & [("a", 1)]), sorted(i - {("b", 2)}), k == {"a", "b", "c"}, k == ["a", "b", "c"], k >= {"a"}, k > k, k < {"a", "b", "c", "d"}, i == {("a", 1), ("b", 2), ("c", 3)}, k != d.keys(), v == d.values(), v == v)
print(k.isdisjoint("xyz"), k.isdisjoint("a"), i.isdisjoint([]), list(reversed(k)), list(reversed(v)), list(reversed(i)), type(k & k).__name__, type(iter(k)).__name__, type(reversed(i)).__name__, k.mapping["a"], type(k.mapping).__name__)
d["z"] = 26; print(len(k), list(v)[-1], k); del d["a"]; print(i)
for f in (lambda: k & 5, lambda: k | 5, lambda: k - None, lambda: k < [1], lambda: k < 5, lambda: hash(k), lambda: hash(i), lambda: v & v, lambda: k[0], lambda: k.add(1), lambda: k.mapping.__setitem__("x", 1), lambda: k + k, lambda: type(k)(), lambda: type(k)({}), lambda: k.isdisjoint(5), lambda: [] in k, lambda: ({}, 1) in i, lambda: ("b", []) in i, lambda: {"x": []}.items() & {1}, lambda: {1: []}.items() | set(), lambda: {1: []}.items() == {1: []}.items(), lambda: {1: []}.items() <= {1: []}.items()): attempt(f)
it = iter(d); d["new"] = 1; attempt(next, it)
it = iter(d.values()); next(it); print(it.__length_hint__(), list(it)); attempt(next, it)
it = iter(d.items()); first = next(it); second = next(it); print(first, second, first is not second)
class D(dict):
    def __iter__(self): return iter(["fake"])
    def keys(self): return ["k"]
    def __getitem__(self, key): return "got " + str(key)
    def __contains__(self, key): return True
    def __len__(self): return 99
    def items(self): return [("i", 1)]
s = D(real=1); print(list(s), dict(s), {**s}, len(s), "x" in s, s.get("real"), list(s.values()), bool(D()), sorted(s), [*s], repr(s), (lambda **k: k)(**s), list(dict.keys(s)), s["q"]); print("%(x)s" % s, "{x}".format_map(s), type(s.copy()).__name__)
class M(dict):
    def __missing__(self, key): return key * 2
m = M(a=1); print(m["zz"], m.get("zz"), "zz" in m, m); attempt(lambda: m.pop("zz"))
from types import MappingProxyType
p = MappingProxyType(d); print(p["b"], list(p), p == d, p | {"w": 1}, repr(p), p.keys() & {"b"}, len(p), p.get("nope"), "b" in p, p.copy(), list(reversed(p)), hash(MappingProxyType({})) if False else ""); attempt(lambda: p.__setitem__); attempt(MappingProxyType, [1]); attempt(hash, p); attempt(lambda: p.x)
import collections.abc as c
print(isinstance(k, c.KeysView), isinstance(v, c.ValuesView), isinstance(i, c.Set), isinstance(k, c.MutableSet), isinstance(p, c.Mapping), isinstance(d, c.MutableMapping), issubclass(type(k), c.Collection), isinstance(v, c.Set))
