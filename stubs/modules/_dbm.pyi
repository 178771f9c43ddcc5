"""Databases of keys and values."""

from __stub__ import effect

_opens_file = effect("io", "opens a file")

class error(OSError): ...


library = "GNU gdbm"

@_opens_file
def open(filename, flags="r", mode=438, /) -> object: ...
