"""What cannot be changed from outside, and what still can."""

import importlib
import sys
import types
import unittest.mock

import strict_module as m


def attempt(what, function, *arguments):
    try:
        print(what, "->", function(*arguments))
    except Exception as error:
        print(what, "->", f"{type(error).__name__}: {error}")


print(type(m).__mro__, isinstance(m, types.ModuleType), m.__patch_enabled__)
attempt("set", setattr, m, "LIMIT", 4)
attempt("set new", setattr, m, "OTHER", 4)
attempt("delete", delattr, m, "LIMIT")
attempt("object.__setattr__", object.__setattr__, m, "LIMIT", 4)
attempt("ModuleType.__setattr__", types.ModuleType.__setattr__, m, "LIMIT", 4)
for method, arguments in [
    ("__setitem__", ("LIMIT", 4)), ("__delitem__", ("LIMIT",)), ("update", ({"LIMIT": 4},)), ("pop", ("LIMIT",)),
    ("pop", ("absent", None)), ("popitem", ()), ("clear", ()), ("setdefault", ("LIMIT", 4)),
    ("setdefault", ("absent", 4)), ("__ior__", ({"LIMIT": 4},)),
]:
    attempt(f"dict.{method}", getattr(vars(m), method), *arguments)
attempt("patch", unittest.mock.patch.object(m, "LIMIT", 4).__enter__)
attempt("contents", m.NAMES.append, "b")
print(m.NAMES, m.LIMIT)

attempt("rebound global", m.bump)
attempt("rebound global", m.bump)
attempt("deleted global", m.drop)
print(m.counter, hasattr(m, "late"))
attempt("exec", exec, "LIMIT = 9\ndef f(): return LIMIT\nprint(f())", vars(m))
attempt("exec with locals", exec, "LIMIT = 9", vars(m), {})
attempt("exec with global", exec, "global LIMIT\nLIMIT = 9", vars(m), {})
attempt("eval", eval, "LIMIT + 1", vars(m))
setter = types.FunctionType((lambda value: None).__code__, vars(m))
attempt("function over the namespace", setter, 1)
code = compile("def set_limit():\n    global LIMIT\n    LIMIT = 9\n", "x", "exec").co_consts[0]
attempt("foreign global", types.FunctionType(code, vars(m)))

for name, value in [("kind", 1), ("norm", None), ("__bases__", (object,)), ("__name__", "Q"), ("__doc__", "d"),
                    ("__class__", type), ("__annotations__", {}), ("__abstractmethods__", {"a"})]:
    attempt(f"class {name}", setattr, m.Point, name, value)
attempt("class delete", delattr, m.Point, "kind")
attempt("type.__setattr__", type.__setattr__, m.Point, "kind", 1)
attempt("type.__dict__", type.__dict__["__name__"].__set__, m.Point, "Q")
attempt("__class__ away", setattr, m.Point(), "__class__", type("Other", (), {}))
attempt("__class__ to", setattr, type("Other", (), {})(), "__class__", m.Point)
attempt("enum", setattr, m.Color, "GREEN", 2)
attempt("named tuple", setattr, m.Pair, "right", 2)
inner = m.make_class()
attempt("class made later", setattr, inner, "x", 1)
attempt("class in it", setattr, inner.Deep, "x", 1)
attempt("annotations", lambda: (m.Point.__annotations__, m.__annotations__))


class Sub(m.Point):
    pass


Sub.kind = "sub"
print(Sub().kind, m.Point.kind)

for name, value in [("__code__", attempt.__code__), ("__defaults__", (5,)), ("__kwdefaults__", {"b": 5})]:
    attempt(f"function {name}", setattr, m.with_defaults, name, value)
attempt("keyword defaults", m.with_defaults.__kwdefaults__.__setitem__, "b", 5)
made = m.settle(lambda value: value)
made.__defaults__ = (7,)
attempt("function made by a decorator", setattr, m.settled, "__defaults__", (1,))
print(m.settled(), made())
attempt("method", setattr, m.Point.norm, "__defaults__", (1,))
m.with_defaults.note = "kept"
print(m.with_defaults(), m.with_defaults.note)

attempt("reload", importlib.reload, m)
print(sys.modules["strict_module"] is m)
