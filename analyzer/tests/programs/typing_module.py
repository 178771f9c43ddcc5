import typing
from typing import (
    TYPE_CHECKING, Annotated, Any, Callable, ClassVar, Dict, Generic, List, Literal, NamedTuple, NewType, NotRequired,
    Optional, ParamSpec, Protocol, Tuple, TypedDict, TypeVar, TypeVarTuple, Union, Unpack, cast, final, get_args, get_origin,
    get_type_hints, overload, runtime_checkable,
)

if TYPE_CHECKING:
    import a_module_that_does_not_exist

T = TypeVar("T", bound="Base")
K = TypeVar("K")
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")


class Base(Generic[K]):
    kind: ClassVar[int] = 1


class Derived(Base[int], Generic[K]):
    pass


assert Base.__parameters__ == (K,) and Derived.__mro__ == (Derived, Base, Generic, object)


@runtime_checkable
class Named(Protocol):
    name: str

    def title(self) -> str: ...


class Person:
    name = "Ada"

    def title(self):
        return "Dr"


assert isinstance(Person(), Named) and not isinstance(1, Named)


class Movie(TypedDict, total=False):
    title: str
    year: NotRequired[int]


assert Movie(title="x") == {"title": "x"} and Movie.__total__ is False
Song = TypedDict("Song", {"title": str})


class Employee(NamedTuple):
    name: str
    id: int = 3

    def greeting(self):
        return "hello " + self.name


class Pair(NamedTuple, Generic[K]):
    first: K
    second: K


employee = Employee("Guido")
assert employee == ("Guido", 3) and employee.greeting() == "hello Guido" and Employee._fields == ("name", "id")
assert Pair(1, 2).second == 2 and get_origin(Pair[int]) is Pair
assert NamedTuple("Row", [("a", int)])(1).a == 1

UserId = NewType("UserId", int)
assert UserId(5) == 5

Mode = Literal["r", "w"]
assert get_args(Mode) == ("r", "w")
Callback = Callable[[int, str], None]
assert get_args(Callback) == ([int, str], type(None))
Any_ = Callable[..., T]
Spec = Callable[P, T]
Alias = Union[int, None, "Base"]
assert get_args(Optional[int]) == (int, type(None)) and Optional[int] == Union[int, None]
assert get_origin(Dict[str, Alias]) is dict and Dict[str, K][int] == Dict[str, int]
assert get_args(Annotated[int, "meta"]) == (int, "meta")
assert List[int] == List[int] and repr(Tuple[int, ...]) == "typing.Tuple[int, ...]"
Many = Tuple[Unpack[Ts]]


@overload
def twice(x: int) -> int: ...
@overload
def twice(x: str) -> str: ...
def twice(x):
    return x + x


assert twice("a") == "aa"
assert get_type_hints(Employee) == {"name": str, "id": int}
assert get_type_hints(twice) == {}
assert cast("Undefined", 3) == 3

type Vector[X] = list[X]


def first[X](items: list[X]) -> X:
    return items[0]


class Stack[X]:
    items: list[X]


assert first([1]) == 1 and Stack[int].__origin__ is Stack and Vector.__name__ == "Vector"


@final
class Leaf:
    pass


assert Leaf.__final__
Text_ = typing.IO[str]
Regex = typing.Pattern[str]
Manager = typing.ContextManager[int]
