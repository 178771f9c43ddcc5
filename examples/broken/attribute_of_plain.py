"""Reads an attribute of something that a module that is not strict made."""

import __strict__

from .plain import Base

NAME = Base.__name__  # STR102
