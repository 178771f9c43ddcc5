"""Names in class bodies, and what their functions see."""
x = "global"
class A:
    x = "class"
    def f(self): return x
    y = x
    z = [x for _ in range(1)]
    lam = lambda self: x
    class Inner:
        w = x
    def __private(self): return "private"
    __name = "mangled"
    def get(self): return self.__private(), self.__name
print(A().f(), A.y, A.z, A().lam(), A.Inner.w, A().get(), sorted(n for n in vars(A) if "A__" in n))
try: A().__private
except AttributeError as e: print(e)
def outer():
    v = "outer"
    class B:
        print(v)
        v = v + "+class"
        def g(self): return v
    return B.v, B().g()
try: print(outer())
except NameError as e: print(type(e).__name__, e)
def outer2():
    v = "outer"
    class B:
        nonlocal v
        v = "changed"
    return v, hasattr(B, "v")
print(outer2())
class C:
    for i in range(3): locals()[f"m{i}"] = i
    if i == 2: cond = True
    del i
print(C.m0, C.m2, C.cond, hasattr(C, "i"))
class D:
    global made
    made = 1
    print(__name__, __qualname__, "__module__" in locals())
print(made, hasattr(D, "made"), D.__module__, A.Inner.__qualname__, A.f.__qualname__)
class E:
    """Doc."""
    a: int = 1
    b: "later"
    def m(self): return __class__
print(E.__doc__, E.__annotations__, E().m() is E, E.__dict__.get("b", "unset"))
