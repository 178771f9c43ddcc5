# Which classes and names messages tell, and when they suggest others.
import itertools
import operator

__name__ = "program"


def attempt(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


class Unhashable(list):
    pass


class Slotted:
    __slots__ = ("x",)


class SlottedError(Exception):
    __slots__ = ("x",)


class Numberless:
    def __index__(self):
        return None


class Iterless:
    __iter__ = 3


class Own(dict):
    pass


class OwnNew(dict):
    def __new__(cls):
        return dict.__new__(cls)


def unbound():
    value = 1
    del valu
    return value


class Sized:
    def __len__(self):
        raise ValueError("no length")

    def __iter__(self):
        return iter([1])


class Hinted:
    def __init__(self, hint):
        self.hint = hint

    def __length_hint__(self):
        return self.hint

    def __iter__(self):
        return iter([1, 2])


attempt(lambda: {Unhashable(): 1})
attempt(lambda: {Unhashable()})
attempt(lambda: {[]: 1})
attempt(lambda: Slotted().x)
attempt(lambda: SlottedError().x)
attempt(lambda: complex(Slotted()))
attempt(lambda: complex(1, Slotted()))
attempt(lambda: bytes(Numberless()))
attempt(lambda: bytes(Iterless()))
attempt(lambda: bytes(Slotted()))
attempt(lambda: object.__new__(Own))
attempt(lambda: object.__new__(OwnNew))
attempt(lambda: Slotted.__new__(Own))
attempt(unbound)
attempt(lambda: operator.concat(range(3), slice(1)))
attempt(lambda: operator.concat(range(3), [1]))
attempt(lambda: operator.concat([1], 2))
attempt(lambda: operator.iconcat(1, [1]))
for arguments in [("a",), (-1,), (-2,), (0, -2), (0, "a"), (0, -1), ("a", 1), (-1, 1), (1, 2, "a"), (1, 2, 0), ("a", "b")]:
    attempt(lambda: list(itertools.islice([1, 2], *arguments)))
attempt(lambda: list(Sized()))
attempt(lambda: [*Sized()])
for hint in (0, 5, -1, "a", None, NotImplemented, 10**30):
    attempt(lambda: list(Hinted(hint)))
    attempt(lambda: tuple(Hinted(hint)))
attempt(lambda: operator.length_hint(Hinted(3)))
attempt(lambda: operator.length_hint(object(), 7))
first, *rest = Hinted(1)
print(first, rest)
