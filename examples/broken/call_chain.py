"""The effect is two calls away, in another module; the finding shows the way there and back."""

import __strict__

from .owner import announce


def register(name):
    """Announces a name."""
    announce(f"registered {name}")  # STR120
    return name


TEA = register("tea")
