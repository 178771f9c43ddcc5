"""The clock."""

from __stub__ import effect, typed

_depends_on_time_zone = effect("environment", "depends on the time zone")
_reads_clock = effect("clock", "reads the clock")
_sets_clock = effect("clock", "sets the clock")
_waits = effect("clock", "waits")

def _number() -> int: ...


def _names() -> tuple[str, str]: ...


def _field(index):
    return property(lambda self: self[index])


class struct_time(tuple):
    __match_args__ = (
        "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst",
    )
    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0
    tm_year, tm_mon, tm_mday, tm_hour, tm_min, tm_sec, tm_wday, tm_yday, tm_isdst = map(_field, range(9))

    def __new__(cls, iterable=(), /):
        fields = tuple(iterable)
        if not 9 <= len(fields) <= 11:
            raise TypeError(f"time.struct_time() takes an at least 9-sequence ({len(fields)}-sequence given)")
        self = tuple.__new__(cls, fields[:9])
        self._more = (*fields[9:], None, None)
        return self

    @property
    def tm_zone(self):
        return self._more[0]

    @property
    def tm_gmtoff(self):
        return self._more[1]


# The time zone is the environment's.
altzone = _number()
daylight = _number()
timezone = _number()
tzname = _names()

@_reads_clock
def clock_gettime(clk_id, /) -> float: ...
@_reads_clock
def clock_gettime_ns(clk_id, /) -> int: ...
@_depends_on_time_zone
def mktime(object, /) -> float: ...
@_reads_clock
def monotonic() -> float: ...
@_reads_clock
def monotonic_ns() -> int: ...
@_reads_clock
def perf_counter() -> float: ...
@_reads_clock
def perf_counter_ns() -> int: ...
@_reads_clock
def process_time() -> float: ...
@_reads_clock
def process_time_ns() -> int: ...
@_waits
def sleep(object, /) -> None: ...
@_reads_clock
def thread_time() -> float: ...
@_reads_clock
def thread_time_ns() -> int: ...
@_reads_clock
def time() -> float: ...
@_reads_clock
def time_ns() -> int: ...
@_depends_on_time_zone
def tzset() -> None: ...

def clock_getres(clk_id, /) -> float: ...
@_sets_clock
def clock_settime(clk_id, time, /) -> None: ...
@_sets_clock
def clock_settime_ns(clk_id, time, /) -> None: ...
@_reads_clock
def pthread_getcpuclockid(thread_id, /) -> int: ...


@_reads_clock
def _now() -> float: ...


def _text() -> str: ...


def _struct_time():
    return struct_time([_number(), _number(), _number(), _number(), _number(), _number(), _number(), _number(), _number()])


def get_clock_info(name, /):
    from _types import SimpleNamespace

    return SimpleNamespace(implementation=_text(), monotonic=typed(bool), adjustable=typed(bool), resolution=typed(float))


def gmtime(seconds=None, /):
    if seconds is None:
        _now()
    return _struct_time()


@_depends_on_time_zone
def localtime(seconds=None, /) -> struct_time: ...


def asctime(tuple=None, /):
    if tuple is None:
        _now()
    return _text()


@_depends_on_time_zone
def ctime(seconds=None, /) -> str: ...


def strftime(format, tuple=None, /):
    if tuple is None:
        _now()
    return _text()


def strptime(string, format="%a %b %d %H:%M:%S %Y", /):
    return _struct_time()


CLOCK_BOOTTIME = 7
CLOCK_MONOTONIC = 1
CLOCK_MONOTONIC_RAW = 4
CLOCK_PROCESS_CPUTIME_ID = 2
CLOCK_REALTIME = 0
CLOCK_TAI = 11
CLOCK_THREAD_CPUTIME_ID = 3
_STRUCT_TM_ITEMS = 11

if __platform__ != "linux":
    # The values are those of Linux.
    for _name in [name for name, value in globals().items() if type(value) is int]:
        globals()[_name] = typed(int)
    del _name
