"""SHA-2."""

class _Hash:
    """What the hash objects have in common; not a class of the real module."""

    def update(self, data, /):
        # The data are not kept, but whether the object may be changed has to be asked.
        self._data = None

    def digest(self) -> bytes: ...
    def hexdigest(self) -> str: ...

    def copy(self):
        return type(self)()


class SHA224Type(_Hash):
    name = "sha224"
    digest_size = 28
    block_size = 64


class SHA256Type(_Hash):
    name = "sha256"
    digest_size = 32
    block_size = 64


class SHA384Type(_Hash):
    name = "sha384"
    digest_size = 48
    block_size = 128


class SHA512Type(_Hash):
    name = "sha512"
    digest_size = 64
    block_size = 128


def sha224(data=b"", *, usedforsecurity=True, string=None):
    return SHA224Type()


def sha256(data=b"", *, usedforsecurity=True, string=None):
    return SHA256Type()


def sha384(data=b"", *, usedforsecurity=True, string=None):
    return SHA384Type()


def sha512(data=b"", *, usedforsecurity=True, string=None):
    return SHA512Type()


_GIL_MINSIZE = 2048
