"""Is needed by the package and by the other module."""

import careless
import cycle.left

name = "right"
