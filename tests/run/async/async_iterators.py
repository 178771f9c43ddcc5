# stress: 2000
"""Asynchronous iterators and comprehensions over queues, classes and generators; cancellation inside of them."""
import asyncio
class Ticker:
    def __init__(self, n): self.n, self.i = n, 0
    def __aiter__(self): return self
    async def __anext__(self):
        if self.i >= self.n: raise StopAsyncIteration
        self.i += 1; await asyncio.sleep(0); return self.i
async def agen(q):
    while (x := await q.get()) is not None: yield x
async def main():
    print([x async for x in Ticker(3)], {x: y async for x in Ticker(2) for y in "a"}, [x async for x in Ticker(5) if x % 2], await anext(Ticker(1)), await anext(Ticker(0), "none"))
    q = asyncio.Queue(); [q.put_nowait(x) for x in (1, 2, None)]; print([x async for x in agen(q)])
    async def forever():
        try:
            async for x in Ticker(10 ** 9): pass
        except asyncio.CancelledError: return "stopped"
    t = asyncio.create_task(forever()); await asyncio.sleep(0); t.cancel(); print(await t)
    async def total():
        s = 0
        async for x in Ticker(4): s += x
        else: s += 100
        return s
    print(await asyncio.gather(total(), total())); it = aiter(Ticker(2)); print(await anext(it), await anext(it))
    try: await anext(it)
    except StopAsyncIteration: print("end")
    async def first(n):
        async for x in Ticker(9):
            if x == n: return x
    print(await first(3)); print([await f for f in asyncio.as_completed([first(1), first(1)])])
asyncio.run(main())
