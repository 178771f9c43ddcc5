# stress: 200
# The import system on importlib's own protocols.
import builtins
import importlib
import importlib.abc
import importlib.util
import os
import sys
import tempfile

folder = tempfile.mkdtemp()
sys.path.insert(0, folder)


def write(name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def shown(error):
    return f"{type(error).__name__}: {error}".replace(folder, "FOLDER")


def attempt(statement, namespace=None):
    try:
        exec(statement, {"__name__": "attempt"} if namespace is None else namespace)
    except Exception as error:
        print(shown(error), getattr(error, "name", None), getattr(error, "name_from", None))
        return error


print([finder.__name__ for finder in sys.meta_path])

# What cannot be found, and why.
attempt("import missing_one")
attempt("import json.missing_two")
attempt("import math.missing_three")
attempt("from math import missing_four")
attempt("from . import relative")
attempt("from .. import relative", {"__name__": "a.b", "__package__": "a"})
attempt("import ''") if False else attempt("__import__('')")
attempt("__import__('x', level=-1)")
attempt("__import__(3)")

# Circular imports.
write("first.py", "import second\nvalue = 1\n")
write("second.py", "from first import value\n")
attempt("import first")
write("third.py", "import fourth\nvalue = 1\n")
write("fourth.py", "import third\nthird.value\n")
attempt("import third")
write("pack/__init__.py", "import pack.inner\n")
write("pack/inner.py", "import pack\nfrom . import other\nfrom .other import name\n")
write("pack/other.py", "name = __name__\npackage = __package__\n")
import pack
print(pack.inner.name, pack.other.package, pack.__path__ == [os.path.join(folder, "pack")])
write("half/__init__.py", "import half.part\n")
write("half/part.py", "import half\nhalf.part\n")
attempt("import half")

# A failed import leaves nothing behind, and the machinery is not in the traceback.
write("fails.py", "def inner():\n    raise ValueError('no')\ninner()\n")
error = attempt("import fails")
print("fails" in sys.modules)
names = []
traceback = error.__traceback__
while traceback:
    names.append(traceback.tb_frame.f_code.co_name)
    traceback = traceback.tb_next
print(names)

# Reloading runs the text again in the same module.
write("changing.py", "value = 1\n")
import changing
before = changing
write("changing.py", "value = 2; more = True\n")
os.utime(os.path.join(folder, "changing.py"), (1, 1))
print(importlib.reload(changing) is before, changing.value)

# Namespace packages have a path and no file.
write("space/module.py", "value = 'in a namespace package'\n")
import space.module
print(space.module.value, getattr(space, "__file__", None), type(space.__path__).__name__)
print(repr(space).replace(folder, "FOLDER"))

# A finder of the program's own.


class Loader(importlib.abc.Loader):
    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.made_by = type(self).__name__


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.startswith("virtual"):
            return importlib.util.spec_from_loader(name, Loader(), is_package=name == "virtual")


sys.meta_path.append(Finder())
import virtual.inner
print(virtual.made_by, virtual.inner.made_by, virtual.inner.__spec__.parent)

# A path hook.


class PathFinder:
    def __init__(self, entry):
        if not entry.startswith("memory:"):
            raise ImportError(entry)
        self.entry = entry

    def find_spec(self, name, target=None):
        if name == "remembered":
            return importlib.util.spec_from_loader(name, Loader())


sys.path_hooks.append(PathFinder)
sys.path.append("memory:1")
import remembered
print(remembered.made_by, type(sys.path_importer_cache["memory:1"]).__name__)

# `__import__` of the program's own.
original = builtins.__import__
asked = []


def recording(name, *arguments, **keywords):
    asked.append(name)
    return original(name, *arguments, **keywords)


builtins.__import__ = recording
try:
    import json as again
    from os import path
finally:
    builtins.__import__ = original
print(asked)

# From-imports of everything.
write("everything.py", "__all__ = ['a', 'missing']\na = 1\n")
attempt("from everything import *")
write("wrong.py", "__all__ = [3]\n")
attempt("from wrong import *")
write("hidden.py", "_a = 1\nb = 2\n__c__ = 3\n")
namespace = {}
exec("from hidden import *", namespace)
print(sorted(name for name in namespace if name != "__builtins__"))

# What a module says of itself.
print(sys.__spec__.loader.__name__, json.__spec__.name if (json := sys.modules["json"]) else None)
sys.modules["nothing"] = None
attempt("import nothing")
print(importlib.util.find_spec("pack.other").name, importlib.util.find_spec("not.there") if False else None)
module = importlib.util.module_from_spec(importlib.util.spec_from_loader("fresh", Loader()))
print(module.__name__, module.__package__, hasattr(module, "made_by"))


# A module's own attributes.
write("dynamic.py", "def __getattr__(name):\n    if name == 'given':\n        return 42\n    raise AttributeError('no ' + name)\ndef __dir__():\n    return ['z', 'a']\n")
import dynamic
print(dynamic.given, hasattr(dynamic, "other"), dir(dynamic))
attempt("from dynamic import given, other")
attempt("import pack; pack.nothing")
