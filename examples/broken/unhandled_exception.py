"""Fails, and says where."""

import __strict__

PRICES = {"tea": 7}


def price(name):
    """The price of a thing."""
    return PRICES[name]  # STR140


BOOK = price("book")
