"""`curses`: everything about a terminal is unknown."""

from __stub__ import unknown


class error(Exception):
    __module__ = "_curses"


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return unknown(f"`curses.{name}`")
