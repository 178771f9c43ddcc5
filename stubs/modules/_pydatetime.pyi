"""Dates and times: the clock and the local time zone are effects, and hashes are not remembered."""

from __stub__ import effect, overlay, settled, typed

overlay()

_reads_clock = effect("clock", "reads the clock")
_asks_time_zone = effect("environment", "depends on the local time zone")


def _some_date(cls):
    if cls is not date:
        return cls(typed(int), typed(int), typed(int))
    self = object.__new__(date)
    self._year = typed(int)
    self._month = typed(int)
    self._day = typed(int)
    self._hashcode = -1
    return self


def _some_datetime(cls, tzinfo):
    if cls is not datetime:
        return cls(typed(int), typed(int), typed(int), typed(int), typed(int), typed(int), typed(int), tzinfo)
    self = object.__new__(datetime)
    self._year = typed(int)
    self._month = typed(int)
    self._day = typed(int)
    self._hour = typed(int)
    self._minute = typed(int)
    self._second = typed(int)
    self._microsecond = typed(int)
    self._tzinfo = tzinfo
    self._hashcode = -1
    self._fold = typed(int)
    return self


@_asks_time_zone
def _local_time_zone():
    return timezone(timedelta(0), typed(str))


@overlay
class timedelta:
    def __hash__(self):
        return hash(self._getstate())


@overlay
class date:
    @classmethod
    @_asks_time_zone
    def fromtimestamp(cls, t):
        return _some_date(cls)

    @classmethod
    @_reads_clock
    def today(cls):
        return _some_date(cls)

    def __hash__(self):
        return hash(self._getstate())


@overlay
class time:
    def __hash__(self):
        return hash((self._hour, self._minute, self._second, self._microsecond))


@overlay
class datetime(date):
    @classmethod
    def _fromtimestamp(cls, t, utc, tz):
        if not utc:
            _local_time_zone()
            return _some_datetime(cls, None)
        result = cls(1970, 1, 1, 0, 0, 0, 0, tz) + timedelta(seconds=t)
        return result if tz is None else tz.fromutc(result)

    @classmethod
    @_reads_clock
    def now(cls, tz=None):
        _check_tzinfo_arg(tz)
        return _some_datetime(cls, tz)

    @classmethod
    @_reads_clock
    def utcnow(cls):
        return _some_datetime(cls, None)

    @classmethod
    @_reads_clock
    def today(cls):
        return _some_datetime(cls, None)

    @_asks_time_zone
    def _mktime(self) -> int: ...

    def _local_timezone(self):
        return _local_time_zone()

    def __hash__(self):
        return hash(self._getstate())


for _value_class in (date, time, datetime, timedelta, timezone):
    settled(_value_class, "dates and times are values")
del _value_class
