"""Executors on processes."""

from __stub__ import effect, overlay, skip

overlay()
skip("_register_atexit")


@overlay
class ProcessPoolExecutor(_base.Executor):
    @effect("process", "makes what processes need to talk to each other")
    def __init__(
        self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None
    ) -> None: ...
    @effect("process", "starts a process")
    def submit(self, fn, /, *args, **kwargs) -> _base.Future: ...
    @effect("process", "starts processes")
    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None): ...
