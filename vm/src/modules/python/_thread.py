"""This module provides primitive operations to write multi-threaded programs.

There is one thread so far: locks only remember whether they are held.
"""

error = RuntimeError
TIMEOUT_MAX = 9223372036.0
_main_ident = 1


class lock:
    """A lock object is a synchronization primitive."""

    __slots__ = ("_held", "__weakref__")
    __module__ = "_thread"

    def __init__(self):
        self._held = False

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout < 0 and timeout != -1:
            raise ValueError("timeout value must be a non-negative number")
        if not self._held:
            self._held = True
            return True
        if blocking and timeout == -1:
            raise RuntimeError("deadlock: the only thread waits for a lock that it holds")
        return False

    acquire_lock = acquire

    def release(self):
        if not self._held:
            raise RuntimeError("release unlocked lock")
        self._held = False

    release_lock = release

    def locked(self):
        return self._held

    locked_lock = locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exception):
        self.release()

    def _at_fork_reinit(self):
        self._held = False

    def __repr__(self):
        state = "locked" if self._held else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"


LockType = lock


class RLock:
    __slots__ = ("_count", "__weakref__")
    __module__ = "_thread"

    def __init__(self):
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        self._count += 1
        return True

    def release(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1

    def locked(self):
        return self._count > 0

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exception):
        self.release()

    def _is_owned(self):
        return self._count > 0

    def _recursion_count(self):
        return self._count

    def _acquire_restore(self, state):
        self._count = state[0]

    def _release_save(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        state = (self._count, _main_ident)
        self._count = 0
        return state

    def _at_fork_reinit(self):
        self._count = 0

    def __repr__(self):
        state = "locked" if self._count else "unlocked"
        return f"<{state} _thread.RLock object owner={_main_ident} count={self._count} at {id(self):#x}>"


class _local:
    """Thread-local data"""

    __module__ = "_thread"

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        return object.__new__(cls)


class _ThreadHandle:
    __module__ = "_thread"

    def __init__(self):
        self.ident = None
        self._done = False

    def join(self, timeout=None):
        return None

    def is_done(self):
        return self._done

    def _set_done(self):
        self._done = True


def allocate_lock():
    return lock()


allocate = allocate_lock


def get_ident():
    return _main_ident


def get_native_id():
    return _main_ident


def _get_main_thread_ident():
    return _main_ident


def _make_thread_handle(ident):
    handle = _ThreadHandle()
    handle.ident = ident
    return handle


def _is_main_interpreter():
    return True


def _shutdown():
    return None


def daemon_threads_allowed():
    return True


def start_new_thread(function, args, kwargs={}, /):
    raise error("can't start new thread: threads are not supported yet")


start_new = start_new_thread


def start_joinable_thread(function, handle=None, daemon=True):
    raise error("can't start new thread: threads are not supported yet")


def stack_size(size=0, /):
    return 0


def _count():
    return 0


def interrupt_main(signum=2, /):
    raise KeyboardInterrupt


def exit():
    raise SystemExit


exit_thread = exit


def set_name(name):
    return None


class _ExceptHookArgs(tuple):
    __module__ = "_thread"
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def _excepthook(args, /):
    import sys
    sys.excepthook(*args[:3])
