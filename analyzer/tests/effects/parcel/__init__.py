"""A package, to be changed through its name."""

settings = {}
