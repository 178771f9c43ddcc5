"""Changes where imports are looked up, for everybody."""

import __strict__

import sys

sys.path.append("plugins")  # STR125
