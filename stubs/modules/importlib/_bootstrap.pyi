"""The core of the import system: specifications are plain data, what loads modules is an effect."""

from __stub__ import effect


class ModuleSpec:
    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._uninitialized_submodules = []
        self._set_fileattr = False
        self.cached = None

    @property
    def parent(self):
        return self.name.rpartition(".")[0] if self.submodule_search_locations is None else self.name

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)

    def __repr__(self) -> str: ...


class BuiltinImporter:
    _ORIGIN = "built-in"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None) -> ModuleSpec | None: ...
    @staticmethod
    @effect("import", "loads a module")
    def create_module(spec): ...
    @staticmethod
    @effect("import", "loads a module")
    def exec_module(module): ...
    @classmethod
    def get_code(cls, fullname) -> None: ...
    @classmethod
    def get_source(cls, fullname) -> None: ...
    @classmethod
    def is_package(cls, fullname) -> bool: ...


class FrozenImporter(BuiltinImporter):
    _ORIGIN = "frozen"

    @classmethod
    def get_code(cls, fullname): ...


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    if is_package is None and hasattr(loader, "is_package"):
        try:
            is_package = loader.is_package(name)
        except ImportError:
            is_package = None
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


@effect("import", "makes a module outside of an import statement")
def module_from_spec(spec): ...


def _resolve_name(name, package, level):
    parts = package.rsplit(".", level - 1)
    if len(parts) < level:
        raise ImportError("attempted relative import beyond top-level package")
    return f"{parts[0]}.{name}" if name else parts[0]


def _find_spec(name, path, target=None) -> ModuleSpec | None: ...


__import__ = __import__
