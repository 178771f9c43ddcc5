"""Identifiers made by the system."""

from __stub__ import effect

has_uuid_generate_time_safe = 1
has_stable_extractable_node = 1


@effect("random", "makes an identifier from the clock and the hardware")
def generate_time_safe() -> tuple[bytes, int | None]: ...
