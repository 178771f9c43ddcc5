"""Databases of keys and values."""

from __stub__ import effect, typed

_opens_file = effect("io", "opens a file")

class error(OSError): ...


library = typed(str)

@_opens_file
def open(filename, flags="r", mode=438, /) -> object: ...
