"""Weak references.

Whether the referent still lives is not known: a call gives the referent or `None`. Two references are compared, and
hashed, while somebody holds both referents, so that they stand for their referents there.
"""

from _types import GenericAlias as _GenericAlias

from __stub__ import opaque, typed, unknown


class ReferenceType:
    __slots__ = ("_referent", "__callback__")
    __module__ = "weakref"

    def __new__(cls, object, callback=None, /, *arguments, **keywords):
        self = super().__new__(cls)
        self._referent = object
        self.__callback__ = callback
        if callback is not None and typed(bool):
            # The referent may die before the module has been executed.
            callback(self)
        return self

    def __init__(self, object, callback=None, /):
        pass

    def __call__(self):
        if typed(bool):
            return self._referent
        return None

    def __hash__(self):
        return hash(self._referent)

    def __eq__(self, other):
        if not isinstance(other, ReferenceType):
            return NotImplemented
        return self._referent == other._referent

    def __ne__(self, other):
        if not isinstance(other, ReferenceType):
            return NotImplemented
        return self._referent != other._referent

    def __repr__(self) -> str: ...

    __class_getitem__ = classmethod(_GenericAlias)


ref = ReferenceType


@opaque
class ProxyType:
    """Forwards everything to the referent."""

    __module__ = "weakref"


@opaque
class CallableProxyType:
    __module__ = "weakref"


def proxy(object, callback=None, /):
    return unknown("a weak proxy")


def getweakrefcount(object, /) -> int: ...


def getweakrefs(object, /) -> list[ReferenceType]: ...


def _remove_dead_weakref(dct, key, /):
    dct.pop(key, None)
