# STR007
"""A module and a package claim the same name; the package wins."""

import __strict__
