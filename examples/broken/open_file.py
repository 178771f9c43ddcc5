"""Reads a file while it is imported."""

import __strict__

with open("prices.txt") as file:  # STR120
    TEXT = "prices"
