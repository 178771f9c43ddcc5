"""A static module is checked as a strict one, and a note says so."""

import __static__  # STR006

LIMIT = 3
