"""Changes its package's attribute later, through a function; importing it is harmless."""

import cycle
from cycle import right

name = right.name + "left"


def change():
    cycle.changed = True
