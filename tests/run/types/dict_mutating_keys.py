# stress: 499
"""Dictionaries whose keys' __eq__ and __hash__ raise, change the dictionary, or collide; order after deletions."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
class K:
    def __init__(self, n, h=1): self.n, self.h = n, h
    def __hash__(self): return self.h
    def __eq__(self, o): return isinstance(o, K) and self.n == o.n
    def __repr__(self): return f"K{self.n}"
d = {K(i): i for i in range(8)}
print(d, d[K(3)], K(9) in d); del d[K(0)]; d[K(0)] = "again"; print(list(d)[-1], len(d), d.pop(K(5)), list(d))
class Bad(K):
    def __eq__(self, o): raise ValueError("eq")
    __hash__ = K.__hash__
attempt(lambda: d[Bad(1)]); attempt(d.get, Bad(1)); attempt(lambda: Bad(1) in d); attempt(d.__setitem__, Bad(1), 1); attempt(d.pop, Bad(2), 0); attempt(d.setdefault, Bad(2)); attempt(lambda: {K(1), Bad(1)}); print(len(d))
class NoHash:
    def __hash__(self): raise OSError("hash")
attempt(lambda: {NoHash(): 1}); attempt(d.get, NoHash()); attempt(lambda: NoHash() in {}); attempt(lambda: {}.pop(NoHash(), 1)); attempt(lambda: {[]: 1}); attempt(lambda: {}.get([])); attempt(lambda: [] in {}); attempt(lambda: {{}}); attempt(lambda: ([],) in {}); attempt(lambda: {1: 2}[[]]); attempt(lambda: {}.setdefault({}, 1)); attempt(lambda: dict.fromkeys([[]])); attempt(lambda: {slice(1): 1})
class Clears(K):
    def __eq__(self, o): victim.clear(); return False
    __hash__ = K.__hash__
victim = {K(1): 1, K(2): 2}; attempt(victim.get, Clears(5)); print(victim); victim = {K(1): 1, K(2): 2}; victim[Clears(7)] = "new"; print(victim)
class Grows(K):
    def __eq__(self, o): victim[K(len(victim) + 100, 5)] = 0; return len(victim) > 20
    __hash__ = K.__hash__
victim = {K(1): 1}; print(victim.get(Grows(9), "none") in ("none", 1), len(victim) > 1)
d = {}
for i in range(20): d[i] = i
for i in range(0, 20, 2): del d[i]
for i in range(0, 6, 2): d[i] = "re"
print(d, list(reversed(d)), d.popitem(), d.popitem(), next(iter(d)), list(d.items())[:2])
d = {1: "int"}; d[True] = "bool"; d[1.0] = "float"; d[1 + 0j] = "complex"; print(d, {1: 1, True: 2, 1.0: 3}, {0: "z", -0.0: "n", False: "f"})
d = dict(a=1); d.update(b=2); d.update({"c": 3}, d=4); d.update([("e", 5), "fg"]); d.update(iter({"h": 1}.items())); print(d); d |= {"a": 9}; print(d | {"z": 0}, {"q": 1} | d == d | {"q": 1})
for bad in (5, [1], ["abc"], [(1, 2, 3)], "ab", [5], None): attempt({}.update, bad)
class Keys:
    def keys(self): return ["x", "y"]
    def __getitem__(self, k): return k * 2
class BadKeys:
    def keys(self): raise OSError('no keys')
class RaisingKeys:
    def keys(self): raise KeyError("keys")
print(dict(Keys()), {**Keys()}, dict(Keys(), z=1)); attempt(dict, BadKeys()); attempt(dict, RaisingKeys()); attempt(lambda: {**BadKeys()}); attempt(lambda: (lambda **k: k)(**Keys())); attempt(lambda: (lambda **k: k)(**BadKeys()))
print(dict.fromkeys("aab"), dict.fromkeys([1, 2], []), dict.fromkeys({"k": 1}, 0), dict([("a", 1)], b=2), dict({"a": 1}, a=2), dict(()), {}.fromkeys("z")); attempt(dict.fromkeys, 5); attempt(dict.fromkeys)
for f in (lambda: {}["x"], lambda: {}.pop("x"), lambda: {}.popitem(), lambda: {}.pop(), lambda: {1: 2}.pop(1, 2, 3), lambda: {}.get(), lambda: {}.setdefault(), lambda: {}.update(1, 2), lambda: {}.items(1), lambda: {} < {}, lambda: {} + {}, lambda: {1: 2} | 5, lambda: dict(1, 2), lambda: {(1, 2): 3}[1, 2], lambda: {}["a", "b"], lambda: {}[1.5], lambda: {}[None], lambda: del_missing()): attempt(f)
def del_missing(): d = {}; del d[("t", 1)]
attempt(del_missing); r = {}; r["self"] = r; r["l"] = [r]; print(r, str(r) == repr(r)); a = {}; a["x"] = a; b = {}; b["x"] = b
