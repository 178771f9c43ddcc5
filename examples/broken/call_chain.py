"""The effect is two calls away, in another module; the finding shows the way there."""

import __strict__

from .owner import announce


def register(name):
    """Announces a name."""
    announce(f"registered {name}")  # called while the module is imported, from below
    return name


TEA = register("tea")  # STR120
