# stress: 2000
"""asyncio: the order in which tasks run, cancellation, timeouts, groups, locks, queues, gathering, shielding."""
import asyncio, contextvars
log = []
async def step(name, n=2, delay=0):
    for i in range(n): log.append(f"{name}{i}"); await asyncio.sleep(delay)
    return name
def show(label): print(label, *log); log.clear()
async def main():
    print(await asyncio.gather(step("a"), step("b"), step("c", 1))); show("gather")
    t = asyncio.create_task(step("t", 3), name="T"); log.append("before"); await asyncio.sleep(0); log.append("between"); print(await t, t.get_name(), t.done(), t.result()); show("task")
    t = asyncio.create_task(step("x", 5)); await asyncio.sleep(0); t.cancel("why")
    try: await t
    except asyncio.CancelledError as e: print("cancelled", e.args, t.cancelled(), t.cancelling())
    show("cancel")
    async def stubborn():
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: log.append("refused"); return "survived"
    t = asyncio.create_task(stubborn()); await asyncio.sleep(0); t.cancel(); print(await t, t.cancelled(), t.uncancel()); show("refuse")
    try:
        async with asyncio.timeout(0.001): await asyncio.sleep(5)
    except TimeoutError as e: print("timeout", repr(e), type(e.__cause__).__name__)
    try: await asyncio.wait_for(asyncio.sleep(5), 0.001)
    except TimeoutError as e: print("wait_for", repr(e))
    async def fail(x): await asyncio.sleep(0); raise ValueError(x)
    try:
        async with asyncio.TaskGroup() as tg: tg.create_task(fail(1)); tg.create_task(step("g", 9)); tg.create_task(fail(2))
    except* ValueError as g: print(repr(g))
    show("group")
    print(await asyncio.gather(fail(1), step("r", 1), return_exceptions=True)); log.clear()
    try: await asyncio.gather(fail(1), fail(2))
    except ValueError as e: print("first", e)
    q = asyncio.Queue(2)
    async def producer():
        for i in range(4): await q.put(i); log.append(f"put{i}")
        q.shutdown()
    async def consumer():
        try:
            while True: log.append(f"got{await q.get()}"); q.task_done()
        except asyncio.QueueShutDown: log.append("shut")
    await asyncio.gather(producer(), consumer()); show("queue")
    lock, sem, event, cond = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Event(), asyncio.Condition()
    async def locked(n):
        async with lock: log.append(f"in{n}"); await asyncio.sleep(0); log.append(f"out{n}")
    await asyncio.gather(*(locked(i) for i in range(3))); show("lock"); print(lock.locked())
    async def limited(n):
        async with sem: log.append(f"s{n}"); await asyncio.sleep(0); log.append(f"e{n}")
    await asyncio.gather(*(limited(i) for i in range(4))); show("semaphore")
    async def waiter(n): await event.wait(); log.append(f"w{n}")
    ws = [asyncio.create_task(waiter(i)) for i in range(2)]; await asyncio.sleep(0); event.set(); await asyncio.gather(*ws); show("event")
    f = asyncio.get_running_loop().create_future(); f.add_done_callback(lambda f: log.append(("done", f.result()))); asyncio.get_running_loop().call_soon(f.set_result, 5); log.append("soon"); print(await f); await asyncio.sleep(0); show("future")
    try: f.set_result(6)
    except asyncio.InvalidStateError as e: print(e)
    inner = asyncio.create_task(step("s", 3)); outer = asyncio.shield(inner); await asyncio.sleep(0); outer.cancel()
    try: await outer
    except asyncio.CancelledError: print("shielded", await inner)
    log.clear(); done, pending = await asyncio.wait([asyncio.create_task(step("p", 1)), asyncio.create_task(asyncio.sleep(9))], return_when=asyncio.FIRST_COMPLETED); print(len(done), len(pending)); [p.cancel() for p in pending]
    out = [await x for x in asyncio.as_completed([step("z", 3), step("y", 1), step("x", 2)])]; print(out); log.clear()
    var = contextvars.ContextVar("var", default="d"); var.set("main")
    async def ctx(): before = var.get(); var.set("task"); return before, var.get()
    print(await asyncio.create_task(ctx()), var.get(), await ctx(), var.get()); print(await asyncio.to_thread(lambda: var.get()))
    loop = asyncio.get_running_loop(); h = loop.call_later(0.001, log.append, "later"); loop.call_soon(log.append, "soon"); k = loop.call_later(0, log.append, "never"); k.cancel(); await asyncio.sleep(0.01); show("calls"); print(h.cancelled(), k.cancelled(), asyncio.current_task().get_name(), len(asyncio.all_tasks()))
    async def agen():
        try:
            for i in range(3): yield i
        finally: await asyncio.sleep(0); log.append("closed")
    async for i in agen():
        if i == 1: break
    b = asyncio.Barrier(2); print(sorted(await asyncio.gather(b.wait(), b.wait()))); return "result"
print(asyncio.run(main()))
async def nested(): return asyncio.run(main())
try: asyncio.run(nested())
except RuntimeError as e: print(e)
try: asyncio.run(5)
except (ValueError, TypeError) as e: print(type(e).__name__, e)
with asyncio.Runner() as r: print(r.run(step("run", 1)), r.get_loop().is_running())
