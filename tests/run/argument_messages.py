# What is said of wrong arguments: by wrappers of slots and by methods, and in which order things are looked at.
import struct, traceback, math


def attempt(function, *arguments, **keywords):
    try:
        print(repr(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


attempt((1).__add__, 2, default=3)
attempt(range(3).__contains__, 1, x=2)
attempt(slice(2).__hash__, default=1)
attempt((5).__ceil__, 1)
attempt((5).__add__, 1, 2)
attempt([].append, x=1)
attempt((1.5).__round__, 1, 2)
attempt(delattr, 1, "x")
attempt(delattr, attempt, "x")
attempt(setattr, 1, "x", 2)
attempt(bytearray(b"ab").__setitem__, -3, ())
attempt(bytearray(b"ab").__setitem__, -3, 1)
attempt(bytes.fromhex, ())
attempt(bytes.fromhex, b"6 1")
attempt(struct.unpack, "{}", 7)
attempt(struct.unpack, "b", 7)
attempt(math.sumprod, b"ab", "c")
attempt(math.sumprod, [1, 2], [3])
attempt(math.sumprod, [1.5, 2], [3, 4])


def f1():
    f6


try:
    f1()
except NameError as error:
    print(traceback.format_exception_only(error))
