"""Loaders and finders of files, under the name they have when Python starts."""

from importlib._bootstrap_external import *
from importlib._bootstrap_external import _LoaderBasics, _pack_uint32, _unpack_uint16, _unpack_uint32, _unpack_uint64
