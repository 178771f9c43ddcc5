"""Executors on threads: threads are started when work is submitted."""

from __stub__ import effect, overlay, skip

overlay()
skip("_register_atexit")
skip("register_at_fork")


def _number() -> int: ...


@overlay
class ThreadPoolExecutor(_base.Executor):
    # The number is for names of threads.
    _counter = staticmethod(_number)

    @effect("threads", "starts a thread")
    def submit(self, fn, /, *args, **kwargs) -> _base.Future: ...
    @effect("threads", "starts threads")
    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None): ...
