"""The import system; see the stub of `importlib._bootstrap`."""

from importlib._bootstrap import *
from importlib._bootstrap import _find_spec, _resolve_name
