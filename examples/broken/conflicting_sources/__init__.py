"""A package with the name of the module beside it."""

import __strict__
