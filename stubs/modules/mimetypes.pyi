"""`mimetypes`: the table of types is shared, and filled from files of the system."""

from __stub__ import effect, overlay

overlay()

_reads = effect("io", "reads the system's table of file types")
_changes = effect("registry", "changes the program's table of file types")


@_reads
def guess_type(url, strict=True) -> tuple[str | None, str | None]: ...
@_reads
def guess_file_type(path, *, strict=True) -> tuple[str | None, str | None]: ...
@_reads
def guess_all_extensions(type, strict=True) -> list[str]: ...
@_reads
def guess_extension(type, strict=True) -> str | None: ...
@_changes
def add_type(type, ext, strict=True) -> None: ...
@_changes
def init(files=None) -> None: ...
@effect("io", "reads a file")
def read_mime_types(file) -> dict[str, str] | None: ...
