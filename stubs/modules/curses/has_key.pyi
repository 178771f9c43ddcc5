"""`curses.has_key`."""

from __stub__ import unknown



def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return unknown(f"`curses.has_key.{name}`")
