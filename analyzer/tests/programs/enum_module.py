from enum import CONFORM, Enum, Flag, IntEnum, IntFlag, StrEnum, auto, member, nonmember, unique, verify, UNIQUE


@unique
class Color(Enum):
    RED = auto()
    GREEN = auto()

    @property
    def label(self):
        return self.name.lower()

    @classmethod
    def default(cls):
        return cls.RED


assert [color.name for color in Color] == ["RED", "GREEN"] and Color(1) is Color.RED and Color["GREEN"].value == 2
assert Color.RED.label == "red" and repr(Color.RED) == "<Color.RED: 1>" and str(Color.RED) == "Color.RED"
assert {Color.RED: "x"}[Color.default()] == "x" and len(Color) == 2 and Color.RED in Color and isinstance(Color.RED, Color)


class Permission(IntFlag):
    R = 4
    W = 2
    X = 1
    ALL = R | W | X


assert (Permission.R | Permission.W) == 6 and Permission.R in Permission.ALL and ~Permission.R == 3
assert (Permission.R | Permission.W).name == "R|W" and Permission.ALL & Permission.X is Permission.X


class Side(Flag, boundary=CONFORM):
    LEFT = auto()
    RIGHT = auto()


both = Side.LEFT | Side.RIGHT
assert list(both) == [Side.LEFT, Side.RIGHT] and Side(7) == both and bool(both)


class Shade(StrEnum):
    DARK = auto()
    LIGHT = "bright"


assert Shade.DARK == "dark" and f"{Shade.LIGHT}" == "bright" and Shade("dark") is Shade.DARK


class Code(IntEnum):
    OK = 200


assert Code.OK + 1 == 201 and Code(200).name == "OK"
Animal = Enum("Animal", "CAT DOG")
assert Animal.DOG.value == 2 and Animal.__module__ == __name__


class Planet(Enum):
    EARTH = (5.9, 6.3)
    MARS = (0.6, 3.4)

    def __init__(self, mass, radius):
        self.mass = mass


assert Planet.MARS.mass == 0.6


class Fallback(Enum):
    NONE = 0
    ALIAS = 0

    @classmethod
    def _missing_(cls, value):
        return cls.NONE


assert Fallback(99) is Fallback.NONE and Fallback.ALIAS is Fallback.NONE
try:
    Color(7)
except ValueError as error:
    message = str(error)
assert message == "7 is not a valid Color"
