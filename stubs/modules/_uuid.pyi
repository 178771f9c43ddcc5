"""Identifiers made by the system."""

from __stub__ import effect, typed

has_uuid_generate_time_safe = typed(int)
has_stable_extractable_node = typed(int)


@effect("random", "makes an identifier from the clock and the hardware")
def generate_time_safe() -> tuple[bytes, int | None]: ...
