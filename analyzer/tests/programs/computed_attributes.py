mro = type.__dict__['__mro__'].__get__
class A:
    x: int
a = mro(A)
d = type.__dict__["__dict__"].__get__(A)["__module__"]
an = type.__dict__["__annotations__"].__get__(A)
b = type.__dict__["__bases__"].__get__(A)
def f(x=1): pass
c = f.__code__.co_name, f.__dict__, f.__defaults__
import types
e = types.FunctionType.__dict__["__code__"].__get__(f).co_name
f.__defaults__ = (2,)
g = f(), f.__defaults__
A.__bases__
h = isinstance(type.__dict__['__mro__'], types.GetSetDescriptorType), type(type.__dict__['__dict__'])
i = "__mro__" in dir(A), "__dict__" in A.__dict__
