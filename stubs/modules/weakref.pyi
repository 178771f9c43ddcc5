"""Weak references as ordinary ones: what they refer to is taken to be alive while module-level code executes."""

import _collections_abc
from _weakref import CallableProxyType, ProxyType, ReferenceType, getweakrefcount, getweakrefs, proxy, ref
from _weakrefset import WeakSet

from __stub__ import effect

ProxyTypes = (ProxyType, CallableProxyType)

__all__ = [
    "ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType", "CallableProxyType",
    "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize",
]


class WeakMethod(ref):
    __slots__ = "_method", "__weakref__"

    def __new__(cls, meth, callback=None):
        try:
            obj = meth.__self__
            meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None
        self = ref.__new__(cls, obj, callback)
        self._method = meth
        return self

    def __init__(self, meth, callback=None):
        pass

    def __call__(self):
        return self._method

    def __eq__(self, other):
        if isinstance(other, WeakMethod):
            return (
                self._method.__self__ == other._method.__self__ and self._method.__func__ == other._method.__func__
            )
        return NotImplemented

    def __hash__(self):
        return hash(self._method.__self__)


class KeyedRef(ref):
    __slots__ = ("key",)

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        pass


class _WeakDictionary(_collections_abc.MutableMapping):
    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        return key in self.data

    def __getitem__(self, key):
        return self.data[key]

    def __setitem__(self, key, value):
        self.data[key] = value

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(list(self.data))

    def get(self, key, default=None):
        return self.data.get(key, default)

    def keys(self):
        return iter(list(self.data))

    def values(self):
        return iter(list(self.data.values()))

    def items(self):
        return iter(list(self.data.items()))

    def pop(self, key, *args):
        return self.data.pop(key, *args)

    def popitem(self):
        return self.data.popitem()

    def setdefault(self, key, default=None):
        return self.data.setdefault(key, default)

    def clear(self):
        self.data.clear()

    def copy(self):
        new = self.__class__()
        new.data.update(self.data)
        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy

        new = self.__class__()
        for key, value in self.data.items():
            new.data[deepcopy(key, memo)] = deepcopy(value, memo)
        return new

    def __or__(self, other):
        if isinstance(other, _collections_abc.Mapping):
            new = self.copy()
            new.update(other)
            return new
        return NotImplemented

    def __ror__(self, other):
        if isinstance(other, _collections_abc.Mapping):
            new = self.__class__()
            new.update(other)
            new.update(self)
            return new
        return NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self) -> str: ...


class WeakValueDictionary(_WeakDictionary):
    def __init__(self, other=(), /, **kw):
        self.data = {}
        self.update(other, **kw)

    def itervaluerefs(self):
        return iter([KeyedRef(value, None, key) for key, value in self.data.items()])

    def valuerefs(self):
        return [KeyedRef(value, None, key) for key, value in self.data.items()]


class WeakKeyDictionary(_WeakDictionary):
    def __init__(self, dict=None):
        self.data = {}
        if dict is not None:
            self.update(dict)

    def keyrefs(self):
        return [ref(key) for key in self.data]


class finalize:
    __slots__ = ()

    @effect("registry", "registers a function to be called when an object dies or the program ends")
    def __init__(self, obj, func, /, *args, **kwargs): ...

    def __call__(self, _=None): ...
    def detach(self): ...
    def peek(self): ...

    @property
    def alive(self) -> bool: ...

    @property
    def atexit(self) -> bool: ...

    @atexit.setter
    def atexit(self, value): ...


for _class in (WeakValueDictionary, WeakKeyDictionary, _WeakDictionary):
    _class.__module__ = "weakref"
del _class
