"""Names of the interpreter's own types."""

from __stub__ import frame as FrameType
from __stub__ import getset_descriptor as GetSetDescriptorType
from __stub__ import module as ModuleType
from __stub__ import traceback as TracebackType


def _function(): ...


def _generator():
    yield


async def _coroutine(): ...


async def _async_generator():
    yield


class _Class:
    __slots__ = ("member",)

    def method(self): ...


FunctionType = LambdaType = type(lambda: None)
CodeType = type((lambda: None).__code__)
MethodType = type(_Class().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
MemberDescriptorType = type(_Class.member)
MappingProxyType = type(type.__dict__)
GeneratorType = type(_generator())
CoroutineType = type(_coroutine())
AsyncGeneratorType = type(_async_generator())
GenericAlias = type(list[int])
UnionType = type(int | str)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)


def _cell(value):
    return lambda: value


CellType = type(_cell(0).__closure__[0])


class CapsuleType:
    __module__ = "builtins"
    __qualname__ = "PyCapsule"


class SimpleNamespace:
    __module__ = "types"

    def __init__(self, mapping_or_iterable=(), /, **kwargs):
        self.__dict__.update(mapping_or_iterable, **kwargs)

    def __repr__(self):
        name = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        return f"{name}({', '.join([f'{key}={value!r}' for key, value in self.__dict__.items()])})"

    def __eq__(self, other, /):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None

    def __reduce__(self):
        return type(self), (), self.__dict__

    def __replace__(self, /, **changes):
        copy = type(self)()
        copy.__dict__.update(self.__dict__, **changes)
        return copy


del _function, _generator, _coroutine, _async_generator, _Class, _cell
