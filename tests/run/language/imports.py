# stress: 211
"""Imports of the library: forms, attributes, errors."""
import math, os.path as p
from math import pi as PI, sqrt
from collections import abc, OrderedDict as OD
import collections.abc
print(math.pi == PI, sqrt(16), p.basename("/a/b"), abc.Mapping, OD, collections.abc is abc)
import importlib, sys, types
m = types.ModuleType("made", "doc")
m.x = 5
m.__getattr__ = lambda name: f"dynamic {name}"
sys.modules["made"] = m
import made
from made import x, anything
print(made.x, x, anything, made.__doc__, made.__name__)
for s in ("import nope", "from math import nope", "import math.nope", "from . import x", "import os.nope", "from made.sub import y", "from nope.sub import z", "import made.x"):
    try:
        exec(s, {"__name__": "__main__"})
        print(s, "fine")
    except ImportError as e: print(s, "->", type(e).__name__, e)
sys.modules["blocked"] = None
try: import blocked
except ImportError as e: print(type(e).__name__, e)
def f():
    from math import floor
    import string as st
    return floor(1.5), st.digits
print(f(), "floor" in globals(), importlib.import_module("json").__name__, __import__("os.path").__name__, __name__)
exec("from math import *", ns := {})
print("sin" in ns, "_x" in ns)
try: m.missing
except AttributeError as e: print(e)
else: print(m.missing)
del m.__getattr__
try: m.missing
except AttributeError as e: print(e)
