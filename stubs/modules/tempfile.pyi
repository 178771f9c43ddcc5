"""`tempfile`: making files."""

from __stub__ import effect, overlay

overlay()

_looks = effect("environment", "looks for the folder of temporary files")
_makes = effect("io", "makes a temporary file")


@_looks
def _candidate_tempdir_list() -> list[str]: ...
@_looks
def _get_default_tempdir(dirlist=None) -> str: ...
@_looks
def _gettempdir() -> str: ...
@_looks
def gettempdir() -> str: ...
@_looks
def gettempdirb() -> bytes: ...
@_makes
def mkstemp(suffix=None, prefix=None, dir=None, text=False) -> tuple[int, str]: ...
@_makes
def mkdtemp(suffix=None, prefix=None, dir=None) -> str: ...
@_makes
def mktemp(suffix="", prefix=template, dir=None) -> str: ...


@_makes
def NamedTemporaryFile(
    mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None,
    delete_on_close=True,
): ...


@_makes
def TemporaryFile(
    mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None,
): ...


@overlay
class TemporaryDirectory:
    @_makes
    def __init__(
        self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True
    ) -> None: ...
    @effect("io", "removes a folder")
    def cleanup(self) -> None: ...
