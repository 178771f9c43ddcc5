"""Codecs of East Asian encodings. What text becomes is typed."""

from __stub__ import raises


class MultibyteIncrementalEncoder:
    def __init__(self, errors="strict"):
        self.errors = errors

    @raises(UnicodeEncodeError)
    def encode(self, input, final=False) -> bytes: ...
    def getstate(self) -> int: ...
    def setstate(self, statelong, /) -> None: ...
    def reset(self) -> None: ...


class MultibyteIncrementalDecoder:
    def __init__(self, errors="strict"):
        self.errors = errors

    @raises(UnicodeDecodeError)
    def decode(self, input, final=False) -> str: ...
    def getstate(self) -> tuple[bytes, int]: ...
    def setstate(self, state, /) -> None: ...
    def reset(self) -> None: ...


class MultibyteStreamReader:
    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def read(self, sizeobj=None, /) -> str: ...
    def readline(self, sizeobj=None, /) -> str: ...
    def readlines(self, sizehintobj=None, /) -> list[str]: ...
    def reset(self) -> None: ...


class MultibyteStreamWriter:
    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def write(self, strobj, /) -> None: ...
    def writelines(self, lines, /) -> None: ...
    def reset(self) -> None: ...


class MultibyteCodec:
    @raises(UnicodeEncodeError)
    def encode(self, input, errors=None) -> tuple[bytes, int]: ...
    @raises(UnicodeDecodeError)
    def decode(self, input, errors=None) -> tuple[str, int]: ...


def __create_codec(arg, /):
    return MultibyteCodec()
