"""Stands for CPython's test module for its internals: a case that asks for one of them is skipped."""

import builtins
import sys
import unittest


def get_recursion_depth():
    frame, depth = sys._getframe(1), 0
    while frame is not None:
        frame, depth = frame.f_back, depth + 1
    return depth


def get_c_recursion_remaining():
    return sys.getrecursionlimit() - get_recursion_depth()


def get_static_builtin_types():
    return [value for value in vars(builtins).values() if isinstance(value, type) and value is not ExceptionGroup]


def identify_type_slot_wrappers():
    kind = type(object.__init__)
    return sorted({name for cls in get_static_builtin_types() for name, value in vars(cls).items() if type(value) is kind})


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def skip(*args, **kwargs):
        raise unittest.SkipTest(f"_testinternalcapi.{name} looks into CPython")

    return skip
