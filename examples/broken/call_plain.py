"""Calls a function of a module that is not strict."""

import __strict__

from .plain import helper

VALUE = helper(3)  # STR101
