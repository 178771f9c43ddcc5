"""Strict modules in archives are proved, with what they import from there, and frozen."""
import importlib
import inspect
import pickle
import sys
import tempfile
import zipfile

from _strict import is_frozen
from strict.loader import StrictModule, StrictModuleError

FILES = {
    "pack/__init__.py": "import __strict__\nfrom pack.shapes import Point\n",
    "pack/shapes.py": """import __strict__
from pack.limits import LIMIT, double
TOP = double(LIMIT)
class Point:
    def __init__(self, x):
        self.x = x
""",
    "pack/limits.py": "import __strict__\nLIMIT = 3\ndef double(n):\n    return n * 2\n",
    "pack/loud.py": "import __strict__\nprint('an effect')\n",
    "pack/plain.py": "print('a plain module')\nVALUE = 1\n",
    "space/inner.py": "import __strict__\nfrom pack.limits import LIMIT\n",
}

with tempfile.TemporaryDirectory() as folder:
    archive = f"{folder}/modules.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for name, text in FILES.items():
            file.writestr(name, text)
    sys.path.insert(0, archive)
    import pack
    import pack.shapes
    import pack.plain
    import space.inner

    for module in pack, pack.shapes, pack.limits, pack.plain, space.inner:
        print(module.__name__, isinstance(module, StrictModule), is_frozen(module), module.__file__.removeprefix(folder))
    print(pack.shapes.TOP, is_frozen(pack.Point), hasattr(pack.Point(1), "__dict__"))
    print(inspect.getsource(pack.Point.__init__), end="")
    print(pickle.loads(pickle.dumps(pack.Point(4))).x)
    try:
        import pack.loud
    except StrictModuleError as error:
        print(str(error).replace(folder, "<folder>"))
    try:
        importlib.reload(pack.limits)
    except AttributeError as error:
        print(error)
    print(pack.plain.VALUE)
