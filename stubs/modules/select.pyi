"""Waiting for files."""

from __stub__ import effect, typed

_waits_files = effect("io", "waits for files")

error = OSError

class poll_object:
    __slots__ = ()
    __qualname__ = "poll"

    @_waits_files
    def register(self, fd, eventmask=7, /) -> None: ...
    @_waits_files
    def modify(self, fd, eventmask, /) -> None: ...
    @_waits_files
    def unregister(self, fd, /) -> None: ...
    @_waits_files
    def poll(self, timeout=None, /) -> list[tuple[int, int]]: ...


def poll() -> poll_object: ...

class epoll:
    @_waits_files
    def __init__(self, sizehint=-1, flags=0): ...
    @classmethod
    @_waits_files
    def fromfd(cls, fd, /): ...
    @property
    def closed(self) -> bool: ...
    @_waits_files
    def close(self) -> None: ...
    @_waits_files
    def fileno(self) -> int: ...
    @_waits_files
    def register(self, fd, eventmask=7) -> None: ...
    @_waits_files
    def modify(self, fd, eventmask) -> None: ...
    @_waits_files
    def unregister(self, fd) -> None: ...
    @_waits_files
    def poll(self, timeout=None, maxevents=-1) -> list[tuple[int, int]]: ...

    def __enter__(self):
        return self

    def __exit__(self, *arguments):
        self.close()

@_waits_files
def select(rlist, wlist, xlist, timeout=None, /) -> tuple[list[object], list[object], list[object]]: ...

EPOLLERR = 8
EPOLLET = 2147483648
EPOLLEXCLUSIVE = 268435456
EPOLLHUP = 16
EPOLLIN = 1
EPOLLMSG = 1024
EPOLLONESHOT = 1073741824
EPOLLOUT = 4
EPOLLPRI = 2
EPOLLRDBAND = 128
EPOLLRDHUP = 8192
EPOLLRDNORM = 64
EPOLLWAKEUP = 536870912
EPOLLWRBAND = 512
EPOLLWRNORM = 256
EPOLL_CLOEXEC = 524288
PIPE_BUF = 4096
POLLERR = 8
POLLHUP = 16
POLLIN = 1
POLLMSG = 1024
POLLNVAL = 32
POLLOUT = 4
POLLPRI = 2
POLLRDBAND = 128
POLLRDHUP = 8192
POLLRDNORM = 64
POLLWRBAND = 512
POLLWRNORM = 256

if __platform__ != "linux":
    # The values are those of Linux.
    for _name in [name for name, value in globals().items() if type(value) is int]:
        globals()[_name] = typed(int)
    del _name
