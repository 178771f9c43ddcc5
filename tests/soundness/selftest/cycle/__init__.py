"""Imports its own submodules, which import it back: all are executed one inside the other."""

from cycle import left

names = [left.name]
from cycle import right

names.append(right.name)
