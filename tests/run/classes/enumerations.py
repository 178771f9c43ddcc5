# stress: 211
"""enum: members, aliases, flags, methods."""
from enum import Enum, IntEnum, Flag, IntFlag, StrEnum, auto, unique
class Color(Enum):
    RED = 1
    GREEN = 2
    ALIAS = 1
    def hello(self): return f"hello {self.name}"
    @classmethod
    def default(cls): return cls.RED
print(Color.RED, repr(Color.GREEN), Color.ALIAS is Color.RED, list(Color), Color(2), Color["RED"], Color.RED.hello(), Color.default(), len(Color), Color.RED in Color, Color.__members__)
for t in ("Color(9)", "Color['X']", "Color.RED = 5", "Color.RED < Color.GREEN", "Color.X", "Color.RED.value", "Color.RED == 1", "1 in Color", "9 in Color", "hash(Color.RED) == hash(Color.RED)", "isinstance(Color.RED, Color)", "f'{Color.RED}'", "del Color.RED", "Color.RED.name = 'x'"):
    try: print(t, "=>", exec(t) if " = " in t or t.startswith("del") else eval(t))
    except Exception as e: print(t, "->", type(e).__name__, e)
class N(IntEnum):
    A = 1
    B = auto()
    C = auto()
print(N.B + 1, N.C > N.A, sorted(N), f"{N.A}", str(N.B), repr(N.C), N(3), [1, 2, 3][N.A], N.A == 1)
class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
print(P.R | P.X, P.RW & P.R, ~P.R, P.R in P.RW, bool(P.R & P.W), list(P.RW), P(3), P(0), P.R ^ P.RW, len(P.RW), repr(P.R | P.X))
class S(StrEnum):
    A = auto()
    B = "bee"
print(S.A, S.B, S.A == "a", S.B.upper(), f"{S.B}", repr(S.A))
try:
    @unique
    class U(Enum):
        A = 1
        B = 1
except ValueError as e: print(e)
try:
    class Sub(Color): pass
except TypeError as e: print(e)
class Planet(Enum):
    EARTH = (5.9, 6.3)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
print(Planet.EARTH.mass, Planet.EARTH.value, Enum("Made", "X Y").Y, IntFlag("IF", "A B").B | 1)
class H(Enum):
    _ignore_ = ["i"]
    def _generate_next_value_(name, start, count, last): return name.lower()
    FIRST = auto()
    @property
    def shout(self): return self.value.upper()
print(H.FIRST.value, H.FIRST.shout)
