from functools import (
    cache, cached_property, cmp_to_key, lru_cache, partial, partialmethod, reduce, singledispatch, singledispatchmethod,
    total_ordering, wraps,
)


@lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


assert fibonacci(20) == 6765


@cache
def registry():
    return {}


registry()["a"] = 1
assert registry() is registry() and registry() == {"a": 1}
assert partial(int, base=2)("101") == 5


def decorator(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


@decorator
def hello():
    """Says hello."""
    return "hello"


assert hello() == "hello" and hello.__name__ == "hello" and hello.__doc__ == "Says hello."


@total_ordering
class Version:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return self.number == other.number

    def __lt__(self, other):
        return self.number < other.number


assert Version(2) >= Version(1) and Version(1) <= Version(1) and Version.__ge__.__name__ == "__ge__"


@singledispatch
def show(value):
    return "object"


@show.register
def _(value: int):
    return "int"


@show.register(list)
def _(value):
    return "list"


assert (show(1), show(True), show([]), show("")) == ("int", "int", "list", "object")


class Shape:
    @cached_property
    def area(self):
        return 5

    @singledispatchmethod
    def scale(self, by):
        return "object"

    @scale.register
    def _(self, by: str):
        return "str"

    def power(self, exponent):
        return 2**exponent

    cube = partialmethod(power, 3)


shape = Shape()
assert shape.area == 5 and shape.__dict__ == {"area": 5}
assert (shape.scale(1), shape.scale("x"), shape.cube()) == ("object", "str", 8)
assert reduce(lambda a, b: a * b, [1, 2, 3, 4]) == 24
assert sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)) == [3, 2, 1]
