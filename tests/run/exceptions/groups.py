"""Exception groups and except*."""
def run(exc):
    try: raise exc
    except* ValueError as eg: print("value", eg.exceptions)
    except* (KeyError, TypeError) as eg: print("key/type", eg.exceptions)
    else: print("else")
    finally: print("finally")
for exc in (ExceptionGroup("g", [ValueError(1), KeyError(2), ValueError(3)]), ValueError("naked"), ExceptionGroup("n", [ExceptionGroup("in", [ValueError(4)]), TypeError(5)])):
    run(exc)
try: run(ExceptionGroup("rest", [ValueError(1), OSError(2), ExceptionGroup("deep", [OSError(3)])]))
except ExceptionGroup as e: print(repr(e), e.exceptions, e.message)
eg = ExceptionGroup("msg", [ValueError("a"), ExceptionGroup("sub", [KeyError("b"), ValueError("c")])])
print(eg, repr(eg), eg.split(ValueError), eg.subgroup(KeyError), eg.subgroup(lambda e: False), eg.derive([ValueError(9)]))
print(eg.split(lambda e: isinstance(e, ExceptionGroup)), eg.subgroup((ValueError, KeyError)) is eg)
for t in ("ExceptionGroup('m', [])", "ExceptionGroup('m', 5)", "ExceptionGroup('m', [5])", "ExceptionGroup('m', [KeyboardInterrupt()])", "BaseExceptionGroup('m', [KeyboardInterrupt()])", "type(BaseExceptionGroup('m', [ValueError()]))", "eg.split()", "eg.split(5)", "ExceptionGroup('m', [ValueError()]).args"):
    try: print(t, "=>", exec(t) if " = " in t else eval(t))
    except Exception as err: print(t, "->", type(err).__name__, err)
def raising():
    try: raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError: raise TypeError("new")
    except* KeyError as k: raise
try: raising()
except BaseException as e: print(repr(e), [repr(x) for x in e.exceptions])
def loop():
    for i in range(3):
        try:
            if i == 1: raise ExceptionGroup("l", [ValueError(i)])
        except* ValueError: print("handled", i)
loop()
class MyGroup(ExceptionGroup):
    def derive(self, excs): return MyGroup(self.message + "!", excs)
print(repr(MyGroup("m", [ValueError(1), KeyError(2)]).subgroup(ValueError)))
eg.add_note("noted")
print(eg.subgroup(ValueError).__notes__)
for bad in ("try: pass\nexcept* ValueError: break", "try: pass\nexcept* ValueError: pass\nexcept KeyError: pass", "try: pass\nexcept*: pass", "def f():\n try: pass\n except* ValueError: return"):
    try: compile(bad, "s", "exec")
    except SyntaxError as e: print(type(e).__name__)
try:
    try: raise ValueError
    except* ExceptionGroup: pass
except TypeError as e: print(e)
