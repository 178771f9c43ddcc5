import inspect, types
class A:
    def __init__(self, x): pass
m = inspect.getattr_static(type, "__call__", None)
a = type(m), isinstance(m, inspect._NonUserDefinedCallables)
b = inspect.unwrap(m) is m
c = getattr(A, "__new__", None)
d = type(c), isinstance(c, inspect._NonUserDefinedCallables)
e = inspect._signature_get_user_defined_method(type, "__call__", follow_wrapper_chains=True)
f = inspect._signature_get_user_defined_method(A, "__new__", follow_wrapper_chains=True)
g = inspect._signature_get_user_defined_method(A, "__init__", follow_wrapper_chains=True)

class B:
    def __init__(self, x: int = 1) -> None: pass
def f(a, b=2): pass
h = inspect.signature(f)
i = inspect.signature(B)
j = str(i)
