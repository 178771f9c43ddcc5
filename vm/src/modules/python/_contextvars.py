"""Context Variables"""

import sys

_missing = type("Token.MISSING", (), {"__slots__": (), "__repr__": lambda self: "<Token.MISSING>"})()


def _here():
    """The current context of this thread."""
    context = sys._context()
    if context is None:
        context = Context()
        context._entered = True
        sys._swap_context(context)
    return context


def _final(cls, **keywords):
    raise TypeError(f"type '{cls.__base__.__module__}.{cls.__base__.__name__}' is not an acceptable base type")


class Token:
    __slots__ = ("_context", "var", "old_value", "_used")
    __module__ = "_contextvars"
    MISSING = _missing
    __hash__ = None

    __init_subclass__ = _final

    def __new__(cls, *args):
        raise RuntimeError("Tokens can only be created by ContextVars")

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.var.reset(self)

    def __repr__(self):
        used = " used" if self._used else ""
        return f"<Token{used} var={self.var!r} at {id(self):#x}>"

    __class_getitem__ = classmethod(type(list[int]))


class Context:
    __slots__ = ("_values", "_entered", "__weakref__")
    __module__ = "_contextvars"
    __hash__ = None

    __init_subclass__ = _final

    def __init__(self, *args, **keywords):
        if args or keywords:
            raise TypeError("Context() does not accept any arguments")
        self._values = {}
        self._entered = False

    def run(self, callable, /, *args, **kwargs):
        if self._entered:
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        self._entered = True
        before = sys._swap_context(self)
        try:
            return callable(*args, **kwargs)
        finally:
            sys._swap_context(before)
            self._entered = False

    def copy(self):
        made = Context()
        made._values = dict(self._values)
        return made

    def _check(self, key):
        if not isinstance(key, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {key!r}")

    def __getitem__(self, key, /):
        self._check(key)
        return self._values[key]

    def __contains__(self, key, /):
        self._check(key)
        return key in self._values

    def get(self, key, default=None, /):
        self._check(key)
        return self._values.get(key, default)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __eq__(self, other, /):
        return self._values == other._values if isinstance(other, Context) else NotImplemented


class ContextVar:
    __slots__ = ("name", "_default", "__weakref__")
    __module__ = "_contextvars"

    __init_subclass__ = _final

    def __init__(self, /, *args, default=_missing):
        if len(args) != 1:
            raise TypeError(f"function takes exactly 1 positional argument ({len(args)} given)")
        name, = args
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        hash(name)
        self.name = name
        self._default = default

    def get(self, default=_missing, /):
        value = _here()._values.get(self, _missing)
        if value is not _missing:
            return value
        if default is not _missing:
            return default
        if self._default is not _missing:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        token = object.__new__(Token)
        token._context = context = _here()
        token.var = self
        token.old_value = context._values.get(self, _missing)
        token._used = False
        # Copies of a context share nothing.
        context._values = {**context._values, self: value}
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token.var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        if token._context is not _here():
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        values = dict(token._context._values)
        if token.old_value is _missing:
            del values[self]
        else:
            values[self] = token.old_value
        token._context._values = values

    def __repr__(self):
        default = "" if self._default is _missing else f" default={self._default!r}"
        return f"<ContextVar name={self.name!r}{default} at {id(self):#x}>"

    __class_getitem__ = classmethod(type(list[int]))


def copy_context():
    return _here().copy()
