# Tracebacks as the library formats them: carets from exact positions, chains, groups, notes, suggestions.
import sys, traceback, io
def show(function):
    try:
        function()
    except BaseException as error:
        text = io.StringIO()
        traceback.print_exception(error, file=text)
        print(text.getvalue().replace(__file__, "FILE"))
class A:
    def method(self): return self.value
    value = property(lambda self: 1 / 0)
def b():
    x = {"a": [1]}
    return x["a"][5] + 1
def c(): 
    return (1,
      2)[
        3]
def e(): raise SyntaxError("msg", ("f.py", 2, 3, "abc def\n", 2, 6))
def g(): return lenn
def p(): (lambda: 1 / 0)()
def v(): raise BaseExceptionGroup("g", [ExceptionGroup("h", [ValueError(1)]), KeyboardInterrupt()])
def y():
    e = ValueError("v"); e.add_note("a note"); e.add_note("two\nlines"); raise e
for name in "bcegpvy": show(globals()[name])


def unraisable(arguments):
    print(arguments.exc_type, arguments.exc_value, arguments.err_msg.partition(" <")[0], arguments.object)


class Finalized:
    def __del__(self): raise ValueError("in del")


sys.unraisablehook = unraisable
import gc
(lambda: Finalized())()
gc.collect()
import types
try: b()
except IndexError as error:
    tb = error.__traceback__
    while tb: print(tb.tb_lineno, tb.tb_frame.f_code.co_name, tb.tb_lasti >= 0, tb.tb_frame.f_lineno); tb = tb.tb_next
    tb = error.__traceback__
    t2 = types.TracebackType(None, tb.tb_frame, tb.tb_lasti, 7)
    print(t2.tb_lineno, t2.tb_next, dir(tb))
