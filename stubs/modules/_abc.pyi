"""Abstract base classes: the C half of `abc`.

CPython walks `__subclasses__()` when it looks for virtual subclasses. Here each abstract base class keeps the classes
that were registered with it or with a class below it, and a class that is registered with an abstract base class of
another module remembers that itself: what another module has finished does not change.
"""

from __stub__ import benign, effect, owned


class _abc_data:
    """What an abstract base class knows: classes that count as its subclasses."""

    __slots__ = ("virtual",)

    def __init__(self):
        self.virtual = benign([], "which classes count as subclasses is only looked up, by isinstance and issubclass")


def get_cache_token() -> int: ...


def _abc_init(self, /):
    abstracts = {name for name, value in self.__dict__.items() if getattr(value, "__isabstractmethod__", False)}
    for base in self.__bases__:
        for name in sorted(getattr(base, "__abstractmethods__", ())):
            if getattr(getattr(self, name, None), "__isabstractmethod__", False):
                abstracts.add(name)
    self.__abstractmethods__ = frozenset(abstracts)
    self._abc_impl = _abc_data()
    if "__abc_tpflags__" in self.__dict__:
        del self.__abc_tpflags__
    if "__subclasshook__" in self.__dict__:
        _announce(self, self.__mro__[1:])


def _announce(subclass, classes):
    """Makes a class count as a subclass of all abstract base classes of this module among `classes`."""
    for base in classes:
        data = base.__dict__.get("_abc_impl")
        if data is not None and owned(base):
            data.virtual.append(subclass)


def _abc_register(self, subclass, /):
    if not isinstance(subclass, type):
        raise TypeError("Can only register classes")
    if issubclass(subclass, self):
        return subclass
    if issubclass(self, subclass):
        raise RuntimeError("Refusing to create an inheritance cycle")
    _announce(subclass, self.__mro__)
    if not owned(self):
        if owned(subclass):
            setattr(subclass, ".registered", (*subclass.__dict__.get(".registered", ()), self))
        else:
            _register_foreign(self, subclass)
    return subclass


@effect("registry", "makes a class of another module a virtual subclass of a class of another module")
def _register_foreign(self, subclass) -> None: ...


def _abc_instancecheck(self, instance, /):
    subclass = instance.__class__
    subtype = type(instance)
    if subtype is subclass:
        return self.__subclasscheck__(subclass)
    return self.__subclasscheck__(subclass) or self.__subclasscheck__(subtype)


def _abc_subclasscheck(self, subclass, /):
    if not isinstance(subclass, type):
        raise TypeError("issubclass() arg 1 must be a class")
    ok = self.__subclasshook__(subclass)
    if ok is not NotImplemented:
        return ok
    bases = subclass.__mro__
    if self in bases:
        return True
    for known in self._abc_impl.virtual:
        if issubclass(subclass, known):
            return True
    for base in bases:
        for registered in base.__dict__.get(".registered", ()):
            if issubclass(registered, self):
                return True
    return False


@effect("registry", "forgets the virtual subclasses of an abstract base class")
def _reset_registry(self, /) -> None: ...


def _reset_caches(self, /):
    pass


def _get_dump(self, /) -> tuple: ...
