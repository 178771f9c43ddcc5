"""The spelling of other implementations of strict modules; `strict.loader` is the one to use."""

from strict.loader import (
    StrictModuleError,
    StrictModuleTestingPatchProxy,
    StrictSourceFileLoader,
    install,
    strict_module_patch,
    strict_module_patch_delete,
    strict_module_patch_enabled,
)
