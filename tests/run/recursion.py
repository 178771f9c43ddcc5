# stress: 2000
"""Recursion without end is a RecursionError, in native code and threads too; allocations beyond reason are a MemoryError."""
import copy
import json
import threading


def attempt(name, function):
    try:
        function()
    except (RecursionError, MemoryError) as error:
        print(name, type(error).__name__)
    else:
        print(name, "done")


def plain():
    return plain()


class Attribute:
    def __getattr__(self, name):
        return getattr(self, "x" if name == "y" else "y")


class Repr:
    def __repr__(self):
        return repr(self)


class Equal:
    def __eq__(self, other):
        return self == other


class Call:
    def __call__(self):
        return self()


class Length:
    def __len__(self):
        return len(self)


class Iterate:
    def __iter__(self):
        return iter(self)


class Add:
    def __add__(self, other):
        return self + other


class New:
    def __new__(cls):
        return cls()


class Init:
    def __init__(self):
        Init()


def handlers():
    try:
        raise ValueError
    except ValueError:
        handlers()


def delegate():
    yield from delegate()


def by_key(_=None):
    return sorted([1], key=by_key)


def nested(depth):
    made = []
    for _ in range(depth):
        made = [made]
    return made


def everything():
    attempt("plain", plain)
    attempt("attribute", lambda: Attribute().x)
    attempt("repr", lambda: repr(Repr()))
    attempt("equal", lambda: Equal() == Equal())
    attempt("call", lambda: Call()())
    attempt("length", lambda: len(Length()))
    attempt("iterate", lambda: list(Iterate()))
    attempt("add", lambda: Add() + 1)
    attempt("new", New)
    attempt("init", Init)
    attempt("handlers", handlers)
    attempt("delegate", lambda: list(delegate()))
    attempt("key", by_key)
    attempt("deepcopy", lambda: copy.deepcopy(nested(2000)))
    attempt("json", lambda: json.dumps(nested(100)))


everything()
thread = threading.Thread(target=everything)
thread.start()
thread.join()
for name, function in {
    "bytes": lambda: bytes(1 << 60),
    "list": lambda: [0] * (1 << 60),
    "str": lambda: "x" * (1 << 60),
    "tuple": lambda: (1,) * (1 << 59),
    "bytearray": lambda: bytearray(1 << 60),
    "ljust": lambda: "x".ljust(1 << 60),
}.items():
    attempt(name, function)
