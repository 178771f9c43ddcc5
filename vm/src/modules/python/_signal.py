"""This module provides mechanisms to use signal handlers in Python.

Handlers are remembered; signals are not delivered to them yet.
"""

SIG_DFL = 0
SIG_IGN = 1
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2
NSIG = 65
(SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGKILL, SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM,
 SIGTERM, SIGSTKFLT, SIGCHLD, SIGCONT, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGURG, SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF,
 SIGWINCH, SIGIO, SIGPWR, SIGSYS) = range(1, 32)
SIGIOT, SIGCLD, SIGPOLL = SIGABRT, SIGCHLD, SIGIO
SIGRTMIN, SIGRTMAX = 34, 64
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2


class ItimerError(OSError):
    __module__ = "signal"


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


_handlers = {number: SIG_DFL for number in range(1, NSIG)}
_handlers[SIGINT] = default_int_handler
_handlers[SIGPIPE] = _handlers[SIGXFSZ] = SIG_IGN


def _check(signalnum):
    if not 1 <= signalnum < NSIG:
        raise ValueError("signal number out of range")


def signal(signalnum, handler, /):
    _check(signalnum)
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    before = _handlers[signalnum]
    _handlers[signalnum] = handler
    return before


def getsignal(signalnum, /):
    _check(signalnum)
    return _handlers[signalnum]


def raise_signal(signalnum, /):
    _check(signalnum)
    handler = _handlers[signalnum]
    if callable(handler):
        handler(signalnum, None)


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    return -1


def siginterrupt(signalnum, flag, /):
    return None


def valid_signals():
    return set(range(1, NSIG)) - {32, 33}


def strsignal(signalnum, /):
    names = ("Hangup", "Interrupt", "Quit", "Illegal instruction", "Trace/breakpoint trap", "Aborted", "Bus error",
             "Floating point exception", "Killed", "User defined signal 1", "Segmentation fault",
             "User defined signal 2", "Broken pipe", "Alarm clock", "Terminated")
    _check(signalnum)
    return names[signalnum - 1] if signalnum <= len(names) else None
