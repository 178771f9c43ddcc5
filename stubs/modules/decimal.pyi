"""Decimal arithmetic, by the implementation in Python."""

from _pydecimal import *
from _pydecimal import __libmpdec_version__, __version__
