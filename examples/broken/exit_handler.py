"""Registers itself with the process."""

import __strict__

import atexit


def goodbye():
    """Called when the process ends, whoever imported this module."""


atexit.register(goodbye)  # STR124
