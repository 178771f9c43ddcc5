_IOBase = IOBase
_RawIOBase = RawIOBase
_BufferedIOBase = BufferedIOBase
_TextIOBase = TextIOBase

for _class in (
    IOBase, RawIOBase, BufferedIOBase, TextIOBase, FileIO, BytesIO, StringIO, BufferedReader, BufferedWriter,
    BufferedRandom, BufferedRWPair, TextIOWrapper, IncrementalNewlineDecoder, UnsupportedOperation,
):
    _class.__module__ = "io" if _class is UnsupportedOperation else "_io"
for _class, _name in (
    (IOBase, "_IOBase"), (RawIOBase, "_RawIOBase"), (BufferedIOBase, "_BufferedIOBase"), (TextIOBase, "_TextIOBase"),
):
    _class.__name__ = _class.__qualname__ = _name
del _class, _name
BlockingIOError = BlockingIOError
del io, _Abstract


def _readall(self):
    """Read all data from the file, returned as bytes."""
    self._checkClosed()
    self._checkReadable()
    pieces, size = [], DEFAULT_BUFFER_SIZE
    while True:
        try:
            piece = os.read(self._fd, size)
        except BlockingIOError:
            if pieces:
                break
            return None
        if not piece:
            break
        pieces.append(piece)
        size = min(2 * size, 1 << 24)
    return b"".join(pieces)


# Views of a buffer live on until they are collected: a growing buffer can't have any.
FileIO.readall = _readall
del _readall
