"""Turns text that is not known into code."""

import __strict__

COMMAND = input()  # STR128
