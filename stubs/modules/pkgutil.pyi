"""`pkgutil`: looking for modules in folders."""

from __stub__ import effect, overlay

overlay()

_looks = effect("import", "looks for modules in the file system")


@_looks
def walk_packages(path=None, prefix="", onerror=None): ...
@_looks
def iter_modules(path=None, prefix=""): ...
@_looks
def get_importer(path_item): ...
@_looks
def iter_importers(fullname=""): ...


def _folders() -> list[str]: ...


def extend_path(path, name):
    # A search for more folders of the package, as an import makes it.
    return path[:] + _folders() if isinstance(path, list) else path


@effect("io", "reads a resource of a package")
def get_data(package, resource) -> bytes | None: ...
