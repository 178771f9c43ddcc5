"""Resources of packages: reading them is input."""

import contextlib

from importlib.resources.abc import ResourceReader, Traversable

from __stub__ import effect, opaque

Package = object
Anchor = Package


@opaque
class _Resource(Traversable):
    @effect("io", "lists the resources of a package")
    def iterdir(self): ...
    @effect("io", "reads a resource of a package")
    def read_bytes(self) -> bytes: ...
    @effect("io", "reads a resource of a package")
    def read_text(self, encoding=None, errors=None) -> str: ...
    @effect("io", "looks for a resource of a package")
    def is_dir(self) -> bool: ...
    @effect("io", "looks for a resource of a package")
    def is_file(self) -> bool: ...
    @effect("io", "opens a resource of a package")
    def open(self, mode="r", *args, **kwargs): ...
    def joinpath(self, *descendants) -> "Self": ...
    def __truediv__(self, child) -> "Self": ...
    @property
    def name(self) -> str: ...
    def __str__(self) -> str: ...
    def __fspath__(self) -> str: ...


def files(anchor=None) -> _Resource: ...


def get_resource_reader(package) -> ResourceReader | None: ...


@effect("io", "may write a resource to a temporary file")
def _write_temporary(path): ...


@contextlib.contextmanager
def as_file(path):
    yield _write_temporary(path)
