"""Comes out differently at each import."""

import __strict__

import time

STARTED = time.time()  # STR122
