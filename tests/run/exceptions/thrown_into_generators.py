# Contexts and lines of exceptions that are thrown into generators and coroutines, begun or not.
import traceback
class Pause:
    def __await__(self): return (yield 1)
async def f1():
    try:
        del v3
    finally:
        await Pause()
c = f1(); c.send(None)
try: c.throw(AssertionError)
except AssertionError as e: print(repr(e.__context__))
async def f1():
    try:
        1/0
    except ZeroDivisionError:
        await Pause()
c = f1(); c.send(None)
try: c.throw(AssertionError)
except AssertionError as e: print(repr(e.__context__))
c = f1(); c.send(None)
try: c.throw(AssertionError())
except AssertionError as e: print(repr(e.__context__))
def g():
    try: 1/0
    except ZeroDivisionError: yield
c = g(); c.send(None)
try: c.throw(AssertionError)
except AssertionError as e: print(repr(e.__context__))
def h():
    yield from g()
c = h(); c.send(None)
try: c.throw(AssertionError)
except AssertionError as e: print(repr(e.__context__))
def k():
    try: [][1]
    except IndexError: yield from g()
c = k(); c.send(None)
try: c.throw(AssertionError)
except AssertionError as e: print(repr(e.__context__), repr(e.__context__.__context__))
async def f1():
    raise KeyError
c = f1()
try: c.throw(StopIteration)
except BaseException as e: print(repr(e), repr(e.__cause__))
async def ag():
    yield 1
for x in (StopAsyncIteration, StopIteration):
    a = ag()
    try: a.athrow(x).send(None)
    except BaseException as e: print(repr(e), repr(e.__cause__))


def lines(error):
    trace, found = error.__traceback__, []
    while trace:
        found.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
        trace = trace.tb_next
    return found


def first(a):
    b = (a,)
    yield b


async def second(a):
    b = (a,)


async def third():
    async for v in Twice():
        print(v)


class Twice:
    def __aiter__(self):
        return self

    async def __anext__(self):
        return await Pause()


for made in first(1), second(1), third():
    try:
        if made.__name__ == "third":
            made.send(None)
        made.throw(ValueError)
    except ValueError as error:
        print(lines(error))
