"""A module whose objects the others change."""

import contextlib
import contextvars
import enum
import functools
import io
import itertools
import threading
import typing
from collections import defaultdict, deque

number = 1
items = [1, 2]
table = {"a": 1}
members = {1, 2}
buffer = bytearray(b"abc")
queue = deque([1])
groups = defaultdict(list)
nested = {"outer": {"inner": [1]}}
stream = io.StringIO()
counter = itertools.count()
iterator = iter(items)
variable = contextvars.ContextVar("variable")
lock = threading.Lock()
registry = []


class Base:
    flag = False
    options = {}

    def __init__(self):
        self.value = 1

    def __init_subclass__(cls, **kwargs):
        if cls.flag:
            registry.append(cls)

    def method(self):
        return self.value

    @property
    def half(self):
        return self.value / 2

    @functools.cached_property
    def cached(self):
        return [self.value]


class Other:
    pass


class Derived(Base):
    pass


class Meta(type):
    known = []

    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        if "registered" in namespace:
            Meta.known.append(name)


class Slotted:
    __slots__ = ("value",)


class Color(enum.Flag):
    RED = 1
    GREEN = 2
    BLUE = 4


Either = typing.Union[list[int], dict[str, typing.Any]]


class Record(typing.NamedTuple):
    name: str


instance = Base()
slotted = Slotted()
slotted.value = 1


@functools.singledispatch
def generic(value):
    return value


@functools.lru_cache
def memoized(value):
    return [value]


def make_counter():
    count = 0

    def increment():
        nonlocal count
        count += 1
        return count

    return increment


increment = make_counter()


def with_default(value, seen=[]):
    seen.append(value)
    return seen


def with_keyword_default(*, options={}):
    return options


def pure(value: "int") -> "str":
    return str(value)


def append(value):
    items.append(value)


def set_number(value):
    global number
    number = value


@contextlib.contextmanager
def changed_number(value):
    global number
    old = number
    number = value
    try:
        yield
    finally:
        number = old
