# stress: 211
"""Context managers of classes and functions."""
class M:
    def __init__(self, name, swallow=False, fail=None): self.name, self.swallow, self.fail = name, swallow, fail
    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter": raise RuntimeError("in enter")
        return self.name.upper()
    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind and kind.__name__, value, tb is not None)
        if self.fail == "exit": raise RuntimeError("in exit")
        return self.swallow
with M("a") as a, M("b") as b: print(a, b)
with M("s", swallow=True): raise ValueError("swallowed")
try:
    with M("x"), M("y"): raise KeyError("k")
except KeyError as e: print("caught", e)
try:
    with M("p"), M("q", fail="enter"): print("never")
except RuntimeError as e: print("caught", e)
try:
    with M("r", fail="exit"): raise ValueError("first")
except RuntimeError as e: print("caught", e, "context", repr(e.__context__))
def f():
    for i in range(3):
        with M(f"loop{i}"):
            if i == 0: continue
            if i == 1: break
    with M("ret"): return "returned"
print(f())
with (M("m1") as x, M("m2") as y,): print(x, y)
with M("t") as (c, *d): print(c, d)
class NoExit:
    def __enter__(self): pass
class NoEnter:
    def __exit__(self, *a): pass
for o in (NoExit(), NoEnter(), 5):
    try:
        with o: pass
    except TypeError as e: print(e)
from contextlib import contextmanager, suppress, ExitStack, closing, nullcontext
@contextmanager
def cm(v):
    print("setup", v)
    try: yield v * 2
    except ZeroDivisionError: print("handled")
    finally: print("teardown", v)
with cm(5) as v: print(v)
with cm(1): 1 / 0
try:
    with cm(2): raise KeyError(1)
except KeyError as e: print(repr(e))
with suppress(ValueError, KeyError): raise KeyError
with ExitStack() as stack:
    vals = [stack.enter_context(cm(i)) for i in range(2)]
    stack.callback(print, "callback")
    print(vals)
@cm(3)
def decorated(): return "in"
print(decorated())
with nullcontext(7) as n: print(n)
