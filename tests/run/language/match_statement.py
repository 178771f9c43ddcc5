"""match: every kind of pattern."""
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Color: RED = "red"
def m(v):
    match v:
        case 0 | 1: return "small"
        case -5 | 2.5 | 1+2j: return "number"
        case True: return "never"
        case None: return "none"
        case "a" | b"a": return "letter"
        case Color.RED: return "red"
        case []: return "empty"
        case [x]: return f"one {x}"
        case [1, *rest]: return f"from one {rest}"
        case (a, b) if a == b: return f"pair {a}"
        case [_, _, *_, last]: return f"many {last}"
        case {"k": k, **others}: return f"k {k} {others}"
        case {"type": "t" | "u" as kind}: return f"type {kind}"
        case {}: return "mapping"
        case P(0, y=0): return "origin"
        case P(x, y) if x > y: return f"point {x} {y}"
        case P(): return "some point"
        case str() as s: return f"str {s}"
        case int(n): return f"int {n}"
        case float() | complex(): return "float"
        case bytes(b): return f"bytes {b}"
        case _: return "other"
for v in (0, 1, True, False, -5, 2.5, 1+2j, None, "a", b"a", "red", [], [9], (9,), [1, 2, 3], (4, 4), (4, 5), (4, 5, 6), {"k": 1}, {"k": 1, "z": 2}, {"type": "u"}, {"type": "x"}, {}, P(0, 0), P(2, 1), P(1, 2), "abc", 7, 1.5, b"zz", {1, 2}, range(3), range(0), "", object, bytearray(b"x")):
    print(m(v))
def n(v):
    match v:
        case [[a, b], {"c": [c, *_]}]: return a, b, c
        case (1 | 2 as x, y): return x, y
        case [int() | str() as first, *_]: return first
        case x: return "captured", x
print(n([[1, 2], {"c": [3, 4]}]), n((2, "z")), n(["s", 1, 2]), n([1.5]), n({}))
class Bad:
    __match_args__ = ("a", "a")
class NoArgs: pass
for cls, text in ((Bad, "Bad(1, 2)"), (NoArgs, "NoArgs(1)"), (P, "P(1, 2, 3)"), (P, "P(1, x=2)"), (int, "int(1, 2)")):
    try: exec(f"match o:\n case {text}: pass", {"o": cls(1, 2) if cls is P else cls(), cls.__name__: cls})
    except TypeError as e: print(e)
x = 5
match x:
    case 1: pass
print(x)
match 1, 2:
    case a, b: print(a, b)
match = case = _ = 1
print(match, case, _)
