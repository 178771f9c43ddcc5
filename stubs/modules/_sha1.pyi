"""SHA-1."""

class _Hash:
    """What the hash objects have in common; not a class of the real module."""

    def update(self, data, /):
        # The data are not kept, but whether the object may be changed has to be asked.
        self._data = None

    def digest(self) -> bytes: ...
    def hexdigest(self) -> str: ...

    def copy(self):
        return type(self)()


class SHA1Type(_Hash):
    name = "sha1"
    digest_size = 20
    block_size = 64


def sha1(data=b"", *, usedforsecurity=True, string=None):
    return SHA1Type()


_GIL_MINSIZE = 2048
