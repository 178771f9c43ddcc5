# options: -L
"""With -L, import statements of module level wait until their names are used, and nothing else tells."""

import importlib
import sys

import mod_a
from mod_b import VALUE as b, OTHER
import pack.child
import pack.sibling as sibling

try:
    import mod_c
except ImportError:
    pass

print(importlib.is_lazy_imports_enabled(), "mod_a" in sys.modules, "mod_c" in sys.modules)
print([importlib.is_lazy_import(globals(), name) for name in ("mod_a", "b", "pack", "sibling", "mod_c", "sys")])
print("names:", [name for name in dir() if not name.startswith("_")])


def function():
    import mod_d
    return mod_d.VALUE


print("use of b")
print(b, importlib.is_lazy_import(globals(), "OTHER"))
print(OTHER)
print("use of pack")
print(pack.child.NAME)
print(sibling.NAME)
print(function())
print("use of mod_a")


def use():
    return mod_a.VALUE


print(use(), use())

import mod_e
print("as a dictionary")
print(globals()["mod_e"].VALUE)
import mod_f
print(len([value for value in list(globals().values()) if value is None]))

with importlib.eager_imports():
    import mod_g
import lazy_reader
print("attribute of a module")
print(lazy_reader.mod_h.VALUE, lazy_reader.use())

importlib.set_lazy_imports(excluding=["__main__"])
del sys.modules["mod_a"]
import mod_a
importlib.set_lazy_imports(False)
print(importlib.is_lazy_imports_enabled())

for name in ("mod_a",):
    del sys.modules[name]
importlib.set_lazy_imports()
mod_a = None


def early():
    return mod_a


print(early())
import mod_a
print("rebound")
print(early().VALUE)
