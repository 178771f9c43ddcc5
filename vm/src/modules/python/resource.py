from posix import _structseq

RLIMIT_OFILE = RLIMIT_NOFILE
struct_rusage = _structseq("struct_rusage", (
    "ru_utime", "ru_stime", "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss", "ru_minflt", "ru_majflt", "ru_nswap",
    "ru_inblock", "ru_oublock", "ru_msgsnd", "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw"), module="resource")


def getrusage(who, /):
    return struct_rusage(_getrusage(who))
