"""Names of Static Python. Until static types are compiled they behave as the ordinary types they stand for."""

from __stub__ import tolerant, mark_loose, extra_slot as _extra_slot

int8 = int16 = int32 = int64 = int
uint8 = uint16 = uint32 = uint64 = int
char = int
single = double = float
cbool = bool

CheckedDict = dict
CheckedList = list


class Array(list):
    pass


class Vector(list):
    pass


def box(value):
    return value


def unbox(value):
    return value


def clen(value):
    return len(value)


def crange(*arguments):
    return range(*arguments)


@tolerant
def cast(type, value):
    return value


def inline(function):
    return function


def dynamic_return(function):
    return function


def native(*arguments):
    def decorate(function):
        return function
    return decorate


def mixin(cls):
    return cls


def allow_weakrefs(cls):
    return _extra_slot(cls, "__weakref__")


def loose_slots(cls):
    return mark_loose(cls)


def mutable(cls):
    return mark_loose(cls)
