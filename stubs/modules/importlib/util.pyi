"""`importlib.util`: whether a module exists is a question that import statements ask as well; the answer is not known."""

from importlib._abc import Loader
from importlib._bootstrap import ModuleSpec, _find_spec, _resolve_name, module_from_spec, spec_from_loader
from importlib._bootstrap_external import (
    MAGIC_NUMBER,
    cache_from_source,
    decode_source,
    source_from_cache,
    spec_from_file_location,
)

from __stub__ import effect, typed


def source_hash(source_bytes) -> bytes: ...


def resolve_name(name, package):
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    stripped = name.lstrip(".")
    return _resolve_name(stripped, package, len(name) - len(stripped))


def find_spec(name, package=None):
    fullname = resolve_name(name, package)
    parent = fullname.rpartition(".")[0]
    if parent:
        try:
            __import__(parent, {}, {}, ("__name__",), 0)
        except ModuleNotFoundError:
            raise ModuleNotFoundError(f"__path__ attribute not found on {parent!r} while trying to find {fullname!r}")
    return typed(ModuleSpec) if typed(bool) else None


class LazyLoader(Loader):
    @classmethod
    def factory(cls, loader):
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def __init__(self, loader):
        self.loader = loader

    def create_module(self, spec):
        return self.loader.create_module(spec)

    @effect("import", "executes a module later")
    def exec_module(self, module): ...


class _incompatible_extension_module_restrictions:
    def __init__(self, *, disable_check):
        self.disable_check = disable_check

    @effect("interpreter", "changes which extension modules may be loaded")
    def __enter__(self): ...
    def __exit__(self, *args) -> None: ...
