"""The core of the import system, under the name it has when Python starts."""

from importlib._bootstrap import BuiltinImporter, FrozenImporter, ModuleSpec, module_from_spec, spec_from_loader
from importlib._bootstrap import _find_spec, _resolve_name
