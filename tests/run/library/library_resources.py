"""Files of the standard library that are no modules, by `importlib.resources` and `pkgutil`."""

import pkgutil
from importlib import resources

scripts = resources.files("venv") / "scripts"
print(scripts.is_dir(), scripts.is_file(), scripts.name)
print(sorted(entry.name for entry in (scripts / "posix").iterdir()))
activate = scripts.joinpath("common", "activate")
print(activate.is_file(), "deactivate" in activate.read_text(), activate.open("rb").read(1))
with resources.as_file(activate) as path:
    print(path.name, path.read_bytes() == activate.read_bytes())
with resources.as_file(scripts) as path:
    print(path.name, (path / "common" / "activate").is_file())
print(b"deactivate" in pkgutil.get_data("venv", "scripts/common/activate"))
print((resources.files("json") / "decoder.py").read_text().splitlines()[0])
try:
    (scripts / "nothing").read_text()
except FileNotFoundError as error:
    print(type(error).__name__, error.errno)
