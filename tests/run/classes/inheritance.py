"""Multiple inheritance, method resolution order, super."""
class A:
    def f(self): return ["A"]
class B(A):
    def f(self): return ["B"] + super().f()
class C(A):
    def f(self): return ["C"] + super().f()
class D(B, C):
    def f(self): return ["D"] + super().f()
print(D().f(), [k.__name__ for k in D.__mro__], D.__bases__, D.__base__, A.__subclasses__())
for bases in ("A, D", "B, A, B", "int, str", "A, object, B", "5,", "bool,", "type(None),", "object, A"):
    try:
        exec(f"class X({bases}): pass")
        print(bases, "fine")
    except TypeError as e: print(bases, "->", str(e).split("\n")[0])
class M:
    def __mro_entries__(self, bases):
        return (A,)
class N(M()): pass
print(N.__bases__, N.__orig_bases__[0].__class__)
class P:
    @classmethod
    def make(cls): return cls.__name__
    @staticmethod
    def st(): return "P"
    def __init__(self, *args): self.args = args
class Q(P):
    @classmethod
    def make(cls): return "Q+" + super().make()
    @staticmethod
    def st(): return "Q" + P.st()
    def __init__(self, *args): super().__init__(*args, "q")
class R(Q): pass
print(R.make(), R.st(), R(1).args, super(R, R).make(), super(Q, R(2)).__init__.__qualname__)
print(issubclass(D, (int, A)), issubclass(D, A), isinstance(D(), C), D.f.__qualname__, D.mro() == list(D.__mro__))
D.__bases__ = (C, B)
print(D().f())
try: D.__bases__ = ()
except TypeError as e: print(e)
try: A.__bases__ = (D,)
except TypeError as e: print(e)
class S:
    def m(self):
        s = super()
        return s.__thisclass__.__name__, s.__self_class__.__name__, type(s).__name__
print(S().m())
def bare(): return super()
for t in ("bare()", "super(int, 'a')", "super(5)", "super(int).x", "super(D, D()).nothing"):
    try: print(eval(t))
    except Exception as e: print(t, "->", type(e).__name__, e)
