"""The marker comes after code."""

LIMIT = 3

import __strict__  # STR004
