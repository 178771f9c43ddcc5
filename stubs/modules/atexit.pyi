"""Functions to be called when the program ends."""

from __stub__ import effect

_registers = effect("registry", "registers a function to be called when the program ends")
_runs = effect("registry", "runs or forgets the functions to be called when the program ends")


@_registers
def register(func, /, *args, **kwargs): ...
@_registers
def unregister(func, /) -> None: ...
@_runs
def _clear() -> None: ...
@_runs
def _run_exitfuncs() -> None: ...
@_runs
def _ncallbacks() -> int: ...
