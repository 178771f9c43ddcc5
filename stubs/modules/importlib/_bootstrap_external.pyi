"""Finding modules in the file system: paths are plain data, reading files is an effect."""

from importlib._bootstrap import ModuleSpec

from __stub__ import effect, typed

path_separators = path_sep = "/"
path_sep_tuple = ("/",)
SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES


def _extension_suffixes() -> list[str]: ...


EXTENSION_SUFFIXES = _extension_suffixes()
MAGIC_NUMBER = typed(bytes)


def _pack_uint32(x) -> bytes: ...
def _unpack_uint64(data) -> int: ...
def _unpack_uint32(data) -> int: ...
def _unpack_uint16(data) -> int: ...
def cache_from_source(path, debug_override=None, *, optimization=None) -> str: ...
def source_from_cache(path) -> str: ...
def decode_source(source_bytes) -> str: ...


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    spec = ModuleSpec(name, SourceFileLoader(name, location) if loader is None else loader, origin=location)
    spec.submodule_search_locations = submodule_search_locations
    spec.has_location = True
    return spec


class _LoaderBasics:
    def is_package(self, fullname) -> bool: ...

    def create_module(self, spec):
        return None

    @effect("import", "executes a module")
    def exec_module(self, module): ...
    @effect("import", "loads a module")
    def load_module(self, fullname): ...


class SourceLoader(_LoaderBasics):
    def path_mtime(self, path):
        raise OSError

    def path_stats(self, path):
        return {"mtime": self.path_mtime(path)}

    def set_data(self, path, data):
        pass

    @effect("io", "reads a module's source")
    def get_source(self, fullname) -> str: ...
    @effect("prohibited", "compiles code that is not known")
    def source_to_code(self, data, path, *, _optimize=-1): ...
    @effect("io", "reads a module's code")
    def get_code(self, fullname): ...


class FileLoader:
    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self) -> int: ...

    def get_filename(self, fullname=None):
        return self.path

    @effect("io", "reads a file")
    def get_data(self, path) -> bytes: ...
    @effect("import", "loads a module")
    def load_module(self, fullname=None): ...
    def get_resource_reader(self, module): ...


class SourceFileLoader(FileLoader, SourceLoader):
    @effect("io", "asks for a file's properties")
    def path_stats(self, path) -> dict[str, float]: ...
    @effect("io", "writes a file")
    def set_data(self, path, data, *, _mode=0o666) -> None: ...


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    @effect("io", "reads a module's code")
    def get_code(self, fullname): ...

    def get_source(self, fullname):
        return None


class ExtensionFileLoader(FileLoader, _LoaderBasics):
    @effect("import", "loads an extension module")
    def create_module(self, spec): ...

    def get_code(self, fullname):
        return None

    def get_source(self, fullname):
        return None


class AppleFrameworkLoader(ExtensionFileLoader):
    pass


class NamespaceLoader:
    def __init__(self, name, path, path_finder):
        self._path = path

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ""

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        pass


class WindowsRegistryFinder:
    @classmethod
    @effect("environment", "looks into the registry")
    def find_spec(cls, fullname, path=None, target=None): ...


class PathFinder:
    @staticmethod
    @effect("import", "empties the caches of the import system")
    def invalidate_caches() -> None: ...
    @classmethod
    def find_spec(cls, fullname, path=None, target=None) -> ModuleSpec | None: ...
    @staticmethod
    @effect("environment", "looks for installed distributions")
    def find_distributions(*args, **kwargs): ...


class FileFinder:
    def __init__(self, path, *loader_details):
        self.path = path

    def invalidate_caches(self):
        pass

    def find_spec(self, fullname, target=None) -> ModuleSpec | None: ...

    @classmethod
    def path_hook(cls, *loader_details):
        return lambda path: cls(path, *loader_details)
