"""__init_subclass__ and __set_name__."""
class Base:
    registry = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, tag))
class A(Base, tag="a"): pass
class B(A): pass
class C(Base, tag="c"): pass
print(Base.registry)
try:
    class D(Base, unknown=1): pass
except TypeError as e: print(e)
try:
    class E(unknown=1): pass
except TypeError as e: print(e)
class Named:
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name)
class F:
    x = Named()
    y = z = Named()
F.late = Named()
class Bad:
    def __set_name__(self, owner, name): raise ValueError("bad name")
try:
    class G: attr = Bad()
except Exception as e: print(type(e).__name__, e, getattr(e, "__notes__", None))
class H:
    def __init_subclass__(cls): print("subclass of H", cls.__name__, cls.__mro__[1].__name__)
class I(H): pass
class J(I):
    def __init_subclass__(cls):
        print("J first")
        super().__init_subclass__()
class K(J): pass
def mk():
    class Field:
        def __set_name__(self, owner, name): self.name = "_" + name
        def __get__(self, obj, cls): return self if obj is None else getattr(obj, self.name, 0)
        def __set__(self, obj, v): setattr(obj, self.name, v)
    return Field()
class P:
    x, y = mk(), mk()
    def __init__(self): self.x = 5
p = P()
print(p.x, p.y, vars(p), P.x.name)
class L:
    def __class_getitem__(cls, item): return (cls.__name__, item)
class M(L): pass
print(L[1], M["x", 2])
try: P[1]
except TypeError as e: print(e)
