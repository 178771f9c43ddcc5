"""Operators as functions."""


def lt(a, b, /):
    return a < b


def le(a, b, /):
    return a <= b


def eq(a, b, /):
    return a == b


def ne(a, b, /):
    return a != b


def ge(a, b, /):
    return a >= b


def gt(a, b, /):
    return a > b


def not_(a, /):
    return not a


def truth(a, /):
    return True if a else False


def is_(a, b, /):
    return a is b


def is_not(a, b, /):
    return a is not b


def is_none(a, /):
    return a is None


def is_not_none(a, /):
    return a is not None


_abs = abs


def abs(a, /):
    return _abs(a)


def add(a, b, /):
    return a + b


def and_(a, b, /):
    return a & b


def floordiv(a, b, /):
    return a // b


def index(a, /):
    if isinstance(a, int):
        return a
    if not hasattr(type(a), "__index__"):
        raise TypeError(f"'{type(a).__name__}' object cannot be interpreted as an integer")
    return type(a).__index__(a)


def inv(a, /):
    return ~a


def invert(a, /):
    return ~a


def lshift(a, b, /):
    return a << b


def mod(a, b, /):
    return a % b


def mul(a, b, /):
    return a * b


def matmul(a, b, /):
    return a @ b


def neg(a, /):
    return -a


def or_(a, b, /):
    return a | b


def pos(a, /):
    return +a


def pow(a, b, /):
    return a**b


def rshift(a, b, /):
    return a >> b


def sub(a, b, /):
    return a - b


def truediv(a, b, /):
    return a / b


def xor(a, b, /):
    return a ^ b


def concat(a, b, /):
    if not hasattr(a, "__getitem__"):
        raise TypeError(f"'{type(a).__name__}' object can't be concatenated")
    return a + b


def contains(a, b, /):
    return b in a


def countOf(a, b, /):
    count = 0
    for item in a:
        if item == b or item is b:
            count += 1
    return count


def delitem(a, b, /):
    del a[b]


def getitem(a, b, /):
    return a[b]


def indexOf(a, b, /):
    for position, item in enumerate(a):
        if item == b or item is b:
            return position
    raise ValueError("sequence.index(x): x not in sequence")


def setitem(a, b, c, /):
    a[b] = c


def length_hint(obj, default=0, /):
    if not isinstance(default, int):
        raise TypeError(f"'{type(default).__name__}' object cannot be interpreted as an integer")
    try:
        return len(obj)
    except TypeError:
        pass
    if not hasattr(type(obj), "__length_hint__"):
        return default
    hint = type(obj).__length_hint__(obj)
    return default if hint is NotImplemented else hint


def call(obj, /, *args, **kwargs):
    return obj(*args, **kwargs)


def _compare_digest(a, b, /) -> bool: ...


class attrgetter:
    __slots__ = ("_paths",)
    __module__ = "operator"

    def __new__(cls, attr, /, *attrs):
        self = object.__new__(cls)
        for name in (attr, *attrs):
            if not isinstance(name, str):
                raise TypeError("attribute name must be a string")
        self._paths = (attr, *attrs)
        return self

    def __init__(self, /, *attrs):
        pass

    def __call__(self, obj, /):
        found = tuple([_resolve(obj, path) for path in self._paths])
        return found[0] if len(found) == 1 else found

    def __repr__(self):
        return f"operator.attrgetter({', '.join(map(repr, self._paths))})"

    def __reduce__(self):
        return self.__class__, self._paths


def _resolve(obj, path):
    for name in path.split("."):
        obj = getattr(obj, name)
    return obj


class itemgetter:
    __slots__ = ("_items",)
    __module__ = "operator"

    def __new__(cls, item, /, *items):
        self = object.__new__(cls)
        self._items = (item, *items)
        return self

    def __init__(self, /, *items):
        pass

    def __call__(self, obj, /):
        found = tuple([obj[item] for item in self._items])
        return found[0] if len(found) == 1 else found

    def __repr__(self):
        return f"operator.itemgetter({', '.join(map(repr, self._items))})"

    def __reduce__(self):
        return self.__class__, self._items


class methodcaller:
    __slots__ = ("_name", "_args", "_kwargs")
    __module__ = "operator"

    def __new__(cls, name, /, *args, **kwargs):
        if not isinstance(name, str):
            raise TypeError("method name must be a string")
        self = object.__new__(cls)
        self._name = name
        self._args = args
        self._kwargs = kwargs
        return self

    def __init__(self, name, /, *args, **kwargs):
        pass

    def __call__(self, obj, /):
        return getattr(obj, self._name)(*self._args, **self._kwargs)

    def __repr__(self):
        parts = [repr(self._name), *map(repr, self._args), *[f"{name}={value!r}" for name, value in self._kwargs.items()]]
        return f"operator.methodcaller({', '.join(parts)})"

    def __reduce__(self) -> tuple: ...


def iadd(a, b, /):
    a += b
    return a


def iand(a, b, /):
    a &= b
    return a


def iconcat(a, b, /):
    if not hasattr(a, "__getitem__"):
        raise TypeError(f"'{type(a).__name__}' object can't be concatenated")
    a += b
    return a


def ifloordiv(a, b, /):
    a //= b
    return a


def ilshift(a, b, /):
    a <<= b
    return a


def imod(a, b, /):
    a %= b
    return a


def imul(a, b, /):
    a *= b
    return a


def imatmul(a, b, /):
    a @= b
    return a


def ior(a, b, /):
    a |= b
    return a


def ipow(a, b, /):
    a **= b
    return a


def irshift(a, b, /):
    a >>= b
    return a


def isub(a, b, /):
    a -= b
    return a


def itruediv(a, b, /):
    a /= b
    return a


def ixor(a, b, /):
    a ^= b
    return a
