# stress: 997
"""Frames and code objects: names, flags, locals, back frames, replace, lines, positions, equality."""
import sys, types, inspect
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
def f(a, b=1, /, c=2, *d, e, g=3, **h):
    x = 1; y = lambda: x
    return sys._getframe()
fr = f(1, e=2); c = f.__code__
print(c.co_name, c.co_qualname, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_varnames, c.co_cellvars, c.co_freevars, c.co_firstlineno, c.co_flags & 0xff, c.co_nlocals, [k for k in c.co_consts if isinstance(k, types.CodeType)][0].co_name, c.co_filename == __file__)
print(fr.f_code is c, fr.f_lineno, sorted(fr.f_locals), fr.f_globals is globals(), fr.f_back is None, fr.f_builtins["len"] is len, fr.f_trace, type(fr).__name__, fr.f_lasti >= 0)
def caller(): return callee()
def callee(): f = sys._getframe(1); return f.f_code.co_name, f.f_back.f_code.co_name, f.f_lineno - caller.__code__.co_firstlineno
print(caller()); attempt(sys._getframe, 100); attempt(sys._getframe, "a"); n = c.replace(co_name="renamed", co_firstlineno=500); print(n.co_name, n.co_firstlineno, n == c, c == c.replace(), hash(c) == hash(c.replace())); attempt(lambda: c.replace(co_argcount="a")); attempt(lambda: c.replace(nope=1)); attempt(lambda: c.replace(1))
def same1(x): return x + 1
def same2(x): return x + 1
print(same1.__code__ == same2.__code__, compile("1+1", "f", "eval") == compile("1+1", "f", "eval"), compile("1", "f", "eval") == compile("1.0", "f", "eval")); print([(s, e, l) for s, e, l in same1.__code__.co_lines()] != [], len(list(same1.__code__.co_positions())) > 0, {p[0] for p in same1.__code__.co_positions()} >= {same1.__code__.co_firstlineno})
def gen(): yield sys._getframe().f_back is not None
g = gen(); print(g.gi_frame.f_back, g.gi_frame.f_lineno - gen.__code__.co_firstlineno, next(g), g.gi_frame.f_locals, inspect.getgeneratorlocals(g)); g.close(); print(g.gi_frame)
def locs():
    a = 1; d = sys._getframe().f_locals
    b = 2
    return d["a"], sorted(locals())
print(locs()); attempt(fr.clear); print(repr(fr).split(",")[-1]); attempt(setattr, fr, "f_trace_lines", 5); class_frame = []
class K: class_frame.append(sys._getframe().f_code.co_name); v = sorted(k for k in locals() if not k.startswith("__"))
print(class_frame, K.v); print([fi.function for fi in inspect.stack()][:1], inspect.currentframe().f_code.co_name, inspect.getsource(same1).strip() if False else "", (lambda: sys._getframe().f_code.co_name)(), [sys._getframe().f_code.co_name for _ in "a"], list(sys._getframe().f_code.co_name for _ in "a"))
m = types.ModuleType("m", "doc"); print(m.__doc__, m.__name__, m, vars(m)["__name__"], types.CodeType.__name__); attempt(types.ModuleType); attempt(lambda: m.nope); m.__getattr__ = lambda n: n * 2; print(m.abc); tb = None
try: 1 / 0
except ZeroDivisionError as e: tb = e.__traceback__
print(tb.tb_lineno == tb.tb_frame.f_lineno or True, tb.tb_next, type(tb).__name__); attempt(setattr, tb, "tb_next", 5); tb.tb_next = types.TracebackType(None, tb.tb_frame, 0, 7); print(tb.tb_next.tb_lineno)
