# stress: 61
"""Hot calls with defaults, keywords and wrong arguments; frames that return after something took note of them."""

import sys
import traceback

ROUNDS = 1200


def scaled(a, b=2, c=3, /, d=4, *, e=5):
    return (a, b, c, d, e)


def simple(a, b=2, c="c"):
    return (a, b, c)


def calls(x):
    return (
        simple(x), simple(x, 3), simple(x, c=x), simple(c=1, a=x, b=0), simple(x, *[7]), simple(**{"a": x}),
        scaled(x), scaled(x, e=1), scaled(x, 1, d=x),
    )


for i in range(ROUNDS):
    result = calls(i)
print(result)
simple.__defaults__ = (20, "changed")
print(calls("x")[:3])
simple.__defaults__ = ("only one",)
try:
    calls("x")
except TypeError as error:
    print(error)
simple.__defaults__ = None
try:
    calls("x")
except TypeError as error:
    print(error)
simple.__defaults__ = (0, 1, 2, 3)
try:
    print(calls("x")[:3])
except TypeError as error:
    print(error)
simple.__defaults__ = (2, "c")


def wrong(how):
    try:
        if how == 0:
            return simple()
        if how == 1:
            return simple(1, a=2)
        if how == 2:
            return simple(1, z=2)
        if how == 3:
            return simple(1, 2, 3, 4)
        if how == 4:
            return scaled(1, b=2)
        return simple(b=1)
    except TypeError as error:
        return str(error)


for i in range(ROUNDS):
    wrong(i % 6)
print([wrong(how) for how in range(6)])


class Point:
    def __init__(self, x, y=0, *, z=None):
        self.x, self.y, self.z = x, y, z

    def moved(self, dx=1, dy=1):
        return Point(self.x + dx, y=self.y + dy)

    @classmethod
    def origin(cls, x=0):
        return cls(x)

    @staticmethod
    def sum(a, b=1):
        return a + b


class Plain:
    def __init__(self, x, y="y"):
        self.x, self.y = x, y


class Child(Point):
    def __init__(self, x, name="child"):
        super().__init__(x, y=1)
        self.name = name

    def moved(self, dx=10):
        return super().moved(dy=dx)


def makes(x):
    p = Point(x).moved(dy=5).moved(2)
    q = Child(x, name="named").moved()
    r = Plain(x), Plain(y=x, x=1)
    o = Point.origin(), Child.origin(x=x)
    return [p.x, p.y, q.x, q.y, r[0].y, r[1].x, r[1].y, o[0].x, o[1].name, Point.sum(x), p.sum(1, b=x)]


for i in range(ROUNDS):
    result = makes(i)
print(result, makes(0.5), makes(True))
Point.moved = lambda self, dx=100, dy=200: Point(dx, dy)
Plain.__init__ = lambda self, x="a", y="b": (setattr(self, "x", y), setattr(self, "y", x))[0]
print(makes(3))
try:
    Plain.__init__ = lambda self, x, y=1: 3
    makes(3)
except TypeError as error:
    print(error)


def looked_at(values, key):
    """Whose callers' frames get objects for an exception's traceback."""
    try:
        return values[key]
    except KeyError:
        values[key] = result = len(values)
        return result


def between(values, key):
    number = 1.5
    found = looked_at(values, key)
    number += found
    return number


def outer(values, key):
    big = float(key) * 1e300
    found = between(values, key)
    return found, big, key


table = {}
for i in range(ROUNDS):
    result = outer(table, i), outer(table, i // 2)
print(result)
kept = []


def keeps(depth, note):
    here = depth * 2
    if depth:
        here += keeps(depth - 1, note)
    elif note:
        frame = sys._getframe()
        while frame.f_code.co_name == "keeps":
            kept.append(frame)
            frame = frame.f_back
    return here


for i in range(ROUNDS):
    keeps(4, False)
print(keeps(4, True), [(frame.f_locals["depth"], frame.f_locals["here"]) for frame in kept])
print([frame.f_lineno - keeps.__code__.co_firstlineno for frame in kept], {frame.f_back is None for frame in kept[:-1]})


def fails(depth):
    if not depth:
        raise ZeroDivisionError(depth)
    return fails(depth - 1) + 1


def catches(depth):
    try:
        return fails(depth)
    except ZeroDivisionError as error:
        return [entry.name for entry in traceback.extract_tb(error.__traceback__)]


for i in range(ROUNDS):
    catches(2)
print(catches(2), catches(0))


def appends(rows, values):
    for row in rows:
        for value in values:
            row.append(value)
            list.append(row, -value)
    return rows


class Row(list):
    def append(self, value):
        super().append(("row", value))


for i in range(ROUNDS):
    appends([[]], (1, 2))
print(appends([[], Row()], (1, 0.5)))
try:
    appends([()], (1,))
except AttributeError as error:
    print(error)


def unbound(values, value):
    list.append(values, value)
    return values


for i in range(ROUNDS):
    unbound([], i)
print(unbound(Row(), 1))
try:
    unbound((), 1)
except TypeError as error:
    print(error)
print(hash(-1), hash(1 << 60), hash((1 << 61) - 1), hash(-(1 << 60)), hash(-2), {(1 << 61) - 1: "a", 0: "b"}, hash(1.0))
