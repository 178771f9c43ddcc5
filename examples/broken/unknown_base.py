"""Derives from a class that is not known: its metaclass may do anything."""

import __strict__

from .plain import Base


class Derived(Base):  # STR110
    """Neither attributes nor slots can be computed."""
