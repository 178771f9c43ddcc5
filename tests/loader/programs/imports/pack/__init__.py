"""A strict package."""
import __strict__

from .inner import VALUE


def function():
    """Has a text."""
    return VALUE
