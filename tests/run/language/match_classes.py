# stress: 997
"""Class patterns: __match_args__, positional sub-patterns of built-in types, errors, subclasses, what is looked up when."""
def attempt(function, *arguments):
    try: print(function(*arguments))
    except Exception as error: print(type(error).__name__, error)
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Q(P): __match_args__ = ("y",)
class L:
    __match_args__ = ["x"]
    x = 1
class N:
    __match_args__ = (5,)
class Lazy:
    __match_args__ = ("a", "b")
    @property
    def a(self): print("get a"); return 1
    @property
    def b(self): print("get b"); raise AttributeError("b")
    @property
    def c(self): raise ValueError("c")
def points(v):
    match v:
        case Q(7): return "q of 7"
        case P(0, 0): return "origin"
        case P(0, y=1): return "y one"
        case P(x, y) if x == y: return "diagonal", x
        case P(x=int(a), y=str() | bytes() as b): return "typed", a, b
        case P(): return "some"
        case _: return "other"
for v in (P(0, 0), P(0, 1), P(2, 2), P(2, "t"), P(2.0, 1), Q(1, 7), Q(0, 0), 5): attempt(points, v)
def too_many(v):
    match v:
        case P(1, 2, 3): pass
def twice(v):
    match v:
        case P(1, x=1): pass
def none(v):
    match v:
        case object(1): pass
def as_list(v):
    match v:
        case L(1): return 1
def numbers(v):
    match v:
        case N(1): return 1
def not_class(v):
    k = 5
    match v:
        case k(): pass
for f, v in ((too_many, P(1, 2)), (twice, P(1, 1)), (none, 1), (as_list, L()), (numbers, N()), (not_class, 1), (too_many, 5)): attempt(f, v)
def lazy(v):
    match v:
        case Lazy(2, 3): return "no"
        case Lazy(1, b): return "b?"
        case Lazy(c=1): return "c"
attempt(lazy, Lazy())
def builtin(v):
    match v:
        case bool(b): return "bool", b
        case int(i): return "int", i
        case float(f): return "float", f
        case str(s): return "str", s
        case bytes(s) | bytearray(s): return "bytes", s
        case list(l): return "list", l
        case tuple([a, b]): return "pair", a, b
        case dict({"k": k}): return "dict k", k
        case set(s) | frozenset(s): return "set", sorted(s)
        case type(): return "type"
        case None: return "none"
        case object(): return "object"
class I(int): pass
for v in (True, 3, I(4), 2.5, "s", b"b", bytearray(b"c"), [1], (1, 2), (1,), {"k": 1, "z": 2}, {}, {3, 1}, frozenset(), int, None, ...): attempt(builtin, v)
def two_args(v):
    match v:
        case int(1, 2): pass
attempt(two_args, 1)
import enum, dataclasses, collections
class E(enum.Enum): A = 1; B = 2
@dataclasses.dataclass
class D: a: int; b: list = dataclasses.field(default_factory=list); c: int = dataclasses.field(default=0, kw_only=True)
N3 = collections.namedtuple("N3", "p q")
def mixed(v):
    match v:
        case E.A: return "enum"
        case D(1, [x, *rest], c=c): return x, rest, c
        case D(a): return "D", a
        case N3(p, q=2): return "named", p
        case (p, q): return "pair", p, q
        case collections.OrderedDict(): return "ordered"
        case {"a": 1, **rest}: return rest
for v in (E.A, E.B, D(1, [1, 2, 3], c=9), D(2), N3(1, 2), N3(1, 3), collections.OrderedDict(a=1), {"a": 1, "b": 2}, collections.ChainMap({"a": 1}, {"c": 3})): attempt(mixed, v)
print(D.__match_args__, N3.__match_args__)
