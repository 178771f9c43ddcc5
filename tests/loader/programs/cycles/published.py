import __strict__

import enum


@enum.global_enum
class Colour(enum.IntEnum):
    RED = 1
