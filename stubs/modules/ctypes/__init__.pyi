"""`ctypes`: loading a library is an effect."""

from __stub__ import effect, overlay, skip, unknown

overlay()
skip("_reset_cache")


def _check_size(typ, typecode=None):
    pass


def _reset_cache():
    pass


@overlay
class CDLL(object):
    @effect("process", "loads a shared library")
    def __init__(self, name, mode=DEFAULT_MODE, handle=None, use_errno=False, use_last_error=False, winmode=None) -> None: ...
    @effect("process", "looks for a function of a shared library")
    def __getitem__(self, name_or_ordinal): ...


pythonapi = unknown("`ctypes.pythonapi`")
