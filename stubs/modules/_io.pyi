"""Files and streams. `StringIO` and `BytesIO` hold what is written to them; what they read from it is typed."""

from __stub__ import effect, typed

_asks_state_file = effect("io", "asks for the state of a file")
_closes_file = effect("io", "closes a file")
_opens_file = effect("io", "opens a file")
_reads_file = effect("io", "reads a file")
_reconfigures_stream = effect("io", "reconfigures a stream")
_writes_file = effect("io", "writes a file")

DEFAULT_BUFFER_SIZE = 131072
BlockingIOError = BlockingIOError


class UnsupportedOperation(OSError, ValueError):
    __module__ = "io"

class _IOBase:
    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *arguments):
        self.close()

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    def seek(self, offset, whence=0, /):
        self._unsupported("seek")

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, size=None, /):
        self._unsupported("truncate")

    def fileno(self):
        self._unsupported("fileno")

    def flush(self):
        self._checkClosed()

    def close(self):
        if not self.closed:
            try:
                self.flush()
            finally:
                self._closed = True

    @property
    def closed(self):
        return "_closed" in self.__dict__

    def seekable(self):
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def isatty(self):
        self._checkClosed()
        return False

    def _checkClosed(self, message=None, /):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def _checkSeekable(self, message=None, /):
        if not self.seekable():
            self._unsupported("File or stream is not seekable.")

    def _checkReadable(self, message=None, /):
        if not self.readable():
            self._unsupported("File or stream is not readable.")

    def _checkWritable(self, message=None, /):
        if not self.writable():
            self._unsupported("File or stream is not writable.")

    @_reads_file
    def readline(self, size=-1, /) -> bytes: ...

    @_reads_file
    def readlines(self, hint=-1, /) -> list[bytes]: ...

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)


class _RawIOBase(_IOBase):
    @_reads_file
    def read(self, size=-1, /) -> bytes | None: ...

    @_reads_file
    def readall(self) -> bytes | None: ...

    def readinto(self, buffer, /):
        self._unsupported("readinto")

    def write(self, b, /):
        self._unsupported("write")


class _BufferedIOBase(_IOBase):
    def detach(self):
        self._unsupported("detach")

    def read(self, size=-1, /):
        self._unsupported("read")

    def read1(self, size=-1, /):
        self._unsupported("read1")

    @_reads_file
    def readinto(self, buffer, /) -> int: ...

    @_reads_file
    def readinto1(self, buffer, /) -> int: ...

    def write(self, b, /):
        self._unsupported("write")


class _TextIOBase(_IOBase):
    encoding = errors = newlines = None

    def detach(self):
        self._unsupported("detach")

    def read(self, size=-1, /):
        self._unsupported("read")

    def readline(self, size=-1, /):
        self._unsupported("readline")

    def write(self, s, /):
        self._unsupported("write")


class BytesIO(_BufferedIOBase):
    def __init__(self, initial_bytes=b""):
        self._buffer = bytearray(initial_bytes if initial_bytes is not None else b"")
        self._position = 0

    def getvalue(self):
        self._checkClosed()
        return bytes(self._buffer)

    def readable(self):
        self._checkClosed()
        return True

    seekable = writable = readable

    def tell(self):
        self._checkClosed()
        return self._position

    def seek(self, position, whence=0, /):
        self._checkClosed()
        start = 0 if whence == 0 else self._position if whence == 1 else len(self._buffer)
        if whence == 0 and position < 0:
            raise ValueError(f"negative seek value {position}")
        self._position = max(0, start + position)
        return self._position

    def read(self, size=-1, /):
        self._checkClosed()
        start = self._position
        end = len(self._buffer) if size is None or size < 0 else start + size
        data = bytes(self._buffer[start:end])
        self._position = start + len(data)
        return data

    read1 = read

    def readline(self, size=-1, /):
        end = self._buffer.find(b"\n", self._position)
        length = len(self._buffer) - self._position if end < 0 else end + 1 - self._position
        if size is not None and size >= 0:
            length = min(length, size)
        return self.read(length)

    def readlines(self, size=None, /):
        lines = []
        while line := self.readline():
            lines.append(line)
        return lines

    def write(self, b, /):
        self._checkClosed()
        data = bytes(b)
        if not data:
            return 0
        gap = self._position - len(self._buffer)
        if gap > 0:
            self._buffer += bytes(gap)
        self._buffer[self._position : self._position + len(data)] = data
        self._position += len(data)
        return len(data)

    def truncate(self, size=None, /):
        self._checkClosed()
        size = self._position if size is None else size
        del self._buffer[size:]
        return size

    def getbuffer(self):
        return memoryview(self._buffer)


class _BytesIOBuffer: ...


class StringIO(_TextIOBase):
    line_buffering = False

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        self._translate = newline is None
        self._text = initial_value or ""
        if self._translate:
            self._text = self._text.replace("\r\n", "\n").replace("\r", "\n")
        elif newline not in ("", "\n"):
            self._text = typed(str)
        self._position = 0

    def getvalue(self):
        self._checkClosed()
        return self._text

    def readable(self):
        self._checkClosed()
        return True

    seekable = writable = readable

    def tell(self):
        self._checkClosed()
        return self._position

    def seek(self, position, whence=0, /):
        self._checkClosed()
        if position and whence:
            raise OSError("Can't do nonzero cur-relative seeks")
        self._position = position if whence == 0 else self._position if whence == 1 else len(self._text)
        return self._position

    def read(self, size=-1, /):
        self._checkClosed()
        start = self._position
        end = len(self._text) if size is None or size < 0 else start + size
        text = self._text[start:end]
        self._position = start + len(text)
        return text

    def readline(self, size=-1, /):
        end = self._text.find("\n", self._position)
        length = len(self._text) - self._position if end < 0 else end + 1 - self._position
        if size is not None and size >= 0:
            length = min(length, size)
        return self.read(length)

    def readlines(self, size=None, /):
        lines = []
        while line := self.readline():
            lines.append(line)
        return lines

    def write(self, s, /):
        self._checkClosed()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        length = len(s)
        if not length:
            return 0
        if self._translate:
            s = s.replace("\r\n", "\n").replace("\r", "\n")
        text = self._text
        if self._position > len(text):
            text += "\0" * (self._position - len(text))
        self._text = text[: self._position] + s + text[self._position + len(s) :]
        self._position += len(s)
        return length

    def truncate(self, size=None, /):
        self._checkClosed()
        size = self._position if size is None else size
        self._text = self._text[:size]
        return size

class FileIO(_RawIOBase):
    @_opens_file
    def __init__(self, file, mode="r", closefd=True, opener=None): ...

    @_reads_file
    def read(self, size=-1, /) -> object: ...

    @_reads_file
    def readall(self, /) -> object: ...

    @_reads_file
    def readinto(self, buffer, /) -> object: ...

    @_writes_file
    def write(self, b, /) -> int: ...

    @_asks_state_file
    def seek(self, pos, whence=0, /) -> int: ...

    @_asks_state_file
    def tell(self, /) -> int: ...

    @_writes_file
    def truncate(self, size=None, /) -> int: ...

    @_closes_file
    def close(self, /) -> None: ...

    @_asks_state_file
    def seekable(self, /) -> bool: ...

    @_asks_state_file
    def readable(self, /) -> bool: ...

    @_asks_state_file
    def writable(self, /) -> bool: ...

    @_asks_state_file
    def fileno(self, /) -> int: ...

    @_asks_state_file
    def isatty(self, /) -> bool: ...

    @_asks_state_file
    def _isatty_open_only(self, /) -> bool: ...

    def _dealloc_warn(self, object, /) -> None: ...

    @property
    def _finalizing(self) -> bool: ...

    @property
    @_asks_state_file
    def closed(self) -> bool: ...

    @property
    def closefd(self) -> bool: ...

    @property
    def mode(self): ...

    @property
    def _blksize(self) -> int: ...

class BufferedReader(_BufferedIOBase):
    def __init__(self, raw, buffer_size=131072):
        self._raw = raw

    @property
    def raw(self):
        return self._raw

    @_reads_file
    def __next__(self, /) -> object: ...

    @_asks_state_file
    def detach(self, /) -> object: ...

    @_writes_file
    def flush(self, /) -> None: ...

    @_closes_file
    def close(self, /) -> None: ...

    @_asks_state_file
    def seekable(self, /) -> bool: ...

    @_asks_state_file
    def readable(self, /) -> bool: ...

    @_asks_state_file
    def fileno(self, /) -> int: ...

    @_asks_state_file
    def isatty(self, /) -> bool: ...

    def _dealloc_warn(self, source, /) -> None: ...

    @_reads_file
    def read(self, size=-1, /) -> object: ...

    @_reads_file
    def peek(self, size=0, /) -> object: ...

    @_reads_file
    def read1(self, size=-1, /) -> object: ...

    @_reads_file
    def readinto(self, buffer, /) -> object: ...

    @_reads_file
    def readinto1(self, buffer, /) -> object: ...

    @_reads_file
    def readline(self, size=-1, /) -> object: ...

    @_asks_state_file
    def seek(self, target, whence=0, /) -> int: ...

    @_asks_state_file
    def tell(self, /) -> int: ...

    @_writes_file
    def truncate(self, pos=None, /) -> int: ...

    @property
    def _finalizing(self) -> bool: ...

    @property
    @_asks_state_file
    def closed(self) -> bool: ...

    @property
    def name(self): ...

    @property
    def mode(self): ...

class BufferedWriter(_BufferedIOBase):
    def __init__(self, raw, buffer_size=131072):
        self._raw = raw

    @property
    def raw(self):
        return self._raw

    @_closes_file
    def close(self, /) -> None: ...

    @_asks_state_file
    def detach(self, /) -> object: ...

    @_asks_state_file
    def seekable(self, /) -> bool: ...

    @_asks_state_file
    def writable(self, /) -> bool: ...

    @_asks_state_file
    def fileno(self, /) -> int: ...

    @_asks_state_file
    def isatty(self, /) -> bool: ...

    def _dealloc_warn(self, source, /) -> None: ...

    @_writes_file
    def write(self, buffer, /) -> int: ...

    @_writes_file
    def truncate(self, pos=None, /) -> int: ...

    @_writes_file
    def flush(self, /) -> None: ...

    @_asks_state_file
    def seek(self, target, whence=0, /) -> int: ...

    @_asks_state_file
    def tell(self, /) -> int: ...

    @property
    def _finalizing(self) -> bool: ...

    @property
    @_asks_state_file
    def closed(self) -> bool: ...

    @property
    def name(self): ...

    @property
    def mode(self): ...

class BufferedRandom(_BufferedIOBase):
    def __init__(self, raw, buffer_size=131072):
        self._raw = raw

    @property
    def raw(self):
        return self._raw

    @_reads_file
    def __next__(self, /) -> object: ...

    @_closes_file
    def close(self, /) -> None: ...

    @_asks_state_file
    def detach(self, /) -> object: ...

    @_asks_state_file
    def seekable(self, /) -> bool: ...

    @_asks_state_file
    def readable(self, /) -> bool: ...

    @_asks_state_file
    def writable(self, /) -> bool: ...

    @_asks_state_file
    def fileno(self, /) -> int: ...

    @_asks_state_file
    def isatty(self, /) -> bool: ...

    def _dealloc_warn(self, source, /) -> None: ...

    @_writes_file
    def flush(self, /) -> None: ...

    @_asks_state_file
    def seek(self, target, whence=0, /) -> int: ...

    @_asks_state_file
    def tell(self, /) -> int: ...

    @_writes_file
    def truncate(self, pos=None, /) -> int: ...

    @_reads_file
    def read(self, size=-1, /) -> object: ...

    @_reads_file
    def read1(self, size=-1, /) -> object: ...

    @_reads_file
    def readinto(self, buffer, /) -> object: ...

    @_reads_file
    def readinto1(self, buffer, /) -> object: ...

    @_reads_file
    def readline(self, size=-1, /) -> object: ...

    @_reads_file
    def peek(self, size=0, /) -> object: ...

    @_writes_file
    def write(self, buffer, /) -> int: ...

    @property
    def _finalizing(self) -> bool: ...

    @property
    @_asks_state_file
    def closed(self) -> bool: ...

    @property
    def name(self): ...

    @property
    def mode(self): ...

class BufferedRWPair(_BufferedIOBase):
    def __init__(self, reader, writer, buffer_size=131072, /): ...

    @_reads_file
    def read(self, *args, **kwargs) -> object: ...

    @_reads_file
    def peek(self, *args, **kwargs) -> object: ...

    @_reads_file
    def read1(self, *args, **kwargs) -> object: ...

    @_reads_file
    def readinto(self, *args, **kwargs) -> object: ...

    @_reads_file
    def readinto1(self, *args, **kwargs) -> object: ...

    @_writes_file
    def write(self, *args, **kwargs) -> int: ...

    @_writes_file
    def flush(self, /) -> None: ...

    @_asks_state_file
    def readable(self, /) -> bool: ...

    @_asks_state_file
    def writable(self, /) -> bool: ...

    @_closes_file
    def close(self, /) -> None: ...

    @_asks_state_file
    def isatty(self, /) -> bool: ...

    @property
    @_asks_state_file
    def closed(self) -> bool: ...

class TextIOWrapper(_TextIOBase):
    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        self.buffer = buffer

    @_reads_file
    def __next__(self, /) -> str: ...

    @_asks_state_file
    def detach(self, /) -> object: ...

    @_reconfigures_stream
    def reconfigure(self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None) -> None: ...

    @_writes_file
    def write(self, text, /) -> int: ...

    @_reads_file
    def read(self, size=-1, /) -> str: ...

    @_reads_file
    def readline(self, size=-1, /) -> str: ...

    @_writes_file
    def flush(self, /) -> None: ...

    @_closes_file
    def close(self, /) -> None: ...

    @_asks_state_file
    def fileno(self, /) -> int: ...

    @_asks_state_file
    def seekable(self, /) -> bool: ...

    @_asks_state_file
    def readable(self, /) -> bool: ...

    @_asks_state_file
    def writable(self, /) -> bool: ...

    @_asks_state_file
    def isatty(self, /) -> bool: ...

    @_asks_state_file
    def seek(self, cookie, whence=0, /) -> int: ...

    @_asks_state_file
    def tell(self, /) -> int: ...

    @_writes_file
    def truncate(self, pos=None, /) -> int: ...

    @property
    def encoding(self) -> str: ...

    @property
    def line_buffering(self) -> bool: ...

    @property
    def write_through(self) -> bool: ...

    @property
    def _finalizing(self) -> bool: ...

    @property
    def name(self): ...

    @property
    @_asks_state_file
    def closed(self) -> bool: ...

    @property
    def newlines(self): ...

    @property
    def errors(self) -> str | None: ...

    @property
    def _CHUNK_SIZE(self) -> int: ...

class IncrementalNewlineDecoder:
    def __init__(self, decoder, translate, errors="strict"): ...
    def decode(self, input, final=False) -> str: ...
    def getstate(self) -> tuple[bytes, int]: ...
    def setstate(self, state, /) -> None: ...
    def reset(self) -> None: ...

    @property
    def newlines(self): ...

@_opens_file
def open(
    file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None,
): ...


@_opens_file
def open_code(path): ...


def text_encoding(encoding, stacklevel=2, /):
    return encoding if encoding is not None else typed(str)
