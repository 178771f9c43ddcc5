"""Calls itself without end."""

import __strict__

def depth(level):
    """Never returns."""
    return depth(level + 1)  # STR161


DEPTH = depth(0)
