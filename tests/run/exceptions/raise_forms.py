# stress: 499
"""raise: classes, instances, causes, what is set on the way, re-raising later, contexts that would make a circle."""
import sys
def attempt(function, *arguments):
    try: print(function.__name__, function(*arguments))
    except BaseException as error: print(function.__name__, type(error).__name__, error, "cause", repr(error.__cause__), "context", repr(error.__context__), error.__suppress_context__)
def a(): raise ValueError
def b(): raise ValueError("x") from KeyError
def c(): raise ValueError("x") from KeyError("y")
def d(): raise ValueError("x") from None
def e(): raise 5
def f(): raise int
def g(): raise ValueError from int
def h(): raise "text"
def i(): raise None
def k():
    try: raise ValueError("first")
    except ValueError as first:
        try: raise KeyError("second")
        except KeyError: raise first
def l():
    error = ValueError("self")
    try: raise error
    except ValueError: raise error
def m():
    x, y = ValueError("x"), KeyError("y")
    try:
        try: raise x
        except ValueError: raise y
    except KeyError:
        raise x
def n():
    try: 1 / 0
    except ZeroDivisionError: pass
    raise KeyError("no context any more")
def o():
    try: 1 / 0
    except ZeroDivisionError as error: saved = error
    raise saved
def p():
    def gen():
        try: yield 1
        except ValueError: raise KeyError("in generator")
    it = gen(); next(it)
    try: 1 / 0
    except ZeroDivisionError: it.throw(ValueError("thrown"))
def q():
    def gen():
        yield sys.exception()
        yield sys.exception()
    it = gen()
    try: 1 / 0
    except ZeroDivisionError: first = next(it)
    return repr(first), next(it)
def r():
    class C:
        def __enter__(self): return self
        def __exit__(self, *a): raise KeyError("exit")
    with C(): raise ValueError("body")
def s():
    try: raise ValueError("outer")
    except ValueError:
        try: raise KeyError("inner")
        except KeyError: pass
        raise
def t():
    try: raise ValueError("v")
    except ValueError as v:
        def later(): return v
    try: later()
    except NameError as error: return str(error)
def u():
    class Meta(type):
        def __instancecheck__(cls, o): return True
        def __subclasscheck__(cls, o): return True
    class Odd(Exception, metaclass=Meta): pass
    try: raise ValueError("not odd")
    except Odd: return "caught as odd"
def v():
    tuple_of = (KeyError, (ValueError,))
    try: raise ValueError("v")
    except tuple_of: return "in nested tuple"
def w():
    def raiser(): raise TypeError("while choosing")
    try: raise ValueError("v")
    except raiser(): pass
def x():
    try: raise ValueError("v")
    except KeyError: pass
    except: return sys.exc_info()[1].args, sys.exception() is sys.exc_info()[1]
def y():
    error = ValueError("v"); error.__context__ = error
    try: 1 / 0
    except ZeroDivisionError: raise error
def z():
    try:
        try: raise ValueError("1")
        finally:
            try: raise KeyError("2")
            except KeyError: pass
            sys.exception().add_note("noted in finally")
    except ValueError as error: return error.__notes__, error.__context__
for name in "abcdefghiklmnopqrstuvwxyz":
    attempt(globals()[name])
print(sys.exception(), sys.exc_info())
