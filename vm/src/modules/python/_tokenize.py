"""The tokenizer of CPython, which this implementation does not have yet."""


class TokenizerIter:
    __module__ = "_tokenize"

    def __new__(cls, readline, /, *, encoding=None, extra_tokens=False):
        raise NotImplementedError("tokenize is not supported yet")
