"""Operations on open files, with the constants of Linux."""

from __stub__ import effect, typed

_operates_on_open_file = effect("io", "operates on an open file")

@_operates_on_open_file
def fcntl(fd, cmd, arg=0, /) -> object: ...
@_operates_on_open_file
def flock(fd, operation, /) -> object: ...
@_operates_on_open_file
def ioctl(fd, request, arg=0, mutate_flag=True, /) -> object: ...
@_operates_on_open_file
def lockf(fd, cmd, len=0, start=0, whence=0, /) -> object: ...

DN_ACCESS = 1
DN_ATTRIB = 32
DN_CREATE = 4
DN_DELETE = 8
DN_MODIFY = 2
DN_MULTISHOT = 2147483648
DN_RENAME = 16
FASYNC = 8192
FD_CLOEXEC = 1
FICLONE = 1074041865
FICLONERANGE = 1075876877
F_ADD_SEALS = 1033
F_DUPFD = 0
F_DUPFD_CLOEXEC = 1030
F_DUPFD_QUERY = 1027
F_EXLCK = 4
F_GETFD = 1
F_GETFL = 3
F_GETLEASE = 1025
F_GETLK = 5
F_GETLK64 = 5
F_GETOWN = 9
F_GETOWN_EX = 16
F_GETPIPE_SZ = 1032
F_GETSIG = 11
F_GET_FILE_RW_HINT = 1037
F_GET_RW_HINT = 1035
F_GET_SEALS = 1034
F_NOTIFY = 1026
F_OFD_GETLK = 36
F_OFD_SETLK = 37
F_OFD_SETLKW = 38
F_OWNER_PGRP = 2
F_OWNER_PID = 1
F_OWNER_TID = 0
F_RDLCK = 0
F_SEAL_FUTURE_WRITE = 16
F_SEAL_GROW = 4
F_SEAL_SEAL = 1
F_SEAL_SHRINK = 2
F_SEAL_WRITE = 8
F_SETFD = 2
F_SETFL = 4
F_SETLEASE = 1024
F_SETLK = 6
F_SETLK64 = 6
F_SETLKW = 7
F_SETLKW64 = 7
F_SETOWN = 8
F_SETOWN_EX = 15
F_SETPIPE_SZ = 1031
F_SETSIG = 10
F_SET_FILE_RW_HINT = 1038
F_SET_RW_HINT = 1036
F_SHLCK = 8
F_UNLCK = 2
F_WRLCK = 1
LOCK_EX = 2
LOCK_MAND = 32
LOCK_NB = 4
LOCK_READ = 64
LOCK_RW = 192
LOCK_SH = 1
LOCK_UN = 8
LOCK_WRITE = 128
RWH_WRITE_LIFE_EXTREME = 5
RWH_WRITE_LIFE_LONG = 4
RWH_WRITE_LIFE_MEDIUM = 3
RWH_WRITE_LIFE_NONE = 1
RWH_WRITE_LIFE_NOT_SET = 0
RWH_WRITE_LIFE_SHORT = 2

if __platform__ != "linux":
    # The values are those of Linux.
    for _name in [name for name, value in globals().items() if type(value) is int]:
        globals()[_name] = typed(int)
    del _name
