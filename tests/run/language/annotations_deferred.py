# stress: 997
"""Annotations: evaluated when asked for, formats, what functions see, __annotate__, classes, modules, conditionals."""
import annotationlib
from annotationlib import Format, get_annotations
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
def f(a: nope, b: list[later] = 1, *c: int, d: "text" = 2, **e: str) -> nope.attr[0]: pass
attempt(lambda: f.__annotations__)
print(get_annotations(f, format=Format.STRING))
print(get_annotations(f, format=Format.FORWARDREF)["a"].__forward_arg__)
nope = type("Nope", (), {"attr": [bytes]}); later = float
print(f.__annotations__)
print(f.__annotations__ is f.__annotations__, f.__annotate__(1) == f.__annotations__)
attempt(f.__annotate__, 2)
attempt(f.__annotate__, 99)
f.__annotations__ = {"x": 1}; print(f.__annotate__, f.__annotations__)
attempt(setattr, f, "__annotations__", 5)
f.__annotations__ = None if False else {}
f.__annotate__ = lambda format: {"made": format}; print(f.__annotations__)
attempt(setattr, f, "__annotate__", 5)
del f.__annotations__; print(f.__annotations__)
class C:
    x: int
    y: undefined_name = 3
    if True: z: str
    if False: never: str
    for i in range(2): looped: float
    def m(self) -> C: pass
    (paren): int = 3
    self_ref: C
attempt(lambda: C.__annotations__)
print(get_annotations(C, format=Format.STRING))
undefined_name = 4
print(C.__annotations__, C.m.__annotations__, C.paren)
class D(C): pass
print(D.__annotations__, D.__annotate__, D.__annotations__ is D.__annotations__)
D.__annotations__["new"] = 1; print(D.__annotations__, "new" in C.__annotations__)
class E:
    __annotations__ = {"manual": 1}
print(E.__annotations__, E.__annotate__)
module_level: "str"
with_value: int = 5
print(__annotations__ if "__annotations__" in globals() else "none yet")
import sys
print(sys.modules[__name__].__annotations__, sys.modules[__name__].__annotate__ is not None)
def local():
    n: (print("not evaluated"), 1) = 5
    m: undefined.thing
    return n
print(local(), local.__annotations__)
attempt(exec, "def g():\n x: int\n return x\ng()")
class Spaces:
    a: list [ int ]; b: "q"+'r'; d: {1: 2, **e}; g: [i for i in j if k]; h: -x ** y; l: (a, *b); m: x if y else z; n: a.b[c:d, ...]; p: not (a and b or c) in d; r: 1e3 + 0x10
print(get_annotations(Spaces, format=Format.STRING))
def outer():
    T = int
    class L:
        T = str
        a: T
        def m(self, q: T) -> L: pass
    T = bytes
    return L.__annotations__, L.m.__annotations__["q"]
print(outer())
ann = annotationlib.ForwardRef("a + 1"); a = 2
attempt(ann.evaluate, globals=globals())
print(ann, ann.__forward_arg__)
attempt(annotationlib.ForwardRef, "1 +")
try: compile("def f(x: (yield)): pass", "t", "exec")
except SyntaxError as error: print(error.msg)
for text in ("x: int: str", "(a, b): int", "[a]: int = 1", "a, b: int", "global q; q: int", "def f():\n global z\n z: int", "f(): int", "x: (await y)", "5: int"):
    try: compile(text, "t", "exec"); print("fine", text)
    except SyntaxError as error: print(error.msg)
class Q:
    x: Q.inner
    class inner: pass
print(Q.__annotations__["x"] is Q.inner)
print(annotationlib.type_repr(int), annotationlib.type_repr(list[int]), annotationlib.type_repr("a"), annotationlib.type_repr(...))
