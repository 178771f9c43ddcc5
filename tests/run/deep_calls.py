# stress: 9973
"""Recursion far beyond the usual limit, in the main thread and in one with a small native stack."""

import sys
import threading

sys.setrecursionlimit(50_000)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def many_values(n):
    a, b, c = [n], (n, n + 1), {n: n}
    result = many_values(n + 1)
    return a, b, c, result


def by_key(n):
    return sorted([n], key=lambda it: by_key(it + 1))


class Endless:
    def __getattr__(self, name):
        return getattr(self, name + "x" if len(name) < 9 else "y")

    def __eq__(self, other):
        return self == other

    def __getitem__(self, index):
        return self[index + 1]

    def __repr__(self):
        return "%r" % [self]

    def __bool__(self):
        return not self

    def __lt__(self, other):
        return sorted([self, other]) == []

    @property
    def value(self):
        return Endless().value


class Nested:
    def __init__(self, n):
        self.inner = Nested(n + 1)


def finally_again(n):
    try:
        return finally_again(n + 1)
    finally:
        n = 0


def caught_below(n):
    try:
        return caught_below(n + 1)
    except RecursionError:
        return repr([n > 1000, {"a": 1.5}])


def attempts():
    yield "values", lambda: many_values(0)
    yield "key", lambda: by_key(0)
    yield "attribute", lambda: Endless().missing
    yield "equal", lambda: Endless() == 1
    yield "item", lambda: Endless()[0]
    yield "repr", lambda: repr(Endless())
    yield "bool", lambda: bool(Endless())
    yield "less", lambda: Endless() < Endless()
    yield "property", lambda: Endless().value
    yield "instances", lambda: Nested(0)
    yield "finally", lambda: finally_again(0)


def run():
    print("depth", depth(40_000))
    for name, attempt in attempts():
        try:
            print(name, attempt())
        except RecursionError:
            print(name, "RecursionError")
    print("caught", caught_below(0))
    print("depth", depth(40_000))


run()
threading.stack_size(1 << 20)
thread = threading.Thread(target=run)
thread.start()
thread.join()
