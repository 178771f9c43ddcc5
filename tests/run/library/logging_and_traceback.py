# stress: 997
"""logging, linecache, traceback objects: formatting, levels, handlers, filters, exceptions, StackSummary."""
import logging, traceback, io, sys, linecache
out = io.StringIO()
h = logging.StreamHandler(out); h.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s:%(funcName)s"))
log = logging.getLogger("a.b"); log.addHandler(h); log.setLevel(logging.DEBUG); log.propagate = False
def flush(): print(out.getvalue().replace(__file__, "FILE"), end=""); out.seek(0); out.truncate()
log.debug("d %s", 1); log.info("i %(k)s", {"k": 2}); log.warning("w"); log.error("e"); log.critical("c"); log.log(15, "custom"); log.info("percent %d%%", 5); log.info({"a": 1}); flush()
try: 1 / 0
except ZeroDivisionError: log.exception("ex"); flush(); log.error("with", exc_info=True); flush()
log.setLevel("WARNING"); log.info("hidden"); print(log.isEnabledFor(20), log.getEffectiveLevel(), logging.getLevelName(30), logging.getLevelName("ERROR"), logging.getLevelName(99), logging.getLogger("a.b.c").parent.name, log.name, log.level, logging.getLogger("a.b") is log, repr(log)); flush()
class F(logging.Filter):
    def filter(self, r): r.msg = "filtered " + str(r.msg); return "no" not in r.msg
log.addFilter(F()); log.error("yes"); log.error("no"); flush(); log.removeFilter(log.filters[0]); child = logging.getLogger("a.b.c"); child.error("from child"); flush(); logging.disable(logging.ERROR); log.error("off"); logging.disable(logging.NOTSET); logging.addLevelName(25, "NOTE"); log.log(35, "x"); flush()
sys.stderr = out; logging.raiseExceptions = True; log.error("bad %d", "x"); print("Logging error" in out.getvalue()); out.seek(0); out.truncate(); sys.stderr = sys.__stderr__
r = logging.LogRecord("n", 20, "p.py", 3, "m %s", ("a",), None); print(r.getMessage(), r.levelname, r.lineno, r.module, logging.Formatter("{message} {lineno}", style="{").format(r), logging.Formatter("$name", style="$").format(r), logging.makeLogRecord({"msg": "made"}).getMessage()); 
for bad in (lambda: logging.Formatter("%(x"), lambda: logging.Formatter("{", style="{"), lambda: logging.Formatter("x", style="?"), lambda: log.setLevel("NOPE"), lambda: log.setLevel(None), lambda: logging.getLogger(5), lambda: log.log("x", "y"), lambda: logging.basicConfig(bad=1)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
a = logging.LoggerAdapter(log, {"extra": 1}); a.error("adapted"); flush()
def f(): g()
def g(): raise ValueError("deep")
try: f()
except ValueError as e: te = traceback.TracebackException.from_exception(e, capture_locals=False); print(te.exc_type_str if hasattr(te, "exc_type_str") else "", [s.name for s in te.stack], te.stack[-1].line, "".join(te.format_exception_only()), list(te.format())[0], te == traceback.TracebackException.from_exception(e)); st = traceback.extract_tb(e.__traceback__); print(st[-1].lineno - g.__code__.co_firstlineno, st[-1].name, st[0].line, len(traceback.extract_tb(e.__traceback__, limit=1)), traceback.format_list([("f.py", 1, "fn", "code")]), traceback.format_list([traceback.FrameSummary("f", 2, "n", lookup_line=False, line="x = 1")])); traceback.print_tb(e.__traceback__, file=out); print(out.getvalue().count("File")); out.seek(0); out.truncate(); traceback.clear_frames(e.__traceback__)
def stack(): return [s.name for s in traceback.extract_stack()][-2:], traceback.format_stack()[-1].count("stack")
print(stack()); linecache.cache["fake.py"] = (4, None, ["one\n", "two\n"], "fake.py"); print(linecache.getline("fake.py", 2), linecache.getline("fake.py", 9), linecache.getlines("nope.py")); e = ValueError("x"); e.__cause__ = KeyError("k"); e.add_note("n"); traceback.print_exception(e, file=out); print(out.getvalue()); print(traceback.format_exception_only(SyntaxError("bad", ("f", 1, 2, "abc", 1, 3))), traceback.format_exception_only(KeyError, KeyError("q")), traceback.format_exception(None), traceback.format_exception_only(OSError(2, "No")))
class C:
    def __repr__(self): raise ValueError
    def __str__(self): raise ValueError
print(traceback.format_exception_only(Exception(C())))
