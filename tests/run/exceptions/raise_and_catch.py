"""raise, except, else, finally: what runs and what is caught."""
def f(v):
    try:
        print("try", v)
        if v == 1: raise ValueError("v")
        if v == 2: raise KeyError("k")
        if v == 3: return "returned"
        if v == 4: 1 / 0
    except ValueError as e: print("value", e)
    except (KeyError, IndexError) as e: print("lookup", e, e.args)
    else: print("else")
    finally: print("finally")
    return "end"
for v in range(4): print(f(v))
try: f(4)
except ZeroDivisionError as e: print("outer", e)
def g():
    try: return "try"
    finally: print("cleanup")
def h():
    while True:
        try: raise ValueError
        except ValueError: break
        finally: print("fin")
    return "after"
print(g(), h())
for text in ("raise ValueError", "raise ValueError('x')", "raise ValueError('a', 2)", "raise KeyError('k')", "raise 5", "raise 'x'", "raise int", "raise", "raise None", "raise ValueError from 5", "raise ValueError from None", "raise StopIteration(3)", "raise OSError(2, 'No such file', 'f')", "raise SystemExit('bye')", "raise KeyboardInterrupt", "assert 0", "assert 0, 'msg'", "assert 1, 1 / 0", "assert False, (1, 2)", "raise Exception()", "raise UnicodeDecodeError('u', b'x', 0, 1, 'r')", "raise type('E', (Exception,), {})(7)", "raise type('N', (), {})"):
    try:
        exec(text)
        print(text, "fine")
    except BaseException as e: print(text, "->", type(e).__name__, e.args, e)
for text in ("5", "int", "(ValueError, 5)", "[ValueError]", "None", "()"):
    try:
        try: raise ValueError("inner")
        except eval(text): print("caught by", text)
    except (TypeError, ValueError) as e: print(text, "->", type(e).__name__, e)
try:
    try: raise ValueError("a")
    except ValueError as e: e = 5
    print("e" in globals())
except NameError as x: print(x)
def reraise():
    try: raise KeyError("first")
    except KeyError:
        try: raise ValueError("second")
        except ValueError: pass
        raise
try: reraise()
except KeyError as e: print(repr(e), e.__context__)
