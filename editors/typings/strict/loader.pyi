"""Loads strict modules in importlib's terms."""

from collections.abc import Callable, Iterable
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import ModuleType, TracebackType
from typing import Final

from __strict__ import StrictModule as StrictModule

__all__ = [
    "StrictModule",
    "StrictModuleError",
    "StrictModuleTestingPatchProxy",
    "StrictSourceFileLoader",
    "disassemble",
    "install",
    "is_installed",
    "refused_modules",
    "strict_module_patch",
    "strict_module_patch_delete",
    "strict_module_patch_enabled",
]

class StrictModuleError(ImportError):
    filename: Final[str | None]
    lineno: Final[int]
    col: Final[int]
    metadata: Final[str]
    findings: Final[tuple[str, ...]]
    def __init__(
        self,
        msg: str,
        filename: str | None = None,
        lineno: int = 0,
        col: int = 0,
        metadata: str = "",
        *,
        name: str | None = None,
        findings: tuple[str, ...] = (),
    ) -> None: ...

class StrictSourceFileLoader(SourceFileLoader):
    def create_module(self, spec: ModuleSpec) -> ModuleType | None: ...
    def exec_module(self, module: ModuleType) -> None: ...

class StrictModuleTestingPatchProxy:
    def __init__(self, module: StrictModule) -> None: ...
    def __getattribute__(self, name: str) -> object: ...
    def __setattr__(self, name: str, value: object) -> None: ...
    def __delattr__(self, name: str) -> None: ...
    def __enter__(self) -> StrictModuleTestingPatchProxy: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None, /
    ) -> None: ...
    def cleanup(self, ignore: Iterable[str] = ()) -> None: ...

def disassemble(function: Callable[..., object]) -> str: ...
def install(enable_patching: bool = False, *, strict_modules: Iterable[str] = ()) -> None: ...
def is_installed() -> bool: ...
def refused_modules() -> dict[str, tuple[str, ...]]: ...
def strict_module_patch(module: StrictModule, name: str, value: object) -> None: ...
def strict_module_patch_delete(module: StrictModule, name: str) -> None: ...
def strict_module_patch_enabled(module: StrictModule) -> bool: ...
