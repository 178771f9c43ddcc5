# stress: 997
"""Dataclasses: ordering of fields, keyword-only, slots, frozen, replace, hash, errors, match_args, inheritance."""
import dataclasses
from dataclasses import dataclass, field, fields, asdict, astuple, replace, make_dataclass, KW_ONLY, InitVar, FrozenInstanceError
from typing import ClassVar
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
@dataclass
class A:
    x: int
    y: list = field(default_factory=list)
    z: ClassVar[int] = 5
    _: KW_ONLY
    k: str = "k"
    hidden: int = field(default=0, repr=False, compare=False)
print(A(1), A(1, [2], k="q"), A(1) == A(1, hidden=9), A(1) != A(2), A.__match_args__, [f.name for f in fields(A)], A.z, A.__hash__)
attempt(A); attempt(A, 1, 2, 3); attempt(A, 1, bad=2); attempt(lambda: A(1) < A(2)); attempt(hash, A(1))
@dataclass(order=True, frozen=True)
class B:
    a: int; b: str = "b"
print(B(1) < B(2), B(1, "a") <= B(1), hash(B(1)) == hash(B(1)), sorted([B(2), B(1)]), {B(1): 1}[B(1)])
attempt(setattr, B(1), "a", 2); attempt(delattr, B(1), "a"); attempt(setattr, B(1), "new", 2); attempt(lambda: B(1) < 5); attempt(lambda: B(1) < B("x"))
@dataclass(slots=True)
class C:
    a: int = 1
    def f(self): return __class__ is C
    def g(self): return super().__repr__()[:5]
print(C.__slots__, C().f(), hasattr(C(), "__dict__")); attempt(setattr, C(), "b", 1)
@dataclass
class D(A):
    x: str = "changed"; extra: float = 1.5
print(D(), [f.name for f in fields(D)], D("p", [1], 2.5))
def order():
    @dataclass
    class X: a: int = 1; b: int
attempt(order)
def mutable():
    @dataclass
    class X: a: list = []
attempt(mutable)
def frozen():
    @dataclass
    class X(B): c: int = 0
attempt(frozen)
def both():
    @dataclass
    class X: a: int = field(default=1, default_factory=int)
attempt(both)
def no_annotation():
    @dataclass
    class X: a = field(default=1)
attempt(no_annotation)
def order_eq():
    @dataclass(order=True, eq=False)
    class X: pass
attempt(order_eq)
def has_lt():
    @dataclass(order=True)
    class X:
        def __lt__(self, o): pass
attempt(has_lt)
@dataclass
class E:
    a: int; b: InitVar[int]; c: int = field(init=False); d: InitVar[str] = "dd"
    def __post_init__(self, b, d): self.c = self.a + b; self.d2 = d
e = E(1, 2); print(e, e.d2, e.d); attempt(replace, e, a=5); print(replace(e, a=5, b=1)); attempt(replace, e, b=1, c=2); attempt(replace, B(1), zz=1); attempt(replace, 5); print(replace(B(1), b="new"))
@dataclass
class Tree:
    value: int; children: list["Tree"] = field(default_factory=list); meta: dict = field(default_factory=dict)
t = Tree(1, [Tree(2), Tree(3, [Tree(4)])], {"k": (Tree(5),)}); print(t); print(asdict(t)); print(astuple(t)); t.children.append(t); print(t); print(asdict(Tree(1), dict_factory=lambda items: sorted(k for k, _ in items)))
attempt(asdict, A); attempt(fields, 5); attempt(astuple, 5)
M = make_dataclass("M", ["p", ("q", int), ("r", int, field(default=7))], bases=(B,) if False else (), namespace={"m": lambda self: self.p}); print(M(1, 2), M(1, 2).m(), M.__module__); attempt(make_dataclass, "N", ["a", "a"]); attempt(make_dataclass, "N", ["class"]); attempt(make_dataclass, "N", [5])
print(dataclasses.is_dataclass(A), dataclasses.is_dataclass(A(1)), dataclasses.is_dataclass(5), dataclasses.is_dataclass(type))
@dataclass(unsafe_hash=True, eq=True)
class H: a: int = field(hash=False, default=0); b: int = 1
print(hash(H(1)) == hash(H(2)), hash(H(1, 2)) == hash(H(1, 3)))
@dataclass(repr=False, init=False, eq=False, match_args=False)
class Bare: a: int = 3
print(Bare().a, "object at" in repr(Bare()), hasattr(Bare, "__match_args__"), Bare() == Bare())
import copy, inspect
print(inspect.signature(A), inspect.signature(E), A.__doc__, A.__init__.__annotations__, copy.copy(A(1)), copy.replace(B(1), a=9), A.__dataclass_params__)
print(repr(fields(A)[0]).count('MISSING'), fields(A)[1].default_factory, fields(A)[0].default is dataclasses.MISSING, repr(dataclasses.MISSING)[:23], fields(A)[3].metadata)
@dataclass(kw_only=True, weakref_slot=True, slots=True)
class W: a: int; b: int = field(kw_only=False, default=2)
print(W(a=1), W.__slots__); attempt(W, 1, 2)
class Desc:
    def __get__(self, i, o): return 42 if i is None else i._d
    def __set__(self, i, v): i._d = v * 2
@dataclass
class Descr: d: int = Desc()
print(Descr(), Descr(5))
