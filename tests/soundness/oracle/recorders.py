"""Native functions that reach outside without an audit event: replaced by callables that report each call.

A recorder is installed before any Python module that could copy the function is executed. It is no descriptor, as
the function is none, so it may be stored in a class.
"""

import posix
import sys
import time

import _codecs
import _io
import _locale
import _posixsubprocess
import _random  # noqa: F401  (its state is read by `exempt`)
import _signal
import _socket

from events import WRITE_FLAGS

# What only reads from outside: a result that may differ between runs, but nobody else can see the call.
INPUTS = {
    time: """time time_ns monotonic monotonic_ns perf_counter perf_counter_ns process_time process_time_ns thread_time
        thread_time_ns clock_gettime clock_gettime_ns localtime gmtime ctime strftime""",
    posix: """stat lstat fstat statvfs access readlink getcwd getcwdb getpid getppid getpgid getuid geteuid getgid getegid
        getgroups getlogin getloadavg urandom getrandom uname cpu_count sched_getaffinity get_terminal_size isatty
        sysconf confstr pathconf times getpriority ttyname""",
}
INPUT_KINDS = {time: "clock", posix: "system"}

# What changes something outside.
EFFECTS = {
    posix: """write pwrite writev pwritev read pread pipe pipe2 dup dup2 close closerange lseek sync fsync fdatasync nice
        setpriority setuid setgid seteuid setegid setreuid setregid setresuid setresgid setgroups initgroups setsid setpgid
        mkfifo mknod memfd_create eventfd sendfile copy_file_range splice sched_setaffinity sched_setscheduler sched_yield
        register_at_fork umask set_inheritable set_blocking wait waitpid _exit abort tcsetpgrp posix_spawn posix_spawnp
        login_tty unshare setns""",
    _signal: "alarm setitimer set_wakeup_fd raise_signal pause sigwait siginterrupt pthread_sigmask",
    _codecs: "register unregister register_error",
    _locale: "setlocale bindtextdomain textdomain bind_textdomain_codeset",
    time: "tzset sleep",
}
# What CPython tells by audit events, and strict's VM does not.
NOT_AUDITED = {
    posix: """mkdir rmdir unlink remove rename replace link symlink truncate ftruncate chmod fchmod chown fchown lchown
        utime setxattr removexattr fork forkpty kill killpg system putenv unsetenv execv execve""",
    _posixsubprocess: "fork_exec",
    _socket: "socketpair getaddrinfo gethostbyname",
    sys: "addaudithook",
}
NOT_AUDITED_KINDS = {posix: "file", _posixsubprocess: "process", _socket: "network", sys: "interpreter"}
OPENERS = {posix: "open listdir scandir", _io: "open"}
OPENER_KINDS = {posix: "file", _io: "file"}
KIND_OF_FUNCTION = {
    "putenv": "environment",
    "unsetenv": "environment",
    **dict.fromkeys(("fork", "forkpty", "kill", "killpg", "system", "execv", "execve"), "process"),
}
EFFECT_KINDS = {posix: "process", _signal: "signal", _codecs: "codecs", _locale: "locale", time: "clock"}


class Recorder:
    """Calls a function and reports the call."""

    def __init__(self, function, report, kind, is_input):
        self.__dict__.update(_function=function, _report=report, _kind=kind, _is_input=is_input)

    def __call__(self, *args, **kwargs):
        function = self._function
        if not self._is_query(args):
            name = f"{function.__module__}.{function.__name__}"
            is_input = self._is_input
            if is_input is None:
                # What opens files reads them, or writes them too.
                mode = args[1] if len(args) > 1 else kwargs.get("mode", 0)
                is_input = not mode & WRITE_FLAGS if type(mode) is int else not set(mode) & set("wax+")
            kind = KIND_OF_FUNCTION.get(function.__name__, self._kind)
            self._report(kind, f"{name}{_arguments(args)}", is_input)
        return function(*args, **kwargs)

    def _is_query(self, args):
        """Whether a function that can change something only asks."""
        name = self._function.__name__
        return (
            (name == "setlocale" and (len(args) < 2 or args[1] is None))
            or (name == "textdomain" and args in ((), (None,)))
            or (name == "pthread_sigmask" and len(args) == 2 and not args[1])
            or (name in ("gmtime", "localtime", "ctime") and len(args) == 1)
            or (name == "strftime" and len(args) == 2)
        )

    def __getattr__(self, name):
        return getattr(self._function, name)

    def __repr__(self):
        return repr(self._function)


def _arguments(args):
    shown = ", ".join(repr(it)[:60] if type(it) in (str, int, float, bytes) else type(it).__name__ for it in args[:4])
    return f"({shown})"


def install(report):
    """Replaces the functions; `report(kind, text, is_input)` is called at each call."""
    tables = [(INPUTS, INPUT_KINDS, True), (EFFECTS, EFFECT_KINDS, False)]
    if sys.implementation.name == "strict":
        tables += [(NOT_AUDITED, NOT_AUDITED_KINDS, False), (OPENERS, OPENER_KINDS, None)]
    for functions, kinds, is_input in tables:
        for module, names in functions.items():
            for name in names.split():
                function = getattr(module, name, None)
                if function is None:
                    continue
                recorder = Recorder(function, report, kinds[module], is_input)
                for other in list(sys.modules.values()):
                    if other.__dict__.get(name) is function and other.__name__ not in ("probes", "recorders"):
                        rebind(other, name, recorder)


def rebind(module, name, value):
    """Sets a name of a module as the module's own code does: no proof that rests on the name takes it for another's doing."""
    had_builtins = "__builtins__" in module.__dict__
    exec(f"global {name}; {name} = value", module.__dict__, {"value": value})
    if not had_builtins:
        del module.__dict__["__builtins__"]


def install_environment(report):
    """Reports what is read from `os.environ`, once `os` is loaded."""
    environ = sys.modules["os"].environ
    kind = type(environ)
    lookup, iterate = kind.__getitem__, kind.__iter__

    def __getitem__(self, key):
        if self is environ:
            report("environment", f"os.environ[{str(key)[:60]!r}]", True)
        return lookup(self, key)

    def __iter__(self):
        if self is environ:
            report("environment", "os.environ, all of it", True)
        return iterate(self)

    kind.__getitem__, kind.__iter__ = __getitem__, __iter__
