"""Names of Static Python, which behave as the ordinary types they stand for."""

from collections.abc import Callable
from typing import Any, TypeVar

from __strict__ import allow_weakrefs as allow_weakrefs, loose_slots as loose_slots, mutable as mutable

_T = TypeVar("_T")
_Class = TypeVar("_Class", bound=type)
_Function = TypeVar("_Function", bound=Callable[..., Any])

int8 = int
int16 = int
int32 = int
int64 = int
uint8 = int
uint16 = int
uint32 = int
uint64 = int
char = int
single = float
double = float
cbool = bool
CheckedDict = dict
CheckedList = list

class Array(list[_T]): ...
class Vector(list[_T]): ...

def box(value: _T) -> _T: ...
def unbox(value: _T) -> _T: ...
def clen(value: Any) -> int: ...
def crange(start: int, stop: int = ..., step: int = ..., /) -> range: ...
def cast(type: type[_T], value: object) -> _T: ...
def inline(function: _Function) -> _Function: ...
def dynamic_return(function: _Function) -> _Function: ...
def native(*arguments: Any) -> Callable[[_Function], _Function]: ...
def mixin(cls: _Class) -> _Class: ...
