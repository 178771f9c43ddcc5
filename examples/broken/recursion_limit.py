"""Changes the interpreter for everybody."""

import __strict__

import sys

sys.setrecursionlimit(10_000)  # STR129
