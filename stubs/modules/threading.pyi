"""`threading`: threads are objects until they are started."""

from __stub__ import effect, overlay, skip, typed

overlay()
skip("register_at_fork")


class _Dangling(WeakSet):
    """Which threads exist matters only after a fork."""

    def add(self, item):
        pass


_dangling = _Dangling()


def _newname(name_template) -> str: ...


@overlay
class Thread:
    @effect("threads", "starts a thread")
    def start(self) -> None: ...
    @effect("threads", "waits for a thread")
    def join(self, timeout=None) -> None: ...
    @effect("threads", "runs a thread")
    def _bootstrap(self) -> None: ...


# Which thread imports a module is not known.
_current_thread = Thread(name=typed(str), daemon=typed(bool))
_current_thread._ident = typed(int)


def current_thread():
    return _current_thread


def currentThread():
    return _current_thread


def active_count() -> int: ...


@effect("threads", "asks which threads run")
def enumerate() -> list[Thread]: ...


@effect("threads", "registers a function to be called when threads end")
def _register_atexit(func, *arg, **kwargs) -> None: ...


@effect("threads", "installs a hook for all threads")
def setprofile(func) -> None: ...


@effect("threads", "installs a hook for all threads")
def setprofile_all_threads(func) -> None: ...


@effect("threads", "installs a hook for all threads")
def settrace(func) -> None: ...


@effect("threads", "installs a hook for all threads")
def settrace_all_threads(func) -> None: ...
