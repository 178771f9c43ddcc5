"""Hands a value of a module that is not strict to a built-in function that runs its code."""

import __strict__

from .plain import PAIR

COUNT = len(PAIR)  # STR107
