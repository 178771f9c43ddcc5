"""The import system; see the stub of `importlib._bootstrap_external`."""

from importlib._bootstrap_external import *
from importlib._bootstrap_external import _LoaderBasics
