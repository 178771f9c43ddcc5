# stress: 997
"""async: with, for, comprehensions and generators in every combination, nested functions, finally, return values in order."""
import asyncio
log = []
class CM:
    def __init__(self, n, swallow=False): self.n, self.swallow = n, swallow
    async def __aenter__(self): log.append(f"+{self.n}"); await asyncio.sleep(0); return self.n
    async def __aexit__(self, k, e, t): log.append(f"-{self.n}{k.__name__ if k else ''}"); await asyncio.sleep(0); return self.swallow
async def agen(n, name="g"):
    try:
        for i in range(n): yield i; await asyncio.sleep(0)
    finally: log.append(f"end {name}")
async def val(x): await asyncio.sleep(0); return x
def show(*a): print(*a, log); log.clear()
async def main():
    async with CM("a") as a, CM("b", True) as b: show(a, b); raise ValueError
    show("after")
    async with (CM("c"), CM("d") as d): pass
    show(d)
    show([i async for i in agen(3)], {i async for i in agen(2)}, {i: await val(i) async for i in agen(2)}, [await val(i) for i in range(2)], [j for j in [await val(1), 2] if await val(j)])
    show([x async for x in (y * 2 async for y in agen(3) if y)], [[k async for k in agen(m)] async for m in agen(3)], [i + j async for i in agen(2) for j in range(2) if await val(j) or True])
    g = (await val(i) for i in range(2)); show(type(g).__name__, [x async for x in g])
    broken = agen(5, "broken")
    async for i in broken:
        if i == 1: continue
        if i == 3: break
    else: log.append("else")
    await broken.aclose()
    show(i)
    async for i in agen(1): pass
    else: show("loop else")
    async def ret():
        async with CM("r"): return "returned"
    async def fin():
        try: return await val("try")
        finally: log.append("finally"); await val(0)
    async def loop():
        for i in range(3):
            async with CM(i):
                if i == 0: continue
                if i == 1: break
        return i
    show(await ret(), await fin(), await loop())
    async def swallow():
        try:
            async with CM("s"): 1 / 0
        except ZeroDivisionError as e: return type(e).__name__, e.__context__
    show(await swallow()); show(await val(await val(await val("nested")))); show((await val(2)) + (await val(3)) * await val(4), -await val(1), not await val(0), (await val([1]))[0], await val(1) if await val(0) else await val("else"), f"{await val('f')!r:>{await val(5)}}", [*await val([1]), *(await val((2,)))], {**await val({"k": 1})}, (lambda x: x)(await val(1)), await val(1) < await val(2) < await val(3), await val(0) or await val("or"))
    x = y = await val(5); x += await val(1); z: int = await val(7); d = {}; d[await val("k")] = await val("v"); del d[await val("k")]; show(x, y, z, d); assert await val(True), await val("m"); (w := await val(3)); a, *b = await val([1, 2, 3]); show(w, a, b)
    async def defaults(a=1, *, b=2): return a, b
    show(await defaults(await val(3), b=await val(4)), await asyncio.gather(*(val(i) for i in range(3))), await asyncio.wait_for(val("w"), 1))
    async def deco_target():
        @(await val(lambda f: f))
        def inner(): return "decorated"
        class C(await val(object)): attr = 1
        return inner(), C.attr
    show(await deco_target())
    match await val({"a": [1, 2]}):
        case {"a": [p, q]} if await val(True): show(p, q)
    def sync(): return (i async for i in agen(2))
    show([i async for i in sync()]); ag = agen(3, "closed"); show(await anext(ag), await ag.asend(None)); await ag.aclose(); show(await anext(ag, "default"))
    try: await anext(ag)
    except StopAsyncIteration as e: show(repr(e))
    while await val(x := x - 3) > 0: log.append(x)
    show(x); return "done"
print(asyncio.run(main()))
