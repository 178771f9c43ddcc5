"""C data types and functions.

Sizes of simple types are those of Linux on 64-bit machines; sizes and offsets of others are typed, and so is what memory
holds. Calling a function of a library is an effect.
"""

from _types import GenericAlias as _GenericAlias

from __stub__ import effect, raises, typed, unknown

_calls = effect("prohibited", "calls native code")
_reads = effect("prohibited", "reads or writes memory at an address")
_loads = effect("process", "loads a native library")

__version__ = "1.1.0"
FUNCFLAG_CDECL = 1
FUNCFLAG_PYTHONAPI = 4
FUNCFLAG_USE_ERRNO = 8
FUNCFLAG_USE_LASTERROR = 16
RTLD_LOCAL = 0
RTLD_GLOBAL = 256
CTYPES_MAX_ARGCOUNT = 1024
SIZEOF_TIME_T = 8

_SIZES = {
    "?": 1, "c": 1, "b": 1, "B": 1, "h": 2, "H": 2, "i": 4, "I": 4, "u": 4, "f": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "d": 8,
    "P": 8, "z": 8, "Z": 8, "O": 8, "g": 16, "F": 8, "D": 16, "G": 32,
}


class ArgumentError(Exception):
    __module__ = "ctypes"


class CType_Type(type):
    def __mul__(cls, length, /):
        if length < 0:
            raise ValueError(f"Array length must be >= 0, not {length}")
        return PyCArrayType(f"{cls.__name__}_Array_{length}", (Array,), {"_type_": cls, "_length_": length})

    __rmul__ = __mul__

    def from_param(cls, value, /):
        return value if isinstance(value, cls) else unknown("an argument of a C function")

    @_reads
    def from_address(cls, address, /): ...
    def from_buffer(cls, source, offset=0, /) -> "Self": ...
    def from_buffer_copy(cls, source, offset=0, /) -> "Self": ...
    @raises(ValueError)
    def in_dll(cls, library, name, /) -> "Self": ...


class PyCSimpleType(CType_Type):
    def __init__(cls, name, bases, namespace, /):
        if bases[0] is not _CData:
            if not hasattr(cls, "_type_"):
                raise AttributeError("class must define a '_type_' attribute")
            if cls._type_ not in _SIZES:
                raise AttributeError("class must define a '_type_' attribute which must be a single character string")


class _Record(CType_Type):
    """What structures and unions have in common; not a class of the real module."""

    def __init__(cls, name, bases, namespace, /):
        if "_fields_" in namespace:
            _lay_out(cls, namespace["_fields_"])

    def __setattr__(cls, name, value, /):
        type.__setattr__(cls, name, value)
        if name == "_fields_":
            _lay_out(cls, value)


class PyCStructType(_Record): ...
class UnionType(_Record): ...
class PyCArrayType(CType_Type): ...


class PyCPointerType(CType_Type):
    def set_type(cls, type, /):
        cls._type_ = type


class PyCFuncPtrType(CType_Type): ...


def _lay_out(cls, fields):
    for field in fields:
        type.__setattr__(cls, field[0], CField(field[0], field[1]))


class CField:
    __module__ = "ctypes"

    def __init__(self, name, type):
        self.name = name
        self.type = type
        self.offset = self.byte_offset = typed(int)
        self.size = self.byte_size = self.bit_size = self.bit_offset = typed(int)
        self.is_bitfield = self.is_anonymous = typed(bool)

    def __get__(self, instance, owner=None, /):
        if instance is None:
            return self
        return unknown("a field of a C structure")

    def __set__(self, instance, value, /):
        _write(instance)


class _CData:
    _objects = None
    _b_base_ = None
    _b_needsfree_ = typed(bool)

    def __ctypes_from_outparam__(self):
        return self


def _write(data):
    # What memory holds is not kept, but whether the object may be changed has to be asked.
    data._b_base_ = None


class _SimpleCData(_CData, metaclass=PyCSimpleType):
    def __init__(self, value=None, /):
        pass

    @property
    def value(self):
        code = self._type_
        if code == "?":
            return typed(bool)
        if code in "bBhHiIlLqQ":
            return typed(int)
        if code in "fdg":
            return typed(float)
        if code in "FDG":
            return typed(complex)
        if code == "c":
            return typed(bytes)
        if code == "u":
            return typed(str)
        return unknown("the value of a C object")

    @value.setter
    def value(self, value):
        _write(self)

    def __bool__(self) -> bool: ...
    def __repr__(self) -> str: ...


class Structure(_CData, metaclass=PyCStructType):
    def __init__(self, /, *args, **kwargs):
        pass


class Union(_CData, metaclass=UnionType):
    def __init__(self, /, *args, **kwargs):
        pass


class Array(_CData, metaclass=PyCArrayType):
    def __init__(self, *items):
        if len(items) > self._length_:
            raise IndexError("invalid index")

    @property
    def value(self):
        return unknown("the contents of a C array")

    @value.setter
    def value(self, value):
        _write(self)

    raw = value

    def __len__(self):
        return self._length_

    @raises(IndexError)
    def __getitem__(self, index, /): ...

    def __setitem__(self, index, value, /):
        _write(self)

    def __iter__(self):
        return iter([unknown("an element of a C array")] * self._length_)

    __class_getitem__ = classmethod(_GenericAlias)


class _Pointer(_CData, metaclass=PyCPointerType):
    def __init__(self, value=None, /):
        pass

    @property
    @_reads
    def contents(self): ...
    @_reads
    def __getitem__(self, index, /): ...
    @_reads
    def __setitem__(self, index, value, /): ...
    def __bool__(self) -> bool: ...


class _Address:
    """The address of a function of this module: of one that only looks, or of one that writes."""

    def __init__(self, writes):
        self.writes = writes


_cast_addr = _Address(False)
_string_at_addr = _Address(False)
_wstring_at_addr = _Address(False)
_memoryview_at_addr = _Address(False)
_memmove_addr = _Address(True)
_memset_addr = _Address(True)


class CFuncPtr(_CData, metaclass=PyCFuncPtrType):
    def __init__(self, target=None, flags=None, /):
        self._looks = isinstance(target, _Address) and not target.writes
        if isinstance(target, tuple):
            _symbol(target)

    def __call__(self, /, *args, **kwargs):
        if self._looks:
            return unknown("the result of a C function")
        return _call(self)

    def __bool__(self):
        return True


@raises(AttributeError)
def _symbol(target) -> None: ...
@_calls
def _call(function): ...


def dlopen(name, flag=RTLD_LOCAL, /):
    if name is None:
        return typed(int)
    return _load(name)


@raises(OSError)
@_loads
def _load(name) -> int: ...
@_loads
def dlclose(handle, /) -> int: ...
@raises(OSError)
def dlsym(handle, name, /) -> int: ...
def dllist() -> list[str]: ...


def sizeof(obj, /):
    code = getattr(obj, "_type_", None)
    return _SIZES[code] if isinstance(code, str) else typed(int)


def alignment(object, /):
    return sizeof(object)


def byref(obj, offset=0, /):
    return unknown("a reference to a C object")


def addressof(obj, /) -> int: ...
def buffer_info(object, /) -> tuple[str, int, tuple[int, ...]]: ...
def get_errno() -> int: ...
def _unpickle(type, state, /): ...


def resize(obj, size, /):
    _write(obj)


@effect("interpreter", "sets the thread's copy of errno")
def set_errno(value, /) -> int: ...
@_calls
def call_function(address, arguments, /): ...
@_calls
def call_cdeclfunction(address, arguments, /): ...
@_reads
def PyObj_FromPtr(address, /): ...
@_reads
def Py_INCREF(object, /): ...
@_reads
def Py_DECREF(object, /): ...
