# stress: 2000
"""asyncio: callbacks in order, eager tasks, results kept by futures, exceptions never retrieved, running in a thread."""
import asyncio, threading
async def main():
    loop = asyncio.get_running_loop(); log = []
    loop.call_soon(log.append, 1); loop.call_soon(log.append, 2); h = loop.call_soon(log.append, "x"); h.cancel(); await asyncio.sleep(0); print(log)
    f = loop.create_future(); f.add_done_callback(lambda f: log.append("a")); f.add_done_callback(lambda f: log.append("b")); f.set_result(7); await asyncio.sleep(0); print(log, f.result(), f.done(), f.exception()); g = loop.create_future(); g.set_exception(ValueError("v"))
    try: await g
    except ValueError as e: print(e, g.exception() is e)
    async def c(n): log.append(n); await asyncio.sleep(0); log.append(n + "!"); return n
    log.clear(); t = asyncio.Task(c("eager"), loop=loop, eager_start=True); print(log, t.done()); print(await t, log); log.clear()
    loop.set_task_factory(asyncio.eager_task_factory); u = asyncio.create_task(c("f")); print(log); await u; loop.set_task_factory(None); print(log)
    r = await loop.run_in_executor(None, lambda: threading.current_thread() is threading.main_thread()); print(r); fut = asyncio.run_coroutine_threadsafe(c("t"), loop); print(await asyncio.wrap_future(fut)); x = await asyncio.gather(c("1"), c("2")); print(x); e = asyncio.Event(); loop.call_later(0.001, e.set); await e.wait(); print(e.is_set())
    async with asyncio.TaskGroup() as tg: a = tg.create_task(c("g1")); b = tg.create_task(c("g2"), name="named")
    print(a.result(), b.get_name()); t = asyncio.create_task(asyncio.sleep(10)); await asyncio.sleep(0); t.cancel(); await asyncio.wait([t]); print(t.cancelled())
    try: f.set_result(1)
    except asyncio.InvalidStateError: print("already")
    try: loop.create_future().result()
    except asyncio.InvalidStateError as e: print(e)
asyncio.run(main())
