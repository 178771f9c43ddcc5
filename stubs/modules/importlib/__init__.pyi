"""`importlib`: importing a module by name is an import like any other; the rest changes the import system."""

from importlib import _bootstrap, _bootstrap_external

from __stub__ import effect

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

__import__ = __import__


def import_module(name, package=None):
    if name.startswith("."):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        stripped = name.lstrip(".")
        name = _bootstrap._resolve_name(stripped, package, len(name) - len(stripped))
    return __import__(name, {}, {}, ("__name__",), 0)


@effect("import", "executes a module again")
def reload(module): ...


@effect("import", "empties the caches of the import system")
def invalidate_caches() -> None: ...
