"""The source is not Python."""

import __strict__

PRICES = {"tea": 7, "book" 9}  # STR001
