"""Stands in for the analyzer's `__stub__` when CPython executes a stub."""

import sys
import types

frame = types.FrameType
getset_descriptor = types.GetSetDescriptorType
module = types.ModuleType
traceback = types.TracebackType


class NotKnown(Exception):
    """The model leaves this open."""


class Value:
    """A typed or unknown value: deciding anything by it is not possible."""

    def __bool__(self):
        raise NotKnown

    def __lshift__(self, other):
        return self

    __rlshift__ = __or__ = __ror__ = __lshift__


def effect(kind, text):
    return lambda function: function


def raises(*classes):
    return lambda function: function


def tolerant(function):
    return function


def opaque(cls):
    return cls


def benign(obj, reason):
    return obj


def unknown(what):
    return Value()


def typed(annotation):
    return Value()


def known(value):
    return not isinstance(value, Value)


def same(a, b):
    return a is b


def owned(obj):
    return True


def imported(name, default=None):
    return sys.modules.get(name, default)


def frame_module(depth):
    return sys._getframemodulename(depth + 1)


def call_shared(function, *args, **keywords):
    return function(*args, **keywords)
