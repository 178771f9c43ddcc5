"""Keeps the day on which it happened to be imported."""

import __strict__

from datetime import date

TODAY = date.today()  # STR122
