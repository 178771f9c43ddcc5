# `anext` with a default: what it returns is an iterator with `send`, `throw` and `close` of its own.
import types


class Numbers:
    def __init__(self, count):
        self.left = count

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.left:
            raise StopAsyncIteration
        self.left -= 1
        return self.left


@types.coroutine
def suspend(value):
    try:
        got = yield value
    except ValueError as error:
        got = f"caught {error}"
    return got


async def generator():
    got = await suspend("first")
    yield got


def step(action):
    try:
        print("yielded", action())
    except StopIteration as stop:
        print("returned", stop.value)
    except BaseException as error:
        print(type(error).__name__, error)


numbers = Numbers(1)
step(lambda: anext(numbers, "none").send(None))
step(lambda: anext(numbers, "none").send(None))

awaitable = anext(generator(), "none")
step(lambda: awaitable.send(None))
step(lambda: awaitable.send("sent"))

awaitable = anext(generator(), "none")
step(lambda: awaitable.send(None))
step(lambda: awaitable.throw(ValueError("thrown")))

awaitable = anext(generator(), "none")
step(lambda: next(awaitable))
step(lambda: awaitable.close())


async def main():
    numbers = Numbers(2)
    return [await anext(numbers, "none") for _ in range(4)]


step(lambda: main().send(None))
