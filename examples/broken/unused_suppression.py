"""A suppression that suppresses nothing."""

import __strict__

LIMIT = 3  # strict: ignore[STR120]  # STR005
