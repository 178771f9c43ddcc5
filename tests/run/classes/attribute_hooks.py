# stress: 499
"""__getattr__, __getattribute__, __setattr__, __delattr__, __dir__: order, recursion, errors inside of them."""
def attempt(function, *arguments):
    try: print(function(*arguments))
    except Exception as error: print(type(error).__name__, error)
class A:
    present = 1
    def __getattr__(self, name):
        print("getattr", name)
        if name == "boom": raise ValueError("boom")
        if name.startswith("no"): raise AttributeError(f"no {name}")
        return name.upper()
    @property
    def broken(self): raise AttributeError("inside property")
    @property
    def worse(self): return self.noattr
a = A()
print(a.present, a.other, a.broken)
attempt(lambda: a.boom); attempt(lambda: a.nothing); attempt(lambda: a.worse)
print(hasattr(a, "nothing"), hasattr(a, "x"), getattr(a, "nothing", "default"))
attempt(hasattr, a, "boom")
class B:
    def __getattribute__(self, name):
        print("attribute", name)
        if name == "fall": raise AttributeError("fall")
        return object.__getattribute__(self, name)
    def __getattr__(self, name): return "fallback " + name
    def method(self): return self.v
    def __len__(self): return 3
b = B(); b.v = 5
print(b.method(), b.fall, b.missing, len(b), b.__class__.__name__, isinstance(b, B))
class C:
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value * 2)
    def __delattr__(self, name):
        print("delete", name); super().__delattr__(name)
    def __dir__(self): return ["z", "a", 5 if False else "m"]
c = C(); c.x = 2; c.x += 1; print(c.x, vars(c)); del c.x
attempt(lambda: delattr(c, "x"))
print(dir(c))
class D:
    def __dir__(self): return 5
attempt(dir, D())
class E:
    __slots__ = "only"
attempt(setattr, E(), "other", 1); attempt(getattr, E(), "only"); attempt(delattr, E(), "only"); attempt(lambda: E().__dict__)
for target in (object(), 5, "a", None, len, int, type, [], (lambda: 0)):
    attempt(setattr, target, "attr", 1)
    attempt(delattr, target, "attr")
attempt(setattr, a, 5, 1); attempt(getattr, a, 5); attempt(hasattr, a, None); attempt(delattr, a, b"x")
class F:
    def __getattr__(self, name): return self.__dict__[name]
attempt(lambda: F().x)
class G:
    def __getattr__(self, name): return getattr(self, name + "x")
attempt(lambda: G().a)
class Meta(type):
    def __getattr__(cls, name): return f"meta {name}"
    def __setattr__(cls, name, value): print("meta set", name); super().__setattr__(name, value)
class H(metaclass=Meta): pass
print(H.anything); H.x = 1; print(H.x, H().x); attempt(lambda: H().anything)
class I:
    def __getattribute__(self, name): raise KeyError(name)
attempt(lambda: I().x); attempt(hasattr, I(), "x"); print(type(I()).__name__)
attempt(lambda: object.__getattribute__(5, "nope")); attempt(lambda: type.__getattribute__(int, "nope")); attempt(lambda: int.nope); attempt(lambda: type(5).mro(1)); attempt(lambda: print.__name__.nope)
i = I(); object.__setattr__(i, "y", 3); print(object.__getattribute__(i, "y"), object.__getattribute__(i, "__dict__"))
a.__dict__ = {"swapped": 1}; print(a.swapped); attempt(setattr, a, "__dict__", 5); del a.__dict__; print(a.__dict__)
class J: pass
j = J(); j.__class__ = A; print(type(j).__name__, j.any)
attempt(setattr, j, "__class__", 5); attempt(setattr, j, "__class__", E); attempt(setattr, 5, "__class__", int); attempt(delattr, j, "__class__"); attempt(setattr, J, "__name__", 5); attempt(setattr, J, "__bases__", ()); attempt(delattr, J, "__name__"); attempt(setattr, J, "__name__", "a\0b"); attempt(setattr, int, "__name__", "x"); attempt(setattr, J, "__qualname__", 1); attempt(setattr, J, "__mro__", ()); attempt(setattr, J, "__module__", 3)
J.__name__ = "Renamed"; print(J, J(). __class__.__name__ ) if False else print(J.__name__, J.__qualname__)
