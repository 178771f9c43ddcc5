"""Exceptions: chaining, finally, groups, messages."""


def order():
    try:
        try:
            raise ValueError("first")
        finally:
            print("finally 1")
    except ValueError as e:
        print("except", e)
        try:
            raise KeyError("second")
        except KeyError as f:
            print(repr(f.__context__))
    else:
        print("else")
    finally:
        print("finally 2")
    return "returned"


print(order())


def returns():
    for i in range(3):
        try:
            continue
        finally:
            print("loop", i)
    try:
        return "try"
    finally:
        print("cleanup")


print(returns())


def name_is_gone():
    try:
        raise ValueError
    except ValueError as e:
        pass
    try:
        e
    except UnboundLocalError as err:
        print(err)


name_is_gone()
try:
    raise TypeError from None
except TypeError as e:
    print(e.__suppress_context__, e.__cause__)
try:
    raise 5
except TypeError as e:
    print(e)
try:
    raise
except RuntimeError as e:
    print(e)


class Custom(Exception):
    def __init__(self, code, *rest):
        super().__init__(code, *rest)
        self.code = code

    def __str__(self):
        return f"custom {self.code}"


try:
    raise Custom(7, 8)
except Custom as e:
    print(e, repr(e), e.args, e.code)
e = OSError(2, "No such file", "x.txt")
print(type(e).__name__, e, e.errno, e.filename, e.args)
print(repr(KeyError("k")), str(KeyError("k")), str(KeyError()), str(Exception(1, 2)))
e = ValueError("v")
e.add_note("note")
print(e.__notes__)
eg = ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2), ValueError(3)])])
print(eg, repr(eg))
m, r = eg.split(ValueError)
print(repr(m), repr(r))
try:
    try:
        raise eg
    except* TypeError as t:
        print("T", repr(t))
except ExceptionGroup as rest:
    print("rest", repr(rest))
try:
    raise ValueError("plain")
except* ValueError as g:
    print(repr(g))


def deep(n):
    if n == 0:
        raise IndexError("deep")
    deep(n - 1)


try:
    deep(3)
except IndexError as e:
    tb = e.__traceback__
    names = []
    while tb:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    print(names)


def forever(n):
    return forever(n + 1)


try:
    forever(0)
except RecursionError as e:
    print("RecursionError", str(e)[:34])


class Weird:
    def __eq__(self, other):
        raise ZeroDivisionError("eq")

    def __bool__(self):
        return "no"


try:
    [Weird()].index(1)
except ZeroDivisionError as e:
    print(e)
try:
    if Weird():
        pass
except TypeError as e:
    print(e)
import sys
print(sys.exception())
try:
    1 / 0
except ZeroDivisionError:
    print(repr(sys.exception()), sys.exc_info()[0])
assert True, "fine"
try:
    assert 1 == 2, "not equal"
except AssertionError as e:
    print(e)
try:
    sys.exit(3)
except SystemExit as e:
    print(e.code)
