# stress: 211
"""dataclasses: generated methods, fields, inheritance."""
from dataclasses import dataclass, field, fields, asdict, astuple, replace, FrozenInstanceError, InitVar, KW_ONLY, make_dataclass, is_dataclass
@dataclass
class P:
    x: int
    y: int = 2
    tags: list = field(default_factory=list, repr=False)
p = P(1)
print(p, p == P(1), p != P(2), P(1, 3, ["a"]).tags, [f.name for f in fields(P)], asdict(p), astuple(p), replace(p, x=9), P.__match_args__)
@dataclass(order=True, frozen=True)
class F:
    a: int
    b: str = field(default="z", compare=False)
print(F(1) < F(2), F(1, "q") == F(1, "r"), hash(F(1)) == hash(F(1, "x")), sorted([F(3), F(1)]))
try: F(1).a = 5
except FrozenInstanceError as e: print(e)
@dataclass
class C(P):
    z: int = 5
    w: InitVar[int] = 0
    _: KW_ONLY
    k: str = "k"
    def __post_init__(self, w): self.sum = self.x + self.y + w
c = C(1, w=10, k="K")
print(c, c.sum)
@dataclass(slots=True)
class S:
    v: int
    def double(self): return self.v * 2
print(S(4).double(), S.__slots__)
for t in ("P()", "P(1, 2, 3, 4)", "C(1, 2, [], 3, 4, 'k')", "S(1).nope", "F(1) < 5", "hash(P(1))", "F('a') < F(1)"):
    try: print(eval(t))
    except Exception as e: print(t, "->", type(e).__name__, e)
for body in ("x: int = 1\n y: int", "x: list = []", "x: int = field(default=1, default_factory=int)"):
    try: exec(f"@dataclass\nclass X:\n {body}")
    except Exception as e: print(type(e).__name__, e)
M = make_dataclass("M", [("a", int), ("b", str, "B")])
print(M(1), is_dataclass(M), is_dataclass(M(1)), is_dataclass(int))
match p:
    case P(x, y): print("matched", x, y)
@dataclass(eq=False, repr=False, kw_only=True)
class K:
    a: int
    b: int = 1
print(K(a=1) == K(a=1), "K object" in repr(K(a=2)))
