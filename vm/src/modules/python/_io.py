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
