"""A strict module; what it owns is finished when it has been imported."""

import __strict__

COLOURS = ["red", "green"]
PRICES = {"red": 3}


class Palette:
    """A class that belongs to this module."""

    size = 2


def announce(text):
    """Prints: harmless to define, an effect to call while a module is imported."""
    print(text)
