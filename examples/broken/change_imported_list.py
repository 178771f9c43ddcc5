"""Changes a list that another module made."""

import __strict__

from .owner import COLOURS

COLOURS.append("blue")  # STR130
