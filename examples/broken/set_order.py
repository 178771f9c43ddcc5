"""Depends on the order of a set of strings, which differs from run to run."""

import __strict__

FIRST = next(iter({"tea", "book", "toy"}))  # STR141
