"""Views of dict: set operations, changes while iterating."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 2 in v, ("a", 1) in i, ("a", 2) in i, "a" in i)
d["d"] = 4
print(list(k), list(v), list(i), list(reversed(k)), list(reversed(v)), list(reversed(i)))
print(sorted(k & {"a", "z"}), sorted(k | {"z"}), sorted(k - {"a"}), sorted(k ^ {"a", "z"}), k == {"a", "b", "c", "d"}, k >= {"a"}, k < {"a"}, k.isdisjoint("xyz"), sorted(i & {("a", 1), ("b", 9)}))
print(sorted(k & ["a"]), sorted({"a", "q"} - k), k.mapping["a"], type(k.mapping))
show("k[0]", "k + k", "v == v", "d.values() == d.values()", "k == ['a']", "hash(k)", "k & 5", "{'x': []}.items() & {1}", "next(iter(k))", "k.mapping['new']", "repr({}.keys())", "d.keys().foo", "bool({}.keys())", "{1: 2}.items() == {(1, 2)}", "{1: 2}.keys() <= {1: 3}.keys()", "set({1: 2}.items())", "v.isdisjoint([])", "type(k)()")
for change in ("d['new'] = 1", "del d['a']", "d.clear()", "d['a'] = 9", "d.popitem()"):
    d = {"a": 1, "b": 2}
    try:
        for key in d: exec(change)
        print(change, "fine", d)
    except RuntimeError as e: print(change, e)
d = {1: 1}
try:
    for key in d:
        del d[key]
        d[key] = 2
except RuntimeError as e: print(e)
it = iter({"a": 1, "b": 2}.items())
print(next(it), it.__length_hint__(), list(it), it.__length_hint__(), list(it))
