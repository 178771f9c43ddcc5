"""Where time zones are found: the list depends on the environment and on how Python was built."""

from __stub__ import effect, overlay

overlay()


def _folders() -> tuple[str, ...]: ...


def _reset_tzpath(to=None, stacklevel=4):
    pass


TZPATH = _folders()


@effect("environment", "changes where time zones are found")
def reset_tzpath(to=None) -> None: ...


@effect("io", "looks for time zones")
def available_timezones() -> set[str]: ...


@effect("io", "looks for a time zone")
def find_tzfile(key) -> str | None: ...
