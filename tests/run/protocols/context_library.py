# stress: 997
"""contextlib: generators as managers, ExitStack, suppress, redirects, closing, nullcontext, decorators, async forms."""
import contextlib, io, asyncio, sys
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except BaseException as error: print(type(error).__name__, error, repr(error.__context__), repr(error.__cause__))
@contextlib.contextmanager
def cm(name, swallow=False):
    print("enter", name)
    try: yield name
    except ValueError as e:
        print("caught", e)
        if not swallow: raise
    finally: print("exit", name)
def use(m, error=None):
    with m as v:
        if error: raise error
        return v
for m, e in ((cm("a"), None), (cm("b"), ValueError("v")), (cm("c", True), ValueError("v")), (cm("d"), KeyError("k")), (cm("e"), StopIteration("s")), (cm("f"), RuntimeError("r")), (cm("g"), GeneratorExit("g"))): attempt(use, m, e)
@contextlib.contextmanager
def never():
    if False: yield
@contextlib.contextmanager
def twice():
    yield 1
    yield 2
@contextlib.contextmanager
def twice_on_error():
    try: yield 1
    except ValueError: yield 2
@contextlib.contextmanager
def replaces():
    try: yield
    except ValueError as e: raise KeyError("replaced") from e
@contextlib.contextmanager
def not_gen(): return 5
attempt(use, never()); attempt(use, twice()); attempt(use, twice_on_error(), ValueError("x")); attempt(use, replaces(), ValueError("y")); attempt(lambda: use(not_gen())); m = cm("once"); use(m); attempt(use, m)
@cm("decorated")
def decorated(x): "doc"; return x * 2
print(decorated(3), decorated(4), decorated.__name__, decorated.__doc__, cm.__name__, cm.__wrapped__.__name__)
def stack(error=None):
    with contextlib.ExitStack() as s:
        a = s.enter_context(cm("1")); s.callback(print, "callback", 5, sep="="); s.push(lambda *e: print("push", e[0])); b = s.enter_context(cm("2", swallow=True)); s.push(cm("3"))
        if error: raise error
        return a, b
attempt(stack); attempt(stack, ValueError("in stack")); attempt(stack, KeyError("k"))
def failing():
    with contextlib.ExitStack() as s:
        s.callback(lambda: 1 / 0); s.callback(lambda: {}["k"]); raise ValueError("body")
attempt(failing)
s = contextlib.ExitStack(); s.enter_context(cm("kept")); t = s.pop_all(); s.close(); print("popped"); t.close(); attempt(lambda: contextlib.ExitStack().enter_context(5)); attempt(lambda: contextlib.ExitStack().push(5)); attempt(lambda: contextlib.ExitStack().callback())
with contextlib.suppress(KeyError, ValueError): raise KeyError("suppressed")
with contextlib.suppress(ValueError): raise ExceptionGroup("g", [ValueError(1)])
def partial_group():
    with contextlib.suppress(ValueError): raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
attempt(partial_group); out = io.StringIO()
with contextlib.redirect_stdout(out) as o: print("captured"); print(o is out, file=out)
print(repr(out.getvalue())); err = io.StringIO()
with contextlib.redirect_stderr(err): print("e", file=sys.stderr)
print(repr(err.getvalue()), use(contextlib.nullcontext(5)), use(contextlib.nullcontext()))
class Closable:
    def close(self): print("closed")
with contextlib.closing(Closable()) as c: pass
class Dec(contextlib.ContextDecorator):
    def __enter__(self): print("in"); return self
    def __exit__(self, *e): print("out", e[0]); return True
@Dec()
def boom(): 1 / 0
print(boom()); print(isinstance(Dec(), contextlib.AbstractContextManager), issubclass(Closable, contextlib.AbstractContextManager), isinstance(cm("x"), contextlib.AbstractContextManager))
@contextlib.asynccontextmanager
async def acm(n):
    print("aenter", n)
    try: yield n
    except ValueError as e: print("acaught", e)
    finally: print("aexit", n)
async def main():
    async with acm("a") as x: print(x)
    async with acm("b"): raise ValueError("in async")
    async with contextlib.AsyncExitStack() as s:
        await s.enter_async_context(acm("s")); s.enter_context(cm("sync")); s.push_async_callback(asyncio.sleep, 0); s.callback(print, "cb")
    async with contextlib.aclosing(agen()) as g: print(await anext(g))
    async with contextlib.nullcontext(7) as n: print(n)
    @acm("deco")
    async def f(): return "f"
    print(await f())
async def agen():
    try: yield 1
    finally: print("agen closed")
asyncio.run(main()); import os
with contextlib.chdir("/"): print(os.getcwd())
attempt(lambda: use(acm("x")))
