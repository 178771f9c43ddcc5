# stress: 211
"""Annotations: evaluated late, functions, classes, variables."""
def f(a: int, b: "str" = 1, *args: undefined_name, c: list[int] = None, **kw: dict) -> None: pass
try: f.__annotations__
except NameError as e: print(e)
undefined_name = float
print(f.__annotations__)
class C:
    x: int
    y: str = "y"
    z: list[C]
    def m(self) -> C: ...
print(C.__annotations__, C.m.__annotations__, hasattr(C, "x"), C.y)
v: int = 5
w: "forward"
print(v, "w" in globals())
def g():
    local: does_not_exist = 1
    (paren): also_not = 2
    return local + paren
print(g())
d = {}
d["k"]: int = 5
print(d)
import annotationlib
class F:
    a: Missing
    b: int
print(annotationlib.get_annotations(F, format=annotationlib.Format.FORWARDREF)["b"], annotationlib.get_annotations(F, format=annotationlib.Format.STRING))
f.__annotations__ = {"a": 1}
print(f.__annotations__, (lambda x: x).__annotations__)
class G(C): pass
print(G.__annotations__, "__annotations__" in vars(G))
async def h(x: int) -> str: ...
print(h.__annotations__)
