"""Decorates a function with something unknown: a decorator is a call."""

import __strict__

from .plain import helper


@helper  # STR109
def area(width, height):
    """Width times height."""
    return width * height
