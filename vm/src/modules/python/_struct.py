"""Functions to convert between Python values and C structs."""


class error(Exception):
    __module__ = "struct"


def pack(format, /, *values):
    return _pack(format, values)


def pack_into(format, buffer, offset, /, *values):
    packed = _pack(format, values)
    view = memoryview(buffer).cast("B")
    if offset < 0:
        if offset + len(view) < 0:
            raise error(f"offset {offset} out of range for {len(view)}-byte buffer")
        offset += len(view)
    if len(view) - offset < len(packed):
        needed = len(packed) + offset
        raise error(f"pack_into requires a buffer of at least {needed} bytes for packing {len(packed)} bytes "
                    f"at offset {offset} (actual buffer size is {len(view)})")
    view[offset:offset + len(packed)] = packed


def unpack(format, buffer, /):
    size = calcsize(format)
    view = memoryview(buffer)
    if view.nbytes != size:
        raise error(f"unpack requires a buffer of {size} bytes")
    return _unpack(format, bytes(view))


def unpack_from(format, /, buffer, offset=0):
    size = calcsize(format)
    view = memoryview(buffer).cast("B")
    if offset < 0:
        if offset + len(view) < 0:
            raise error(f"offset {offset} out of range for {len(view)}-byte buffer")
        offset += len(view)
    if len(view) - offset < size:
        raise error(f"unpack_from requires a buffer of at least {size + offset} bytes for unpacking {size} bytes "
                    f"at offset {offset} (actual buffer size is {len(view)})")
    return _unpack(format, bytes(view[offset:offset + size]))


def iter_unpack(format, buffer, /):
    size = calcsize(format)
    if size == 0:
        raise error("cannot iteratively unpack with a struct of length 0")
    data = bytes(buffer)
    if len(data) % size:
        raise error(f"iterative unpacking requires a buffer of a multiple of {size} bytes")
    return (_unpack(format, data[at:at + size]) for at in range(0, len(data), size))


class Struct:
    __module__ = "_struct"

    def __init__(self, format):
        if isinstance(format, bytes):
            format = format.decode("ascii")
        elif not isinstance(format, str):
            raise TypeError(f"Struct() argument 1 must be a str or bytes object, not {type(format).__name__}")
        self.size = calcsize(format)
        self.format = format

    def pack(self, /, *values):
        return _pack(self.format, values)

    def pack_into(self, buffer, offset, /, *values):
        return pack_into(self.format, buffer, offset, *values)

    def unpack(self, buffer, /):
        return unpack(self.format, buffer)

    def unpack_from(self, /, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer, /):
        return iter_unpack(self.format, buffer)

    def __repr__(self):
        return f"Struct({self.format!r})"


def _clearcache():
    return None
