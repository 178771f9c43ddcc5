# stress: 499
"""global: across functions, exec, classes, nested functions, builtins shadowed and restored, module attributes."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
def make(): global made; made = 1
attempt(lambda: made); make(); print(made)
def nested():
    v = "local"
    def inner():
        global v
        v = "global"
        def innermost(): return v
        return innermost()
    return inner(), v
print(nested(), v)
def in_class():
    class C:
        global w
        w = "from class"
        def m(self): return w
    return C().m(), hasattr(C, "w")
print(in_class(), w)
len_ = len
def shadow():
    global len
    len = lambda x: "shadowed"
    try: return len([])
    finally: del len
print(shadow(), len([1]))
def imports(): global os; import os; return os.sep
print(imports(), os.sep)
def loops():
    global i, e
    for i in range(3): pass
    try: 1 / 0
    except ZeroDivisionError as e: pass
loops(); print(i, "e" in globals())
def functions():
    global func, Klass
    def func(): return func.__qualname__
    class Klass: pass
functions(); print(func(), Klass.__qualname__, Klass.__module__)
def with_target(): global h; h = None; [h := k for k in "ab"]
with_target(); print(h)
exec("global q; q = 3", globals(), {}); print(q); exec("def s(): global t; t = 4\ns()"); print(t)
d = {}; exec("global z; z = 1", d, {}); print(d["z"]); d = {"__builtins__": __builtins__}; exec("def f():\n global n\n n = len('ab')\nf()", d); print(d["n"])
import builtins; builtins.made_up = "builtin"; print(made_up); made_up = "module"; print(made_up); del made_up; print(made_up); del builtins.made_up; attempt(lambda: made_up)
globals()["dyn"] = 5; print(dyn); globals().update(dyn2=6); print(dyn2, globals() is globals(), "__name__" in globals(), list(globals())[:3] != [], vars() is globals(), locals() is globals())
def loc(): return locals() is globals()
print(loc(), eval("locals() is globals()"), (lambda: locals())())
for text in ("x = 1; global x", "def f():\n print(x)\n global x", "def f(x): global x", "def f():\n x = 1\n global x", "def f():\n global x\n global x", "global x, y; x = y = 1", "def f():\n for x in y: pass\n global x", "def f():\n import x\n global x", "def f():\n x: int\n global x", "def f():\n global x\n x: int = 1", "class C:\n x = 1\n global x", "def f():\n def x(): pass\n global x", "lambda: (global_, 1)", "def f():\n  nonlocal x", "def f():\n global x\n def g():\n  nonlocal x"):
    try: compile(text, "t", "exec"); print("fine", text)
    except SyntaxError as e: print(e.msg, e.lineno, e.offset)
