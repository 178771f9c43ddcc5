# stress: 997
"""from __future__ import annotations: texts instead of values; other futures; where futures may stand."""
from __future__ import annotations, generator_stop
import __future__, typing
def f(a: list[int], b: "quoted" = 1, *, c: x.y[z:w, ...] | None = None) -> {'a': (1, 2.50, 0xff)}: pass
print(f.__annotations__)
class C:
    x: undefined
    y: lambda a, /, b=1, *c, d, **e: (a, *c)
    q: [i for i in j if k if l]
    r: not a or b and -c ** ~d
    s: a < b <= c is not d not in e
    t: (yield_) if x else (lambda: 0)
    u: (a[b, *c], {**d, 1: 2}, {1, *e})
    v: b'\x00\xff' + "it's" + 'q"q' + """'"both"""
    w: 1e100 + 1j - 10_000
print(C.__annotations__)
print(annotations, annotations.compiler_flag == __future__.CO_FUTURE_ANNOTATIONS, f.__code__.co_flags & annotations.compiler_flag != 0)
print(typing.get_type_hints(f, globals() | {"quoted": int, "x": typing, "z": 1, "w": 2}) if False else "skipped")
def g[T](a: T, b: list[T]) -> T: pass
print(g.__annotations__, typing.get_type_hints(g))
def outer():
    class Local: pass
    def h(a: Local): pass
    return h.__annotations__
print(outer())
for text in ("x = 1\nfrom __future__ import annotations", "from __future__ import nope", "from __future__ import braces", "from __future__ import *", "'doc'\nfrom __future__ import division\n", "import os\nfrom __future__ import division", "def f(): from __future__ import division"):
    try: compile(text, "t", "exec", dont_inherit=True); print("fine")
    except SyntaxError as error: print(error.msg, error.lineno, error.offset)
n = {}
exec("def k(a: later): pass", n); print(n["k"].__annotations__)
code = compile("def k(a: 1 + 1): pass", "t", "exec", dont_inherit=True); n = {}; exec(code, n); print(n["k"].__annotations__)
code = compile("def k(a: 1 + 1): pass", "t", "exec", flags=annotations.compiler_flag, dont_inherit=True); exec(code, n); print(n["k"].__annotations__)
print(__future__.all_feature_names, __future__.division)
