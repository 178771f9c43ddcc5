"""The iterator of tokens behind the library's tokenize."""


class TokenizerIter:
    __module__ = "_tokenize"

    def __init__(self, readline, /, *, encoding=None, extra_tokens=False):
        self._readline = readline
        self._encoding = encoding
        self._extra_tokens = extra_tokens
        self._rows = None

    def __iter__(self):
        return self

    def __next__(self):
        if self._rows is None:
            self._rows = self._read()
        return next(self._rows)

    def _read(self):
        lines = []
        while True:
            try:
                line = self._readline()
            except StopIteration:
                break
            if self._encoding is not None:
                if not isinstance(line, (bytes, bytearray)):
                    raise TypeError("readline() returned a non-bytes object")
                line = line.decode(self._encoding, "replace")
            elif not isinstance(line, str):
                raise TypeError("readline() returned a non-string object")
            if not line:
                break
            lines.append(line)
        rows, error = _tokens("".join(lines), self._extra_tokens)
        yield from rows
        if error is not None:
            import builtins
            kind, message, line, column, text, end_line, end_column = error
            raise getattr(builtins, kind)(message, ("<string>", line, column, text, end_line, end_column))
