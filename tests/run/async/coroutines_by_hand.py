# stress: 997
"""Coroutines driven by hand: send, throw, close, awaitables of each kind, states, names, warnings."""
import types, inspect, warnings, gc, sys
def attempt(function, *arguments):
    try: print(repr(function(*arguments)))
    except BaseException as error: print(type(error).__name__, error, repr(error.__cause__))
class Aw:
    def __init__(self, *values): self.values = values
    def __await__(self):
        got = []
        for v in self.values: got.append((yield v))
        return got
async def co(*a): return await Aw(*a)
c = co(1, 2); print(inspect.getcoroutinestate(c), c.cr_await, c.cr_frame.f_locals); print(c.send(None), c.send("x"), inspect.getcoroutinestate(c), type(c.cr_await).__name__, c.cr_running, c.cr_suspended); attempt(c.send, "y"); attempt(c.send, None); print(inspect.getcoroutinestate(c), c.cr_frame)
c = co(1); attempt(c.send, 5); attempt(lambda: iter(c)); attempt(next, c); attempt(list, c); c.close(); attempt(c.send, None)
c = co(1); attempt(c.throw, ValueError("not started")); attempt(c.send, None)
async def catching():
    try: return await Aw(1)
    except ValueError as e: return f"caught {e}"
    finally: print("finally")
c = catching(); c.send(None); attempt(c.throw, ValueError("v"))
c = catching(); c.send(None); attempt(c.close); attempt(c.close)
async def ignoring():
    while True:
        try: await Aw(1)
        except GeneratorExit: pass
c = ignoring(); c.send(None); attempt(c.close)
async def twice():
    inner = co(1)
    await inner
    await inner
c = twice(); c.send(None); attempt(c.send, None)
async def itself():
    await me
me = itself(); attempt(me.send, None)
@types.coroutine
def old(x):
    y = yield x
    return y
async def uses_old(): return await old("o")
c = uses_old(); print(c.send(None)); attempt(c.send, "back")
class NotIter:
    def __await__(self): return 5
class CoAwait:
    def __await__(self): return co(1)
class AwaitNone: __await__ = None
class Raises:
    def __await__(self): raise OSError("await")
async def awaits(x): return await x
for x in (5, None, NotIter(), CoAwait(), AwaitNone(), Raises(), iter([1]), (i for i in [1]), co): 
    c = awaits(x); attempt(c.send, None)
async def gen(): yield 1
attempt(awaits(gen()).send, None)
class ListAwait:
    def __await__(self): return iter([10, 20])
c = awaits(ListAwait()); print(c.send(None), c.send(None)); attempt(c.send, None); c = awaits(ListAwait()); c.send(None); attempt(c.send, 5); c = awaits(ListAwait()); c.send(None); attempt(c.throw, KeyError("k"))
async def with_it(m):
    async with m as x: return x
class M:
    async def __aenter__(self): return "entered"
    async def __aexit__(self, *a): print("exit", a[0]); return True
class Sync:
    def __enter__(self): pass
    def __exit__(self, *a): pass
class BadEnter:
    def __aenter__(self): return 5
    async def __aexit__(self, *a): pass
class BadExit:
    async def __aenter__(self): pass
    def __aexit__(self, *a): return 5
for m in (M(), Sync(), BadEnter(), BadExit(), 5): attempt(with_it(m).send, None)
async def suppress():
    async with M(), M(): 1 / 0
    return "after"
attempt(suppress().send, None)
w = co(1).__await__(); print(type(w).__name__, repr(w).split(" at ")[0], w.send(None), hasattr(w, "__next__"), iter(w) is w); attempt(next, w); w2 = co(5).__await__(); print(next(w2)); attempt(w2.throw, KeyError("x")); w2.close()
print(co.__name__, inspect.iscoroutinefunction(co), co.__code__.co_flags & inspect.CO_COROUTINE != 0, c.__name__, c.__qualname__, repr(c).split(" at ")[0], isinstance(c, types.CoroutineType), inspect.isawaitable(Aw()), inspect.isawaitable(old(1)), inspect.isawaitable(c))
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    def forget(): co(1); return None
    forget(); forget(); gc.collect(); print(sorted({str(w.message) for w in seen}), {w.category.__name__ for w in seen})
attempt(sys.set_coroutine_origin_tracking_depth, -1)
async def ret_in_finally():
    try: await Aw(1)
    finally:
        await Aw(2); print("cleaned")
c = ret_in_finally(); print(c.send(None), c.throw(ValueError("v"))); attempt(c.send, None)
async def nest(n): return await nest(n - 1) + 1 if n else await Aw("bottom") == [None] 
c = nest(50); print(c.send(None)); attempt(c.send, None)
async def comp(): return [await Aw(i) for i in range(2)], {i: await Aw(i) for i in "a"}, [j async for j in agen_of(2)], sum([await Aw(1) == [None] for _ in range(2)])
async def agen_of(n):
    for i in range(n): yield i; await Aw("w")
c = comp(); out = []
try:
    while True: out.append(c.send(None))
except StopIteration as s: print(out, s.value)
c = co(); attempt(c.send, None)
async def raises_stop(): raise StopIteration(5)
attempt(raises_stop().send, None)
