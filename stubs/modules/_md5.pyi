"""MD5."""

class _Hash:
    """What the hash objects have in common; not a class of the real module."""

    def update(self, data, /):
        # The data are not kept, but whether the object may be changed has to be asked.
        self._data = None

    def digest(self) -> bytes: ...
    def hexdigest(self) -> str: ...

    def copy(self):
        return type(self)()


class MD5Type(_Hash):
    name = "md5"
    digest_size = 16
    block_size = 64


def md5(data=b"", *, usedforsecurity=True, string=None):
    return MD5Type()


_GIL_MINSIZE = 2048
