"""`getopt`: what is on the command line is not known, nor how often its parts are gone through."""

from __stub__ import overlay, typed

overlay()


def _parsed() -> tuple[list[tuple[str, str]], list[str]]: ...


def getopt(args, shortopts, longopts=[]):
    list(args), list(longopts)
    if typed(bool):
        raise GetoptError(typed(str), typed(str))
    return _parsed()


def gnu_getopt(args, shortopts, longopts=[]):
    return getopt(args, shortopts, longopts)
