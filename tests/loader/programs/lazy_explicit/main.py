"""`lazy import` and `lazy from`: statements that say that they are lazy."""

import sys
import types

lazy import mod_x
lazy from mod_y import VALUE, VALUE as again
import mod_z as eager

print(type(globals()["mod_x"]) is types.LazyImportType, globals()["mod_x"], globals()["again"])
print("mod_x" in sys.modules, "mod_y" in sys.modules)
print(mod_x.VALUE, type(globals()["mod_x"]).__name__)
print(VALUE, type(globals()["again"]).__name__, again)
stub = globals().get("json")

lazy import json.decoder
print(json.decoder.JSONDecodeError.__name__)

try:
    types.LazyImportType()
except TypeError as error:
    print(error)

lazy import mod_x as once_more
print(globals()["once_more"].resolve() is mod_x, type(globals()["once_more"]).__name__, sys.get_lazy_imports())

sys.set_lazy_imports_filter(lambda importer, name, names: print("asked", importer, name, names) or False)
lazy from mod_z import VALUE as last
print(type(globals()["last"]).__name__)
sys.set_lazy_imports_filter(None)

__lazy_modules__ = ["colorsys"]
import colorsys
print("colorsys" in sys.modules, type(globals()["colorsys"]).__name__)
print(colorsys.rgb_to_hsv(1, 0, 0))

for text in ("def f():\n    lazy import a\n", "class C:\n    lazy import a\n", "try:\n    lazy import a\nfinally:\n    pass\n",
             "lazy from a import *\n", "lazy = 1\nprint(lazy)\n"):
    try:
        exec(compile(text, "<text>", "exec"))
    except SyntaxError as error:
        print(error.msg)
