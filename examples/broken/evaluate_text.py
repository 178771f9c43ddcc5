"""Turns text that is not known into code."""

import __strict__

TEXT = str(id(object()))
VALUE = eval(TEXT)  # STR128
