"""Files of the embedded library for `importlib.resources`."""

import io
import os
import pathlib
import tempfile
from contextlib import contextmanager
from importlib.resources import as_file
from importlib.resources.abc import Traversable, TraversableResources

import _strict_library


class LibraryFile(Traversable):
    """A file or folder of the embedded library, by its path there."""

    def __init__(self, path):
        self._path = path

    def __repr__(self):
        return f"LibraryFile({self._path!r})"

    def __eq__(self, other):
        return type(self) is type(other) and self._path == other._path

    def __hash__(self):
        return hash(self._path)

    def __str__(self):
        return self._path

    @property
    def name(self):
        return self._path.rpartition("/")[2]

    def is_dir(self):
        return bool(_strict_library.entries(self._path))

    def is_file(self):
        return _strict_library.source(self._path) is not None

    def iterdir(self):
        names = _strict_library.entries(self._path)
        if not names:
            error = NotADirectoryError(20, "Not a directory") if self.is_file() else FileNotFoundError(2, "No such file or directory")
            error.filename = self._path
            raise error
        return (LibraryFile(f"{self._path}/{name}") for name in names)

    def joinpath(self, *descendants):
        parts = [part for descendant in descendants for part in os.fspath(descendant).split("/") if part != "."]
        return LibraryFile("/".join([self._path, *filter(None, parts)]))

    def open(self, mode="r", *args, **kwargs):
        if mode not in ("r", "rb"):
            raise ValueError(f"the library can only be read: 'r' or 'rb', not {mode!r}")
        contents = _strict_library.source(self._path)
        if contents is None:
            raise FileNotFoundError(2, "No such file or directory", self._path)
        stream = io.BytesIO(contents)
        return stream if mode == "rb" else io.TextIOWrapper(stream, *args, **kwargs)


def _write(source, target):
    if source.is_dir():
        target.mkdir()
        for child in source.iterdir():
            _write(child, target / child.name)
    else:
        target.write_bytes(source.read_bytes())


@as_file.register(LibraryFile)
@contextmanager
def _(source):
    """The file or folder by its own name, which some readers go by, in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        target = pathlib.Path(folder, source.name)
        _write(source, target)
        yield target


class Reader(TraversableResources):
    def __init__(self, path):
        self._path = path

    def files(self):
        return LibraryFile(self._path)
