class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        c = super().__new__(m, name, bases, ns)
        c.kw = kw
        return c
    def __init__(c, name, bases, ns, **kw): super().__init__(name, bases, ns)
    @classmethod
    def __prepare__(m, name, bases, **kw): return {'prepared': 1}
    def __call__(c, *a): 
        o = super().__call__(*a)
        o.called = True
        return o
    @property
    def mp(c): return c.__name__ + '!'
    def __iter__(c): return iter([1,2])
    def __contains__(c, x): return x == 1
    def __len__(c): return 7
class A(metaclass=Meta, opt=1):
    """Doc."""
    x = 1
    def __init__(self, v=0): self.v = v
    def __repr__(self): return f'A({self.v})'
    def __eq__(self, o): return isinstance(o, A) and self.v == o.v
    def __hash__(self): return hash(self.v)
    def __lt__(self, o): return self.v < o.v
    def __add__(self, o): return A(self.v + (o.v if isinstance(o, A) else o))
    __radd__ = __add__
    def __getitem__(self, i): return i
    def __call__(self, *a): return a
    def __len__(self): return 3
    def __bool__(self): return False
    @property
    def p(self): return self.v * 2
    @p.setter
    def p(self, x): self.v = x
    @classmethod
    def cm(cls): return cls.__name__
    @staticmethod
    def sm(): return 'sm'
    def __getattr__(self, n):
        if n.startswith('dyn'): return n
        raise AttributeError(n)
class B(A):
    def __init_subclass__(cls, **k): cls.sub = k
    def __init__(self): super().__init__(9)
    def p2(self): return super().p
class C(B, flag=2): pass
r = [A.kw, A.prepared, A.mp, list(A), 1 in A, len(A), A(3), A(3).called, A(1) == A(1), A(1) != A(2), sorted([A(3), A(1)]), A(1) + A(2), 5 + A(1), A(1)[5], A(2)(1,2), len(A(1)), bool(A(1)), A(4).p, A.cm(), B.cm(), B().sm(), A(1).dyn_x, hasattr(A(1), 'nope'), C.sub, B().p2(), C.__mro__, C.__name__, C.__qualname__, A.__doc__, B.__bases__, type(A), isinstance(C(), A), issubclass(C, B), {A(1): 1}[A(1)]]
a = A(1); a.p = 10; ap = a.v
class Desc:
    def __set_name__(self, o, n): self.n = n; self.o = o.__name__
    def __get__(self, i, o): return self if i is None else ('get', self.n)
    def __set__(self, i, v): i.__dict__['_' + self.n] = v
class D:
    d = Desc()
    e = Desc()
dd = D(); dd.d = 5
r2 = [dd.d, dd.__dict__, D.e.n, D.d.o, vars(dd)]
class S:
    __slots__ = ('a', 'b')
    def __init__(self): self.a = 1
s = S()
try: s.z = 1
except AttributeError as e: se = str(e)
try: s.b
except AttributeError as e: sb = 1
class M1:
    def f(self): return ['M1']
class M2(M1):
    def f(self): return ['M2'] + super().f()
class M3(M1):
    def f(self): return ['M3'] + super().f()
class M4(M2, M3):
    def f(self): return ['M4'] + super().f()
mr = M4().f()
T = type('T', (M1,), {'q': 5, 'g': lambda self: self.q})
tt = (T().g(), T.__name__, T.__module__)
try:
    class Bad(M1, M2): pass
except TypeError as e: mroerr = 1
class Ctx(int):
    def __new__(cls, v): return super().__new__(cls, v * 2)
    def double(self): return self * 2
ci = (Ctx(5), Ctx(5).double(), Ctx(3) + 1, isinstance(Ctx(1), int))
class L(list):
    def first(self): return self[0]
l = L([3,1]); l.append(2)
lf = (l, l.first(), sorted(l), len(l))
class DD(dict):
    def __missing__(self, k): return k * 2
dm = (DD()['ab'], DD(a=1))
class Priv:
    __x = 5
    def g(self): return self.__x
pv = (Priv().g(), Priv._Priv__x)
def deco(n):
    def w(f):
        def inner(*a): return (n, f(*a))
        inner.__name__ = f.__name__
        return inner
    return w
@deco(1)
@deco(2)
def ff(x): return x
df = (ff(5), ff.__name__)
class Gen[T]:
    def m(self, x: T) -> T: return x
def gf[T: int](x: T) -> T: return x
type Alias[K] = dict[K, int]
gg = (Gen.__name__, gf(3), Gen.__type_params__[0].__name__, gf.__type_params__[0].__name__, Alias.__name__)
ann = gf.__annotations__.keys()
class An:
    x: int
    y: 'str' = 3
an = An.__annotations__
