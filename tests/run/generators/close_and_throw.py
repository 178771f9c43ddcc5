# stress: 499
"""close and throw: return values, ignored GeneratorExit, in delegation, on unstarted and finished generators."""
import warnings
warnings.simplefilter("ignore")
def attempt(function, *arguments):
    try: print(repr(function(*arguments)))
    except BaseException as error: print(type(error).__name__, error, repr(error.__cause__), repr(error.__context__))
def simple():
    try:
        x = yield 1
        print("got", x)
        yield 2
        return "end"
    except GeneratorExit: print("exit"); return "closed"
    except ValueError as e: print("value", e); yield "recovered"
    finally: print("finally")
g = simple(); attempt(g.close); attempt(next, g)
g = simple(); next(g); attempt(g.close); attempt(g.close)
g = simple(); next(g); attempt(g.throw, ValueError("v")); attempt(next, g); attempt(next, g)
g = simple(); attempt(g.throw, ValueError("unstarted")); attempt(next, g)
g = simple(); next(g); attempt(g.throw, KeyError); attempt(g.throw, KeyError("dead"))
g = simple(); attempt(g.send, 5); attempt(g.send, None); attempt(g.send, "hello"); attempt(g.send, 1); attempt(g.send, 1)
def ignores():
    for _ in range(2):
        try: yield 1
        except GeneratorExit: pass
g = ignores(); next(g); attempt(g.close)
def raises():
    try: yield 1
    except GeneratorExit: raise KeyError("in close")
g = raises(); next(g); attempt(g.close)
def stop():
    try: yield 1
    finally: raise StopIteration("s")
g = stop(); next(g); attempt(g.close)
g = stop(); next(g); attempt(next, g)
def stop2():
    yield 1
    raise StopIteration
attempt(list, stop2())
for bad in ((5,), (int,), (ValueError, ValueError("x")), (ValueError, "text"), (ValueError("a"), "b"), (ValueError, KeyError("k")), (ValueError, (1, 2)), (ValueError, None, 5), ()):
    g = simple(); next(g); attempt(g.throw, *bad); g.close()
def inner():
    try: yield "i1"; yield "i2"
    except ValueError as e: print("inner", e); yield "handled"
    finally: print("inner finally")
    return "inner result"
def outer():
    try: r = yield from inner(); print("r", r); yield r
    except KeyError as e: print("outer", e); yield "outer handled"
    finally: print("outer finally")
g = outer(); next(g); attempt(g.throw, ValueError("deep")); attempt(next, g); attempt(next, g)
g = outer(); next(g); attempt(g.throw, KeyError("past")); attempt(g.close)
g = outer(); next(g); attempt(g.close)
class It:
    def __iter__(self): return self
    def __next__(self): return "n"
    def throw(self, *a): print("throw", a); return "thrown"
    def close(self): print("closed"); 
class Bare:
    def __iter__(self): return self
    def __next__(self): return "n"
class BadClose(Bare):
    def close(self): raise OSError("close")
    @property
    def throw(self): raise OSError("throw attr")
def over(it):
    r = yield from it
    return r
for it in (It(), Bare(), BadClose()):
    for use in (lambda g: g.throw(ValueError("t")), lambda g: g.close(), lambda g: g.send(1)):
        g = over(it); next(g); attempt(use, g)
        try: g.close()
        except OSError: pass
attempt(next, over(5)); g = over([1, 2]); next(g); attempt(g.send, 1); g = over(range(1)); attempt(list, g)
def me():
    try: next(own)
    except ValueError as e: yield str(e)
own = me(); print(next(own), own.gi_running, own.gi_suspended, own.gi_yieldfrom, own.gi_frame is not None, own.gi_code.co_name)
o = outer(); next(o); print(o.gi_yieldfrom.__name__, o.gi_frame.f_lineno > 0); o.close(); print(o.gi_frame, o.gi_yieldfrom)
print(own.__name__, own.__qualname__, repr(own).split(" at ")[0]); own.__name__ = "renamed"; print(own.__name__); attempt(setattr, own, "__name__", 5); attempt(setattr, own, "gi_running", 1)
def tb():
    yield 1
    yield 2
g = tb()
try: g.throw(ValueError("x"))
except ValueError as e:
    t = e.__traceback__; names = []
    while t: names.append((t.tb_frame.f_code.co_name, t.tb_lineno - t.tb_frame.f_code.co_firstlineno)); t = t.tb_next
    print(names[1:])
