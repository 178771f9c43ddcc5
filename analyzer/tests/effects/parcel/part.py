"""A module of the package."""

value = 1
things = []
