# stress: 211
"""async functions run by hand: await, async for, async with."""
import types
@types.coroutine
def suspend(v):
    r = yield v
    return r
def run(coro, sends=()):
    out, sends = [], list(sends)
    try:
        v = coro.send(None)
        while True:
            out.append(v)
            v = coro.send(sends.pop(0) if sends else None)
    except StopIteration as e: return out, e.value
async def a(x):
    r = await suspend(x)
    return r, await b()
async def b(): return await suspend("b")
print(run(a(1), ["first", "second"]))
class AIter:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n == 0: raise StopAsyncIteration
        self.n -= 1
        await suspend(("tick", self.n))
        return self.n
class ACM:
    async def __aenter__(self):
        await suspend("enter")
        return "resource"
    async def __aexit__(self, k, v, t):
        await suspend(("exit", k and k.__name__))
        return True
async def agen():
    for i in range(3):
        await suspend(f"gen{i}")
        got = yield i
        if got: print("agen got", got)
async def main():
    out = []
    async for x in AIter(2): out.append(x)
    else: out.append("else")
    async with ACM() as r:
        out.append(r)
        raise ValueError("swallowed")
    out += [x async for x in agen() if x]
    out.append({x: x async for x in AIter(1)})
    g = agen()
    out.append(await g.__anext__())
    out.append(await g.asend("hello"))
    await g.aclose()
    out.append([await b() for _ in range(2)])
    return out
print(run(main()))
c = a(1)
print(type(c).__name__, c.cr_running, c.cr_await, c.__name__)
c.close()
class Aw:
    def __await__(self): return iter(["w1", "w2"])
async def w(): return await Aw()
print(run(w()))
for bad in ("await 5", "[x async for x in 5]", "await None"):
    async def bad_one(): return await 5
    try: run(bad_one())
    except TypeError as e: print(e)
async def bad_with():
    async with 5: pass
async def bad_for():
    async for x in [1]: pass
class BadAw:
    def __await__(self): return 5
async def bad_aw(): await BadAw()
for f in (bad_with, bad_for, bad_aw):
    try: run(f())
    except TypeError as e: print(e)
c = b()
run(c)
try: c.send(None)
except RuntimeError as e: print(e)
for bad in ("def f(): await x", "async def f(): yield from x", "async for x in y: pass", "async def f(): yield 1; return 2"):
    try: compile(bad, "s", "exec")
    except SyntaxError as e: print(type(e).__name__)
