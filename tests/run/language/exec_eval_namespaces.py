# stress: 499
"""exec, eval and compile: namespaces, mappings, closures, flags, modes, what cannot be run."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
class Map:
    def __init__(self): self.d = {"a": 1}
    def __getitem__(self, k): print("get", k); return self.d[k]
    def __setitem__(self, k, v): print("set", k, v); self.d[k] = v
    def __delitem__(self, k): print("del", k); del self.d[k]
m = Map()
exec("b = a + 1\ndel b\nprint(len('x'))", {}, m)
attempt(exec, "c = nope", {}, m)
attempt(exec, "f = 1", {}, Map())
attempt(exec, "x = 1", 5)
attempt(exec, "x = 1", {}, 5)
attempt(exec, 5)
attempt(eval, "1 +")
attempt(eval, "x = 1")
attempt(eval, "  1 + 1")
attempt(eval, b"'\xc3\xa9'")
attempt(eval, "1;")
attempt(eval, compile("y = 5", "f", "exec"), {})
attempt(eval, "[i for i in range(n)]", {"n": 3})
attempt(eval, "(lambda: n)()", {"n": 1}, {"n": 2})
attempt(eval, "n", {"n": 1}, {"n": 2})
g = {}
exec("def f(): return g_name", g); g["g_name"] = 7
print(g["f"](), sorted(g), type(g["__builtins__"]).__name__ in ("dict", "module"))
def local():
    x = 1
    exec("x = 2; y = 3")
    try: y
    except NameError as error: print(error)
    return x, eval("x + 10"), sorted(locals())
print(local())
def snapshot():
    a = 1
    first = locals(); first["a"] = 5; first["new"] = 6
    return a, locals(), first is locals()
print(snapshot())
print(eval("a", {"__builtins__": {}}, {"a": 1}))
attempt(eval, "len('a')", {"__builtins__": {}})
attempt(eval, "len('a')", {"__builtins__": {"len": lambda x: "mine"}})
attempt(exec, "class C: pass", {"__builtins__": {}})
attempt(exec, "import os", {"__builtins__": {}})
def outer():
    free = 10
    def inner(): return free
    return inner
code = outer().__code__
attempt(exec, code)
attempt(eval, code, {})
import types
cell = types.CellType(42)
print(types.FunctionType(code, {}, closure=(cell,))())
def printer():
    q = 1
    def p(): print("free is", q)
    return p
exec(printer().__code__, closure=(cell,))
attempt(exec, printer().__code__, closure=())
attempt(exec, printer().__code__, closure=[cell])
attempt(exec, "1", closure=(cell,))
for mode in ("exec", "eval", "single", "other"):
    try: c = compile("5 + 5", "f.py", mode); print(mode, c.co_name, c.co_filename, exec(c))
    except Exception as error: print(type(error).__name__, error)
exec(compile("if 1:\n  7\n'text'\nNone\n", "f", "exec"))
exec(compile("for i in range(2): i\n", "f", "single"))
attempt(compile, "a\0b", "f", "exec")
attempt(compile, "1", "f", "exec", flags=1 << 30)
attempt(compile, "1", "f", "exec", optimize=9)
attempt(compile, "(", "f", "exec")
attempt(compile, "return 1", "f", "exec")
attempt(compile, "yield 1", "f", "exec")
attempt(compile, "break", "f", "exec")
attempt(compile, "async def f(): pass\nawait f()", "f", "exec")
for level in (0, 1, 2):
    n = {}
    exec(compile("'doc'\nd = __debug__\ndef f():\n 'fdoc'\n assert False\n return 1\ntry: r = f()\nexcept AssertionError: r = 'asserted'", "f", "exec", optimize=level), n)
    print(level, n["d"], n["f"].__doc__, n["r"], n.get("__doc__"))
print(eval("__name__"), eval("__name__", {"__name__": "n"}))
class D(dict):
    def __missing__(self, key): return "missing " + key
print(eval("nope + ' ' + 'x'.__class__.__name__", {}, D()))
attempt(eval, "nope", D())
attempt(eval, "globals() is g and locals() is g", g)
print(sorted(vars(types.SimpleNamespace(a=1))), eval("dir()", {"b": 1, "__builtins__": {"dir": dir}}))
