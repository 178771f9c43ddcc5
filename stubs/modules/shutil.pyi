"""`shutil`: where programs are depends on the environment and the file system."""

from __stub__ import effect, overlay

overlay()

_looks_for_program = effect("environment", "looks for a program on the search path")


@_looks_for_program
def which(cmd, mode=..., path=None) -> str | None: ...
