# stress: 997
"""Sequence and mapping patterns: what counts as one, keys, stars, missing keys, names bound by patterns that fail."""
import array, collections
def attempt(function, *arguments):
    try: print(function(*arguments))
    except Exception as error: print(type(error).__name__, error)
def sequence(v):
    match v:
        case []: return "empty"
        case [1]: return "one"
        case (1, 2): return "one two"
        case [1, *_, 9]: return "1..9"
        case [[a, b], *rest]: return a, b, rest
        case [*all]: return all
        case _: return "no sequence"
for v in ([], (), [1], (1,), [1, 2], range(1, 3), [1, 9], [1, 5, 6, 9], [[1, 2]], [(3, 4), 5], "ab", b"ab", bytearray(b"ab"), {1}, {1: 2}, array.array("i", [1, 2]), collections.deque([7, 8]), memoryview(b"\1\2"), iter([1]), collections.UserList([1])): attempt(sequence, v)
class Fake:
    def __len__(self): return 2
    def __getitem__(self, i): return i
attempt(sequence, Fake())
import collections.abc
class Registered(Fake): pass
collections.abc.Sequence.register(Registered)
attempt(sequence, Registered())
def mapping(v):
    match v:
        case {"x": 0, "y": y}: return "x0", y
        case {"x": {"z": z}}: return "deep", z
        case {1: a, None: b, -1.5: c, "s" "t": d}: return a, b, c, d
        case {True: t}: return "true", t
        case {"rest": 1, **others}: return others
        case {}: return "mapping"
        case _: return "no mapping"
class Missing(dict):
    def __missing__(self, key): print("missing", key); return 0
for v in ({"x": 0, "y": 5}, {"x": 0}, {"x": {"z": 1}}, {1: "a", None: "b", -1.5: "c", "st": "d"}, {1: "one"}, {"rest": 1, "q": 2}, {}, Missing(y=1), collections.defaultdict(int, y=2), [], collections.UserDict(x=0, y=3)): attempt(mapping, v)
def leaks(v):
    a = b = "unset"
    match v:
        case [a, 1]: r = "first"
        case [b, 2]: r = "second"
        case _: r = "none"
    return r, a, b
for v in ([5, 1], [6, 2], [7, 3], 0): attempt(leaks, v)
def literals(v):
    match v:
        case 1: return "int one"
        case 1.5 | -2 | 3 + 4j | -1 - 2j: return "number"
        case "a" | b"a": return "text"
        case True: return "true"
        case None: return "none"
for v in (1, True, 1.0, 1.5, -2, 3 + 4j, -1 - 2j, "a", b"a", None, 0, False): attempt(literals, v)
class K: a = 1; b = "key"; n = None
def values(v):
    match v:
        case K.a: return "a"
        case {K.b: x}: return "b", x
        case [K.n, *_]: return "n"
for v in (1, True, {"key": 2}, [None, 1], [0]): attempt(values, v)
class Eq:
    def __eq__(self, o): print("eq", o); return True
attempt(literals, Eq())
for text in ("case {**rest, 'a': 1}: pass", "case {'a': 1, 'a': 2}: pass", "case [*a, *b]: pass", "case x: pass\n case y: pass", "case a | b: pass", "case [a, a]: pass", "case (1 | x): pass", "case f'x': pass", "case {x: 1}: pass", "case P(a=1, a=2): pass", "case 1 + 1: pass", "case -x: pass", "case x.y.z(): pass", "case *a: pass", "case *a, b: pass", "case (a): pass", "case a as b: pass"):
    try: compile("match v:\n " + text, "t", "exec"); print("fine", text)
    except SyntaxError as error: print(error.msg)
match = 1; case = 2; type = 3; _ = 4
match[0:1] if False else match; print(match, case, type, _)
def d(v):
    match v:
        case {"k": K.a}: return 1
        case {"k": [x, y]} | {"j": (x, y)}: return x, y
attempt(d, {"k": 1}); attempt(d, {"j": "xy"}); attempt(d, {"j": [1, 2]})
