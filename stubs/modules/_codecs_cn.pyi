"""A table of codecs."""

from _multibytecodec import MultibyteCodec

from __stub__ import raises


@raises(LookupError)
def getcodec(encoding, /) -> MultibyteCodec: ...
