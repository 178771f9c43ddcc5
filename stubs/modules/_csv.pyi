"""Comma-separated values."""

from __stub__ import benign, effect, raises

__version__ = "1.0"
QUOTE_MINIMAL = 0
QUOTE_ALL = 1
QUOTE_NONNUMERIC = 2
QUOTE_NONE = 3
QUOTE_STRINGS = 4
QUOTE_NOTNULL = 5


class Error(Exception):
    __module__ = "_csv"


class Dialect:
    @raises(TypeError, Error)
    def __init__(
        self, dialect=None, delimiter=",", doublequote=True, escapechar=None, lineterminator="\r\n", quotechar='"', quoting=0,
        skipinitialspace=False, strict=False,
    ) -> None: ...

    @property
    def delimiter(self) -> str: ...
    @property
    def doublequote(self) -> bool: ...
    @property
    def escapechar(self) -> str | None: ...
    @property
    def lineterminator(self) -> str: ...
    @property
    def quotechar(self) -> str | None: ...
    @property
    def quoting(self) -> int: ...
    @property
    def skipinitialspace(self) -> bool: ...
    @property
    def strict(self) -> bool: ...


class Reader:
    def __init__(self, lines):
        self._lines = iter(lines)
        self.line_num = 0

    @property
    def dialect(self) -> Dialect: ...

    def __iter__(self):
        return map(_row, self._lines)

    def __next__(self):
        return _row(next(self._lines))


@raises(Error)
def _row(line) -> list[str]: ...


class Writer:
    def __init__(self, fileobj):
        self._write = fileobj.write

    @property
    def dialect(self) -> Dialect: ...

    def writerow(self, row, /):
        return self._write(_line([str(field) for field in row]))

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)


def _line(fields) -> str: ...


def reader(iterable, /, dialect="excel", **fmtparams):
    return Reader(iterable)


def writer(fileobj, /, dialect="excel", **fmtparams):
    return Writer(fileobj)


# `csv` registers its own three; those of others are an effect.
_dialects = benign({}, "the table of dialects; `register_dialect` reports whoever else changes it")


def register_dialect(name, dialect="excel", /, **fmtparams):
    if name not in ("excel", "excel-tab", "unix"):
        _register(name)


@effect("registry", "registers a dialect of comma-separated values")
def _register(name) -> None: ...
@effect("registry", "removes a dialect of comma-separated values")
def unregister_dialect(name) -> None: ...
@raises(Error)
def get_dialect(name) -> Dialect: ...
def list_dialects() -> list[str]: ...


def field_size_limit(new_limit=None):
    if new_limit is not None:
        _set_field_size_limit()
    return _limit()


def _limit() -> int: ...
@effect("interpreter", "changes the limit of the size of a field")
def _set_field_size_limit() -> None: ...
