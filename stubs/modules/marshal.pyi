"""Values as bytes."""

from __stub__ import effect, raises

version = 5


@effect("io", "writes a file")
def dump(value, file, version=5, /, *, allow_code=True) -> int: ...
@effect("io", "reads a file")
def load(file, /, *, allow_code=True): ...
@raises(ValueError)
def dumps(value, version=5, /, *, allow_code=True) -> bytes: ...
@raises(EOFError, ValueError, TypeError)
def loads(bytes, /, *, allow_code=True): ...
