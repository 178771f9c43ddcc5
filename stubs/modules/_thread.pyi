"""Threads and locks.

Only the module that makes a lock sees whether it is taken; the others find it free, since whoever takes a lock while a
module is executed gives it back.
"""

from __stub__ import effect, owned, typed

_starts = effect("threads", "starts a thread")
_waits = effect("threads", "waits for threads")
_names = effect("threads", "names the running thread")
_ends = effect("threads", "ends the running thread")

error = RuntimeError
TIMEOUT_MAX = 9223372036.0
_NAME_MAXLEN = 15


class lock:
    __slots__ = ("_locked", "__weakref__")
    __module__ = "_thread"

    def __new__(cls):
        self = object.__new__(cls)
        self._locked = False
        return self

    def acquire(self, blocking=True, timeout=-1):
        if not owned(self):
            return True
        if self._locked:
            if blocking and timeout < 0:
                _deadlock()
            return False
        self._locked = True
        return True

    def release(self):
        if not owned(self):
            return
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False

    def locked(self):
        return self._locked

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, type, value, traceback):
        self.release()

    def _at_fork_reinit(self):
        if owned(self):
            self._locked = False

    def __repr__(self) -> str: ...


LockType = lock


class RLock:
    __slots__ = ("_count", "__weakref__")
    __module__ = "_thread"

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self._count = 0
        return self

    def acquire(self, blocking=True, timeout=-1):
        if owned(self):
            self._count += 1
        return True

    def release(self):
        if not owned(self):
            return
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1

    def locked(self):
        return self._count > 0

    def __enter__(self):
        return self.acquire()

    def __exit__(self, type, value, traceback):
        self.release()

    def _is_owned(self):
        return self._count > 0

    def _recursion_count(self):
        return self._count

    def _release_save(self):
        if not owned(self):
            return 1, get_ident()
        count, self._count = self._count, 0
        return count, get_ident()

    def _acquire_restore(self, state, /):
        if owned(self):
            self._count = state[0]

    def _at_fork_reinit(self):
        if owned(self):
            self._count = 0

    def __repr__(self) -> str: ...


@effect("threads", "waits for ever: the lock is taken already")
def _deadlock() -> None: ...


def allocate_lock():
    return lock()


allocate = allocate_lock


class _local:
    """One thread imports: its attributes are the ones that matter."""

    __module__ = "_thread"

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        return object.__new__(cls)


class _ThreadHandle:
    def __init__(self):
        self.ident = get_ident()

    @_waits
    def join(self, timeout=None) -> None: ...
    def is_done(self) -> bool: ...
    def _set_done(self): ...


class _ExceptHookArgs(tuple):
    __match_args__ = ("exc_type", "exc_value", "exc_traceback", "thread")
    n_fields = n_sequence_fields = 4
    n_unnamed_fields = 0
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def get_ident() -> int: ...
def get_native_id() -> int: ...
def _get_main_thread_ident() -> int: ...
def _count() -> int: ...
def _get_name() -> str: ...
def _is_main_interpreter() -> bool: ...
def daemon_threads_allowed() -> bool: ...
def _make_thread_handle(ident, /) -> _ThreadHandle: ...


@effect("io", "prints an exception")
def _excepthook(args, /) -> None: ...


@_starts
def start_new_thread(function, args, kwargs={}, /) -> int: ...


@_starts
def start_joinable_thread(function, handle=None, daemon=True) -> _ThreadHandle: ...


start_new = start_new_thread


@_waits
def _shutdown() -> None: ...


@_names
def set_name(name) -> None: ...


@_ends
def exit() -> None: ...


exit_thread = exit


@effect("process", "sends a signal")
def interrupt_main(signum=2, /) -> None: ...


def stack_size(size=0, /):
    if size:
        _set_stack_size()
    return typed(int)


@effect("threads", "sets the stack size of new threads")
def _set_stack_size() -> None: ...
