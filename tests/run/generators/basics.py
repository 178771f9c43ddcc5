"""Generators: next, send, throw, close, return values."""
def g():
    print("start")
    x = yield 1
    print("got", x)
    try:
        y = yield 2
        print("got", y)
    except ValueError as e:
        print("caught", e)
        yield "after throw"
    finally: print("finally")
    return "result"
it = g()
print(it, "generator" in repr(it)) if False else print(type(it).__name__)
print(next(it), it.send("a"), it.throw(ValueError("v")))
try: next(it)
except StopIteration as e: print("stop", e.value)
try: next(it)
except StopIteration as e: print("again", e.value)
it = g()
try: it.send(5)
except TypeError as e: print(e)
next(it)
it.close()
it.close()
print(list(it))
it = g()
next(it); next(it)
it.close()
def ignore():
    try: yield 1
    except GeneratorExit: yield 2
i = ignore()
next(i)
try: i.close()
except RuntimeError as e: print(e)
def closing():
    try: yield 1
    except GeneratorExit: return "closed value"
c = closing()
next(c)
print(c.close())
def fin():
    try:
        yield 1
        yield 2
    finally: print("cleanup")
f = fin()
for v in f:
    print(v)
    break
f.close()
def stop():
    yield 1
    raise StopIteration("inner")
try: list(stop())
except RuntimeError as e: print(e, repr(e.__cause__))
def rec():
    yield next(r)
r = rec()
try: next(r)
except ValueError as e: print(e)
it = g()
print(it.gi_running, it.gi_frame is not None, it.gi_code.co_name, it.__name__, it.gi_yieldfrom)
try: it.throw(KeyError("early"))
except KeyError as e: print(repr(e))
print(it.gi_frame, next((x for x in []), "empty"), sum(x * x for x in range(4)), [*(lambda: (yield))()])
def args(*a, **k): yield a, k
print(next(args(1, b=2)), (lambda: (yield 5))().__next__())
for bad in ("it.throw(5)", "it.throw()", "it.send()", "next(5)", "iter(5)", "next(it, 1, 2)"):
    try: print(eval(bad))
    except Exception as e: print(bad, "->", type(e).__name__, e)
