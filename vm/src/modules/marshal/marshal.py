def dump(value, file, version=version, /, *, allow_code=True):
    """Write the value on the open file."""
    return file.write(dumps(value, version, allow_code=allow_code))


def load(file, /, *, allow_code=True):
    """Read one value from the open file and return it."""
    data = file.read()
    if not isinstance(data, bytes):
        raise TypeError(f"file.read() returned not bytes but {type(data).__name__}")
    value, length = _loads(data, allow_code)
    if length < len(data):
        file.seek(length - len(data), 1)
    return value
