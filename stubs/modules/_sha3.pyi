"""SHA-3."""

class _Hash:
    """What the hash objects have in common; not a class of the real module."""

    def update(self, data, /):
        # The data are not kept, but whether the object may be changed has to be asked.
        self._data = None

    def digest(self) -> bytes: ...
    def hexdigest(self) -> str: ...

    def copy(self):
        return type(self)()


class sha3_224(_Hash):
    name = "sha3_224"
    digest_size = 28
    block_size = 144

    def __init__(self, data=b"", *, usedforsecurity=True, string=None):
        pass


class sha3_256(_Hash):
    name = "sha3_256"
    digest_size = 32
    block_size = 136

    def __init__(self, data=b"", *, usedforsecurity=True, string=None):
        pass


class sha3_384(_Hash):
    name = "sha3_384"
    digest_size = 48
    block_size = 104

    def __init__(self, data=b"", *, usedforsecurity=True, string=None):
        pass


class sha3_512(_Hash):
    name = "sha3_512"
    digest_size = 64
    block_size = 72

    def __init__(self, data=b"", *, usedforsecurity=True, string=None):
        pass


class shake_128(_Hash):
    name = "shake_128"
    digest_size = 0
    block_size = 168

    def __init__(self, data=b"", *, usedforsecurity=True, string=None):
        pass

    def digest(self, length) -> bytes: ...
    def hexdigest(self, length) -> str: ...


class shake_256(_Hash):
    name = "shake_256"
    digest_size = 0
    block_size = 136

    def __init__(self, data=b"", *, usedforsecurity=True, string=None):
        pass

    def digest(self, length) -> bytes: ...
    def hexdigest(self, length) -> str: ...


_GIL_MINSIZE = 2048

implementation = "HACL"
