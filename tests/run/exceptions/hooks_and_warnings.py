# stress: 997
"""excepthook, unraisablehook, displayhook, warnings: filters, registries, texts, errors, catch_warnings."""
import sys, warnings, io, gc
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
sys.stderr = sys.stdout
class Own(UserWarning): pass
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    warnings.warn("plain"); warnings.warn("own", Own); warnings.warn(Own("instance")); warnings.warn("dep", DeprecationWarning, stacklevel=2)
    def inner(): warnings.warn("level", stacklevel=2)
    inner()
    for w in seen: print(w.category.__name__, w.message, w.lineno, w.source, type(w.message).__name__)
with warnings.catch_warnings():
    warnings.simplefilter("error"); attempt(warnings.warn, "raised"); attempt(warnings.warn, Own("x")); attempt(lambda: int("5") if True else 0)
attempt(warnings.warn, "x", 5); attempt(warnings.warn, "x", int); attempt(warnings.simplefilter, "bad"); attempt(warnings.filterwarnings, "error", 5)
def repeated(action, times=3):
    with warnings.catch_warnings(record=True) as seen:
        warnings.resetwarnings(); warnings.simplefilter(action)
        for i in range(times): warnings.warn("same")
        for i in range(2): warnings.warn(f"n{i}")
        return len(seen)
for action in ("default", "always", "once", "module", "ignore", "all"): attempt(repeated, action)
with warnings.catch_warnings(record=True) as seen:
    warnings.resetwarnings(); warnings.filterwarnings("ignore", "skip.*"); warnings.filterwarnings("error", category=Own, append=True)
    warnings.warn("skip this"); warnings.warn("keep this"); attempt(warnings.warn, "own", Own); print([str(w.message) for w in seen], len(warnings.filters))
print(warnings.formatwarning("m", Own, "f.py", 3, "the line"), end=""); warnings.showwarning("m", Own, "f.py", 3, line="l"); 
warnings.warn_explicit("explicit", Own, "nofile.py", 7)
@warnings.deprecated("use other")
def old(): return 1
@warnings.deprecated("old class", category=None)
class OldClass: pass
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always"); old(); OldClass(); print([(str(w.message), w.category.__name__) for w in seen], old.__deprecated__)
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    for text in ("1 is 1", "'a' is x", "assert (1, 2)", "() ()", "'\\d'", "1 if 1else 2", "b'\\q'", "[1][1, 2]", "def f():\n try: pass\n finally: return", "5()", "'a'[1.5]", "x = 0x1for x in y"):
        try: compile(text, "t", "exec")
        except SyntaxError as error: print(error.msg)
    for w in seen: print(w.category.__name__, w.message, w.lineno)
def unraisable(u): print("unraisable", u.exc_type.__name__, u.exc_value, u.err_msg.partition(' <')[0])
sys.unraisablehook = unraisable
class D:
    def __del__(self): raise ValueError("in del")
def make(): D(); return None
make(); make(); gc.collect(); gc.collect()
sys.unraisablehook = sys.__unraisablehook__
out = []
sys.displayhook = lambda v: out.append(v)
exec(compile("5\nNone\n'x'", "t", "single") if False else compile("5; None; 'x'", "t", "single")); print(out)
sys.displayhook = sys.__displayhook__; exec(compile("[1]\n", "t", "single")); import builtins; print(builtins._)
del sys.displayhook; attempt(exec, compile("5\n", "t", "single")); sys.displayhook = sys.__displayhook__
try: 1 / 0
except ZeroDivisionError as error:
    error.__traceback__ = None; sys.excepthook(type(error), error, None); sys.__excepthook__(KeyError, KeyError("k"), None)
attempt(sys.excepthook, 1, 2, 3)
def last(kind, error, tb): print("hook", kind.__name__, error, tb is not None); raise SystemExit(7) if False else KeyError("ignored") if False else SystemExit
sys.excepthook = lambda kind, error, tb: print("hook", kind.__name__, error, tb.tb_lineno)
raise ValueError("the end")
