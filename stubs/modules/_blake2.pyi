"""BLAKE2."""

class _Hash:
    """What the hash objects have in common; not a class of the real module."""

    def update(self, data, /):
        # The data are not kept, but whether the object may be changed has to be asked.
        self._data = None

    def digest(self) -> bytes: ...
    def hexdigest(self) -> str: ...

    def copy(self):
        return type(self)()


class blake2b(_Hash):
    name = "blake2b"
    digest_size = 64
    block_size = 128
    SALT_SIZE = 16
    PERSON_SIZE = 16
    MAX_KEY_SIZE = 64
    MAX_DIGEST_SIZE = 64

    def __init__(
        self, data=b"", *, digest_size=64, key=b"", salt=b"", person=b"", fanout=1, depth=1, leaf_size=0, node_offset=0,
        node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None,
    ):
        self.digest_size = digest_size


class blake2s(_Hash):
    name = "blake2s"
    digest_size = 32
    block_size = 64
    SALT_SIZE = 8
    PERSON_SIZE = 8
    MAX_KEY_SIZE = 32
    MAX_DIGEST_SIZE = 32

    def __init__(
        self, data=b"", *, digest_size=32, key=b"", salt=b"", person=b"", fanout=1, depth=1, leaf_size=0, node_offset=0,
        node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None,
    ):
        self.digest_size = digest_size


_GIL_MINSIZE = 2048
