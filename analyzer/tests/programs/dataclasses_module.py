import dataclasses
from dataclasses import KW_ONLY, InitVar, asdict, astuple, dataclass, field, fields, make_dataclass, replace
from typing import Any, ClassVar


@dataclass
class Item:
    name: str
    tags: list[str] = field(default_factory=list)
    kind: ClassVar[int] = 3
    factor: InitVar[int] = 5

    def __post_init__(self, factor):
        self.size = factor * 2


item = Item("a", factor=1)
assert item.size == 2 and [each.name for each in fields(Item)] == ["name", "tags"]
assert item == Item("a") and repr(item) == "Item(name='a', tags=[])"
assert Item("a").tags is not item.tags


@dataclass(frozen=True, order=True, slots=True)
class Point:
    x: int = 0
    y: int = 0


point = Point(2)
assert replace(point, y=3) == Point(2, 3) and Point(1) < Point(2) and asdict(point) == {"x": 2, "y": 0}
assert astuple(point) == (2, 0) and {point: 1}[Point(2)] == 1 and Point.__slots__ == ("x", "y")
try:
    point.x = 5
except dataclasses.FrozenInstanceError as error:
    message = str(error)
assert message == "cannot assign to field 'x'"


@dataclass(kw_only=True)
class Special(Item):
    price: Any = None


assert Special(name="b", price=2).price == 2

Made = make_dataclass("Made", [("a", int), ("b", int, 5)])
assert Made(1) == Made(1, 5) and Made.__module__ == __name__


@dataclass
class Options:
    _: KW_ONLY
    level: int = 1
    later: Undefined | None = None


assert Options(level=2).level == 2 and [each.name for each in fields(Options)] == ["level", "later"]
match Point(1, 2):
    case Point(1, y):
        matched = y
assert matched == 2
try:

    @dataclass
    class Wrong:
        items: list = []

except ValueError as error:
    refused = True
assert refused
