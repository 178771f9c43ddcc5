"""The import system; see the stub of `importlib._bootstrap_external`."""

from importlib._bootstrap_external import *
from importlib._bootstrap_external import _LoaderBasics, _pack_uint32, _unpack_uint16, _unpack_uint32, _unpack_uint64
