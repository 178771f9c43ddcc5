"""xz compression."""

from __stub__ import raises

class LZMAError(Exception): ...


class LZMACompressor:
    @raises(LZMAError, ValueError)
    def __init__(self, format=1, check=-1, preset=None, filters=None) -> None: ...
    def compress(self, data, /) -> bytes: ...
    def flush(self) -> bytes: ...


class LZMADecompressor:
    @raises(LZMAError, ValueError)
    def __init__(self, format=0, memlimit=None, filters=None) -> None: ...
    @raises(LZMAError, EOFError)
    def decompress(self, data, max_length=-1) -> bytes: ...
    @property
    def check(self) -> int: ...
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...


def is_check_supported(check_id, /) -> bool: ...
def _decode_filter_properties(filter_id, encoded_props, /) -> dict[str, int]: ...
def _encode_filter_properties(filter, /) -> bytes: ...

CHECK_CRC32 = 1
CHECK_CRC64 = 4
CHECK_ID_MAX = 15
CHECK_NONE = 0
CHECK_SHA256 = 10
CHECK_UNKNOWN = 16
FILTER_ARM = 7
FILTER_ARMTHUMB = 8
FILTER_DELTA = 3
FILTER_IA64 = 6
FILTER_LZMA1 = 4611686018427387905
FILTER_LZMA2 = 33
FILTER_POWERPC = 5
FILTER_SPARC = 9
FILTER_X86 = 4
FORMAT_ALONE = 2
FORMAT_AUTO = 0
FORMAT_RAW = 3
FORMAT_XZ = 1
MF_BT2 = 18
MF_BT3 = 19
MF_BT4 = 20
MF_HC3 = 3
MF_HC4 = 4
MODE_FAST = 1
MODE_NORMAL = 2
PRESET_DEFAULT = 6
PRESET_EXTREME = 2147483648
