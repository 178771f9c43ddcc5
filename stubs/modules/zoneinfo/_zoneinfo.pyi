"""Time zones, which are read from files."""

from datetime import datetime

from __stub__ import effect, opaque, overlay

overlay()


@opaque
class ZoneInfo(tzinfo):
    __module__ = "zoneinfo"

    @effect("io", "reads a time zone from a file")
    def __new__(cls, key):
        self = super().__new__(cls)
        self._key = key
        return self

    @classmethod
    @effect("io", "reads a time zone from a file")
    def no_cache(cls, key) -> "Self": ...
    @classmethod
    @effect("io", "reads a time zone from a file")
    def from_file(cls, file_obj, /, key=None) -> "Self": ...
    @classmethod
    @effect("registry", "forgets which time zones are the same objects")
    def clear_cache(cls, *, only_keys=None) -> None: ...

    @property
    def key(self):
        return self._key

    def utcoffset(self, dt) -> timedelta: ...
    def dst(self, dt) -> timedelta: ...
    def tzname(self, dt) -> str: ...
    def fromutc(self, dt) -> datetime: ...

    def __str__(self):
        return self._key

    def __repr__(self):
        return f"zoneinfo.ZoneInfo(key={self._key!r})"
