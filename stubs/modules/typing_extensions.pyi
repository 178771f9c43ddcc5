"""`typing_extensions` on a Python that has most of it in `typing`."""

import abc
import collections
import collections.abc
import contextlib
import io
import typing
import warnings
from annotationlib import Format, ForwardRef, get_annotations, type_repr
from types import get_original_bases
from typing import (
    IO, TYPE_CHECKING, AbstractSet, Annotated, Any, AnyStr, AsyncGenerator, AsyncIterable, AsyncIterator, Awaitable, BinaryIO,
    Callable, ChainMap, ClassVar, Collection, Concatenate, Container, Coroutine, Counter, DefaultDict, Deque, Dict, Final,
    FrozenSet, Generator, Generic, Hashable, ItemsView, Iterable, Iterator, KeysView, List, Literal, LiteralString, Mapping,
    MappingView, MutableMapping, MutableSequence, MutableSet, NamedTuple, Never, NewType, NoDefault, NoReturn, NotRequired,
    Optional, OrderedDict, ParamSpec, ParamSpecArgs, ParamSpecKwargs, Protocol, ReadOnly, Required, Reversible, Self, Sequence,
    Set, Sized, SupportsAbs, SupportsBytes, SupportsComplex, SupportsFloat, SupportsIndex, SupportsInt, SupportsRound, Text,
    TextIO, Tuple, Type, TypeAlias, TypeAliasType, TypeGuard, TypeIs, TypeVar, TypeVarTuple, Union, Unpack, ValuesView,
    assert_never, assert_type, cast, clear_overloads, dataclass_transform, evaluate_forward_ref, final, get_args, get_origin,
    get_overloads, get_protocol_members, get_type_hints, is_protocol, is_typeddict as _is_typeddict, no_type_check,
    no_type_check_decorator, overload, override, reveal_type, runtime_checkable,
)
from warnings import deprecated

from __stub__ import known

Match, Pattern = typing.Match, typing.Pattern
ContextManager, AsyncContextManager = typing.ContextManager, typing.AsyncContextManager
Buffer = collections.abc.Buffer
Reader, Writer = io.Reader, io.Writer
runtime = runtime_checkable
_FORWARD_REF_HAS_CLASS = True
PEP_560 = True


class sentinel:
    def __init__(self, name, /, *, repr=None):
        self.__name__ = name
        self._repr = repr or name

    def __repr__(self):
        return self._repr

    def __or__(self, other):
        return typing.Union[self, other]

    def __ror__(self, other):
        return typing.Union[other, self]

    def __call__(self, *args, **kwargs):
        raise TypeError(f"{type(self).__name__!r} object is not callable")


Sentinel = sentinel


class _NoExtraItems:
    def __new__(cls):
        return NoExtraItems

    def __repr__(self):
        return "typing_extensions.NoExtraItems"

    def __reduce__(self):
        return "NoExtraItems"


NoExtraItems = object.__new__(_NoExtraItems)
NoExtraItemsType = _NoExtraItems


class _TypeFormForm(typing._SpecialForm, _root=True):
    def __call__(self, obj, /):
        return obj


@_TypeFormForm
def TypeForm(self, parameters):
    item = typing._type_check(parameters, f"{self} accepts only a single type.")
    return typing._GenericAlias(self, (item,))


class Doc:
    def __init__(self, documentation, /):
        self.documentation = documentation

    def __repr__(self):
        return f"Doc({self.documentation!r})"

    def __hash__(self):
        return hash(self.documentation)

    def __eq__(self, other):
        if not isinstance(other, Doc):
            return NotImplemented
        return self.documentation == other.documentation


def disjoint_base(cls):
    cls.__disjoint_base__ = True
    return cls


def IntVar(name):
    return TypeVar(name)


def _keys() -> frozenset[str]: ...


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, *, total=True, closed=None, extra_items=NoExtraItems):
        if closed is not None and extra_items is not NoExtraItems:
            raise TypeError("Cannot combine closed=True and extra_items")
        generic = tuple([Generic for base in bases if known(base) and isinstance(base, type) and issubclass(base, Generic)][:1])
        typed_dict = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        if not hasattr(typed_dict, "__orig_bases__"):
            typed_dict.__orig_bases__ = bases
        typed_dict.__total__ = total
        typed_dict.__closed__ = closed
        typed_dict.__extra_items__ = extra_items
        typed_dict.__required_keys__ = _keys()
        typed_dict.__optional_keys__ = _keys()
        typed_dict.__readonly_keys__ = _keys()
        typed_dict.__mutable_keys__ = _keys()
        return typed_dict

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


class _TypedDict:
    __name__ = __qualname__ = "TypedDict"

    def __mro_entries__(self, bases):
        return (_TypedDictBase,)

    def __call__(self, typename, fields, /, *, total=True, closed=None, extra_items=NoExtraItems):
        namespace = {"__annotations__": dict(fields)}
        return _TypedDictMeta(typename, (), namespace, total=total, closed=closed, extra_items=extra_items)

    def __repr__(self):
        return "typing_extensions.TypedDict"


_TypedDictBase = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict = _TypedDict()


def is_typeddict(tp):
    return known(tp) and (type(tp) is _TypedDictMeta or _is_typeddict(tp))


class CapsuleType:
    __module__ = "types"


__all__ = [
    "Any", "ClassVar", "Concatenate", "Final", "LiteralString", "ParamSpec", "ParamSpecArgs", "ParamSpecKwargs", "Self", "Type",
    "TypeVar", "TypeVarTuple", "Unpack", "Awaitable", "AsyncIterator", "AsyncIterable", "Coroutine", "AsyncGenerator",
    "AsyncContextManager", "Buffer", "ChainMap", "ContextManager", "Counter", "Deque", "DefaultDict", "NamedTuple",
    "OrderedDict", "TypedDict", "SupportsAbs", "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex",
    "SupportsInt", "SupportsRound", "Reader", "Writer", "Annotated", "assert_never", "assert_type", "clear_overloads",
    "dataclass_transform", "deprecated", "disjoint_base", "Doc", "evaluate_forward_ref", "get_overloads", "final", "Format",
    "get_annotations", "get_args", "get_origin", "get_original_bases", "get_protocol_members", "get_type_hints", "IntVar",
    "is_protocol", "is_typeddict", "Literal", "NewType", "overload", "override", "Protocol", "sentinel", "Sentinel",
    "reveal_type", "runtime", "runtime_checkable", "Text", "TypeAlias", "TypeAliasType", "TypeForm", "TypeGuard", "TypeIs",
    "TYPE_CHECKING", "type_repr", "Never", "NoReturn", "ReadOnly", "Required", "NotRequired", "NoDefault", "NoExtraItems",
    "AbstractSet", "AnyStr", "BinaryIO", "Callable", "Collection", "Container", "Dict", "ForwardRef", "FrozenSet", "Generator",
    "Generic", "Hashable", "IO", "ItemsView", "Iterable", "Iterator", "KeysView", "List", "Mapping", "MappingView", "Match",
    "MutableMapping", "MutableSequence", "MutableSet", "Optional", "Pattern", "Reversible", "Sequence", "Set", "Sized",
    "TextIO", "Tuple", "Union", "ValuesView", "cast", "no_type_check", "no_type_check_decorator", "CapsuleType",
]
