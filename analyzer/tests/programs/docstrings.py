a = len.__doc__ is None
b = int.__doc__ is None
c = "x".__doc__ is None
d = [].__doc__ is None
class A: pass
class B: "doc"
e = A().__doc__, B().__doc__, A.__doc__, B.__doc__
f = (lambda: 1).__doc__
import sys
g = sys.__doc__ is None
import itertools, math
h = itertools.chain.__doc__ is None, math.sin.__doc__ is None, itertools.__doc__ is None
class L(list): pass
i = L().__doc__, L.__doc__
j = ValueError("x").__doc__ is None
k = property(lambda self: 1).__doc__, (1).__doc__ is None
class D:
    @property
    def p(self): "pd"
l = D.p.__doc__
