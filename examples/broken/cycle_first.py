"""Comes out differently when `cycle_second` is imported first."""

import __strict__

from . import cycle_second  # STR151

COUNT = 1 if hasattr(cycle_second, "COUNT") else 2
