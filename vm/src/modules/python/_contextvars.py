"""Context Variables"""

_missing = type("Token.MISSING", (), {"__slots__": (), "__repr__": lambda self: "<Token.MISSING>"})()
_stack = []


class Token:
    __slots__ = ("_context", "var", "old_value", "_used")
    __module__ = "_contextvars"
    MISSING = _missing
    __hash__ = None

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

    def __init__(self):
        self._values = {}
        self._entered = False

    def run(self, callable, /, *args, **kwargs):
        if self._entered:
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        self._entered = True
        _stack.append(self)
        try:
            return callable(*args, **kwargs)
        finally:
            _stack.pop()
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


_main = Context()
_main._entered = True
_stack.append(_main)


class ContextVar:
    __slots__ = ("name", "_default", "__weakref__")
    __module__ = "_contextvars"

    def __init__(self, name, /, *, default=_missing):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self.name = name
        self._default = default

    def get(self, default=_missing, /):
        value = _stack[-1]._values.get(self, _missing)
        if value is not _missing:
            return value
        if default is not _missing:
            return default
        if self._default is not _missing:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        token = object.__new__(Token)
        token._context = context = _stack[-1]
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
        if token._context is not _stack[-1]:
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
    return _stack[-1].copy()
