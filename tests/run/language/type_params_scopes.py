# stress: 997
"""Type parameters: bounds and defaults evaluated late, scopes, names, aliases, errors."""
from typing import TypeVar, TypeVarTuple, ParamSpec, get_type_hints, Generic
def attempt(function, *arguments):
    try: print(function(*arguments))
    except Exception as error: print(type(error).__name__, error)
def f[T: int, *Ts, **P](a: T, *b: *Ts) -> T: return a
print(f.__type_params__, [type(p).__name__ for p in f.__type_params__], f.__annotations__)
T, Ts, P = f.__type_params__
print(T.__bound__, T.__constraints__, T.__name__, T.__covariant__, T.__contravariant__, T.__infer_variance__, T.has_default())
def late[T: undefined]() -> T: pass
attempt(lambda: late.__type_params__[0].__bound__)
undefined = str
attempt(lambda: late.__type_params__[0].__bound__)
def constrained[T: (int, str), U = list[T], *V = *tuple[int, str], **W = [int]](): pass
for p in constrained.__type_params__: print(p, p.__default__, p.has_default(), getattr(p, "__constraints__", None))
class C[A, B: "forward" = int](dict[A, B]):
    x: A
    def m[D](self, d: D) -> tuple[A, D]: return A, D
    y = A
print(C.__type_params__, C.__orig_bases__, C.__parameters__, C[int, str], C.__mro__)
print(C().m.__annotations__, C().m.__type_params__, C.y is C.__type_params__[0])
attempt(lambda: C[int, str, bytes])
print(C[int])
type Alias[K] = dict[K, "later"] | list[K]
print(Alias, Alias.__value__, Alias.__type_params__, Alias[int], Alias[int].__args__, Alias.__name__, Alias.__module__ == __name__)
type Rec = list[Rec]
print(Rec.__value__, type(Rec).__name__)
type Bad = nope
attempt(lambda: Bad.__value__)
attempt(lambda: Rec[int])
attempt(lambda: isinstance(1, Rec))
print(Rec | int, int | Rec)
def outer():
    T = "outer"
    def inner[T](x=T): return x, T
    class K[T]:
        t = T
        def m(self): return T
    return inner()[0], inner()[1], K.t is K.__type_params__[0], K().m() is K.t, T
print(outer())
class Scope:
    v = int
    def m[T: v](self): return T
    type A = v
print(Scope().m().__bound__, Scope.A.__value__)
attempt(lambda: T.__bound__.nope)
for text in ("def f[T, T](): pass", "def f[T=int, U](): pass", "class C[*T: int]: pass", "def f[T: (yield)](): pass", "def f[T: (x := 1)](): pass", "type X[T] = (yield)", "def f[](): pass", "class C[T](T := int): pass", "def f[__T](): return __T", "type X = await 1", "def f[T: [await x]](): pass"):
    try: compile(text, "t", "exec"); print("fine", text)
    except SyntaxError as error: print(error.msg, error.offset)
class Mangled:
    def f[__P](self, x: __P): return __P
print(Mangled().f(1), Mangled.f.__annotations__, Mangled.f.__type_params__[0].__name__)
def g[T](t: T, u: list[T]): pass
print(get_type_hints(g), g.__qualname__, g.__code__.co_freevars, g.__closure__)
def lam[T](): return lambda: T
print(lam()(), lam.__code__.co_freevars)
X = TypeVar("X", bound="nope", default=int); print(X, X.__bound__, X.__default__)
class Old(Generic[X]): pass
print(Old[int], Old.__parameters__)
attempt(lambda: TypeVar("Y", int))
attempt(lambda: TypeVar("Y", int, str, bound=int))
attempt(lambda: type("Z", (Generic[X], Generic[X]), {}))
async def co[T](x: T): return T
print(co.__type_params__); c = co(1)
try: c.send(None)
except StopIteration as s: print(s.value)
