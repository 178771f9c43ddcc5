"""Loaders and finders of files, under the name they have when Python starts."""

from importlib._bootstrap_external import *
from importlib._bootstrap_external import _LoaderBasics
