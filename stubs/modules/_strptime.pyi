"""Parsing of dates and times: what comes out is not known, since names depend on the locale."""

import time

from _pydatetime import _some_date, _some_datetime

from __stub__ import raises, typed


@raises(ValueError)
def _parse(text, format) -> str: ...


def _check(text, format):
    for argument in (text, format):
        if not isinstance(argument, str):
            raise TypeError(f"strptime() argument must be str, not {type(argument)}")
    _parse(text, format)


def _fields() -> tuple[int, int, int, int, int, int, int, int, int]: ...


def _strptime_time(data_string, format="%a %b %d %H:%M:%S %Y"):
    _check(data_string, format)
    return time.struct_time(_fields())


def _strptime_datetime_date(cls, data_string, format="%a %b %d %Y"):
    _check(data_string, format)
    return _some_date(cls)


def _strptime_datetime_time(cls, data_string, format="%H:%M:%S"):
    _check(data_string, format)
    return cls(typed(int), typed(int), typed(int), typed(int))


def _strptime_datetime_datetime(cls, data_string, format="%a %b %d %H:%M:%S %Y"):
    _check(data_string, format)
    return _some_datetime(cls, None)
