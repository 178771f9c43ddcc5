import __strict__
from __strict__ import mutable


class Part:
    size = 1

    def double(self):
        return self.size * 2


@mutable
class Open:
    tag = "as it was"


def scale(value, factor=3):
    return value * factor


import meddler

RESULT = scale(Part().double())
