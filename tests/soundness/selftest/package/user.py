"""Holds a class of the package, which the package goes on to change: that is not an effect on this module."""

from . import Own

known = [Own]
