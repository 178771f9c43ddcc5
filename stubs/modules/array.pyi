"""Arrays of numbers; their contents are typed."""

from _collections_abc import MutableSequence as _MutableSequence

from _types import GenericAlias as _GenericAlias

from __stub__ import effect, raises, typed

class array:
    __slots__ = ("typecode", "__weakref__")
    __hash__ = None

    def __new__(cls, typecode, initializer=(), /):
        if typecode not in typecodes:
            raise ValueError("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)")
        self = object.__new__(cls)
        self.typecode = typecode
        if not isinstance(initializer, (str, bytes, bytearray, array)):
            for item in initializer:
                self._check(item)
        return self

    def __init__(self, typecode, initializer=(), /):
        pass

    def _check(self, item):
        """Turns a new item into a number, as storing it does."""
        if self.typecode in "fd":
            float(item)
        elif self.typecode not in "uw":
            range(item)

    def _item(self):
        return typed(float) if self.typecode in "fd" else typed(str) if self.typecode in "uw" else typed(int)

    def __getitem__(self, index, /):
        if isinstance(index, slice):
            return array(self.typecode)
        _perhaps()
        return self._item()

    def __setitem__(self, index, value, /):
        _change(self)
        if not isinstance(index, slice):
            self._check(value)

    def __delitem__(self, index, /):
        _change(self)

    def append(self, value, /):
        _change(self)
        self._check(value)

    def extend(self, iterable, /):
        _change(self)
        for item in iterable:
            self._check(item)

    def insert(self, index, value, /):
        _change(self)
        range(index)
        self._check(value)

    def fromlist(self, items, /):
        _change(self)
        for item in items:
            self._check(item)

    def frombytes(self, buffer, /):
        _change(self)

    def fromunicode(self, text, /):
        _change(self)

    def byteswap(self):
        _change(self)

    def reverse(self):
        _change(self)

    def clear(self):
        _change(self)

    def remove(self, value, /):
        _change(self)
        _perhaps_missing()

    def pop(self, index=-1, /):
        _change(self)
        _perhaps()
        return self._item()

    def __iter__(self):
        return iter(self.tolist())

    def tolist(self):
        return _list_of(self)

    @effect("io", "reads a file")
    def fromfile(self, file, count, /) -> None: ...
    @effect("io", "writes a file")
    def tofile(self, file, /) -> None: ...
    def buffer_info(self) -> tuple[int, int]: ...
    def count(self, value, /) -> int: ...
    @raises(ValueError)
    def index(self, value, start=0, stop=9223372036854775807, /) -> int: ...
    def tobytes(self) -> bytes: ...
    def tounicode(self) -> str: ...
    @property
    def itemsize(self) -> int: ...
    def __len__(self) -> int: ...
    def __contains__(self, value, /) -> bool: ...
    def __eq__(self, other, /) -> bool: ...
    def __ne__(self, other, /) -> bool: ...
    def __lt__(self, other, /) -> bool: ...
    def __le__(self, other, /) -> bool: ...
    def __gt__(self, other, /) -> bool: ...
    def __ge__(self, other, /) -> bool: ...
    def __repr__(self) -> str: ...

    def __add__(self, other, /):
        return array(self.typecode)

    def __mul__(self, count, /):
        return array(self.typecode)

    __rmul__ = __mul__

    def __copy__(self):
        return array(self.typecode)

    def __deepcopy__(self, memo, /):
        return array(self.typecode)

    def __iadd__(self, other, /):
        _change(self)
        return self

    def __imul__(self, count, /):
        _change(self)
        return self

    __class_getitem__ = classmethod(_GenericAlias)


ArrayType = array


def _ints() -> list[int]: ...
def _floats() -> list[float]: ...
def _texts() -> list[str]: ...


def _list_of(self):
    return _floats() if self.typecode in "fd" else _texts() if self.typecode in "uw" else _ints()


def _change(self):
    # The contents are not kept, but whether the array may be changed has to be asked.
    self.typecode = self.typecode


@raises(IndexError)
def _perhaps() -> None: ...
@raises(ValueError)
def _perhaps_missing() -> None: ...


def _array_reconstructor(arraytype, typecode, mformat_code, items, /):
    return arraytype(typecode)


typecodes = "bBuwhHiIlLqQfd"

# The real module registers it as well.
_MutableSequence.register(array)
