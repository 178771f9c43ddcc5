"""Shared memory."""

from __stub__ import effect

_opens_removes_shared_memory = effect("io", "opens or removes shared memory")

@_opens_removes_shared_memory
def shm_open(path, flags, mode=511) -> object: ...
@_opens_removes_shared_memory
def shm_unlink(path, /) -> object: ...
