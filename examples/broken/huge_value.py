"""Builds more than any machine holds."""

import __strict__

BLANKS = " " * 10**12  # STR162
