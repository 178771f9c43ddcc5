"""Serialisation of Python's code objects, which this implementation has a format of its own for."""

version = 5


def dumps(value, version=version, /, *, allow_code=True):
    raise NotImplementedError("marshal is not supported yet")


def loads(bytes, /, *, allow_code=True):
    raise NotImplementedError("marshal is not supported yet")


def dump(value, file, version=version, /, *, allow_code=True):
    raise NotImplementedError("marshal is not supported yet")


def load(file, /, *, allow_code=True):
    raise NotImplementedError("marshal is not supported yet")
