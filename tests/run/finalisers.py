"""What happens to objects that nobody refers to any more, and at the end of the program."""
import atexit
import gc
import sys
import warnings
import weakref


def drop(function, *arguments):
    """Calls a function whose result is dropped, deep enough that no trace of it is left."""
    def nested(n):
        if n:
            nested(n - 1)
        else:
            function(*arguments)
    nested(20)
    (lambda *many: None)(*range(50))
    for _ in range(3):
        gc.collect()


def report(unraisable):
    print("unraisable", unraisable.exc_type.__name__, unraisable.err_msg.split(" 0x")[0], unraisable.object)


sys.unraisablehook = report


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)
        if self.name == "bad":
            raise ValueError(self.name)


drop(Noisy, "one")
drop(Noisy, "bad")


class Risen:
    saved = []

    def __del__(self):
        print("rises")
        Risen.saved.append(self)


drop(Risen)
print(len(Risen.saved))
Risen.saved.clear()
gc.collect()


class NoisyDict(dict):
    def __del__(self):
        print("dict", self)


drop(NoisyDict, {1: 2})


# Generators that wait in a `try`, or delegate to one that does.
def waits(name):
    try:
        yield 1
    finally:
        print("closed", name)


def delegates(name):
    try:
        yield from waits(name)
    except GeneratorExit:
        print("outer", name)
        raise


def stubborn():
    try:
        yield 1
    finally:
        yield 2


def fails():
    try:
        yield 1
    finally:
        raise KeyError("while closing")


for make in (waits, delegates):
    drop(lambda: next(make(make.__name__)))
drop(lambda: next(stubborn()))
drop(lambda: next(fails()))
drop(waits, "never started")


def finished():
    for _ in waits("exhausted"):
        pass


drop(finished)


async def never():
    pass


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    drop(never)
    print([str(warning.message) for warning in caught])


async def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("async closed")


def step():
    iterator = numbers()
    try:
        iterator.__anext__().send(None)
    except StopIteration as stop:
        value = stop.value
    print("async", value)


drop(step)
hooks = sys.get_asyncgen_hooks()
sys.set_asyncgen_hooks(firstiter=lambda it: print("first", it.__name__),
                       finalizer=lambda it: print("finalizer", it.__name__))
drop(step)
sys.set_asyncgen_hooks(*hooks)


# Weak references are cleared first, and tell of it.
reference = None


class Plain:
    pass


def refer():
    global reference
    plain = Plain()
    reference = weakref.ref(plain, lambda it: print("callback", it() is None))


drop(refer)
print(reference() is None)
weakref.finalize(report, print, "never", "mind").detach()


class Node:
    def __del__(self):
        print("node")


def cycle():
    first, second = Node(), Node()
    first.other, second.other = second, first


drop(cycle)


# The end.
def at_exit(*arguments, **keywords):
    print("at exit", arguments, keywords)


atexit.register(at_exit, 1, two=2)
atexit.register(lambda: 1 / 0)  # tells standard error


@atexit.register
def removed():
    print("removed")


atexit.unregister(removed)
sys.unraisablehook = sys.__unraisablehook__
kept = Noisy("kept to the end")
kept_too = waits("at the end")
next(kept_too)
sys.stdout.write("no newline yet ")
