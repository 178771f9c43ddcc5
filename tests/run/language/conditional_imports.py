# stress: 499
"""Imports in functions, conditions, loops and try blocks; names that come and go."""
def f():
    import math
    return math.floor(2.5)
def g(flag):
    if flag: from os import path as p
    else: p = None
    return p is not None
try: import nope_at_all
except ImportError as e: print(type(e).__name__, e.name)
else: print("never")
for name in ("math", "os.path"):
    m = __import__(name, fromlist=["x"]); print(m.__name__)
print(f(), g(True), g(False), "math" in globals())
class C:
    import sys as s
    from os import sep
print(C.s.__name__, C.sep)
import os.path as a, os as b; print(a is b.path)
from os.path import (join, split as s2,); print(join("a", "b"), s2("a/b"))
