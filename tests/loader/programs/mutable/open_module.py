import __strict__

from __strict__ import mutable


@mutable
class Open:
    def __init__(self):
        self.x = 1


class Closed:
    pass
