# options: -X strict-patching
"""In a process that allows patching, tests can replace what would be frozen."""

import importlib
import unittest.mock

import config
from strict.loader import StrictModuleTestingPatchProxy, strict_module_patch, strict_module_patch_enabled

print(type(config).__name__, strict_module_patch_enabled(config), config.limit())
with unittest.mock.patch("config.LIMIT", 5):
    print(config.limit())
with unittest.mock.patch.object(config.Client, "fetch", lambda self: "fake"):
    print(config.Client().fetch())
print(config.limit(), config.Client().fetch())
strict_module_patch(config, "LIMIT", 6)
print(config.limit())
with StrictModuleTestingPatchProxy(config) as proxy:
    proxy.LIMIT = 7
    proxy.EXTRA = 8
    del proxy.Client
    print(config.limit(), config.EXTRA, hasattr(config, "Client"), proxy.LIMIT)
print(config.limit(), hasattr(config, "EXTRA"), hasattr(config, "Client"))
print(importlib.reload(config) is config, config.limit())
