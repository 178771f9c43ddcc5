"""A name is a method of the class and an attribute of its instances; a slot cannot be both."""

import __strict__

class Cart:
    """A cart with prices."""

    def __init__(self, prices):
        self.prices = prices
        self.total = sum(prices)  # STR170

    def total(self):
        """The same name again."""
        return sum(self.prices)
