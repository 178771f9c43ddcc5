"""Zstandard compression."""

from __stub__ import raises, typed

class ZstdError(Exception):
    __module__ = "compression.zstd"


class ZstdDict:
    __module__ = "compression.zstd"

    @raises(ZstdError, ValueError)
    def __init__(self, dict_content, /, *, is_raw=False) -> None: ...
    @property
    def dict_id(self) -> int: ...
    @property
    def dict_content(self) -> bytes: ...
    @property
    def as_digested_dict(self): ...
    @property
    def as_undigested_dict(self): ...
    @property
    def as_prefix(self): ...


class ZstdCompressor:
    __module__ = "compression.zstd"
    CONTINUE = 0
    FLUSH_BLOCK = 1
    FLUSH_FRAME = 2

    @raises(ZstdError, ValueError)
    def __init__(self, level=None, options=None, zstd_dict=None) -> None: ...
    @property
    def last_mode(self) -> int: ...
    @raises(ZstdError)
    def compress(self, data, mode=0) -> bytes: ...
    @raises(ZstdError)
    def flush(self, mode=2) -> bytes: ...
    def set_pledged_input_size(self, size, /) -> None: ...


class ZstdDecompressor:
    __module__ = "compression.zstd"

    @raises(ZstdError, ValueError)
    def __init__(self, zstd_dict=None, options=None) -> None: ...
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @raises(ZstdError, EOFError)
    def decompress(self, data, max_length=-1) -> bytes: ...


def _text() -> str: ...


zstd_version = _text()
zstd_version_number = typed(int)

def finalize_dict(custom_dict_bytes, samples_bytes, samples_sizes, dict_size, compression_level, /) -> bytes: ...
def get_frame_info(frame_buffer) -> tuple[int, int]: ...
def get_frame_size(frame_buffer) -> int: ...
def get_param_bounds(parameter, is_compress) -> tuple[int, int]: ...
def set_parameter_types(c_parameter_type, d_parameter_type) -> None: ...
def train_dict(samples_bytes, samples_sizes, dict_size, /) -> bytes: ...

ZSTD_CLEVEL_DEFAULT = 3
ZSTD_DStreamOutSize = 131072
ZSTD_btlazy2 = 6
ZSTD_btopt = 7
ZSTD_btultra = 8
ZSTD_btultra2 = 9
ZSTD_c_chainLog = 103
ZSTD_c_checksumFlag = 201
ZSTD_c_compressionLevel = 100
ZSTD_c_contentSizeFlag = 200
ZSTD_c_dictIDFlag = 202
ZSTD_c_enableLongDistanceMatching = 160
ZSTD_c_hashLog = 102
ZSTD_c_jobSize = 401
ZSTD_c_ldmBucketSizeLog = 163
ZSTD_c_ldmHashLog = 161
ZSTD_c_ldmHashRateLog = 164
ZSTD_c_ldmMinMatch = 162
ZSTD_c_minMatch = 105
ZSTD_c_nbWorkers = 400
ZSTD_c_overlapLog = 402
ZSTD_c_searchLog = 104
ZSTD_c_strategy = 107
ZSTD_c_targetLength = 106
ZSTD_c_windowLog = 101
ZSTD_d_windowLogMax = 100
ZSTD_dfast = 2
ZSTD_fast = 1
ZSTD_greedy = 3
ZSTD_lazy = 4
ZSTD_lazy2 = 5
