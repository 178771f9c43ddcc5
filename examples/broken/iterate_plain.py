"""Unpacks a value of a module that is not strict."""

import __strict__

from .plain import PAIR

FIRST, SECOND = PAIR  # STR105
