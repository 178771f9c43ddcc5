"""Strict modules are importlib's: reload, find_spec, pkgutil, inspect, runpy, namespace packages, archives."""
import importlib
import importlib.resources
import importlib.util
import inspect
import os
import pickle
import pkgutil
import runpy
import sys
import tempfile
import zipfile

import pack
from _strict import is_frozen

print([(it.name, it.ispkg) for it in pkgutil.walk_packages(pack.__path__, "pack.")])
print(inspect.getsource(pack.function).splitlines()[1].strip(), inspect.getdoc(pack), inspect.getfile(pack.function)[-16:])
print(inspect.getmodule(pack.function) is pack, inspect.ismodule(pack))
spec = pack.__spec__
print(spec.name, spec.parent, spec.has_location, type(spec.loader).__name__, spec.submodule_search_locations == pack.__path__)

# What the finder makes of a file in one step is what importlib makes of it.
finder = sys.path_importer_cache[os.path.abspath("pack/inner")] if importlib.import_module("pack.inner.leaf") else None
for name in "leaf", "absent":
    ours = finder.find_spec("pack.inner." + name)
    theirs = importlib.machinery.FileFinder.find_spec(finder, "pack.inner." + name)
    print(ours == theirs, ours and (ours.origin[-18:], ours.cached[-32:], ours.submodule_search_locations, ours.loader.path == ours.origin))
print(importlib.util.find_spec("pack.inner.leaf").origin[-18:])
print(importlib.import_module(".inner", "pack").VALUE, importlib.import_module("pack.inner.leaf").__name__)
print(pickle.loads(pickle.dumps(pack.function)) is pack.function)
print(importlib.resources.files(pack).joinpath("inner").is_dir())

try:
    importlib.reload(pack)
except AttributeError as error:
    print(error)
print(pack.function())

# Removed and imported again, it is another module.
before = sys.modules.pop("pack.inner.leaf")
again = importlib.import_module("pack.inner.leaf")
print(again is before, is_frozen(again), is_frozen(before))

# Executed by others than the import system, it is no module that could be frozen.
print(sorted(name for name in runpy.run_path("pack/inner/__init__.py") if not name.startswith("_")))
copy = importlib.util.module_from_spec(spec)
print(type(copy).__name__, is_frozen(copy))
spec.loader.exec_module(copy)
print(is_frozen(copy), copy.function(), copy is pack)

# A package without a file.
import spaces.part
print(spaces.__path__.__class__.__name__, spaces.part.WHERE, is_frozen(spaces.part), spaces.part is sys.modules["spaces.part"])

# What is in an archive is frozen, too.
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "archive.zip")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("zipped/__init__.py", "import __strict__\nX = 1\ndef f(): return X\n")
        archive.writestr("zipped/part.py", "import __strict__\nfrom zipped import X\nY = X + 1\n")
    sys.path.insert(0, path)
    import zipped.part
    print(zipped.part.Y, type(zipped.part.__loader__).__name__, is_frozen(zipped.part))
    try:
        zipped.part.Y = 5
    except AttributeError as error:
        print(error)
