"""Generators and coroutines."""


def count(n):
    i = 0
    while i < n:
        got = yield i
        if got is not None:
            i = got
        else:
            i += 1


g = count(10)
print(next(g), g.send(7), list(g))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)


def chain(*iterables):
    total = 0
    for it in iterables:
        total += yield from it
    return total


def sub(values, result):
    for v in values:
        try:
            yield v
        except KeyError as e:
            print("caught", e)
            yield "recovered"
    return result


c = chain(sub([1, 2], 10), sub([3], 5))
print(next(c))
print(c.throw(KeyError("k")))
while True:
    try:
        print(next(c))
    except StopIteration as e:
        print("total", e.value)
        break


def cleanup():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("exit")
        raise
    finally:
        print("finally")


k = cleanup()
next(k)
k.close()
k.close()


def bad():
    try:
        yield 1
    except GeneratorExit:
        yield 2


b = bad()
next(b)
try:
    b.close()
except RuntimeError as e:
    print(e)


def raises():
    yield 1
    raise StopIteration("x")


try:
    list(raises())
except RuntimeError as e:
    print(e, repr(e.__cause__))


def recursive(n):
    if n:
        yield from recursive(n - 1)
        yield n


print(sum(recursive(200)))


class Awaitable:
    def __init__(self, v):
        self.v = v

    def __await__(self):
        r = yield self.v
        return r


async def work(n):
    total = 0
    for i in range(n):
        total += await Awaitable(i)
    return total


async def main():
    a = await work(2)
    b = await work(3)
    return a, b


co = main()
value = None
try:
    while True:
        value = co.send(value)
        print("awaiting", value)
        value = value * 10 + 1
except StopIteration as e:
    print(e.value)


async def agen(n):
    for i in range(n):
        await Awaitable("tick")
        yield i


async def consume():
    result = []
    async for x in agen(3):
        result.append(x)
    result += [y async for y in agen(2)]
    return result


co = consume()
try:
    while True:
        co.send(None)
except StopIteration as e:
    print(e.value)


class Manager:
    async def __aenter__(self):
        await Awaitable(1)
        return "entered"

    async def __aexit__(self, *args):
        print("aexit", args[0])
        return True


async def use():
    async with Manager() as m:
        print(m)
        raise ValueError("inside")
    return "after"


co = use()
try:
    while True:
        co.send(None)
except StopIteration as e:
    print(e.value)
co = work(1)
try:
    co.send(1)
except TypeError as e:
    print(e)
co.close()
try:
    co.send(None)
except RuntimeError as e:
    print(e)
gen = (x * y for x in range(3) for y in range(2) if x)
print(list(gen), list(gen))


def outer():
    try:
        raise ValueError("outer")
    except ValueError:
        yield 1
        try:
            raise
        except ValueError as e:
            yield e.args


def consume_in_handler():
    it = outer()
    next(it)
    try:
        raise KeyError("mine")
    except KeyError:
        print(next(it))
        try:
            raise
        except KeyError as e:
            print(repr(e))


consume_in_handler()
