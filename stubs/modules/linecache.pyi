"""`linecache`: text of source files, kept for tracebacks."""

from __stub__ import benign, effect, overlay

overlay()

cache = benign({}, "text that only tracebacks show")


@effect("io", "reads a file")
def updatecache(filename, module_globals=None) -> list[str]: ...


@effect("io", "asks for the properties of files")
def checkcache(filename=None) -> None: ...


def clearcache() -> None: ...
