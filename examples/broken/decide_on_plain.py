"""Decides by a value of a module that is not strict."""

import __strict__

from .plain import LIMIT

if LIMIT:  # STR104
    SIZE = "large"
