# stress: 997
"""Exception groups: split, subgroup, derive, nesting, notes, wrong members, except* with re-raising and naked errors."""
import traceback, sys
def attempt(function, *arguments):
    try: print(function(*arguments))
    except BaseException as error: print(type(error).__name__, error)
g = ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [ValueError(3), OSError(4)])])
print(repr(g), g.message, g.exceptions[2].exceptions, str(g), str(g.exceptions[2]))
print(g.split(ValueError)); print(g.subgroup((TypeError, OSError))); print(g.subgroup(lambda e: "3" in str(e))); print(g.split(KeyError)); print(g.subgroup(ExceptionGroup) is g, g.split(Exception)[1])
for bad in (lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", 5), lambda: ExceptionGroup("x", [5]), lambda: ExceptionGroup(5, [ValueError()]), lambda: ExceptionGroup("x"), lambda: ExceptionGroup("x", [KeyboardInterrupt()]), lambda: g.split(5), lambda: g.split(), lambda: g.subgroup("a"), lambda: ExceptionGroup("x", {ValueError("set"): 1}), lambda: g.split(int)): attempt(bad)
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
class Own(ExceptionGroup):
    def __new__(cls, message, members, code=0):
        self = super().__new__(cls, message, members); self.code = code; return self
    def derive(self, members): return Own(self.message, members, self.code)
o = Own("own", [ValueError(1), KeyError(2)], 7); o.add_note("noted"); o.__cause__ = OSError("cause")
a, b = o.split(ValueError); print(type(a).__name__, a.code, a.__notes__, a.__cause__, b.exceptions, a.__notes__ is o.__notes__)
class NoDerive(ExceptionGroup): pass
print(type(NoDerive("n", [ValueError(1), KeyError()]).subgroup(ValueError)).__name__)
class BadDerive(ExceptionGroup):
    def derive(self, members): return 5
attempt(lambda: BadDerive("n", [ValueError(1), KeyError()]).subgroup(ValueError))
class Wrong(ExceptionGroup, ValueError): pass
print(repr(Wrong("w", [ValueError()])))
def star(error, *kinds):
    out = []
    try:
        try: raise error
        except* ValueError as e: out.append(("value", repr(e)))
        except* (TypeError, OSError) as e: out.append(("type or os", repr(e)))
        else: out.append("else")
        finally: out.append("finally")
    except BaseException as left: out.append(("left", repr(left)))
    return out
for error in (g, ValueError("naked"), KeyError("naked"), ExceptionGroup("k", [KeyError(1)]), ExceptionGroup("k", [KeyError(1), ValueError(2)]), KeyboardInterrupt()): print(star(error))
def again():
    try: raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as e: raise
    except* TypeError as e: raise KeyError("new") from e
try: again()
except BaseException as e: print(repr(e), [repr(x.__cause__) for x in e.exceptions])
def naked_again():
    try: raise ValueError("n")
    except* ValueError as e: raise
try: naked_again()
except BaseException as e: print(repr(e))
def replace():
    try: raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError: raise RuntimeError("instead")
try: replace()
except BaseException as e: print(repr(e), repr(e.__context__))
def wrong_kind():
    try: raise ValueError
    except* ExceptionGroup: pass
attempt(wrong_kind)
def wrong_type():
    try: raise ValueError
    except* 5: pass
attempt(wrong_type)
for text in ("try: pass\nexcept* ValueError: pass\nexcept KeyError: pass", "try: pass\nexcept*: pass", "for i in x:\n try: pass\n except* ValueError: break", "def f():\n try: pass\n except* ValueError: return", "try: pass\nexcept* ValueError, KeyError: pass", "try: pass\nexcept ValueError, KeyError as e: pass"):
    try: compile(text, "t", "exec"); print("fine")
    except SyntaxError as e: print(e.msg)
def deep(n): return ValueError("bottom") if n == 0 else ExceptionGroup(f"l{n}", [deep(n - 1)])
print("".join(traceback.format_exception(deep(3))))
try: raise g
except ExceptionGroup as e:
    e.add_note("note on group"); e.exceptions[0].add_note("note on member")
    print("".join(traceback.format_exception(e)).replace(__file__, "FILE"))
print("".join(traceback.format_exception(ExceptionGroup("many", [ValueError(i) for i in range(20)]))))
import pickle, copy; c = pickle.loads(pickle.dumps(ExceptionGroup("p", [ValueError(1)]))); print(repr(c), o.exceptions.__class__)
attempt(setattr, g, "exceptions", ()); attempt(setattr, g, "message", "x"); print(g.args, ExceptionGroup[int] if hasattr(ExceptionGroup, "__class_getitem__") else None)
