"""Looking into other processes."""

from __stub__ import effect


class RemoteUnwinder:
    @effect("process", "looks into another process")
    def __init__(self, pid, *, all_threads=False, only_active_thread=False, debug=False) -> None: ...
    @effect("process", "looks into another process")
    def get_stack_trace(self): ...
    @effect("process", "looks into another process")
    def get_async_stack_trace(self): ...
    @effect("process", "looks into another process")
    def get_all_awaited_by(self): ...
