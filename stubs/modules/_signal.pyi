"""Signals, with the numbers of Linux."""

from __stub__ import effect, typed

_installs_asks_signal_handler = effect("interpreter", "installs or asks for a signal handler")
_sends_signal = effect("process", "sends a signal")
_sets_timer_process = effect("process", "sets a timer of the process")
_waits_signal = effect("process", "waits for a signal")

class ItimerError(OSError):
    __module__ = "signal"


class struct_siginfo(tuple):
    __module__ = "signal"
    __match_args__ = ("si_signo", "si_code", "si_errno", "si_pid", "si_uid", "si_status", "si_band")
    n_fields = n_sequence_fields = 7
    n_unnamed_fields = 0
    si_signo, si_code, si_errno, si_pid, si_uid, si_status, si_band = [property(lambda self, i=i: self[i]) for i in range(7)]

def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt

@_sets_timer_process
def alarm(seconds, /) -> int: ...
@_sets_timer_process
def getitimer(which, /) -> tuple[float, float]: ...
@_installs_asks_signal_handler
def getsignal(signalnum, /) -> object: ...
@_waits_signal
def pause() -> object: ...
@_sends_signal
def pidfd_send_signal(pidfd, signalnum, siginfo=None, flags=0, /) -> None: ...
@_sends_signal
def pthread_kill(thread_id, signalnum, /) -> None: ...
@_installs_asks_signal_handler
def pthread_sigmask(how, mask, /) -> set[int]: ...
@_sends_signal
def raise_signal(signalnum, /) -> None: ...
@_installs_asks_signal_handler
def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True) -> int: ...
@_sets_timer_process
def setitimer(which, seconds, interval=0.0, /) -> tuple[float, float]: ...
@_installs_asks_signal_handler
def siginterrupt(signalnum, flag, /) -> object: ...
@_installs_asks_signal_handler
def signal(signalnum, handler, /) -> object: ...
@_waits_signal
def sigpending() -> object: ...
@_waits_signal
def sigtimedwait(sigset, timeout, /) -> object: ...
@_waits_signal
def sigwait(sigset, /) -> object: ...
@_waits_signal
def sigwaitinfo(sigset, /) -> object: ...
def strsignal(signalnum, /) -> str | None: ...
def valid_signals() -> set[int]: ...

ITIMER_PROF = 2
ITIMER_REAL = 0
ITIMER_VIRTUAL = 1
NSIG = 65
SIGABRT = 6
SIGALRM = 14
SIGBUS = 7
SIGCHLD = 17
SIGCLD = 17
SIGCONT = 18
SIGFPE = 8
SIGHUP = 1
SIGILL = 4
SIGINT = 2
SIGIO = 29
SIGIOT = 6
SIGKILL = 9
SIGPIPE = 13
SIGPOLL = 29
SIGPROF = 27
SIGPWR = 30
SIGQUIT = 3
SIGRTMAX = 64
SIGRTMIN = 34
SIGSEGV = 11
SIGSTKFLT = 16
SIGSTOP = 19
SIGSYS = 31
SIGTERM = 15
SIGTRAP = 5
SIGTSTP = 20
SIGTTIN = 21
SIGTTOU = 22
SIGURG = 23
SIGUSR1 = 10
SIGUSR2 = 12
SIGVTALRM = 26
SIGWINCH = 28
SIGXCPU = 24
SIGXFSZ = 25
SIG_BLOCK = 0
SIG_DFL = 0
SIG_IGN = 1
SIG_SETMASK = 2
SIG_UNBLOCK = 1

if __platform__ != "linux":
    # The values are those of Linux.
    for _name in [name for name, value in globals().items() if type(value) is int]:
        globals()[_name] = typed(int)
    del _name
