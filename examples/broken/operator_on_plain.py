"""Calculates with a value of a module that is not strict."""

import __strict__

from .plain import LIMIT

NEXT = LIMIT + 1  # STR103
