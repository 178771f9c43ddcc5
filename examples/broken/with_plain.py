"""Enters a context manager that is not known."""

import __strict__

from .plain import Base

with Base:  # STR108
    VALUE = 1
