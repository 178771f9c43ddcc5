"""Compression. What data becomes is typed."""

from __stub__ import raises

class error(Exception): ...

class _Compress:
    def compress(self, data, /) -> bytes: ...
    def flush(self, mode=4, /) -> bytes: ...
    def copy(self) -> "Self": ...


class _Decompress:
    @property
    def unused_data(self) -> bytes: ...
    @property
    def unconsumed_tail(self) -> bytes: ...
    @property
    def eof(self) -> bool: ...
    @raises(error)
    def decompress(self, data, /, max_length=0) -> bytes: ...
    @raises(error)
    def flush(self, length=16384, /) -> bytes: ...
    def copy(self) -> "Self": ...


class _ZlibDecompressor:
    def __init__(self, wbits=15, zdict=b""): ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def eof(self) -> bool: ...
    @raises(error)
    def decompress(self, data, max_length=-1) -> bytes: ...


@raises(error)
def compress(data, /, level=-1, wbits=15) -> bytes: ...
@raises(error)
def decompress(data, /, wbits=15, bufsize=16384) -> bytes: ...
@raises(ValueError)
def compressobj(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None) -> _Compress: ...
@raises(ValueError)
def decompressobj(wbits=15, zdict=b"") -> _Decompress: ...
def adler32(data, value=1, /) -> int: ...
def crc32(data, value=0, /) -> int: ...


def _version() -> str: ...


__version__ = "1.0"
ZLIB_VERSION = _version()
ZLIB_RUNTIME_VERSION = _version()
ZLIBNG_VERSION = _version()

DEFLATED = 8
DEF_BUF_SIZE = 16384
DEF_MEM_LEVEL = 8
MAX_WBITS = 15
Z_BEST_COMPRESSION = 9
Z_BEST_SPEED = 1
Z_BLOCK = 5
Z_DEFAULT_COMPRESSION = -1
Z_DEFAULT_STRATEGY = 0
Z_FILTERED = 1
Z_FINISH = 4
Z_FIXED = 4
Z_FULL_FLUSH = 3
Z_HUFFMAN_ONLY = 2
Z_NO_COMPRESSION = 0
Z_NO_FLUSH = 0
Z_PARTIAL_FLUSH = 1
Z_RLE = 3
Z_SYNC_FLUSH = 2
Z_TREES = 6
