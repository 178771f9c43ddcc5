"""Which classes can have `__slots__`, and a `__weakref__` among them."""
import abc
import collections
import typing
import weakref

BASES = (
    object, abc.ABC, collections.abc.Mapping, typing.Generic, typing.Protocol, Exception, KeyError, OSError, int, float, str,
    bytes, tuple, list, dict, set, frozenset, bytearray, type, property, collections.OrderedDict, collections.deque,
)
for base in BASES:
    for slots in ((), ("a",), ("__weakref__",)):
        try:
            cls = type(base)("X", (base,), {"__slots__": slots})
            print(base.__name__, slots, "__weakref__" in vars(cls))
        except TypeError as error:
            print(base.__name__, slots, error)
for make in (Exception, set, frozenset, dict, list):
    try:
        print(type(weakref.ref(make())).__name__)
    except TypeError as error:
        print(error)
for base in (Exception, set, int, tuple, bytes, str, type):
    class Plain(base):
        pass
    try:
        print("__weakref__" in vars(Plain), type(weakref.ref(Plain("a", (), {}) if base is type else Plain())).__name__)
    except TypeError as error:
        print(error)
