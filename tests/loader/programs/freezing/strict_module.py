"""A strict module with one of everything that is frozen."""

import __strict__

from enum import Enum
from typing import NamedTuple

LIMIT = 3
NAMES = ["a"]
counter = 0


def bump():
    global counter
    counter += 1
    return counter


def drop():
    global late
    late = 1
    del late


def with_defaults(a=1, *, b=2):
    return a, b


class Point:
    kind = "point"

    def norm(self):
        return 0


class Color(Enum):
    RED = 1


class Pair(NamedTuple):
    left: int


def make_class():
    class Inner:
        class Deep:
            pass
    return Inner


def settle(function):
    """A decorator that says of its result what a frozen function could not be told."""
    def inner(value=0):
        return function(value)
    inner.__defaults__ = (function.__defaults__ or (5,))
    return inner


@settle
def settled(value):
    return value
