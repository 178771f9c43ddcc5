"""The importer of the embedded standard library, and where programs' own modules are looked for."""

import sys
import _frozen_importlib as _bootstrap
import _frozen_importlib_external as _bootstrap_external

ROOT = "<stdlib>"


class LibraryLoader(_bootstrap_external._LoaderBasics):
    """Loads modules of the embedded library."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def __repr__(self):
        return f"<LibraryLoader {self.path!r}>"

    def get_filename(self, fullname=None):
        return self.path

    def get_data(self, path):
        data = source(path)
        if data is None:
            raise FileNotFoundError(2, "No such file or directory", path)
        return data

    def get_source(self, fullname=None):
        return self.get_data(self.path).decode()

    def get_code(self, fullname=None):
        return code(self.path)

    def get_resource_reader(self, fullname):
        from _strict_resources import Reader
        return Reader(self.path.rpartition("/")[0])


_EXTENDED = "importlib", "types"


class ExtendingLoader(LibraryLoader):
    """Loads a module that has more names here than its text shows."""

    def exec_module(self, module):
        super().exec_module(module)
        import _lazy_imports
        module.__dict__.update(_lazy_imports.ADDED[self.name])


class LibraryFinder:
    """Finds modules in one folder of the embedded library."""

    def __init__(self, path):
        if path == _entry:
            path = ROOT
        elif path != ROOT and not path.startswith(ROOT + "/"):
            raise ImportError("only for the embedded library", path=path)
        self.path = path
        self._package = path[len(ROOT) + 1:].replace("/", ".")

    def __repr__(self):
        return f"LibraryFinder({self.path!r})"

    def find_spec(self, fullname, target=None):
        last = fullname.rpartition(".")[2]
        found = find(f"{self._package}.{last}" if self._package else last)
        if found is None:
            return None
        path, is_package = found
        # A frame of this file between an import and the module would show in what warnings say.
        loader = (ExtendingLoader if fullname in _EXTENDED else LibraryLoader)(fullname, path)
        spec = _bootstrap.ModuleSpec(fullname, loader, origin=path, is_package=is_package)
        spec.has_location = True
        if is_package:
            spec.submodule_search_locations.append(path.rpartition("/")[0])
        return spec

    def invalidate_caches(self):
        """What the binary holds does not change."""

    def iter_modules(self, prefix=""):
        for name, is_package in children(self._package):
            yield prefix + name, is_package


def _install():
    import zipimport
    suffixes, byte_suffixes = _bootstrap_external.SOURCE_SUFFIXES, _bootstrap_external.BYTECODE_SUFFIXES
    # An extension module is chosen only where there is no source: it's refused when it's loaded.
    files = _bootstrap_external.FileFinder.path_hook(
        (_bootstrap_external.SourceFileLoader, suffixes),
        (_bootstrap_external.SourcelessFileLoader, byte_suffixes),
        (_bootstrap_external.ExtensionFileLoader, _bootstrap_external._imp.extension_suffixes()),
    )
    sys.path_hooks[:] = [LibraryFinder, zipimport.zipimporter, files]


def _environment(executable):
    """The folder of the virtual environment that the interpreter runs in, and the folder of the one that it was made by."""
    import posix
    folders = []
    if told := _told_environment():
        # For programs that this one starts, too.
        data = told.encode("utf-8", "surrogateescape")
        posix.putenv(b"VIRTUAL_ENV", data)
        posix.environ[b"VIRTUAL_ENV"] = data
        folders.append(told)
    if executable:
        folder = executable.rpartition("/")[0]
        folders += [folder, folder.rpartition("/")[0]]
    if (told := posix.environ.get(b"VIRTUAL_ENV")) and not sys.flags.ignore_environment:
        folders.append(told.decode("utf-8", "surrogateescape"))
    for folder in folders:
        try:
            with open(f"{folder}/pyvenv.cfg", encoding="utf-8") as file:
                for line in file:
                    key, found, value = line.partition("=")
                    if found and key.strip().lower() == "home":
                        return folder, value.strip()
        except OSError:
            pass
    return None, None


def _target(path):
    """The file that a path leads to, links followed."""
    import posix
    for _ in range(40):
        try:
            link = posix.readlink(path)
        except OSError:
            break
        path = link if link.startswith("/") else f"{path.rpartition('/')[0]}/{link}"
    return path


def _set_prefixes():
    executable = sys.executable
    target = _target(executable)
    base = target.rpartition("/")[0].rpartition("/")[0] or "/usr"
    folder, home = _environment(executable)
    if folder is not None and target.startswith(folder + "/"):
        # A copy: what it was copied from is where its links would lead.
        base = _target(f"{home}/{target.rpartition('/')[2]}").rpartition("/")[0].rpartition("/")[0] or base
    sys.prefix = sys.exec_prefix = base if folder is None else folder
    sys.base_prefix = sys.base_exec_prefix = base


_install()
_set_prefixes()
# Where CPython has the archive of its library, which need not exist.
_entry = f"{sys.base_prefix}/{sys.platlibdir}/python{sys.version_info[0]}{sys.version_info[1]}.zip"
sys.path.append(_entry)
