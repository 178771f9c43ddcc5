"""Limits and use of resources, with the constants of Linux."""

from __stub__ import effect, typed

_asks_property_process = effect("environment", "asks for a property of the process")
_changes_limits_process = effect("process", "changes the limits of the process")

error = OSError

class struct_rusage(tuple):
    __match_args__ = ("ru_utime", "ru_stime", "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss", "ru_minflt", "ru_majflt", "ru_nswap", "ru_inblock", "ru_oublock", "ru_msgsnd", "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw")
    n_fields = n_sequence_fields = 16
    n_unnamed_fields = 0
    ru_utime, ru_stime, ru_maxrss, ru_ixrss, ru_idrss, ru_isrss, ru_minflt, ru_majflt, ru_nswap, ru_inblock, ru_oublock, ru_msgsnd, ru_msgrcv, ru_nsignals, ru_nvcsw, ru_nivcsw = [property(lambda self, i=i: self[i]) for i in range(16)]

def getpagesize() -> int: ...
@_asks_property_process
def getrlimit(resource, /) -> tuple[int, int]: ...
@_asks_property_process
def getrusage(who, /) -> struct_rusage: ...
@_changes_limits_process
def prlimit(pid, resource, limits=None, /) -> object: ...
@_changes_limits_process
def setrlimit(resource, limits, /) -> object: ...

RLIMIT_AS = 9
RLIMIT_CORE = 4
RLIMIT_CPU = 0
RLIMIT_DATA = 2
RLIMIT_FSIZE = 1
RLIMIT_MEMLOCK = 8
RLIMIT_MSGQUEUE = 12
RLIMIT_NICE = 13
RLIMIT_NOFILE = 7
RLIMIT_NPROC = 6
RLIMIT_OFILE = 7
RLIMIT_RSS = 5
RLIMIT_RTPRIO = 14
RLIMIT_RTTIME = 15
RLIMIT_SIGPENDING = 11
RLIMIT_STACK = 3
RLIM_INFINITY = -1
RUSAGE_CHILDREN = -1
RUSAGE_SELF = 0
RUSAGE_THREAD = 1

if __platform__ != "linux":
    # The values are those of Linux.
    for _name in [name for name, value in globals().items() if type(value) is int]:
        globals()[_name] = typed(int)
    del _name
