"""Container types written in C."""

from _collections_abc import MutableSequence as _MutableSequence

from _types import GenericAlias as _GenericAlias


def _count_elements(mapping, iterable, /):
    for element in iterable:
        mapping[element] = mapping.get(element, 0) + 1


class _tuplegetter:
    """The property that a named tuple has for each field."""

    __module__ = "collections"

    def __init__(self, index, doc, /):
        self._index = index
        self.__doc__ = doc

    def __get__(self, instance, owner=None, /):
        if instance is None:
            return self
        return tuple.__getitem__(instance, self._index)

    def __set__(self, instance, value, /):
        raise AttributeError("can't set attribute")

    def __delete__(self, instance, /):
        raise AttributeError("can't delete attribute")

    def __reduce__(self):
        return type(self), (self._index, self.__doc__)


class defaultdict(dict):
    __module__ = "collections"

    def __init__(self, default_factory=None, /, *args, **keywords):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = default_factory
        dict.__init__(self, *args, **keywords)

    def __missing__(self, key, /):
        if self.default_factory is None:
            raise KeyError(key)
        value = self.default_factory()
        self[key] = value
        return value

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy

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

    def __repr__(self):
        return f"{type(self).__name__}({self.default_factory!r}, {dict.__repr__(self)})"

    def __reduce__(self):
        return type(self), () if self.default_factory is None else (self.default_factory,), None, None, iter(self.items())

    __class_getitem__ = classmethod(_GenericAlias)


class OrderedDict(dict):
    __module__ = "collections"

    def __init__(self, other=(), /, **keywords):
        self.update(other, **keywords)

    def update(self, other=(), /, **keywords):
        if type(self).__setitem__ is dict.__setitem__:
            dict.update(self, other, **keywords)
        else:
            for key, value in dict(other, **keywords).items():
                self[key] = value

    def move_to_end(self, key, last=True):
        value = dict.pop(self, key)
        if last:
            dict.__setitem__(self, key, value)
        else:
            rest = list(dict.items(self))
            dict.clear(self)
            dict.__setitem__(self, key, value)
            dict.update(self, rest)

    def popitem(self, last=True):
        if not self:
            raise KeyError("dictionary is empty")
        key = next(reversed(self)) if last else next(iter(self))
        return key, self.pop(key)

    def copy(self):
        return self.__class__(self)

    __copy__ = copy

    def __eq__(self, other, /):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)

    def __ne__(self, other, /):
        return not self == other

    __hash__ = None

    def __or__(self, other, /):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.__class__(self)
        result.update(other)
        return result

    def __ror__(self, other, /):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.__class__(other)
        result.update(self)
        return result

    def __ior__(self, other, /):
        self.update(other)
        return self

    def __repr__(self):
        return f"{type(self).__name__}({dict(self.items())!r})" if self else f"{type(self).__name__}()"

    def __reduce__(self):
        return self.__class__, (), self.__dict__ or None, None, iter(self.items())


class deque:
    __module__ = "collections"
    __slots__ = "_items", "_maxlen", "__weakref__"
    __hash__ = None

    def __new__(cls, *args, **keywords):
        self = object.__new__(cls)
        self._items = []
        self._maxlen = None
        return self

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None and maxlen < 0:
            raise ValueError("maxlen must be non-negative")
        self._maxlen = maxlen
        self._items.clear()
        self.extend(iterable)

    @property
    def maxlen(self):
        return self._maxlen

    def append(self, item, /):
        self._items.append(item)
        if self._maxlen is not None and len(self._items) > self._maxlen:
            del self._items[0]

    def appendleft(self, item, /):
        self._items.insert(0, item)
        if self._maxlen is not None and len(self._items) > self._maxlen:
            del self._items[-1]

    def extend(self, iterable, /):
        if self._maxlen is None:
            self._items.extend(iterable._items if iterable is self else iterable)
        else:
            for item in list(iterable):
                self.append(item)

    def extendleft(self, iterable, /):
        for item in list(iterable) if iterable is self else iterable:
            self.appendleft(item)

    def pop(self):
        if not self._items:
            raise IndexError("pop from an empty deque")
        return self._items.pop()

    def popleft(self):
        if not self._items:
            raise IndexError("pop from an empty deque")
        return self._items.pop(0)

    def remove(self, value, /):
        if value not in self._items:
            raise ValueError("deque.remove(x): x not in deque")
        self._items.remove(value)

    def insert(self, index, value, /):
        if self._maxlen is not None and len(self._items) >= self._maxlen:
            raise IndexError("deque already at its maximum size")
        self._items.insert(index, value)

    def clear(self):
        self._items.clear()

    def copy(self):
        return type(self)(self._items, self._maxlen)

    __copy__ = copy

    def count(self, value, /):
        return self._items.count(value)

    def index(self, value, *bounds):
        return self._items.index(value, *bounds)

    def reverse(self):
        self._items.reverse()

    def rotate(self, n=1, /):
        if self._items:
            split = -n % len(self._items)
            self._items[:] = self._items[split:] + self._items[:split]

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __reversed__(self):
        return reversed(self._items)

    def __contains__(self, value, /):
        return value in self._items

    def __getitem__(self, index, /):
        if isinstance(index, slice):
            raise TypeError("sequence index must be integer, not 'slice'")
        return self._items[index]

    def __setitem__(self, index, value, /):
        self._items[index] = value

    def __delitem__(self, index, /):
        del self._items[index]

    def __add__(self, other, /):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        return type(self)(self._items + other._items, self._maxlen)

    def __iadd__(self, other, /):
        self.extend(other)
        return self

    def __mul__(self, count, /):
        return type(self)(self._items * count, self._maxlen)

    __rmul__ = __mul__

    def __imul__(self, count, /):
        self._items[:] = (self * count)._items
        return self

    def __eq__(self, other, /):
        return self._items == other._items if isinstance(other, deque) else NotImplemented

    def __ne__(self, other, /):
        return self._items != other._items if isinstance(other, deque) else NotImplemented

    def __lt__(self, other, /):
        return self._items < other._items if isinstance(other, deque) else NotImplemented

    def __le__(self, other, /):
        return self._items <= other._items if isinstance(other, deque) else NotImplemented

    def __gt__(self, other, /):
        return self._items > other._items if isinstance(other, deque) else NotImplemented

    def __ge__(self, other, /):
        return self._items >= other._items if isinstance(other, deque) else NotImplemented

    def __repr__(self):
        limit = "" if self.maxlen is None else f", maxlen={self.maxlen}"
        return f"{type(self).__name__}({self._items!r}{limit})"

    def __reduce__(self):
        return type(self), ((), self._maxlen) if self._maxlen is not None else (), None, iter(self)

    def __sizeof__(self) -> int: ...

    __class_getitem__ = classmethod(_GenericAlias)


_deque_iterator = type(iter([]))
_deque_reverse_iterator = type(reversed([]))

# `collections` registers it; done here, `issubclass(deque, MutableSequence)` is known to every module.
_MutableSequence.register(deque)
