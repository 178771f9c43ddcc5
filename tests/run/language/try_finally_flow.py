# stress: 499
"""finally: what returns, breaks, continues and raises in it do to what was under way."""
import warnings
warnings.simplefilter("ignore")
def show(f):
    try: print(f.__name__, f())
    except BaseException as error: print(f.__name__, type(error).__name__, error, repr(error.__context__), error.__suppress_context__)
def a():
    try: return "try"
    finally: return "finally"
def b():
    try: raise ValueError("lost")
    finally: return "swallowed"
def c():
    for i in range(3):
        try: continue
        finally:
            if i == 1: break
    return i
def d():
    while True:
        try: raise KeyError("lost")
        finally: break
    return "broke"
def e():
    try:
        try: raise ValueError(1)
        finally: raise KeyError(2)
    except KeyError as error: return repr(error.__context__)
def f():
    x = 1
    try: return x
    finally: x = 2
def g():
    x = []
    try: return x
    finally: x.append(2)
def h():
    out = []
    for i in range(4):
        try:
            if i == 0: continue
            if i == 2: break
            out.append(("body", i))
        except ZeroDivisionError: pass
        else: out.append(("else", i))
        finally: out.append(("finally", i))
    else: out.append("loop else")
    return out
def i():
    try: pass
    except: return "no"
    else:
        try: return "else"
        finally: print("inner finally")
    finally: print("outer finally")
def j():
    try: 1 / 0
    except ZeroDivisionError:
        try: raise KeyError("k") from None
        except KeyError as error: return error.__cause__, repr(error.__context__), error.__suppress_context__
def k():
    try:
        try: raise ValueError("first")
        except ValueError as error: raise
        finally: print("on the way")
    except ValueError as again: return again.args, "error" in locals()
def l():
    def gen():
        try: yield 1
        finally:
            yield 2
    g = gen(); next(g)
    return g.throw(ValueError("x"))
def m():
    try: raise ValueError("v")
    except (KeyError, (TypeError, ValueError)): return "nested tuples"
def n():
    try: raise ValueError("v")
    except 5: pass
def o():
    try: raise ValueError("v")
    except (KeyError, "x"): pass
def p():
    try: raise 5
    except TypeError as error: return str(error)
def q():
    try: raise
    except RuntimeError as error: return str(error)
def r():
    try: raise ValueError from 5
    except TypeError as error: return str(error)
def s():
    class Bad(Exception):
        def __init__(self): raise KeyError("init")
    raise Bad
def t():
    class Odd(Exception):
        def __new__(cls): return 5
    raise Odd
def u():
    import sys
    try: 1 / 0
    except ZeroDivisionError:
        try: raise KeyError
        except KeyError: inner = sys.exception()
        return type(inner).__name__, type(sys.exception()).__name__, sys.exc_info()[0].__name__
def v():
    try: 1 / 0
    finally:
        for x in (1, 2):
            if x == 2: return x
def w():
    with open("/dev/null") as handle:
        try: return handle.closed
        finally: print(handle.closed)
for name in "abcdefghijklmnopqrstuvw": show(globals()[name])
