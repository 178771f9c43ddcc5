"""This module provides various functions to manipulate time values."""


class struct_time(tuple):
    """The time value as returned by gmtime(), localtime(), and strptime(), and accepted by asctime(), mktime() and
    strftime()."""

    __module__ = "time"
    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0
    __match_args__ = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")

    def __new__(cls, sequence, dict={}):
        values = tuple(sequence)
        if not 9 <= len(values) <= 11:
            direction = "at least 9" if len(values) < 9 else "at most 11"
            raise TypeError(f"time.struct_time() takes an {direction}-sequence ({len(values)}-sequence given)")
        self = tuple.__new__(cls, values[:9])
        extra = values[9:] + (None,) * (11 - len(values))
        self.__dict__["tm_zone"] = dict.get("tm_zone", extra[0])
        self.__dict__["tm_gmtoff"] = dict.get("tm_gmtoff", extra[1])
        return self

    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])

    def __repr__(self):
        fields = ", ".join(f"{name}={self[at]!r}" for at, name in enumerate(self.__match_args__))
        return f"time.struct_time({fields})"

    def __reduce__(self):
        return type(self), (tuple(self), {"tm_zone": self.tm_zone, "tm_gmtoff": self.tm_gmtoff})


def _seconds(seconds):
    return time() if seconds is None else seconds


def gmtime(seconds=None, /):
    return struct_time(_broken_down(_floor(_seconds(seconds)), False))


def localtime(seconds=None, /):
    return struct_time(_broken_down(_floor(_seconds(seconds)), True))


def _floor(seconds):
    if isinstance(seconds, float):
        if seconds != seconds:
            raise ValueError("Invalid value NaN (not a number)")
        return int(seconds // 1)
    return seconds


_days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _checked(t):
    if not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    if len(t) < 9:
        raise TypeError("function takes exactly 9 arguments")
    year, month, day, hour, minute, second, weekday, yearday, dst = t[:9]
    month, day, yearday = month or 1, day or 1, yearday or 1
    for value, least, most, what in (
        (month, 1, 12, "month"), (day, 1, 31, "day of month"), (hour, 0, 23, "hour"), (minute, 0, 59, "minute"),
        (second, 0, 61, "seconds"), (yearday, 1, 366, "day of year"),
    ):
        if not least <= value <= most:
            raise ValueError(f"{what} out of range")
    if weekday < 0:
        raise ValueError("day of week out of range")
    return year, month, day, hour, minute, second, weekday % 7, yearday, dst


def asctime(t=None, /):
    year, month, day, hour, minute, second, weekday, _, _ = _checked(localtime() if t is None else t)
    return f"{_days[weekday]} {_months[month - 1]} {day:2} {hour:02}:{minute:02}:{second:02} {year}"


def ctime(seconds=None, /):
    return asctime(localtime(seconds))


def mktime(t, /):
    if not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    return float(_mktime(*t[:6], t[8]))


def strftime(format, t=None, /):
    return _strftime(format, *_checked(localtime() if t is None else t))


class _ClockInfo:
    def __init__(self, **fields):
        self.__dict__.update(fields)

    def __repr__(self):
        return "namespace(" + ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items()) + ")"


def get_clock_info(name, /):
    clocks = {
        "time": ("clock_gettime(CLOCK_REALTIME)", False, True),
        "monotonic": ("clock_gettime(CLOCK_MONOTONIC)", True, False),
        "perf_counter": ("clock_gettime(CLOCK_MONOTONIC)", True, False),
        "process_time": ("clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", True, False),
        "thread_time": ("clock_gettime(CLOCK_THREAD_CPUTIME_ID)", True, False),
    }
    if name not in clocks:
        raise ValueError("unknown clock")
    implementation, monotonic, adjustable = clocks[name]
    return _ClockInfo(implementation=implementation, monotonic=monotonic, adjustable=adjustable, resolution=1e-09)


def tzset():
    global timezone, altzone, daylight, tzname
    timezone, altzone, daylight, tzname = _zone()


tzset()


_STRUCT_TM_ITEMS = 11


def strptime(string, format="%a %b %d %H:%M:%S %Y", /):
    """Parse a string to a time tuple according to a format specification."""
    from _strptime import _strptime_time

    return _strptime_time(string, format)
