"""__slots__."""
class A:
    __slots__ = ("x", "y")
    def __init__(self, x): self.x = x
a = A(1)
print(a.x, hasattr(a, "y"), A.x, type(A.x), A.__slots__, hasattr(a, "__dict__"))
for t in ("a.y", "a.z = 1", "a.z", "a.__dict__", "A.x.__get__(5)", "A.x.__get__(a)"):
    try: print(exec(t) if "=" in t or "del" in t else eval(t))
    except Exception as e: print(t, "->", type(e).__name__, e)
a.y = 2
del a.x
try: a.x
except AttributeError as e: print(e)
class B(A): pass
b = B(1)
b.z = 3
print(b.x, b.z, vars(b))
class C(A):
    __slots__ = ["z"]
c = C(1)
c.z = 5
print(c.x, c.z, [hasattr(c, n) for n in ("x", "y", "z", "w")])
class D:
    __slots__ = ("__dict__", "s")
d = D()
d.s, d.t = 1, 2
print(vars(d), d.s)
class E:
    __slots__ = {"k": "doc of k"}
    __private = 1
print(E.k.__doc__ if E.k.__doc__ else None)
class F:
    __slots__ = ("__secret",)
    def __init__(self): self.__secret = 7
    def get(self): return self.__secret
print(F().get(), F._F__secret)
class S:
    __slots__ = "single"
S().single = 1
for body in ("__slots__ = ('a b',)", "__slots__ = (5,)", "__slots__ = ('x',); x = 1", "__slots__ = 5"):
    try:
        exec(f"class X:\n {body.replace('; ', chr(10) + ' ')}")
        print(body, "fine")
    except Exception as e: print(body, "->", type(e).__name__, e)
try:
    class Y(A, C): pass
except TypeError as e: print(str(e).split("\n")[0])
class P: __slots__ = ("p",)
class Q: __slots__ = ("q",)
try:
    class R(P, Q): pass
except TypeError as e: print(e)
class I(int): __slots__ = ()
print(I(5) + 1, hasattr(I(5), "__dict__"))
