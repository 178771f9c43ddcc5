"""`asyncio.events`: event loops belong to threads."""

from __stub__ import effect, overlay, skip, typed, unknown

overlay()
skip("register_at_fork")


def get_running_loop():
    loop = _get_running_loop()
    if loop is None:
        raise RuntimeError("no running event loop")
    return loop


def _get_running_loop():
    # A module may be imported while a loop runs.
    return unknown("the running event loop") if typed(bool) else None


@effect("interpreter", "sets the event loop of the thread")
def _set_running_loop(loop) -> None: ...


@effect("interpreter", "asks for the event loop policy")
def get_event_loop_policy(): ...


@effect("interpreter", "sets the event loop policy")
def set_event_loop_policy(policy) -> None: ...


@effect("interpreter", "asks for the event loop of the thread")
def get_event_loop() -> AbstractEventLoop: ...


@effect("interpreter", "sets the event loop of the thread")
def set_event_loop(loop) -> None: ...


@effect("io", "makes an event loop")
def new_event_loop() -> AbstractEventLoop: ...


_py__get_running_loop = _get_running_loop
_py__set_running_loop = _set_running_loop
_py_get_running_loop = get_running_loop
_py_get_event_loop = get_event_loop
