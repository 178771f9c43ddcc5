"""property in all its forms."""
class C:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "doc of x"
        return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): del self._x
    @property
    def readonly(self): return 5
    only_set = property(None, lambda self, v: print("only_set", v))
    nothing = property()
c = C()
c.x = 10
print(c.x, C.x.__doc__, C.x.fget.__name__, C.x.fset.__name__, C.x.__name__, type(C.x), C.readonly.fset)
c.only_set = 3
for text in ("c.readonly = 1", "del c.readonly", "c.only_set", "c.nothing", "c.nothing = 1", "del c.only_set"):
    try: exec(text)
    except AttributeError as e: print(text, "->", e)
del c.x
try: c.x
except AttributeError as e: print(e)
class D(C):
    @C.x.getter
    def x(self): return "overridden"
    @property
    def readonly(self): return super().readonly + 1
d = D()
print(d.x, d.readonly, isinstance(D.x, property))
d.x = 4
print(d._x)
class E:
    @property
    def bad(self): raise AttributeError("inner")
    def __getattr__(self, name): return f"getattr {name}"
print(E().bad)
class F:
    @property
    def value(self): return self.__dict__["value"]
    @value.setter
    def value(self, v): self.__dict__["value"] = v
f = F()
f.value = 3
print(f.value, vars(f))
print(property(lambda s: 1, doc="given").__doc__, property().__doc__, property(fget=len).fget)
