import __strict__

import functools
from dataclasses import dataclass, field


class Point:
    scale = 1

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def set_scale(self, scale):
        self.scale = scale

    def norm(self):
        return (self.x + self.y) * self.scale


class Point3(Point):
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


class Named:
    name: str

    def __init__(self, name):
        self.name = name


class NamedPoint(Named, Point):
    def __init__(self, name, x, y):
        Named.__init__(self, name)
        Point.__init__(self, x, y)


class Slotted:
    __slots__ = ("a",)


class Both(Point, Slotted):
    pass


@dataclass
class Record:
    first: int
    second: list = field(default_factory=list)
    third: int = 3


@dataclass(slots=True)
class Tight:
    first: int
    second: int = 2


class Lazy:
    def __init__(self):
        self.calls = 0

    @functools.cached_property
    def value(self):
        self.calls += 1
        return 42


class Oops(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Box[T]:
    def __init__(self, content: T):
        self.content = content
