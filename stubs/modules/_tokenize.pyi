"""The tokenizer."""

from __stub__ import raises


class TokenizerIter:
    def __init__(self, readline, /, *, encoding=None, extra_tokens=False):
        self._readline = readline

    def __iter__(self):
        while line := self._readline():
            yield from _tokens(line)

    @raises(SyntaxError, StopIteration)
    def __next__(self) -> tuple[int, str, tuple[int, int], tuple[int, int], str]: ...


@raises(SyntaxError)
def _tokens(line) -> list[tuple[int, str, tuple[int, int], tuple[int, int], str]]: ...
