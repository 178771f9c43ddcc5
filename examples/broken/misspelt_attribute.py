"""A method reads an attribute that no instance has."""

import __strict__

class Gauge:
    """Has one slot."""

    def __init__(self, level):
        self.level = level

    def is_high(self):
        """Fails when it is called."""
        return self.levle > 9  # STR173
