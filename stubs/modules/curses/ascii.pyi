"""`curses.ascii`."""

from __stub__ import unknown



def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return unknown(f"`curses.ascii.{name}`")
