"""Another name of `_collections_abc`."""

from _collections_abc import *
from _collections_abc import __all__, _CallableGenericAlias
