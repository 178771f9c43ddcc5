"""Type parameters of functions, classes and aliases."""
def f[T](x: T) -> T: return x
class C[T, *Ts, **P]:
    def m[U](self, a: T, b: U) -> T: return a
type A[K] = dict[K, int]
type B = list[B] | None
print(f(1), f.__type_params__, C.__type_params__, C.__parameters__, A, A.__value__, A.__type_params__, A[str], B.__value__)
T, = f.__type_params__
print(T.__name__, T.__bound__, T.__constraints__, T.__default__ if hasattr(T, "__default__") else None, repr(T), type(T))
def g[T: int, U: (str, bytes), V = float](a: T, b: U, c: V): pass
print([(p.__name__, p.__bound__, p.__constraints__, p.has_default()) for p in g.__type_params__], g.__type_params__[2].__default__)
print(C[int, str, [int]], C.m.__type_params__, C.__orig_bases__, C.__mro__[1].__name__)
class D[T](C[T, int, []]): pass
print(D.__bases__, D.__orig_bases__, D[int].__args__, isinstance(D(), C))
print(f.__annotations__["x"] is T, list[int], dict[str, list[int]], list[int] == list[int], list[int].__origin__, list[int].__args__, int | None, (int | str).__args__, list[T][int])
for e in ("list[int]()", "isinstance([], list[int])", "int | 5", "list[int] | None", "tuple[int, ...]", "type[int]", "isinstance(1, int | str)", "dict[int]", "list[int, str]"):
    try: print(e, eval(e))
    except TypeError as err: print(e, "->", err)
