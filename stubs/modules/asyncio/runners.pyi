"""`asyncio.runners`: running a coroutine."""

from __stub__ import effect, overlay

overlay()

_runs = effect("io", "runs an event loop")


@overlay
class Runner:
    @_runs
    def __enter__(self) -> "Self": ...
    @_runs
    def close(self) -> None: ...
    @_runs
    def get_loop(self): ...
    @_runs
    def run(self, coro, *, context=None): ...


@_runs
def run(main, *, debug=None, loop_factory=None): ...
