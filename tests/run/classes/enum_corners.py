# stress: 997
"""Enumerations: auto, aliases, flags and their boundaries, functional form, _missing_, mixed-in types, iteration."""
from enum import Enum, IntEnum, Flag, IntFlag, StrEnum, auto, unique, member, nonmember, verify, CONTINUOUS, NAMED_FLAGS, KEEP, CONFORM, EJECT, STRICT, property as enum_property
def attempt(function, *arguments):
    try: print(function(*arguments))
    except Exception as error: print(type(error).__name__, error)
class Color(Enum):
    RED = 1; GREEN = auto(); BLUE = auto(); CRIMSON = 1
    @classmethod
    def _missing_(cls, value): return cls.RED if value == "r" else None
    def describe(self): return self.name.lower()
print(list(Color), Color(1), Color["BLUE"], Color("r"), Color.CRIMSON is Color.RED, Color.__members__, Color.RED.describe(), len(Color), Color.RED in Color, 1 in Color, 9 in Color, repr(Color), Color.GREEN.value)
attempt(Color, 9); attempt(lambda: Color["X"]); attempt(lambda: Color.X); attempt(setattr, Color, "RED", 5); attempt(delattr, Color, "RED"); attempt(setattr, Color.RED, "value", 5); attempt(lambda: type("C", (Color,), {})); attempt(lambda: Color.RED < Color.BLUE); attempt(lambda: Color.RED.BLUE.name); attempt(lambda: Color())
def dup():
    @unique
    class D(Enum): A = 1; B = 1
attempt(dup)
def again():
    class D(Enum): A = 1; A = 2
attempt(again)
class N(IntEnum): ONE = 1; TWO = 2
print(N.ONE + 1, N.ONE < N.TWO, N(2), f"{N.ONE}", str(N.TWO), repr(N.ONE), N.ONE == 1, [10, 20][N.ONE], int(N.TWO), N.ONE | 2)
class S(StrEnum): A = auto(); BEE = auto(); C = "see"
print(list(S), S.A + "x", f"{S.BEE:>5}", S("see"), str(S.C)); attempt(lambda: type(S)("T", (StrEnum,), {}) and StrEnum("T", {"A": 5}))
class P(Flag): R = auto(); W = auto(); X = auto(); RW = R | W
print(list(P), P.R | P.X, P.RW, ~P.R, P(0), P(7), P.R in P.RW, P.X in P.RW, list(P.RW), len(P.RW), bool(P(0)), P.R ^ P.RW, P.RW & P.W, P["R"], repr(P.R | P.W), P.RW.name, (P.R | P.X).name, P(5).value)
attempt(P, 8); attempt(P, "x"); attempt(lambda: P.R | 1); attempt(lambda: P.R < P.W)
class K(Flag, boundary=KEEP): A = 1; B = 2
class C(Flag, boundary=CONFORM): A = 1; B = 2
class E(Flag, boundary=EJECT): A = 1; B = 2
print(K(9), C(9), E(9), type(E(9)).__name__, list(K(9)))
class I(IntFlag): A = 1; B = 4
print(I.A | I.B, I(8), I.A | 16, I.A + 1, ~I.A, I(-1), I.A in I(5), repr(I(7)), str(I(3)), I.A == 1)
F = Enum("F", "a b c"); print(list(F), F.__module__); print(list(Enum("G", [("x", 5), ("y", 6)], module="m", qualname="q.G")), Enum("H", {"p": 1}).p, list(IntEnum("J", "u v", start=10)), list(Flag("L", ["s", "t"])))
class M(Enum):
    a = member(lambda: 5); b = nonmember(7); _ignore_ = ["tmp"]; tmp = 3
    def f(self): pass
    class Inner: pass
    _private = 1; __dunderish = 2; _sunder = 4
print([m.name for m in M], M.b, M.a.value(), M.Inner.value.__name__ if hasattr(M.Inner, "value") else M.Inner.__name__)
class Planet(Enum):
    EARTH = (5.97, 6.37); MARS = (0.64, 3.39)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
    @property
    def density(self): return round(self.mass / self.radius, 3)
print(Planet.EARTH.mass, Planet.MARS.density, Planet((0.64, 3.39)))
class Coord(bytes, Enum):
    def __new__(cls, value, label):
        o = bytes.__new__(cls, [value]); o._value_ = value; o.label = label; return o
    A = (1, "la"); B = (2, "lb")
print(Coord.A, Coord(2).label, Coord.A.value, bytes(Coord.B))
class Next(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last): return (name, start, count, last)
    A = auto(); B = auto()
print(Next.A.value, Next.B.value)
attempt(lambda: verify(CONTINUOUS)(IntEnum("V", {"a": 1, "b": 3}))); attempt(lambda: verify(NAMED_FLAGS)(Flag("V", {"a": 1, "b": 6})))
import pickle, copy
print(pickle.loads(pickle.dumps(Color.RED)) is Color.RED, copy.deepcopy(P.RW) is P.RW, pickle.loads(pickle.dumps(P.R | P.X)), hash(Color.RED) == hash("RED"), Color.RED != Color.GREEN, Color.RED == 1, {Color.RED: 1}[Color.CRIMSON])
print(Color.__doc__, Color.RED.__class__.__name__, dir(Color.RED)[-4:], [m.name for m in reversed(Color)], isinstance(Color.RED, Color), Color.RED._name_, Color._member_names_, Color._value2member_map_)
