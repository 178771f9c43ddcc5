"""Regular expressions: patterns and matches are known by type only, and nothing is compiled.

A pattern whose text is known is taken to be well formed. Caches are left out: they cannot be seen.
"""

import enum
from types import GenericAlias, MappingProxyType

from __stub__ import known, raises, typed

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape", "error",
    "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE",
    "UNICODE", "NOFLAG", "RegexFlag", "PatternError",
]

__version__ = "2.2.1"


class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128
    __str__ = object.__str__
    _numeric_repr_ = hex


RegexFlag.__repr__ = enum.global_flag_repr

NOFLAG = RegexFlag.NOFLAG
ASCII = A = RegexFlag.ASCII
IGNORECASE = I = RegexFlag.IGNORECASE
LOCALE = L = RegexFlag.LOCALE
UNICODE = U = RegexFlag.UNICODE
MULTILINE = M = RegexFlag.MULTILINE
DOTALL = S = RegexFlag.DOTALL
VERBOSE = X = RegexFlag.VERBOSE
DEBUG = RegexFlag.DEBUG


class PatternError(Exception):
    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            self.lineno = typed(int)
            self.colno = typed(int)
            msg = typed(str)
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


error = PatternError


def _texts() -> list[str | None]: ...
def _bytes_texts() -> list[bytes | None]: ...
def _group_names() -> dict[str, int]: ...
def _texts_by_name() -> dict[str, str | None]: ...
def _bytes_by_name() -> dict[str, bytes | None]: ...
def _found() -> list[str] | list[tuple[str, ...]]: ...
def _bytes_found() -> list[bytes] | list[tuple[bytes, ...]]: ...
def _some() -> list[None]: ...


def _check(is_bytes, string):
    if isinstance(string, str):
        if is_bytes:
            raise TypeError("cannot use a bytes pattern on a string-like object")
    elif isinstance(string, (bytes, bytearray, memoryview)):
        if not is_bytes:
            raise TypeError("cannot use a string pattern on a bytes-like object")
    elif string is None or isinstance(string, (int, float, tuple, list, dict, set, type)):
        raise TypeError(f"expected string or bytes-like object, got '{type(string).__name__}'")


class Match:
    __slots__ = ("re", "string", "_is_bytes")
    __class_getitem__ = classmethod(GenericAlias)

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Match' instances")

    def _text(self):
        return typed(bytes) if self._is_bytes else typed(str)

    def group(self, group=0, /, *more):
        if more:
            return (self[group], *[self[each] for each in more])
        return self[group]

    def __getitem__(self, group):
        text = self._text()
        if not isinstance(group, (int, str)):
            raise IndexError("no such group")
        if isinstance(group, int) and group == 0:
            return text
        return text if typed(bool) else None

    def groups(self, default=None):
        if default is None:
            return tuple(_bytes_texts() if self._is_bytes else _texts())
        return tuple([text or default for text in (_bytes_texts() if self._is_bytes else _texts())])

    def groupdict(self, default=None):
        if default is None:
            return _bytes_by_name() if self._is_bytes else _texts_by_name()
        texts = _bytes_by_name() if self._is_bytes else _texts_by_name()
        return {name: text or default for name, text in texts.items()}

    def start(self, group=0, /) -> int: ...
    def end(self, group=0, /) -> int: ...
    def span(self, group=0, /) -> tuple[int, int]: ...

    def expand(self, template):
        _check(self._is_bytes, template)
        return self._text()

    @property
    def pos(self) -> int: ...
    @property
    def endpos(self) -> int: ...
    @property
    def lastindex(self) -> int | None: ...
    @property
    def lastgroup(self) -> str | None: ...
    @property
    def regs(self) -> tuple[tuple[int, int], ...]: ...
    def __repr__(self) -> str: ...

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self


class Pattern:
    __slots__ = ("pattern", "_is_bytes", "_flags")
    __class_getitem__ = classmethod(GenericAlias)

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Pattern' instances")

    def _matches(self, string):
        _check(self._is_bytes, string)
        match = object.__new__(Match)
        match.re = self
        match.string = string
        match._is_bytes = self._is_bytes
        return match

    def _match(self, string):
        match = self._matches(string)
        return match if typed(bool) else None

    def match(self, string, pos=0, endpos=0):
        return self._match(string)

    def fullmatch(self, string, pos=0, endpos=0):
        return self._match(string)

    def search(self, string, pos=0, endpos=0):
        return self._match(string)

    def finditer(self, string, pos=0, endpos=0):
        match = self._matches(string)
        return iter([match for _ in _some()])

    def findall(self, string, pos=0, endpos=0):
        _check(self._is_bytes, string)
        return _bytes_found() if self._is_bytes else _found()

    def split(self, string, maxsplit=0):
        _check(self._is_bytes, string)
        return _bytes_texts() if self._is_bytes else _texts()

    def sub(self, repl, string, count=0):
        match = self._matches(string)
        if callable(repl):
            for _ in _some():
                repl(match)
        else:
            _check(self._is_bytes, repl)
        return typed(bytes) if self._is_bytes else typed(str)

    def subn(self, repl, string, count=0):
        return (self.sub(repl, string, count), typed(int))

    def scanner(self, string, pos=0, endpos=0):
        scanner = object.__new__(_PatternScanner)
        scanner.pattern = self
        scanner._string = string
        return scanner

    @property
    def flags(self) -> int: ...
    @property
    def groups(self) -> int: ...

    @property
    def groupindex(self):
        return MappingProxyType(_group_names())

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        if self.pattern != other.pattern:
            return False
        return True if self._flags == other._flags else typed(bool)

    def __hash__(self) -> int: ...
    def __repr__(self) -> str: ...

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self

    def __reduce__(self):
        return _compile, (self.pattern, self.flags)


class _PatternScanner:
    __slots__ = ("pattern", "_string")

    def match(self):
        return self.pattern.match(self._string)

    def search(self):
        return self.pattern.search(self._string)


for _class in (Match, Pattern):
    _class.__module__ = "re"
del _class


@raises(PatternError)
def _parse(pattern) -> None: ...


def _compile(pattern, flags):
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not known(pattern):
        _parse(pattern)
    is_bytes = isinstance(pattern, bytes)
    if not is_bytes and not isinstance(pattern, str):
        raise TypeError("first argument must be string or compiled pattern")
    compiled = object.__new__(Pattern)
    compiled.pattern = pattern
    compiled._is_bytes = is_bytes
    compiled._flags = int(flags)
    return compiled


def compile(pattern, flags=0):
    return _compile(pattern, flags)


def match(pattern, string, flags=0):
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return _compile(pattern, flags).finditer(string)


def purge() -> None: ...


_special = {each: "\\" + chr(each) for each in b"()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return str(pattern, "latin1").translate(_special).encode("latin1")


class Scanner:
    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self.scanner = _compile("|".join([phrase for phrase, action in lexicon]), flags)

    def scan(self, string):
        result = []
        for match in self.scanner.finditer(string):
            for phrase, action in self.lexicon:
                if callable(action):
                    self.match = match
                    action = action(self, match.group())
                if action is not None and typed(bool):
                    result.append(action)
        return result, typed(str)
