# Which classes give their metaclass a cell for their namespace.
class M(type):
    def __new__(m, n, b, d):
        print(n, [k for k in d if 'cell' in k]); return super().__new__(m, n, b, d)
class A(metaclass=M):
    def f(self): pass
class A(metaclass=M):
    def f(self, a: int): pass
class A(metaclass=M):
    f = lambda self: 1
class A(metaclass=M):
    async def f(self): pass
class A(metaclass=M):
    if 1:
        def f(self): pass
class A[T](metaclass=M):
    x: int
class A[T](metaclass=M):
    pass
class A(metaclass=M):
    class B(metaclass=M):
        def f(self): return __class__
class A(metaclass=M):
    f = [x for x in 'a']
    g = (lambda: (y for y in ()))
class A(metaclass=M):
    type f = int
class A(metaclass=M):
    def f[T](self): pass
class A(metaclass=M):
    x: int
class A(metaclass=M):
    x: int = 3
    def f(self):
        class B(metaclass=M):
            pass
A().f()
