"""Draws lots while it is imported."""

import __strict__

import random

LUCKY = random.randint(1, 6)  # STR123
