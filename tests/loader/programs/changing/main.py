"""Files that change, or vanish, between the analysis of what imports them and their own import."""
import importlib
import os
import sys
import tempfile

from _strict import is_frozen

folder = tempfile.mkdtemp()
sys.path.insert(0, folder)
sys.dont_write_bytecode = True


def write(name, text):
    with open(os.path.join(folder, name + ".py"), "w") as file:
        file.write(text)
    importlib.invalidate_caches()


# `first` is analysed together with what it imports inside of a function.
write("first", "import __strict__\nimport second\ndef late():\n    import third\n    return third.VALUE\n")
write("second", "import __strict__\nVALUE = 2\n")
write("third", "import __strict__\nVALUE = 3\n")
import first
print(is_frozen(first), is_frozen(sys.modules["second"]))

# Changed after that: it is what it is now that is proved and executed.
write("third", "import __strict__\nVALUE = 33\nprint('an effect')\n")
try:
    first.late()
except ImportError as error:
    print(type(error).__name__, next(line for line in str(error).splitlines() if "STR" in line))
write("third", "import __strict__\nVALUE = 333\n")
print(first.late(), is_frozen(sys.modules["third"]))

# Deleted.
write("fourth", "import __strict__\ndef late():\n    import fifth\n    return fifth\n")
write("fifth", "import __strict__\n")
import fourth
os.remove(os.path.join(folder, "fifth.py"))
importlib.invalidate_caches()
try:
    fourth.late()
except ImportError as error:
    print(type(error).__name__, error)

# What a frozen module was made from does not matter any more.
os.remove(os.path.join(folder, "second.py"))
print(first.second.VALUE)

# No text, and text that is none.
write("sixth", "import __strict__\nx = (\n")
write("seventh", "")
with open(os.path.join(folder, "seventh.py"), "wb") as file:
    file.write(b"import __strict__\nx = '\xff'\n")
for name in "sixth", "seventh":
    try:
        importlib.import_module(name)
    except Exception as error:
        print(type(error).__name__, str(error).splitlines()[0].replace(folder, ""))
