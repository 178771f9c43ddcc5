# stress: 499
"""Class bodies: what names mean there, __class__ cells, deleted names, comprehensions, nested classes."""
x = "global"
def attempt(function, *arguments):
    try: print(function(*arguments))
    except Exception as error: print(type(error).__name__, error)
class A:
    print(x)
    x = x + " class"
    print(x)
    del x
    print(x)
    try: del x
    except NameError as error: print(error)
    print(__name__ == "__main__", __module__ == "__main__", __qualname__)
    items = [1, 2]
    both = [i for i in items if True]
    try: bad = [i for i in range(2) for _ in items]
    except NameError as error: print(error)
    def own(self): return __class__
    @staticmethod
    def static(): return __class__
    f = lambda: __class__
    gen = (lambda: [__class__ for _ in range(1)])
print(A().own() is A, A.static() is A, A.f() is A, A.gen() == [A], A.both)
class B:
    global g
    g = "set in class"
    locals()["dynamic"] = 7
    class Inner:
        where = __qualname__
        class Deep: where = __qualname__
    def method():
        class Local: pass
        return Local.__qualname__
print(g, B.dynamic, B.Inner.where, B.Inner.Deep.where, B.method(), hasattr(B, "g"))
def maker():
    free = 1
    class C:
        free = 2
        after = free
        def m(self): return free
    return C.free, C.after, C().m()
print(maker())
def late():
    class C:
        try: v = value
        except NameError as error: v = str(error)
    value = 1
    return C.v
print(late())
class Meta(type):
    def __new__(mcs, name, bases, ns):
        print(name, "__classcell__" in ns)
        if name == "Dropped": ns.pop("__classcell__")
        return super().__new__(mcs, name, bases, ns)
class Kept(metaclass=Meta):
    def m(self): return __class__
class Without(metaclass=Meta): pass
def dropped():
    class Dropped(metaclass=Meta):
        def m(self): return __class__
attempt(dropped)
class Wrong(type):
    def __new__(mcs, name, bases, ns):
        ns["__classcell__"] = 5
        return super().__new__(mcs, name, bases, ns)
def wrong():
    class W(metaclass=Wrong):
        def m(self): return __class__
attempt(wrong)
class D:
    __class__ = int
    def m(self): return __class__
print(D().__class__, D().m() is D, isinstance(D(), int), type(D()) is D)
class E:
    __slots__ = ("a", "__dict__")
    a_default = 3
    for i in range(2): pass
    while False: pass
    else: j = "else"
    if (w := 5) > 3: k = w
print(E.i, E.j, E.w, E.k)
exec("class F:\n    y = z = 1\n    exec('y = 9')\n    print(y)\n    exec('y = 8', globals(), locals())\n    print(y)\n")
print(hasattr(A, "__static_attributes__"), A.__firstlineno__)
class G:
    def __init__(self): self.b = self.a = 1
    def other(self): self.c.d = 1; self.e += 1; self[0].f = 2
    def nested(self):
        def inner(self): self.g = 1
    @classmethod
    def cm(cls): cls.h = 1
print(sorted(G.__static_attributes__))
