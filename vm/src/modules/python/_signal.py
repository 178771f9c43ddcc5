class itimer_error(OSError):
    pass


ItimerError = itimer_error
ItimerError.__module__ = "signal"
ItimerError.__name__ = ItimerError.__qualname__ = "itimer_error"
del itimer_error


class struct_siginfo(tuple):
    """struct_siginfo: Result from sigwaitinfo or sigtimedwait."""

    __module__ = "signal"
    __slots__ = ()
    n_fields = n_sequence_fields = 7
    n_unnamed_fields = 0
    __match_args__ = ("si_signo", "si_code", "si_errno", "si_pid", "si_uid", "si_status", "si_band")

    def __repr__(self):
        fields = ", ".join(f"{name}={value!r}" for name, value in zip(self.__match_args__, self))
        return f"signal.struct_siginfo({fields})"


for _index, _name in enumerate(struct_siginfo.__match_args__):
    setattr(struct_siginfo, _name, property(lambda self, index=_index: self[index]))
del _index, _name


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    """Sets the fd to be written to (with the signal number) when a signal comes in."""
    return _set_wakeup_fd(fd, warn_on_full_buffer)


def setitimer(which, seconds, interval=0.0, /):
    """Sets given itimer (one of ITIMER_REAL, ITIMER_VIRTUAL or ITIMER_PROF)."""
    try:
        return _setitimer(which, seconds, interval)
    except OSError as error:
        raise ItimerError(*error.args) from None


def getitimer(which, /):
    """Returns current value of given itimer."""
    try:
        return _getitimer(which)
    except OSError as error:
        raise ItimerError(*error.args) from None


def sigwaitinfo(sigset, /):
    """Wait synchronously until one of the signals in *sigset* is delivered."""
    return struct_siginfo(_sigtimedwait(sigset, None))


def sigtimedwait(sigset, timeout, /):
    """Like sigwaitinfo(), but with a timeout."""
    if timeout is None:
        raise TypeError("timeout must be a number")
    found = _sigtimedwait(sigset, timeout)
    return None if found is None else struct_siginfo(found)
