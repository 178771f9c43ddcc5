"""The other half of the cycle."""

import __strict__

from . import cycle_first  # STR151

COUNT = 1 if hasattr(cycle_first, "COUNT") else 2
