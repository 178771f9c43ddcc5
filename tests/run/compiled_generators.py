# stress: 97
"""Generators, coroutines and asynchronous generators that are hot: resumed, left, thrown into and looked at where they wait."""

import asyncio
import inspect
import sys
import threading
import traceback
import types

ROUNDS = 1200


def heat(make, *arguments):
    """Runs a generator function until it is hot."""
    for _ in range(ROUNDS):
        for _ in make(*arguments):
            pass


def counter(limit, step=1):
    total = 0
    i = 0
    while i < limit:
        got = yield i
        if got is not None:
            i = got
        total += i
        i += step
    return total


heat(counter, 5)
print(list(counter(7, 2)), list(counter(2.5, 0.5)))
g = counter(10)
print(next(g), g.send(7), next(g))
try:
    next(g)
except StopIteration as stop:
    print("returned", stop.value)
print(list(g), next(g, "over"))
try:
    counter(3).send(1)
except TypeError as error:
    print(error)
# Integers that grow beyond what fits, and things that are no numbers any more.
big = counter(2**63, 2**61)
print([value for value in big])
try:
    list(counter("x"))
except TypeError as error:
    print(error, error.__traceback__.tb_next.tb_lineno)


def guarded(log, values):
    for value in values:
        try:
            log.append(("before", value))
            got = yield value
            log.append(("got", got))
        except KeyError as error:
            log.append(("caught", error.args, sys.exception() is error))
            yield "recovered"
            log.append(("still", sys.exception() is error))
        except GeneratorExit:
            log.append(("closing", value))
            raise
        finally:
            log.append(("finally", value))
    return "done"


for _ in range(ROUNDS):
    list(guarded([], (1, 2)))
for at in range(4):
    log = []
    g = guarded(log, (1, 2, 3))
    for _ in range(at):
        next(g)
    print(at, "close", g.close(), log)
    log = []
    g = guarded(log, (1, 2, 3))
    for _ in range(at):
        next(g)
    try:
        print(at, "throw", g.throw(KeyError("k", at)), next(g, "end"))
    except (KeyError, StopIteration) as error:
        print(at, "raised", repr(error))
    print(log)


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            yield 2


for _ in range(ROUNDS):
    g = stubborn()
    next(g), next(g), next(g)
    try:
        g.close()
    except RuntimeError as error:
        message = str(error)
print(message)


def stops():
    yield 1
    raise StopIteration("inside")


for _ in range(ROUNDS):
    try:
        list(stops())
    except RuntimeError as error:
        kept = error
print(kept, repr(kept.__cause__), kept.__cause__ is kept.__context__)


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)
    return depth


for _ in range(200):
    total = sum(tree(5))
print(total, list(tree(3)))


def delegates(inner):
    result = yield from inner
    yield ("result", result)


class Plain:
    """An iterator that is no generator, which can be sent to and thrown into."""

    def __init__(self, count):
        self.count = count

    def __iter__(self):
        return self

    def __next__(self):
        if not self.count:
            raise StopIteration("plain is over")
        self.count -= 1
        return self.count

    def send(self, value):
        return ("sent", value)

    def throw(self, error):
        return ("thrown", repr(error))

    def close(self):
        print("plain is closed")


for _ in range(ROUNDS):
    list(delegates(counter(3)))
    list(delegates(Plain(2)))
    list(delegates([1, 2]))
print(list(delegates(counter(3))), list(delegates(Plain(2))), list(delegates("ab")), list(delegates({1: 2})))
g = delegates(Plain(5))
print(next(g), g.send("hello"), g.throw(ValueError("v")), next(g))
g.close()
g = delegates(counter(10))
print(next(g), g.send(5), g.gi_yieldfrom.__name__, g.gi_running, g.gi_suspended)
try:
    g.throw(OSError("thrown"))
except OSError as error:
    print([frame.name for frame in traceback.extract_tb(error.__traceback__)])


def seen(log):
    """Frames and variables of a generator that waits, runs, or is over."""
    value = 10
    for item in range(3):
        value += item
        log.append((me.gi_running, me.gi_suspended, sorted(me.gi_frame.f_locals)))
        yield value


for _ in range(ROUNDS):
    log = []
    me = seen(log)
    first = next(me)
    frame = me.gi_frame
    waits = (me.gi_running, me.gi_suspended, frame.f_locals["value"], frame.f_back)
    rest = list(me)
print(first, waits, rest, log[-1], me.gi_frame)
print(inspect.getgeneratorstate(me))
me = seen([])
next(me)
print(next(me))


def itself():
    yield 1
    yield next(again)


for _ in range(ROUNDS):
    again = itself()
    next(again)
    try:
        next(again)
    except ValueError as error:
        message = str(error)
print(message)


def callers():
    frame = sys._getframe()
    yield frame.f_back.f_code.co_name
    yield sys._getframe(1).f_code.co_name


def asks(g):
    return [name for name in g]


for _ in range(ROUNDS):
    names = asks(callers())
print(names)


def raising(at):
    for i in range(5):
        if i == at:
            raise LookupError(at)
        yield i


def consume(at):
    found = []
    try:
        for item in raising(at):
            found.append(item)
    except LookupError as error:
        found.append([entry.lineno - CONSUME for entry in traceback.extract_tb(error.__traceback__)])
    return found


CONSUME = raising.__code__.co_firstlineno
for _ in range(ROUNDS):
    consume(9)
print(consume(9), consume(0), consume(3))


# Where classes, names and functions change behind a generator that waits.
class Point:
    def __init__(self, x):
        self.x = x

    def get(self):
        return self.x


def factor():
    return 2


def gets(points):
    for point in points:
        yield point.get() * factor()
        yield point.x


points = [Point(i) for i in range(4)]
heat(gets, points)
g = gets(points)
print(next(g), next(g), end=" ")
Point.get = lambda self: -self.x
print(next(g), end=" ")
points[2].extra = 1
points[2].x = 0.5
del points[3].x
factor = lambda: 3
print(next(g), next(g), next(g), end=" ")
Point.x = property(lambda self: "property")
try:
    print(next(g), next(g))
except TypeError as error:
    print(error)


def squares(n, offset):
    return sum(i * i + offset for i in range(n) if i % 3)


for _ in range(ROUNDS):
    result = squares(20, 1)
print(result, squares(10, 0.5), any(x > 3 for x in (1, 2.5, 4)), [*(-x for x in (True, 2, 3.5))])
print(max((len(word), word) for word in "a few words".split()), dict((k, v) for v, k in enumerate("abc")))


# Another thread goes on with it.
def shared():
    for i in range(10):
        got = yield (i, threading.current_thread() is threading.main_thread())
    return got


heat(shared)
g = shared()
taken = [next(g)]
for _ in range(3):
    thread = threading.Thread(target=lambda: taken.append(next(g)))
    thread.start()
    thread.join()
taken.append(next(g))
print(taken)


async def add(a, b):
    return a + b


async def fibonacci(n):
    if n <= 1:
        return n
    return await fibonacci(n - 1) + await fibonacci(n - 2)


def run(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


print(run(fibonacci(15)))


@types.coroutine
def pause(value):
    got = yield value
    return got


async def waits_twice(log):
    log.append(await pause(1))
    try:
        log.append(await pause(2))
    except ValueError as error:
        log.append(repr(error))
    return await add(3, 4)


for _ in range(ROUNDS):
    run(waits_twice([]))
log = []
c = waits_twice(log)
print(c.send(None), c.cr_await.__name__, c.cr_running, c.cr_suspended, c.cr_frame.f_locals["log"] is log)
print(c.send("first"))
try:
    c.throw(ValueError("thrown in"))
except StopIteration as stop:
    print(stop.value, log, c.cr_frame)
try:
    c.send(None)
except RuntimeError as error:
    print(error)


class Manager:
    async def __aenter__(self):
        await pause("enter")
        return self

    async def __aexit__(self, kind, error, tb):
        await pause("exit")
        return kind is KeyError


async def ticks(n):
    try:
        for i in range(n):
            got = yield i
            if got:
                await pause(got)
    finally:
        await pause("closed")


async def uses(n, fail):
    seen = []
    async with Manager():
        async for tick in ticks(n):
            seen.append(tick)
            if fail == tick:
                raise KeyError(tick)
        seen.append([x async for x in ticks(2)])
        seen.append({x: [y async for y in ticks(x)] async for x in ticks(3) if x != 1})
    return seen


for _ in range(300):
    run(uses(3, -1))
print(run(uses(3, -1)), run(uses(3, 1)))


async def asends():
    g = ticks(3)
    first = await g.asend(None)
    second = await g.asend("sent")
    try:
        await g.athrow(OSError("o"))
    except OSError as error:
        return first, second, repr(error)


for _ in range(300):
    result = run(asends())
print(result)


async def leaf(n):
    await asyncio.sleep(0)
    return n


async def branches(depth):
    if not depth:
        return await leaf(1)
    return sum(await asyncio.gather(*(branches(depth - 1) for _ in range(3))))


async def cancelled(log):
    try:
        while True:
            await asyncio.sleep(0)
            log.append(1)
    except asyncio.CancelledError:
        log.append("cancelled")
        raise


async def main():
    log = []
    task = asyncio.create_task(cancelled(log))
    for _ in range(ROUNDS):
        await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass
    return await branches(5), len(log) > 1000, log[-1]


print(asyncio.run(main()))

# Told of what happens in a generator that was hot before.
events = []


def tracer(frame, event, argument):
    if frame.f_code is counter.__code__:
        events.append((event, frame.f_lineno - counter.__code__.co_firstlineno))
    return tracer


g = counter(3)
next(g)
sys.settrace(tracer)
next(g)
sys.settrace(None)
print(events, list(g))
