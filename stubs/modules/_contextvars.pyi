"""Context variables.

Setting a variable changes the context of the running thread, which is nobody's own: it is an effect. A variable that
was never set has its default.
"""

from _types import GenericAlias as _GenericAlias

from _collections_abc import Mapping

from __stub__ import effect, raises, unknown

_changes = effect("interpreter", "sets a context variable of the running thread")
_missing = object()


class ContextVar:
    __slots__ = ("name", "_default")

    def __init_subclass__(cls):
        raise TypeError("type '_contextvars.ContextVar' is not an acceptable base type")

    def __init__(self, name, /, *, default=_missing):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self.name = name
        self._default = default

    @raises(LookupError)
    def get(self, default=_missing, /): ...

    @_changes
    def set(self, value, /): ...
    @_changes
    def reset(self, token, /) -> None: ...
    def __repr__(self) -> str: ...

    __class_getitem__ = classmethod(_GenericAlias)


class _Missing:
    def __repr__(self):
        return "<Token.MISSING>"


class Token:
    MISSING = _Missing()

    def __init_subclass__(cls):
        raise TypeError("type '_contextvars.Token' is not an acceptable base type")

    def __new__(cls, /, *args, **kwargs):
        raise RuntimeError("Tokens can only be created by ContextVars")

    __class_getitem__ = classmethod(_GenericAlias)


class Context:
    """A mapping of variables to values; a new one is empty."""

    def __init_subclass__(cls):
        raise TypeError("type '_contextvars.Context' is not an acceptable base type")

    def run(self, callable, /, *args, **kwargs):
        return callable(*args, **kwargs)

    def copy(self) -> "Self": ...
    def get(self, key, default=None, /): ...
    def keys(self) -> list[ContextVar]: ...
    def values(self) -> list[object]: ...
    def items(self) -> list[tuple[ContextVar, object]]: ...
    def __getitem__(self, key, /): ...
    def __contains__(self, key, /) -> bool: ...
    def __iter__(self): return iter(self.keys())
    def __len__(self) -> int: ...


def copy_context() -> Context: ...


Mapping.register(Context)
