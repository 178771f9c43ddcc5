# stress: 200
# Native futures and tasks.
import asyncio
import contextvars
import gc
import threading

import _asyncio

print(asyncio.Future is _asyncio.Future, asyncio.Task.__mro__[1] is asyncio.Future, asyncio.isfuture(asyncio.Future))
variable = contextvars.ContextVar("variable", default=0)


def attempt(call):
    try:
        return call()
    except BaseException as error:
        return f"{type(error).__name__}: {error}".split(" at 0x")[0]


async def futures():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(future, future._state, future.done(), future.cancelled(), future._loop is loop, future.get_loop() is loop)
    print(attempt(future.result), attempt(future.exception))
    called = []
    future.add_done_callback(lambda f: called.append(f.result()))
    future.add_done_callback(called.append)
    print(future.remove_done_callback(called.append), future.remove_done_callback(print), len(future._callbacks))
    future.set_result(5)
    print(future, attempt(lambda: future.set_result(6)), attempt(lambda: future.set_exception(ValueError())), future.cancel())
    await asyncio.sleep(0)
    print(called, await future, await future)
    future = loop.create_future()
    future.set_exception(ValueError("wrong"))
    print(attempt(future.result), repr(future.exception()), future._log_traceback)
    try:
        await future
    except ValueError as error:
        print("awaited", error)
    for bad in (5, StopIteration, "x", int):
        future = loop.create_future()
        print(attempt(lambda: future.set_exception(bad)), repr(attempt(future.exception)))
    future = loop.create_future()
    print(future.cancel("message"), future, attempt(future.result), attempt(future.exception), future._cancel_message)
    try:
        await future
    except asyncio.CancelledError as error:
        print("cancelled", error.args)
    print(attempt(lambda: setattr(future, "_log_traceback", True)), attempt(lambda: asyncio.Future(5)), attempt(lambda: asyncio.Future.__new__(asyncio.Future).result()))
    blank = asyncio.Future.__new__(asyncio.Future)
    for name in ("cancel", "get_loop", "done", "cancelled", "exception", "__await__", "_state", "_callbacks", "_loop"):
        print(name, attempt(lambda: getattr(blank, name)()), end="; ")
    print()
    iterator = loop.create_future().__await__()
    print(type(iterator).__name__, asyncio.isfuture(next(iterator)), attempt(lambda: next(iterator)), attempt(lambda: iterator.throw(KeyError("k"))), iterator.close())


async def child(value):
    await asyncio.sleep(0)
    variable.set(value)
    return value, asyncio.current_task().get_name(), variable.get()


async def forever():
    try:
        await asyncio.get_running_loop().create_future()
    except asyncio.CancelledError:
        print("child cancelled")
        raise


async def stubborn():
    for _ in range(2):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as error:
            print("ignored", error.args)
    return "survived"


async def fails():
    raise LookupError("lost")


async def tasks():
    task = asyncio.create_task(child(1), name="named")
    print(task.get_name(), task.done(), task.get_coro().__name__, task.get_context()[variable] if variable in task.get_context() else None)
    print(await task, variable.get(), task.result(), task.get_coro().__name__)
    print(sorted(t.get_name() for t in asyncio.all_tasks()) == [asyncio.current_task().get_name()])
    results = await asyncio.gather(*(child(n) for n in range(5)))
    print([value for value, _, _ in results], [v for _, _, v in results])
    task = asyncio.create_task(forever())
    await asyncio.sleep(0)
    print(task._fut_waiter is not None, task.cancel("why"), task.cancelling(), len(asyncio.all_tasks()))
    try:
        await task
    except asyncio.CancelledError as error:
        print("seen", error.args, task.cancelled(), repr(task).split(" coro=")[0])
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    for _ in range(2):
        task.cancel("again")
        await asyncio.sleep(0)
    print(await task, task.cancelling(), task.uncancel(), task.uncancel(), task.uncancel())
    task = asyncio.create_task(child(1))
    print(task.cancel(), task.cancel(), task.cancelling())
    print(attempt(task.result), (await asyncio.gather(task, return_exceptions=True)))
    task = asyncio.create_task(fails())
    print((await asyncio.gather(task, return_exceptions=True)), repr(task.exception()), attempt(lambda: task.set_result(1)), attempt(lambda: task.set_exception(1)))
    print(task.get_stack()[0].f_code.co_name, attempt(lambda: asyncio.Task(5)), attempt(lambda: asyncio.create_task(5)))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            group.create_task(forever())
    except* LookupError as errors:
        print(errors.exceptions)
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(5)
    except TimeoutError:
        print("timeout")
    print(await asyncio.wait_for(child(7), 5), [await f for f in asyncio.as_completed([child(8)])])

    class Yields:
        def __init__(self, value):
            self.value = value

        def __await__(self):
            return (yield self.value)

    async def yields(value):
        return await Yields(value)

    for value in (None, 5, asyncio.get_running_loop().create_future(), (n for n in ())):
        print(attempt_result(await asyncio.gather(asyncio.create_task(yields(value)), return_exceptions=True)))

    async def itself():
        await asyncio.current_task()

    print(attempt_result(await asyncio.gather(asyncio.create_task(itself()), return_exceptions=True)))
    waited = asyncio.get_running_loop().create_future()

    async def waits():
        return await waited

    waiters = [asyncio.create_task(waits()) for _ in range(3)]
    await asyncio.sleep(0)
    print(len(waited._asyncio_awaited_by), waiters[0]._asyncio_awaited_by)
    waited.set_result(3)
    print(await asyncio.gather(*waiters), waited._asyncio_awaited_by)


def attempt_result(results):
    return [str(result).split("Task")[0].split(" in task")[0] for result in results]


async def eager():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    outer = asyncio.current_task()

    async def at_once():
        order.append(("inside", asyncio.current_task() is outer, asyncio.current_task() in asyncio.all_tasks()))
        return 1

    async def later():
        order.append("before")
        await asyncio.sleep(0)
        order.append("after")
        return 2

    order = []
    task = asyncio.create_task(at_once())
    other = asyncio.create_task(later())
    order.append(("outside", task.done(), other.done(), asyncio.current_task() is outer))
    print(await task, await other, order)
    failed = asyncio.create_task(fails())
    print(failed.done(), repr(failed.exception()))


class Custom(asyncio.Future):
    def cancel(self, msg=None):
        print("custom cancel", msg)
        return super().cancel(msg=msg)


class Python:
    """A future that only looks like one."""

    def __init__(self, loop):
        self._loop, self.callbacks, self._asyncio_future_blocking, self.value = loop, [], False, None

    def get_loop(self):
        return self._loop

    def add_done_callback(self, callback, *, context=None):
        self.callbacks.append((callback, context))

    def finish(self, value):
        self.value = value
        for callback, context in self.callbacks:
            self._loop.call_soon(callback, self, context=context)

    def result(self):
        return self.value

    def cancel(self, msg=None):
        return False

    def __await__(self):
        self._asyncio_future_blocking = True
        yield self
        return self.value


async def foreign():
    loop = asyncio.get_running_loop()
    custom = Custom(loop=loop)

    async def waits(future):
        return await future

    task = asyncio.create_task(waits(custom))
    await asyncio.sleep(0)
    print(task.cancel("x"), (await asyncio.gather(task, return_exceptions=True)))
    python = Python(loop)
    task = asyncio.create_task(waits(python))
    await asyncio.sleep(0)
    python.finish("foreign result")
    print(await task)


async def dropped():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(context["message"], sorted(context)))

    def fails():
        # Compiled code may keep what a variable held until the function returns.
        loop.create_future().set_exception(ValueError())

    fails()
    gc.collect()
    await asyncio.sleep(0)


async def running():
    loop = asyncio.get_running_loop()
    print(_asyncio._get_running_loop() is loop, _asyncio.get_event_loop() is loop, asyncio.current_task(loop) is asyncio.current_task())
    other = []
    thread = threading.Thread(target=lambda: other.append((_asyncio._get_running_loop(), attempt(asyncio.get_running_loop))))
    thread.start()
    thread.join()
    print(other)
    task = asyncio.current_task()
    print(attempt(lambda: _asyncio._enter_task(loop, task))[:40], attempt(lambda: _asyncio._leave_task(loop, 5))[:40], attempt(lambda: _asyncio._enter_task(5, task))[:60])
    print(_asyncio._swap_current_task(loop, None) is task, asyncio.current_task(), _asyncio._swap_current_task(loop, task))


for main in (futures, tasks, eager, foreign, dropped, running):
    print("==", main.__name__)
    asyncio.run(main())
print(attempt(asyncio.get_running_loop), attempt(asyncio.current_task), attempt(asyncio.all_tasks))
