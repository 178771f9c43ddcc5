"""Indexes a value of a module that is not strict."""

import __strict__

from .plain import PAIR

FIRST = PAIR[0]  # STR106
