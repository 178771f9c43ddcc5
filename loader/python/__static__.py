"""Names of Static Python. Until static types are compiled they behave as the ordinary types they stand for."""

from __strict__ import allow_weakrefs, loose_slots, mutable

int8 = int16 = int32 = int64 = int
uint8 = uint16 = uint32 = uint64 = int
char = int
single = double = float
cbool = bool

CheckedDict = dict
CheckedList = list


class Array(list):
    """A list, until arrays of machine values are compiled."""


class Vector(list):
    """A list, until arrays of machine values are compiled."""


def box(value):
    """The Python object of a machine value."""
    return value


def unbox(value):
    """The machine value of a Python object."""
    return value


def clen(value):
    """`len(value)` as a machine value."""
    return len(value)


def crange(*arguments):
    """`range` over machine values."""
    return range(*arguments)


def cast(type, value):
    """Says that a value has a type."""
    return value


def inline(function):
    """The compiler may copy the function into its callers."""
    return function


def dynamic_return(function):
    """What the function returns has no static type."""
    return function


def native(*arguments):
    """The function stands for one of a shared library."""
    def decorate(function):
        return function
    return decorate


def mixin(cls):
    """The class adds no attributes to what it is mixed into."""
    return cls
