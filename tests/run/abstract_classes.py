# stress: 200
# Classes whose checks are hooks: ABCMeta, objects with __bases__, and what isinstance says of them.
import abc
import collections.abc
from typing import Protocol, runtime_checkable


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...

    @property
    @abc.abstractmethod
    def name(self): ...


class Square(Shape):
    def area(self):
        return 4


print(attempt(Shape))
print(attempt(Square))
print(sorted(Square.__abstractmethods__))


class Circle:
    pass


print(issubclass(Circle, Shape), Shape.register(Circle) is Circle, issubclass(Circle, Shape), isinstance(Circle(), Shape))
print(attempt(Shape.register, 3))


class Sub(Shape):
    pass


print(attempt(Sub.register, Shape))
print(attempt(issubclass, 3, Shape))


class Sized(abc.ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return any("size" in base.__dict__ for base in other.__mro__) or NotImplemented


class Thing:
    size = 3


print(issubclass(Thing, Sized), isinstance(Thing(), Sized), issubclass(int, Sized))


class Odd(abc.ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return 3


print(attempt(issubclass, int, Odd))
print(isinstance([], collections.abc.Sequence), isinstance({}, collections.abc.Mapping), issubclass(int, collections.abc.Hashable))


@collections.abc.Sequence.register
class Row:
    def __len__(self):
        return 2

    def __getitem__(self, index):
        return [1, 2][index]


match Row():
    case [a, b]:
        print("a sequence", a, b)


@runtime_checkable
class HasX(Protocol):
    x: int

    def method(self): ...


class WithX:
    def __init__(self):
        self.x = 1

    def method(self): ...


print(isinstance(WithX(), HasX), isinstance(3, HasX), attempt(issubclass, WithX, HasX))


# Objects that are no classes but have bases.
class Kind:
    def __init__(self, *bases):
        self.bases = bases

    @property
    def __bases__(self):
        return self.bases


base = Kind()
derived = Kind(base)
both = Kind(Kind(), derived)
print(issubclass(derived, base), issubclass(both, base), issubclass(base, derived))


class Instance:
    def __init__(self, kind):
        self.kind = kind

    @property
    def __class__(self):
        return self.kind


print(isinstance(Instance(derived), base), isinstance(Instance(base), derived), isinstance(Instance(int), int))
print(attempt(isinstance, 1, 2))
print(attempt(issubclass, 1, int))
print(attempt(issubclass, int, 1))
print(attempt(issubclass, int, (str, (float, 2))))


