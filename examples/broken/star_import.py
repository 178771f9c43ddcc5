"""Imports whatever a module that is not strict may define."""

import __strict__

from .plain import *  # STR150
