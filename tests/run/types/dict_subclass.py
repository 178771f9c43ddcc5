"""Subclasses of dict and what goes past their methods."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


class D(dict):
    def __getitem__(self, key): return "got " + str(key)
    def __setitem__(self, key, value): super().__setitem__(key, value * 2)
d = D(a=1)
d["b"] = 2
d.update(c=3)
print(d["a"], d.get("a"), dict(d), d, list(d.values()), {**d}, "%(zz)s" % d, d | {"q": 1}, type(d | {}), type(d.copy()), "{a}".format_map(d))
class U(dict):
    def __init__(self, *args, tag=None, **kw):
        super().__init__(*args, **kw)
        self.tag = tag
u = U({"a": 1}, tag="t", b=2)
print(u, u.tag, u.__dict__, type(u) is U, isinstance(u, dict), U.fromkeys("ab"), type(U.fromkeys("a")))
class K(dict):
    def keys(self): return ["x", "y"]
    def __getitem__(self, k): return k * 2
print(dict(K()), dict(**K()), {**K()})
class Mapping:
    def keys(self): return iter("ab")
    def __getitem__(self, key): return key.upper()
print(dict(Mapping()), {**Mapping()}, (lambda **kw: kw)(**Mapping()))
class Eq(dict):
    def __eq__(self, other): return "custom"
print(Eq() == {}, {} == Eq(), Eq() != {})
show("dict(**{1: 2})", "(lambda **k: k)(**{1: 2})", "dict(**5)", "{**5}", "dict(a=1, **{'a': 2})", "(lambda a: a)(**{'a': 1})", "dict.__getitem__(d, 'a')", "dict.__len__(5)", "dict.get()", "type('X', (dict, list), {})")
