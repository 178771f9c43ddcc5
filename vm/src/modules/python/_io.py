class _BytesIOBuffer:
    __slots__ = ()
