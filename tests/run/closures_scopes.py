"""Scopes: closures, class scopes, global and nonlocal, comprehensions, defaults."""
x = "global"


def outer():
    x = "outer"

    class C:
        y = x
        x = "class"
        z = x

        def method(self):
            return x

    def inner():
        nonlocal x
        x = "changed"
        return x

    return C.y, C.z, C().method(), inner(), x, C().method()


print(outer(), x)


def setter():
    global x
    x = "set"


setter()
print(x)
funcs = [lambda: i for i in range(3)]
print([f() for f in funcs])
funcs = [lambda i=i: i for i in range(3)]
print([f() for f in funcs])


def default(a, b=[]):
    b.append(a)
    return b


print(default(1), default(2), default.__defaults__)


def cells(n):
    def add(m):
        return n + m

    n += 1
    return add


print(cells(1)(10), cells(5).__closure__[0].cell_contents)
print([[i * j for j in range(3)] for i in range(3)])
y = 5
print([y for y in range(3)], y)
print((z := 10) + z)


def unbound():
    try:
        print(v)
    except UnboundLocalError as e:
        print(e)
    v = 1
    del v
    try:
        v
    except UnboundLocalError as e:
        print(e)


unbound()


def free():
    def f():
        return late

    try:
        f()
    except NameError as e:
        print(e)
    late = 1
    return f()


print(free())
ns = {"a": 1}
exec("b = a + 1\ndef f(): return b * 10", ns)
print(ns["b"], ns["f"](), eval("a + b", ns), eval("q", {}, {"q": 3}))


def local_names(a, b=2):
    c = a + b
    return sorted(locals().items())


print(local_names(1))


class Namespace:
    a = 1
    b = [a for _ in range(2)] if False else [1]
    names = sorted(k for k in locals() if not k.startswith("_"))


print(Namespace.names)


def kw(a, /, b, *, c=3, **rest):
    return a, b, c, rest


print(kw(1, 2), kw(1, b=2, c=4, a=5), kw.__kwdefaults__, kw.__code__.co_varnames)


def annotated(a: int, b: "str" = "x") -> list[int]:
    return [a]


print(annotated.__annotations__)


class Annotated:
    field: int = 5
    other: str


print(Annotated.__annotations__, annotated.__name__, annotated.__qualname__, outer.__code__.co_freevars)


def decorator(tag):
    def wrap(f):
        def inner(*args, **kwargs):
            return tag, f(*args, **kwargs)
        return inner
    return wrap


@decorator("A")
@decorator("B")
def decorated(v):
    return v


print(decorated(1))
del x
try:
    x
except NameError as e:
    print(e)
print(len("abc"))
len = lambda v: "shadowed"
print(len("abc"))
del len
print(len("abc"))


def generic[T](v: T) -> T:
    return v


print(generic(3), generic.__type_params__)
type Alias = int
print(Alias)
