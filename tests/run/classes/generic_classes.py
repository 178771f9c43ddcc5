# stress: 997
"""Generic aliases and typing classes: parameters, substitution, instances, protocols, named tuples, typed dicts, overloads."""
import typing, collections
from typing import *
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
T, U = TypeVar("T"), TypeVar("U"); P = ParamSpec("P"); Ts = TypeVarTuple("Ts")
class G(Generic[T, U]): pass
for f in (lambda: G[int, str], lambda: G[int, str, bytes], lambda: G[T, T][int], lambda: G[T, list[U]][int, str], lambda: G[int, str].__origin__, lambda: G[T, int].__parameters__, lambda: isinstance(G(), G[int, str]), lambda: list[T][int], lambda: list[int][str], lambda: dict[str, T][int].__args__, lambda: list[T] | None, lambda: tuple[*Ts][int, str], lambda: tuple[int, *Ts, str][bytes, float], lambda: Callable[P, T][[int, str], bytes], lambda: Callable[[int], T][str], lambda: Union[int, str, int], lambda: Union[int], lambda: Optional[int], lambda: Union[int, None, str], lambda: Optional[None], lambda: Literal[1, "a", True], lambda: Literal[Literal[1], 2], lambda: Literal[1] == Literal[True], lambda: Annotated[int, "x"][str] if False else Annotated[int, "x"].__metadata__, lambda: Annotated[Annotated[int, 1], 2], lambda: ClassVar[int], lambda: Final[int], lambda: ClassVar[int, str], lambda: List[int], lambda: List[int, str], lambda: Dict[str, T][int], lambda: Type[int], lambda: Tuple[()], lambda: Tuple[int, ...], lambda: Callable[[], int], lambda: Callable[..., T][int], lambda: Callable[int, str], lambda: Any(), lambda: isinstance(1, Any), lambda: isinstance(1, Union[int, str]), lambda: issubclass(int, Optional[int]), lambda: isinstance(1, Literal[1]), lambda: Union[int, str] == (int | str), lambda: hash(Union[int, str]) == hash(str | int), lambda: (int | str).__args__, lambda: int | list[str] | None, lambda: "a" | int, lambda: Self, lambda: Never, lambda: NoReturn, lambda: Concatenate[int, P], lambda: Unpack[Ts], lambda: Generic[int], lambda: Generic[T, T], lambda: NewType("N", int)(5), lambda: NewType("N", int), lambda: cast(int, "a"), lambda: get_origin(list[int]), lambda: get_args(Callable[[int], str]), lambda: get_args(Union[int, None]), lambda: ForwardRef("x"), lambda: list["fwd"], lambda: List["fwd"], lambda: TypeVar("X", int), lambda: TypeVar("X", bound=5), lambda: list[int](), lambda: list[int]([1]), lambda: list[int].append, lambda: list[int].__class__, lambda: type(list[int]), lambda: list[int] == list[int], lambda: list[int] in {list[int]}, lambda: dict[int], lambda: Required[int], lambda: ReadOnly[int], lambda: TypeIs[int], lambda: Text is str, lambda: reveal_type(1)[0] if False else 1, lambda: assert_never(1), lambda: typing.nope): attempt(f)
@runtime_checkable
class Proto(Protocol):
    x: int
    def m(self) -> int: ...
class Impl:
    x = 1
    def m(self): return 1
class NoX:
    def m(self): return 1
class Other(Protocol):
    def q(self): ...
print(isinstance(Impl(), Proto), isinstance(NoX(), Proto), get_protocol_members(Proto) == {"x", "m"}, is_protocol(Proto), is_protocol(Impl)); attempt(issubclass, Impl, Proto); attempt(isinstance, Impl(), Other); attempt(Proto); attempt(lambda: type("Bad", (Proto, Impl), {})()) if False else None
class N(NamedTuple):
    a: int
    b: str = "d"
    def both(self): return self.a, self.b
print(N(1), N(1).both(), N._field_defaults, N.__annotations__); attempt(N)
class TD(TypedDict, total=False): a: Required[int]; b: str
print(TD(a=1), TD.__required_keys__, TD.__optional_keys__, TD.__total__, TD.__annotations__, type(TD(a=1)).__name__); attempt(isinstance, {}, TD); print(TypedDict("F", {"x": int})(x=1), is_typeddict(TD)); attempt(lambda: TypedDict("F", {"x": 5})) 
@overload
def ov(a: int) -> int: ...
@overload
def ov(a: str) -> str: ...
def ov(a): return a
print(len(get_overloads(ov)), ov(1), get_type_hints(Impl), get_type_hints(N), no_type_check(ov) is ov, final(Impl) is Impl, Impl.__final__, override(ov).__override__, dataclass_transform()(Impl).__dataclass_transform__["eq_default"], G.__parameters__, G[int, str].__mro_entries__(()) , typing.Deque[int], typing.OrderedDict[str, int], typing.AsyncIterator[int], typing.Pattern[str], isinstance([], typing.List), issubclass(dict, typing.Mapping)); attempt(ov.__wrapped__ if hasattr(ov, "__wrapped__") else lambda: "none")
class Sub(G[int, T]): pass
class Deep(Sub[str]): pass
print(Sub.__parameters__, Sub.__orig_bases__, Sub[str], Deep.__orig_bases__, Deep.__mro__[1:3]); attempt(lambda: Deep[int]); import pickle, copy; print(pickle.loads(pickle.dumps(List[int])) == List[int], copy.copy(G[int, str]) == G[int, str], pickle.loads(pickle.dumps(list[int])), repr(Union[T, int]), repr(Callable[[T], U]), repr(Annotated[int, [1]]), repr(Optional[T]), str(list[list[T]]))
