"""Changes another module: a patch that only those see who import this one."""

import __strict__

from . import owner

owner.PRICES = {}  # STR131
