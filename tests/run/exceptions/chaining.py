"""__cause__, __context__, __suppress_context__, __notes__."""
def chain():
    try:
        try: 1 / 0
        except ZeroDivisionError as e: raise ValueError("second") from e
    except ValueError as e: return e
e = chain()
print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
def implicit():
    try:
        try: 1 / 0
        except ZeroDivisionError: raise KeyError("k")
    except KeyError as e: return e
e = implicit()
print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
def suppressed():
    try:
        try: 1 / 0
        except ZeroDivisionError: raise KeyError("k") from None
    except KeyError as e: return e
e = suppressed()
print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
def fin():
    try:
        try: raise ValueError("a")
        finally: raise KeyError("b")
    except KeyError as e: return e
print(repr(fin().__context__))
e = ValueError("x")
e.add_note("note 1")
e.add_note("note 2")
print(e.__notes__)
for t in ("e.add_note(5)", "e.__cause__ = 5", "e.__context__ = 5", "e.__traceback__ = 5", "e.args = 5", "e.with_traceback(5)", "del e.args", "del e.__cause__", "e.__suppress_context__ = 'x'"):
    try:
        exec(t)
        print(t, "fine")
    except Exception as err: print(t, "->", type(err).__name__, err)
e.__cause__ = KeyError()
print(repr(e.__cause__), e.__suppress_context__, e.args, e.with_traceback(None) is e)
try: raise e
except ValueError as same: print(same is e, e.__traceback__ is not None, e.__traceback__.tb_lineno > 0, e.__traceback__.tb_frame.f_code.co_name)
class Weird(Exception):
    def __str__(self): return "weird str"
    def __repr__(self): return "weird repr"
try: raise Weird(1) from Weird(2)
except Weird as w: print(w, repr(w), w.args, repr(w.__cause__))
def loop():
    a, b = ValueError("a"), KeyError("b")
    try:
        try: raise a
        except ValueError: raise b
    except KeyError:
        try: raise a
        except ValueError: return a, b
a, b = loop()
print(repr(a.__context__), repr(b.__context__))
