# stress: 997
"""Async generators driven by hand: asend, athrow, aclose, finally, exhaustion, concurrent use, hooks, anext."""
import sys, types
def attempt(function, *arguments):
    try: print(repr(function(*arguments)))
    except BaseException as error: print(type(error).__name__, error, repr(error.__cause__))
def run(awaitable):
    it = awaitable.__await__() if hasattr(awaitable, "__await__") else awaitable
    out = []
    try:
        while True: out.append(it.send(None))
    except StopIteration as stop: return (out, stop.value) if out else stop.value
@types.coroutine
def pause(x): return (yield x)
async def agen():
    try:
        x = yield 1
        print("got", x)
        await pause("p")
        y = yield 2
        print("got", y)
    except ValueError as e: print("value", e); yield "recovered"
    finally: print("finally"); await pause("in finally")
g = agen(); print(run(g.__anext__()), run(g.asend("a"))); attempt(run, g.asend("b")); attempt(run, g.__anext__())
g = agen(); attempt(run, g.asend(5)); print(run(g.asend(None))); attempt(run, g.athrow(ValueError("v"))); attempt(run, g.__anext__())
g = agen(); run(g.__anext__()); attempt(run, g.aclose()); attempt(run, g.aclose()); attempt(run, g.__anext__())
g = agen(); attempt(run, g.aclose()); attempt(run, g.athrow(KeyError("never started"))) 
g = agen(); attempt(run, g.athrow(KeyError("not started"))); attempt(run, g.__anext__())
g = agen(); run(g.__anext__()); attempt(run, g.athrow(GeneratorExit)); attempt(run, g.athrow(5) if False else g.asend(None))
async def ignores():
    for _ in range(2):
        try: yield 1
        except GeneratorExit: pass
g = ignores(); run(g.__anext__()); attempt(run, g.aclose())
async def awaits_in_exit():
    try: yield 1
    except GeneratorExit: await pause("still"); raise
g = awaits_in_exit(); run(g.__anext__()); print(run(g.aclose()))
async def stops():
    yield 1
    raise StopAsyncIteration("s")
g = stops(); run(g.__anext__()); attempt(run, g.__anext__())
async def stops2():
    yield 1
    raise StopIteration("s")
g = stops2(); run(g.__anext__()); attempt(run, g.__anext__())
async def use():
    out = []
    async for x in agen(): out.append(x)
    else: out.append("else")
    out.append([x async for x in agen()]); out.append({x: 1 async for x in agen() if x > 1}); out.append([y for y in [1, 2] if await pause(y) is None])
    first = agen(); out.append(await anext(first)); await first.aclose(); first = agen(); out.append(await anext(first, "d")); await first.aclose()
    return out
attempt(run, use())
g = agen(); a = g.asend(None); print(run(a)); attempt(run, a); b = g.__anext__(); attempt(b.close); attempt(run, b)
g = agen(); run(g.__anext__()); c = g.asend("x"); print(c.send(None)); attempt(lambda: g.__anext__().send(None)); attempt(lambda: run(g.aclose())); attempt(c.throw, KeyError("k"))
print(g.ag_frame is None, g.ag_await is None, g.ag_code.co_name, g.__name__, repr(g).split(" at ")[0], type(c).__name__, type(g.aclose()).__name__, g.ag_suspended) if False else None
seen = []
sys.set_asyncgen_hooks(firstiter=lambda g: seen.append(("first", g.__name__)), finalizer=lambda g: seen.append("final"))
print(sys.get_asyncgen_hooks().firstiter is not None); g = agen(); run(g.__anext__()); run(g.__anext__()); print(seen); sys.set_asyncgen_hooks(None, None); attempt(sys.set_asyncgen_hooks, 5); print(tuple(sys.get_asyncgen_hooks())); run(g.aclose())
async def bad1():
    async for x in [1]: pass
async def bad2():
    async for x in B(): pass
class B:
    def __aiter__(self): return 5
async def bad3():
    async for x in D(): pass
class D:
    def __aiter__(self): return self
    def __anext__(self): return 5
async def bad4():
    for x in agen(): pass
async def bad5(): return [x for x in agen()]
for f in (bad1, bad2, bad3, bad4, bad5): attempt(run, f())
attempt(aiter, 5); attempt(aiter, B()); attempt(anext, 5); attempt(lambda: iter(agen())); attempt(next, agen())
class E:
    def __init__(self): self.n = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.n += 1
        if self.n > 3: raise StopAsyncIteration
        return self.n
async def over(): return [x async for x in E()], [x async for x in aiter(E()) if x % 2], await anext(E())
print(run(over()))
for text in ("async def f():\n yield 1\n return 2", "async def f():\n yield from x", "def f():\n [x async for x in y]", "def f():\n async for x in y: pass", "async def f():\n return [await x for x in y]", "def f():\n return (x async for x in y)", "async def f():\n def g(): await x", "async def f():\n lambda: await x", "[x async for x in y]", "async def f(): {await x: 1 for y in z}", "class C:\n async with x: pass", "async def f(x=await y): pass", "async def f():\n async def g(x=await y): pass", "async def f():\n return ((await x) for x in y)", "async def f():\n return [[x async for x in y] for z in w]"):
    try: compile(text, "t", "exec"); print("fine")
    except SyntaxError as error: print(error.msg)
