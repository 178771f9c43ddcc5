# stress: 499
"""Functions: defaults evaluated once, mutable defaults, attributes of functions, code replaced, signatures, lambdas in classes."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
def f(a, b=[], *c, d={}, **e): b.append(a); d[a] = 1; return b, d
print(f(1), f(2), f.__defaults__, f.__kwdefaults__, f.__code__.co_argcount, f.__code__.co_kwonlyargcount, f.__code__.co_varnames, f.__code__.co_flags & 12)
f.__defaults__ = ("new",) if False else ([9],); f.__kwdefaults__ = {"d": {8: 8}}; print(f(3)); f.__kwdefaults__ = None; attempt(f, 4)
for name, value in (("__defaults__", 5), ("__kwdefaults__", 5), ("__code__", 5), ("__name__", 5), ("__qualname__", 5), ("__dict__", 5), ("__closure__", None), ("__globals__", {}), ("__doc__", 5), ("__module__", 5), ("__annotations__", 5), ("__type_params__", 5), ("__builtins__", {})): attempt(setattr, f, name, value)
def g(x): return x * 2
def h(x): return x * 3
g.__code__ = h.__code__; print(g(2), g.__name__, g.__code__.co_name)
def closure(): v = 1; return lambda: v
attempt(setattr, g, "__code__", closure().__code__); 
g.attr = 1; print(g.__dict__, g.attr); del g.attr; attempt(lambda: g.attr); g.__doc__ = "d"; print(g.__doc__); del g.__doc__; print(g.__doc__); attempt(delattr, g, "__name__"); attempt(delattr, g, "__code__"); del g.__defaults__; print(g.__defaults__)
l = lambda a, *b, c=3, **d: (a, b, c, d); print(l(1, 2, c=4, e=5), l.__name__, l.__qualname__, (lambda: (yield))().__class__.__name__, (lambda *, k: k)(k=1), (lambda a, /, b: (a, b))(1, b=2), (lambda: None)(), (lambda x: lambda y: x + y)(1)(2))
class C:
    m = lambda self: self.v
    v = 7
    n = staticmethod(lambda: "static")
    def deep(self): return (lambda: (lambda: self.v)())()
print(C().m(), C.n(), C().deep(), C.m.__qualname__, C.deep.__qualname__, closure().__qualname__)
import types
k = types.FunctionType(f.__code__, {"__builtins__": {}}, "named", (1,), None); print(k.__name__, k.__defaults__, k.__module__, k.__globals__ is not globals()); attempt(types.FunctionType, closure().__code__, {}); attempt(types.FunctionType, closure().__code__, {}, None, None, (1,)); attempt(types.FunctionType, closure().__code__, {}, None, None, ()); attempt(types.FunctionType)
print(f.__get__(5).__self__, f.__get__(None, int) is f, callable(f), f == f, f != g, hash(f) == hash(f), repr(f).split(" at ")[0], str(C.m).split(" at ")[0], bool(f), type(f).__name__, f.__module__, f.__globals__ is globals(), f.__builtins__ is not None, f.__closure__, closure().__closure__[0].cell_contents); attempt(f.__get__); attempt(lambda: f < g); attempt(lambda: f[0]); attempt(lambda: f())
def many(a=1, b=2, /, c=3, *, d=4): return locals()
print(many(), many(9, c=8), many(*(5, 6, 7), **{"d": 0})); attempt(many, 1, 2, 3, 4); attempt(lambda: many(b=1)); attempt(lambda: many(x=1)); import inspect; print(inspect.signature(many), inspect.signature(f), inspect.getfullargspec(many), inspect.signature(l))
