"""A module whose objects the cases try to change."""

import abc
import collections
import contextlib
import dataclasses
import enum
import functools
import operator
import types
import typing
import weakref

number = 1
size = 1
text = "text"
items = [3, 1, 2]
levels = [3, 1, 2]
table = {"a": 1, "b": [1]}
members = {1, 2}
buffer = bytearray(b"abc")
queue = collections.deque([1, 2, 3])
groups = collections.defaultdict(list)
tally = collections.Counter("aab")
ordered = collections.OrderedDict(a=1, b=2)
chain = collections.ChainMap({}, table)
nested = {"outer": {"inner": [1]}}
pair = ([1], [2])
frozen = types.MappingProxyType(table)
log = []

list_iterator = iter(items)
generator = (item for item in (1, 2, 3))
zipped = zip(items, items)
mapped = map(str, items)
counted = enumerate(items)
filtered = filter(None, items)
reverse = reversed(items)


class Base:
    flag = False
    options = {}
    sequence = []

    def __init__(self, value=1):
        self.value = value

    def __init_subclass__(cls, **kwargs):
        if kwargs.get("register"):
            log.append(cls)

    def method(self):
        return self.value

    @classmethod
    def configure(cls, flag):
        cls.flag = flag

    @staticmethod
    def note(value):
        log.append(value)

    @property
    def noted(self):
        log.append(self)
        return 1

    @functools.cached_property
    def cached(self):
        return [1]


class Other:
    pass


class Derived(Base):
    pass


class Meta(type):
    known = []

    def __init__(cls, name, bases, namespace, register=False):
        super().__init__(name, bases, namespace)
        if register:
            Meta.known.append(name)

    def __call__(cls, *args):
        if args == ("note",):
            log.append(cls)
        return super().__call__()

    def __getitem__(cls, key):
        log.append(key)
        return cls


class Made(metaclass=Meta):
    pass


class Slotted:
    __slots__ = ("value",)


class Noting:
    """Every special method notes that it was called."""

    def _note(self, *_):
        log.append(self)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        self._note()

    def __setattr__(self, name, value):
        self._note()

    def __delattr__(self, name):
        self._note()

    def __call__(self, *args):
        self._note()

    def __len__(self):
        self._note()
        return 1

    def __bool__(self):
        self._note()
        return True

    def __iter__(self):
        self._note()
        return iter(())

    def __contains__(self, item):
        self._note()
        return True

    def __getitem__(self, key):
        self._note()
        return key

    def __setitem__(self, key, value):
        self._note()

    def __delitem__(self, key):
        self._note()

    def __eq__(self, other):
        self._note()
        return True

    def __hash__(self):
        self._note()
        return 1

    def __lt__(self, other):
        self._note()
        return True

    def __add__(self, other):
        self._note()
        return self

    def __radd__(self, other):
        self._note()
        return self

    def __iadd__(self, other):
        self._note()
        return self

    def __neg__(self):
        self._note()
        return self

    def __index__(self):
        self._note()
        return 1

    def __int__(self):
        self._note()
        return 1

    def __float__(self):
        self._note()
        return 1.0

    def __complex__(self):
        self._note()
        return 1j

    def __bytes__(self):
        self._note()
        return b""

    def __str__(self):
        self._note()
        return ""

    def __repr__(self):
        self._note()
        return ""

    def __format__(self, spec):
        self._note()
        return ""

    def __enter__(self):
        self._note()
        return self

    def __exit__(self, *_):
        self._note()

    def __reversed__(self):
        self._note()
        return iter(())

    def __length_hint__(self):
        self._note()
        return 1

    def __round__(self, digits=None):
        self._note()
        return 1

    def __abs__(self):
        self._note()
        return 1

    def __divmod__(self, other):
        self._note()
        return 1, 1

    def __pow__(self, other, modulo=None):
        self._note()
        return 1

    def __dir__(self):
        self._note()
        return []

    def __copy__(self):
        self._note()
        return self

    def __deepcopy__(self, memo):
        self._note()
        return self

    def __sizeof__(self):
        self._note()
        return 1

    def __fspath__(self):
        self._note()
        return ""

    def __get__(self, instance, owner=None):
        self._note()
        return 1

    def __set__(self, instance, value):
        self._note()

    def __delete__(self, instance):
        self._note()

    def __set_name__(self, owner, name):
        self._note()

    def __mro_entries__(self, bases):
        self._note()
        return (Other,)

    def __instancecheck__(self, instance):
        self._note()
        return True

    def __subclasscheck__(self, cls):
        self._note()
        return True


class Matched:
    __match_args__ = ("left",)

    @property
    def left(self):
        log.append("matched")
        return 1


class Subscripted:
    def __class_getitem__(cls, key):
        log.append(key)
        return cls


class Abstract(abc.ABC):
    @abc.abstractmethod
    def method(self): ...


class Hooked(abc.ABC):
    @classmethod
    def __subclasshook__(cls, subclass):
        log.append(subclass)
        return NotImplemented


class Data:
    """A descriptor that keeps what it is given."""

    stored = None

    def __get__(self, instance, owner=None):
        return self.stored

    def __set__(self, instance, value):
        self.stored = value


class Described:
    field = Data()


class Named:
    """A descriptor that remembers its name."""

    names = []

    def __set_name__(self, owner, name):
        self.names.append(name)


@dataclasses.dataclass
class Record:
    name: str = "x"
    tags: list = dataclasses.field(default_factory=list)


class Shade(enum.Enum):
    LIGHT = 1
    DARK = 2


class Tuple(typing.NamedTuple):
    name: str = ""


class Typed(typing.TypedDict):
    name: str


class Borg:
    shared = {}

    def __init__(self):
        self.__dict__ = self.shared


instance = Base()
derived = Derived()
slotted = Slotted()
slotted.value = 1
noting = Noting()
matched = Matched()
record = Record()
described = Described()
class Rules:
    def __init__(self):
        self.triggers = collections.defaultdict(list)


rules = Rules()
space = types.SimpleNamespace(value=1)
error = ValueError("x")
bound = items.append
sort = items.sort
partial = functools.partial(items.append, 3)
adder = operator.methodcaller("append", 3)
view = memoryview(buffer)
keys = table.keys()
weak = weakref.WeakKeyDictionary()
setter = Base.__dict__["cached"]


@functools.singledispatch
def generic(value):
    return value


@functools.lru_cache
def memoized(value):
    log.append(value)
    return value


def generate():
    log.append("advanced")
    yield 1
    log.append("advanced twice")


started = generate()


def echo():
    received = yield
    while True:
        received = yield received


async def coroutine():
    log.append("awaited")


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


def default_itself(seen=[]):
    return seen


def pure(value):
    return value


def append(value):
    items.append(value)


def set_number(value):
    global number
    number = value


def decorate(function):
    log.append(function)
    return function


def decorate_with(name):
    def decorator(function):
        log.append(name)
        return function

    return decorator


def change(target):
    target.append(1)


def apply(function, *args):
    return function(*args)


def own_globals():
    return globals()


@contextlib.contextmanager
def appended(value):
    items.append(value)
    yield items
    items.pop()


@contextlib.contextmanager
def quiet():
    yield 1


class Manager:
    entered = 0

    def __enter__(self):
        Manager.entered += 1
        return self

    def __exit__(self, *_):
        pass


class Finalized:
    def __del__(self):
        log.append("deleted")


def first_time(seen={}):
    if "x" in seen:
        return False
    seen["x"] = True
    return True


class Fixed:
    x: int


fixed = Fixed()
