"""High performance data structures."""


_missing = object()


class defaultdict(dict):
    """defaultdict(default_factory=None, /, [...]) --> dict with default factory"""

    __slots__ = ("default_factory",)
    __module__ = "collections"

    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = default_factory
        dict.__init__(self, *args, **kwargs)

    def __missing__(self, key, /):
        if self.default_factory is None:
            raise KeyError(key)
        self[key] = value = self.default_factory()
        return value

    def copy(self, /):
        """D.copy() -> a shallow copy of D."""
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self, /):
        arguments = () if self.default_factory is None else (self.default_factory,)
        return type(self), arguments, None, None, iter(self.items())

    def __repr__(self, /):
        factory = self.default_factory
        try:
            if factory is not None and factory.__self__ is self:
                factory_text = f"<bound method {factory.__qualname__} of {type(self).__name__}(...)>"
            else:
                factory_text = repr(factory)
        except AttributeError:
            factory_text = repr(factory)
        return f"{type(self).__name__}({factory_text}, {dict.__repr__(self)})"

    def __or__(self, other, /):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.copy()
        result.update(other)
        return result

    def __ror__(self, other, /):
        if not isinstance(other, dict):
            return NotImplemented
        result = type(self)(self.default_factory, other)
        result.update(self)
        return result

    __class_getitem__ = classmethod(type(list[int]))


class OrderedDict(dict):
    """Dictionary that remembers insertion order"""

    __module__ = "collections"

    def __init__(self, /, *args, **kwargs):
        if len(args) > 1:
            raise TypeError(f"expected at most 1 argument, got {len(args)}")
        _update(self, *args, **kwargs)

    def update(self, other=(), /, **kwargs):
        """D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F."""
        _update(self, other, **kwargs)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """Create a new ordered dictionary with keys from iterable and values set to value."""
        self = cls()
        for key in iterable:
            self[key] = value
        return self

    def popitem(self, last=True):
        """Remove and return a (key, value) pair from the dictionary."""
        if not self:
            raise KeyError("dictionary is empty")
        if type(self) is OrderedDict and last:
            return dict.popitem(self)
        key = next(dict.__reversed__(self) if last else dict.__iter__(self))
        value = self[key]
        if type(self) is OrderedDict:
            dict.__delitem__(self, key)
        else:
            del self[key]
        return key, value

    def move_to_end(self, key, last=True):
        """Move an existing element to the end (or beginning if last is false)."""
        value = dict.__getitem__(self, key)
        if last:
            if next(dict.__reversed__(self)) != key:
                dict.__delitem__(self, key)
                dict.__setitem__(self, key, value)
            return
        rest = [(other, dict.__getitem__(self, other)) for other in dict.__iter__(self) if other != key]
        dict.clear(self)
        dict.__setitem__(self, key, value)
        for other, value in rest:
            dict.__setitem__(self, other, value)

    def setdefault(self, key, default=None):
        """Insert key with a value of default if key is not in the dictionary."""
        if key in self:
            return self[key]
        self[key] = default
        return default

    def pop(self, key, default=_missing):
        """od.pop(key[,default]) -> v, remove specified key and return the corresponding value."""
        if type(self) is OrderedDict:
            return dict.pop(self, key) if default is _missing else dict.pop(self, key, default)
        if key in self:
            value = self[key]
            del self[key]
            return value
        if default is not _missing:
            return default
        raise KeyError(key)

    def copy(self):
        """od.copy() -> a shallow copy of od"""
        if type(self) is OrderedDict:
            return OrderedDict(self)
        new = self.__class__()
        for key in self:
            new[key] = self[key]
        if hasattr(self, "__dict__"):
            new.__dict__.update(self.__dict__)
        return new

    __copy__ = copy

    def __reduce__(self, /):
        """Return state information for pickling"""
        state = self.__getstate__()
        if isinstance(state, tuple):
            state, slots = state
        else:
            slots = {}
        state = dict(state) if state else {}
        state = (state, slots) if slots else state or None
        return self.__class__, (), state, None, iter(self.items())

    def __repr__(self, /):
        if not self:
            return f"{self.__class__.__name__}()"
        identity = id(self)
        if identity in _represented:
            return "..."
        _represented.add(identity)
        try:
            return f"{self.__class__.__name__}({dict(self.items())!r})"
        finally:
            _represented.discard(identity)

    def __eq__(self, other, /):
        if not isinstance(other, dict):
            return NotImplemented
        equal = dict.__eq__(self, other)
        if equal is not True or not isinstance(other, OrderedDict):
            return equal
        return all(map(_same, self, other))

    def __ne__(self, other, /):
        equal = OrderedDict.__eq__(self, other)
        return equal if equal is NotImplemented else not equal

    __hash__ = None

    def __or__(self, other, /):
        if not isinstance(other, dict):
            return NotImplemented
        new = self.__class__(self)
        new.update(other)
        return new

    def __ror__(self, other, /):
        if not isinstance(other, dict):
            return NotImplemented
        new = self.__class__(other)
        new.update(self)
        return new

    def __ior__(self, other, /):
        self.update(other)
        return self


_represented = set()


def _same(left, right):
    return left is right or left == right


def _update(self, other=(), /, **kwargs):
    if isinstance(other, dict) and hasattr(other, "items"):
        for key, value in other.items():
            self[key] = value
    elif hasattr(other, "keys"):
        for key in other.keys():
            self[key] = other[key]
    elif hasattr(other, "items"):
        for key, value in other.items():
            self[key] = value
    else:
        for key, value in other:
            self[key] = value
    for key, value in kwargs.items():
        self[key] = value
