"""Prints while it is imported."""

import __strict__

print("loading the shop")  # STR120
