"""A module without the marker: nothing is known about what it holds. Nothing is wrong with it either."""

LIMIT = 3
PAIR = (1, 2)


class Base:
    """A class like any other."""


def helper(value=None):
    """Returns its argument."""
    return value
