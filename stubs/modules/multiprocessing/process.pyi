"""Processes are objects until they are started."""

from __stub__ import effect, overlay, typed

overlay()

ORIGINAL_DIR = typed(str)


# Which process imports a module is not known.
def current_process():
    return _current_process


@effect("process", "asks which processes run")
def active_children() -> list: ...


@overlay
class BaseProcess(object):
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        self._identity = _identity()
        self._config = dict(_current_process._config)
        self._parent_pid = typed(int)
        self._parent_name = typed(str)
        self._popen = None
        self._closed = False
        self._target = target
        self._args = tuple(args)
        self._kwargs = dict(kwargs) if kwargs else {}
        self._name = name or typed(str)
        if daemon is not None:
            self.daemon = daemon

    @effect("process", "starts a process")
    def start(self) -> None: ...
    @effect("process", "ends a process")
    def terminate(self) -> None: ...
    @effect("process", "ends a process")
    def kill(self) -> None: ...
    @effect("process", "waits for a process")
    def join(self, timeout=None) -> None: ...
    @effect("process", "asks whether a process runs")
    def is_alive(self) -> bool: ...


def _identity() -> tuple[int, ...]: ...


@overlay
class _MainProcess(BaseProcess):
    def __init__(self):
        self._identity = _identity()
        self._name = typed(str)
        self._parent_pid = None
        self._popen = None
        self._closed = False
        self._config = {"authkey": AuthenticationString(typed(bytes)), "semprefix": "/mp"}
