# stress: 499
"""Classes within classes and functions: names, access, inheritance from inner ones, pickled names."""
class A:
    x = 1
    class B:
        y = 2
        class C:
            def f(self): return type(self).__qualname__
        def g(self): return self.C().f()
    b = B()
    def h(self): return self.B.C, A.B.C
class D(A.B):
    class C(A.B.C): pass
print(A.b.g(), D().g(), A().h(), A.B.__qualname__, D.C.__mro__[1].__qualname__, hasattr(A.B, "x"))
def f():
    class L:
        class M: pass
        def m(self):
            class N: pass
            return N.__qualname__
    return L.__qualname__, L.M.__qualname__, L().m()
print(f(), A.B.__name__, A.B.__module__ == __name__)
