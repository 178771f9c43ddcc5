"""The operating system, as `os` sees it on Linux."""

from _types import GenericAlias as _GenericAlias

from __stub__ import effect, raises, typed

_asks_input_hook = effect("interpreter", "asks for an input hook")
_asks_property_process = effect("environment", "asks for a property of the process")
_asks_system = effect("environment", "asks the system")
_asks_terminal = effect("environment", "asks the terminal")
_asks_working_directory = effect("environment", "asks for the working directory")
_changes_environment = effect("environment", "changes the environment")
_changes_file_file_system = effect("io", "changes a file or the file system")
_changes_process = effect("process", "changes the process")
_ends_process = effect("process", "ends the process")
_opens_file = effect("io", "opens a file")
_reads_clock = effect("clock", "reads the clock")
_reads_environment = effect("environment", "reads the environment")
_reads_folder = effect("io", "reads a folder")
_reads_random_bytes = effect("random", "reads random bytes")
_reads_writes_file = effect("io", "reads or writes a file")
_registers_functions_be_called_around_fork = effect("registry", "registers functions to be called around a fork")
_sends_signal = effect("process", "sends a signal")
_starts_replaces_waits_process = effect("process", "starts, replaces or waits for a process")

error = OSError


def _asks_file_system(function):
    return effect("io", "asks the file system")(raises(OSError)(function))


def _environ() -> dict[bytes, bytes]: ...


# Changing it changes what child processes see; `putenv` says so.
environ = _environ()


def _item(index):
    return property(lambda self: self[index])


def _number(self) -> int: ...


def _seconds(self) -> float: ...


class stat_result(tuple):
    __module__ = "os"
    __match_args__ = ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size")
    n_fields = 19
    n_sequence_fields = 10
    n_unnamed_fields = 3
    st_mode = st_ino = st_dev = st_nlink = st_uid = st_gid = st_size = property(_number)
    st_atime_ns = st_mtime_ns = st_ctime_ns = st_blksize = st_blocks = st_rdev = property(_number)
    st_atime = st_mtime = st_ctime = property(_seconds)


class statvfs_result(tuple):
    __module__ = "os"
    __match_args__ = (
        "f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail", "f_flag", "f_namemax",
    )
    n_fields = 11
    n_sequence_fields = 10
    n_unnamed_fields = 0
    f_bsize = f_frsize = f_blocks = f_bfree = f_bavail = f_files = f_ffree = f_favail = f_flag = f_namemax = f_fsid = property(_number)


class terminal_size(tuple):
    __module__ = "os"
    __match_args__ = ("columns", "lines")
    n_fields = n_sequence_fields = 2
    n_unnamed_fields = 0
    columns = _item(0)
    lines = _item(1)


class times_result(tuple):
    __match_args__ = ("user", "system", "children_user", "children_system", "elapsed")
    n_fields = n_sequence_fields = 5
    n_unnamed_fields = 0
    user, system, children_user, children_system, elapsed = map(_item, range(5))


class uname_result(tuple):
    __match_args__ = ("sysname", "nodename", "release", "version", "machine")
    n_fields = n_sequence_fields = 5
    n_unnamed_fields = 0
    sysname, nodename, release, version, machine = map(_item, range(5))


class sched_param(tuple):
    __match_args__ = ("sched_priority",)
    n_fields = n_sequence_fields = 1
    n_unnamed_fields = 0
    sched_priority = _item(0)

    def __new__(cls, sched_priority):
        return tuple.__new__(cls, (sched_priority,))


class waitid_result(tuple):
    __match_args__ = ("si_pid", "si_uid", "si_signo", "si_status", "si_code")
    n_fields = n_sequence_fields = 5
    n_unnamed_fields = 0
    si_pid, si_uid, si_signo, si_status, si_code = map(_item, range(5))


class DirEntry:
    @property
    def name(self): ...

    @property
    def path(self): ...

    @_asks_file_system
    def is_dir(self, *, follow_symlinks=True) -> bool: ...

    @_asks_file_system
    def is_file(self, *, follow_symlinks=True) -> bool: ...

    @_asks_file_system
    def is_symlink(self) -> bool: ...

    @_asks_file_system
    def is_junction(self) -> bool: ...

    @_asks_file_system
    def stat(self, *, follow_symlinks=True) -> stat_result: ...

    def inode(self) -> int: ...

    def __fspath__(self): ...

    __class_getitem__ = classmethod(_GenericAlias)


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    if not hasattr(kind, "__fspath__"):
        raise TypeError(f"expected str, bytes or os.PathLike object, not {kind.__name__}")
    text = kind.__fspath__(path)
    if not isinstance(text, (str, bytes)):
        raise TypeError(f"expected {kind.__name__}.__fspath__() to return str or bytes, not {type(text).__name__}")
    return text

def WCOREDUMP(status, /) -> bool: ...
def WEXITSTATUS(status) -> int: ...
def WIFCONTINUED(status) -> bool: ...
def WIFEXITED(status) -> bool: ...
def WIFSIGNALED(status) -> bool: ...
def WIFSTOPPED(status) -> bool: ...
def WSTOPSIG(status) -> int: ...
def WTERMSIG(status) -> int: ...
@_reads_environment
def _create_environ() -> dict[bytes, bytes]: ...
@_ends_process
def _exit(status) -> None: ...
@_asks_input_hook
def _inputhook() -> bool: ...
@_asks_input_hook
def _is_inputhook_installed() -> bool: ...
@_ends_process
def abort() -> None: ...
@_asks_file_system
def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True) -> bool: ...
@_changes_process
def chdir(path) -> None: ...
@_changes_file_file_system
def chmod(path, mode, *, dir_fd=None, follow_symlinks=...) -> None: ...
@_changes_file_file_system
def chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True) -> None: ...
@_changes_process
def chroot(path) -> None: ...
@_changes_file_file_system
def close(fd) -> None: ...
@_changes_file_file_system
def closerange(fd_low, fd_high, /) -> None: ...
@_asks_system
def confstr(name, /) -> str | None: ...
@_reads_writes_file
def copy_file_range(src, dst, count, offset_src=None, offset_dst=None) -> int: ...
@_asks_system
def cpu_count() -> int | None: ...
@_asks_property_process
def ctermid() -> str: ...
@_asks_terminal
def device_encoding(fd) -> str | None: ...
@_opens_file
def dup(fd, /) -> int: ...
@_opens_file
def dup2(fd, fd2, inheritable=True) -> int: ...
@_opens_file
def eventfd(initval, flags=524288) -> int: ...
@_reads_writes_file
def eventfd_read(fd) -> int: ...
@_changes_file_file_system
def eventfd_write(fd, value) -> None: ...
@_starts_replaces_waits_process
def execv(path, argv, /) -> object: ...
@_starts_replaces_waits_process
def execve(path, argv, env) -> object: ...
@_changes_process
def fchdir(fd) -> None: ...
@_changes_file_file_system
def fchmod(fd, mode) -> None: ...
@_changes_file_file_system
def fchown(fd, uid, gid) -> None: ...
@_changes_file_file_system
def fdatasync(fd) -> None: ...
@_starts_replaces_waits_process
def fork() -> object: ...
@_starts_replaces_waits_process
def forkpty() -> object: ...
@_asks_system
def fpathconf(fd, name, /) -> int: ...
@_asks_file_system
def fstat(fd) -> stat_result: ...
@_asks_file_system
def fstatvfs(fd, /) -> statvfs_result: ...
@_changes_file_file_system
def fsync(fd) -> None: ...
@_changes_file_file_system
def ftruncate(fd, length, /) -> None: ...
@_asks_file_system
def get_blocking(fd, /) -> bool: ...
@_asks_file_system
def get_inheritable(fd, /) -> bool: ...
@_asks_terminal
def get_terminal_size(fd=..., /) -> terminal_size: ...
@_asks_working_directory
def getcwd() -> str: ...
@_asks_working_directory
def getcwdb() -> bytes: ...
@_asks_property_process
def getegid() -> int: ...
@_asks_property_process
def geteuid() -> int: ...
@_asks_property_process
def getgid() -> int: ...
@_asks_property_process
def getgrouplist(user, group, /) -> list[int]: ...
@_asks_property_process
def getgroups() -> list[int]: ...
@_asks_system
def getloadavg() -> tuple[float, float, float]: ...
@_asks_property_process
def getlogin() -> str: ...
@_asks_property_process
def getpgid(pid) -> int: ...
@_asks_property_process
def getpgrp() -> int: ...
@_asks_property_process
def getpid() -> int: ...
@_asks_property_process
def getppid() -> int: ...
@_asks_property_process
def getpriority(which, who) -> int: ...
@_reads_random_bytes
def getrandom(size, flags=0) -> bytes: ...
@_asks_property_process
def getresgid() -> tuple[int, int, int]: ...
@_asks_property_process
def getresuid() -> tuple[int, int, int]: ...
@_asks_property_process
def getsid(pid, /) -> int: ...
@_asks_property_process
def getuid() -> int: ...
@_asks_file_system
def getxattr(path, attribute, *, follow_symlinks=True) -> bytes: ...
@_changes_file_file_system
def grantpt(fd, /) -> None: ...
@_changes_process
def initgroups(username, gid, /) -> None: ...
@_asks_terminal
def isatty(fd, /) -> bool: ...
@_sends_signal
def kill(pid, signal, /) -> None: ...
@_sends_signal
def killpg(pgid, signal, /) -> None: ...
@_changes_file_file_system
def lchown(path, uid, gid) -> None: ...
@_changes_file_file_system
def link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=...) -> None: ...
@_reads_folder
def listdir(path=None) -> list: ...
@_reads_folder
def listxattr(path=None, *, follow_symlinks=True) -> list: ...
@_changes_file_file_system
def lockf(fd, command, length, /) -> None: ...
@_changes_process
def login_tty(fd, /) -> None: ...
@_reads_writes_file
def lseek(fd, position, whence, /) -> int: ...
@_asks_file_system
def lstat(path, *, dir_fd=None) -> stat_result: ...
def major(device, /) -> int: ...
def makedev(major, minor, /) -> int: ...
@_opens_file
def memfd_create(name, flags=1) -> int: ...
def minor(device, /) -> int: ...
@_changes_file_file_system
def mkdir(path, mode=511, *, dir_fd=None) -> None: ...
@_changes_file_file_system
def mkfifo(path, mode=438, *, dir_fd=None) -> None: ...
@_changes_file_file_system
def mknod(path, mode=384, device=0, *, dir_fd=None) -> None: ...
@_changes_process
def nice(increment, /) -> int: ...
@_opens_file
def open(path, flags, mode=511, *, dir_fd=None) -> int: ...
@_opens_file
def openpty() -> tuple[int, int]: ...
@_asks_system
def pathconf(path, name) -> int: ...
@_opens_file
def pidfd_open(pid, flags=0) -> int: ...
@_opens_file
def pipe() -> tuple[int, int]: ...
@_opens_file
def pipe2(flags, /) -> tuple[int, int]: ...
@_changes_file_file_system
def posix_fadvise(fd, offset, length, advice, /) -> None: ...
@_changes_file_file_system
def posix_fallocate(fd, offset, length, /) -> None: ...
@_opens_file
def posix_openpt(oflag, /) -> int: ...
@_starts_replaces_waits_process
def posix_spawn(path, argv, env, /, *, file_actions=(), setpgroup=None, resetids=False, setsid=False, setsigmask=(), setsigdef=(), scheduler=None) -> object: ...
@_starts_replaces_waits_process
def posix_spawnp(path, argv, env, /, *, file_actions=(), setpgroup=None, resetids=False, setsid=False, setsigmask=(), setsigdef=(), scheduler=None) -> object: ...
@_reads_writes_file
def pread(fd, length, offset, /) -> bytes: ...
@_reads_writes_file
def preadv(fd, buffers, offset, flags=0, /) -> int: ...
@_asks_property_process
def ptsname(fd, /) -> str: ...
@_changes_environment
def putenv(name, value, /) -> None: ...
@_reads_writes_file
def pwrite(fd, buffer, offset, /) -> int: ...
@_reads_writes_file
def pwritev(fd, buffers, offset, flags=0, /) -> int: ...
@_reads_writes_file
def read(fd, length, /) -> bytes: ...
@_reads_writes_file
def readinto(fd, buffer, /) -> int: ...
@_asks_file_system
def readlink(path, *, dir_fd=None) -> object: ...
@_reads_writes_file
def readv(fd, buffers, /) -> int: ...
@_registers_functions_be_called_around_fork
def register_at_fork(*, before=..., after_in_child=..., after_in_parent=...) -> None: ...
@_changes_file_file_system
def remove(path, *, dir_fd=None) -> None: ...
@_changes_file_file_system
def removexattr(path, attribute, *, follow_symlinks=True) -> None: ...
@_changes_file_file_system
def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None) -> None: ...
@_changes_file_file_system
def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None) -> None: ...
@_changes_file_file_system
def rmdir(path, *, dir_fd=None) -> None: ...
@_reads_folder
def scandir(path=None) -> object: ...
@_asks_system
def sched_get_priority_max(policy) -> int: ...
@_asks_system
def sched_get_priority_min(policy) -> int: ...
@_asks_system
def sched_getaffinity(pid, /) -> set[int]: ...
@_asks_system
def sched_getparam(pid, /) -> sched_param: ...
@_asks_system
def sched_getscheduler(pid, /) -> int: ...
@_asks_system
def sched_rr_get_interval(pid, /) -> float: ...
@_changes_process
def sched_setaffinity(pid, mask, /) -> None: ...
@_changes_process
def sched_setparam(pid, param, /) -> None: ...
@_changes_process
def sched_setscheduler(pid, policy, param, /) -> None: ...
@_changes_process
def sched_yield() -> None: ...
@_reads_writes_file
def sendfile(out_fd, in_fd, offset, count) -> int: ...
@_changes_file_file_system
def set_blocking(fd, blocking, /) -> None: ...
@_changes_file_file_system
def set_inheritable(fd, inheritable, /) -> None: ...
@_changes_process
def setegid(egid, /) -> None: ...
@_changes_process
def seteuid(euid, /) -> None: ...
@_changes_process
def setgid(gid, /) -> None: ...
@_changes_process
def setgroups(groups, /) -> None: ...
@_changes_process
def setns(fd, nstype=0) -> None: ...
@_changes_process
def setpgid(pid, pgrp, /) -> None: ...
@_changes_process
def setpgrp() -> None: ...
@_changes_process
def setpriority(which, who, priority) -> None: ...
@_changes_process
def setregid(rgid, egid, /) -> None: ...
@_changes_process
def setresgid(rgid, egid, sgid, /) -> None: ...
@_changes_process
def setresuid(ruid, euid, suid, /) -> None: ...
@_changes_process
def setreuid(ruid, euid, /) -> None: ...
@_changes_process
def setsid() -> None: ...
@_changes_process
def setuid(uid, /) -> None: ...
@_changes_file_file_system
def setxattr(path, attribute, value, flags=0, *, follow_symlinks=True) -> None: ...
@_reads_writes_file
def splice(src, dst, count, offset_src=None, offset_dst=None, flags=0) -> int: ...
@_asks_file_system
def stat(path, *, dir_fd=None, follow_symlinks=True) -> stat_result: ...
@_asks_file_system
def statvfs(path) -> statvfs_result: ...
def strerror(code, /) -> str: ...
@_changes_file_file_system
def symlink(src, dst, target_is_directory=False, *, dir_fd=None) -> None: ...
@_changes_file_file_system
def sync() -> None: ...
@_asks_system
def sysconf(name, /) -> int: ...
@_starts_replaces_waits_process
def system(command) -> object: ...
@_asks_system
def tcgetpgrp(fd, /) -> int: ...
@_changes_process
def tcsetpgrp(fd, pgid, /) -> None: ...
@_opens_file
def timerfd_create(clockid, /, *, flags=0) -> int: ...
@_reads_writes_file
def timerfd_gettime(fd, /) -> tuple[float, float]: ...
@_reads_writes_file
def timerfd_gettime_ns(fd, /) -> tuple[int, int]: ...
@_reads_writes_file
def timerfd_settime(fd, /, *, flags=0, initial=0.0, interval=0.0) -> tuple[float, float]: ...
@_reads_writes_file
def timerfd_settime_ns(fd, /, *, flags=0, initial=0, interval=0) -> tuple[int, int]: ...
@_reads_clock
def times() -> times_result: ...
@_changes_file_file_system
def truncate(path, length) -> None: ...
@_asks_property_process
def ttyname(fd, /) -> str: ...
@_changes_process
def umask(mask, /) -> int: ...
@_asks_system
def uname() -> uname_result: ...
@_changes_file_file_system
def unlink(path, *, dir_fd=None) -> None: ...
@_changes_file_file_system
def unlockpt(fd, /) -> None: ...
@_changes_environment
def unsetenv(name, /) -> None: ...
@_changes_process
def unshare(flags) -> None: ...
@_reads_random_bytes
def urandom(size, /) -> bytes: ...
@_changes_file_file_system
def utime(path, times=None, *, ns=..., dir_fd=None, follow_symlinks=True) -> None: ...
@_starts_replaces_waits_process
def wait() -> object: ...
@_starts_replaces_waits_process
def wait3(options) -> object: ...
@_starts_replaces_waits_process
def wait4(pid, options) -> object: ...
@_starts_replaces_waits_process
def waitid(idtype, id, options, /) -> object: ...
@_starts_replaces_waits_process
def waitpid(pid, options, /) -> object: ...
def waitstatus_to_exitcode(status) -> int: ...
@_reads_writes_file
def write(fd, data, /) -> int: ...
@_reads_writes_file
def writev(fd, buffers, /) -> int: ...

_have_functions = ["HAVE_EVENTFD", "HAVE_FACCESSAT", "HAVE_FCHDIR", "HAVE_FCHMOD", "HAVE_FCHMODAT", "HAVE_FCHOWN", "HAVE_FCHOWNAT", "HAVE_FDOPENDIR", "HAVE_FEXECVE", "HAVE_FPATHCONF", "HAVE_FSTATAT", "HAVE_FSTATVFS", "HAVE_FTRUNCATE", "HAVE_FUTIMENS", "HAVE_FUTIMES", "HAVE_FUTIMESAT", "HAVE_LCHOWN", "HAVE_LINKAT", "HAVE_LSTAT", "HAVE_LUTIMES", "HAVE_MEMFD_CREATE", "HAVE_MKDIRAT", "HAVE_MKFIFOAT", "HAVE_MKNODAT", "HAVE_OPENAT", "HAVE_PTSNAME_R", "HAVE_READLINKAT", "HAVE_RENAMEAT", "HAVE_SYMLINKAT", "HAVE_TIMERFD_CREATE", "HAVE_UNLINKAT", "HAVE_UTIMENSAT"]

CLD_CONTINUED = 6
CLD_DUMPED = 3
CLD_EXITED = 1
CLD_KILLED = 2
CLD_STOPPED = 5
CLD_TRAPPED = 4
CLONE_FILES = 1024
CLONE_FS = 512
CLONE_NEWCGROUP = 33554432
CLONE_NEWIPC = 134217728
CLONE_NEWNET = 1073741824
CLONE_NEWNS = 131072
CLONE_NEWPID = 536870912
CLONE_NEWTIME = 128
CLONE_NEWUSER = 268435456
CLONE_NEWUTS = 67108864
CLONE_SIGHAND = 2048
CLONE_SYSVSEM = 262144
CLONE_THREAD = 65536
CLONE_VM = 256
EFD_CLOEXEC = 524288
EFD_NONBLOCK = 2048
EFD_SEMAPHORE = 1
EX_CANTCREAT = 73
EX_CONFIG = 78
EX_DATAERR = 65
EX_IOERR = 74
EX_NOHOST = 68
EX_NOINPUT = 66
EX_NOPERM = 77
EX_NOUSER = 67
EX_OK = 0
EX_OSERR = 71
EX_OSFILE = 72
EX_PROTOCOL = 76
EX_SOFTWARE = 70
EX_TEMPFAIL = 75
EX_UNAVAILABLE = 69
EX_USAGE = 64
F_LOCK = 1
F_OK = 0
F_TEST = 3
F_TLOCK = 2
F_ULOCK = 0
GRND_NONBLOCK = 1
GRND_RANDOM = 2
MFD_ALLOW_SEALING = 2
MFD_CLOEXEC = 1
MFD_HUGETLB = 4
MFD_HUGE_16GB = 2281701376
MFD_HUGE_16MB = 1610612736
MFD_HUGE_1GB = 2013265920
MFD_HUGE_1MB = 1342177280
MFD_HUGE_256MB = 1879048192
MFD_HUGE_2GB = 2080374784
MFD_HUGE_2MB = 1409286144
MFD_HUGE_32MB = 1677721600
MFD_HUGE_512KB = 1275068416
MFD_HUGE_512MB = 1946157056
MFD_HUGE_64KB = 1073741824
MFD_HUGE_8MB = 1543503872
MFD_HUGE_MASK = 63
MFD_HUGE_SHIFT = 26
NGROUPS_MAX = 65536
O_ACCMODE = 3
O_APPEND = 1024
O_ASYNC = 8192
O_CLOEXEC = 524288
O_CREAT = 64
O_DIRECT = 16384
O_DIRECTORY = 65536
O_DSYNC = 4096
O_EXCL = 128
O_FSYNC = 1052672
O_LARGEFILE = 0
O_NDELAY = 2048
O_NOATIME = 262144
O_NOCTTY = 256
O_NOFOLLOW = 131072
O_NONBLOCK = 2048
O_PATH = 2097152
O_RDONLY = 0
O_RDWR = 2
O_RSYNC = 1052672
O_SYNC = 1052672
O_TMPFILE = 4259840
O_TRUNC = 512
O_WRONLY = 1
PIDFD_NONBLOCK = 2048
POSIX_FADV_DONTNEED = 4
POSIX_FADV_NOREUSE = 5
POSIX_FADV_NORMAL = 0
POSIX_FADV_RANDOM = 1
POSIX_FADV_SEQUENTIAL = 2
POSIX_FADV_WILLNEED = 3
POSIX_SPAWN_CLOSE = 1
POSIX_SPAWN_CLOSEFROM = 3
POSIX_SPAWN_DUP2 = 2
POSIX_SPAWN_OPEN = 0
PRIO_PGRP = 1
PRIO_PROCESS = 0
PRIO_USER = 2
P_ALL = 0
P_PGID = 2
P_PID = 1
P_PIDFD = 3
RTLD_DEEPBIND = 8
RTLD_GLOBAL = 256
RTLD_LAZY = 1
RTLD_LOCAL = 0
RTLD_NODELETE = 4096
RTLD_NOLOAD = 4
RTLD_NOW = 2
RWF_APPEND = 16
RWF_DSYNC = 2
RWF_HIPRI = 1
RWF_NOWAIT = 8
RWF_SYNC = 4
R_OK = 4
SCHED_BATCH = 3
SCHED_DEADLINE = 6
SCHED_FIFO = 1
SCHED_IDLE = 5
SCHED_NORMAL = 0
SCHED_OTHER = 0
SCHED_RESET_ON_FORK = 1073741824
SCHED_RR = 2
SEEK_DATA = 3
SEEK_HOLE = 4
SPLICE_F_MORE = 4
SPLICE_F_MOVE = 1
SPLICE_F_NONBLOCK = 2
ST_APPEND = 256
ST_MANDLOCK = 64
ST_NOATIME = 1024
ST_NODEV = 4
ST_NODIRATIME = 2048
ST_NOEXEC = 8
ST_NOSUID = 2
ST_RDONLY = 1
ST_RELATIME = 4096
ST_SYNCHRONOUS = 16
ST_WRITE = 128
TFD_CLOEXEC = 524288
TFD_NONBLOCK = 2048
TFD_TIMER_ABSTIME = 1
TFD_TIMER_CANCEL_ON_SET = 2
TMP_MAX = 238328
WCONTINUED = 8
WEXITED = 4
WNOHANG = 1
WNOWAIT = 16777216
WSTOPPED = 2
WUNTRACED = 2
W_OK = 2
XATTR_CREATE = 1
XATTR_REPLACE = 2
XATTR_SIZE_MAX = 65536
X_OK = 1
confstr_names = {"CS_GNU_LIBC_VERSION": 2, "CS_GNU_LIBPTHREAD_VERSION": 3, "CS_LFS64_CFLAGS": 1004, "CS_LFS64_LDFLAGS": 1005, "CS_LFS64_LIBS": 1006, "CS_LFS64_LINTFLAGS": 1007, "CS_LFS_CFLAGS": 1000, "CS_LFS_LDFLAGS": 1001, "CS_LFS_LIBS": 1002, "CS_LFS_LINTFLAGS": 1003, "CS_PATH": 0, "CS_XBS5_ILP32_OFF32_CFLAGS": 1100, "CS_XBS5_ILP32_OFF32_LDFLAGS": 1101, "CS_XBS5_ILP32_OFF32_LIBS": 1102, "CS_XBS5_ILP32_OFF32_LINTFLAGS": 1103, "CS_XBS5_ILP32_OFFBIG_CFLAGS": 1104, "CS_XBS5_ILP32_OFFBIG_LDFLAGS": 1105, "CS_XBS5_ILP32_OFFBIG_LIBS": 1106, "CS_XBS5_ILP32_OFFBIG_LINTFLAGS": 1107, "CS_XBS5_LP64_OFF64_CFLAGS": 1108, "CS_XBS5_LP64_OFF64_LDFLAGS": 1109, "CS_XBS5_LP64_OFF64_LIBS": 1110, "CS_XBS5_LP64_OFF64_LINTFLAGS": 1111, "CS_XBS5_LPBIG_OFFBIG_CFLAGS": 1112, "CS_XBS5_LPBIG_OFFBIG_LDFLAGS": 1113, "CS_XBS5_LPBIG_OFFBIG_LIBS": 1114, "CS_XBS5_LPBIG_OFFBIG_LINTFLAGS": 1115}
pathconf_names = {"PC_ASYNC_IO": 10, "PC_CHOWN_RESTRICTED": 6, "PC_FILESIZEBITS": 13, "PC_LINK_MAX": 0, "PC_MAX_CANON": 1, "PC_MAX_INPUT": 2, "PC_NAME_MAX": 3, "PC_NO_TRUNC": 7, "PC_PATH_MAX": 4, "PC_PIPE_BUF": 5, "PC_PRIO_IO": 11, "PC_SOCK_MAXBUF": 12, "PC_SYNC_IO": 9, "PC_VDISABLE": 8, "PC_ALLOC_SIZE_MIN": 18, "PC_REC_INCR_XFER_SIZE": 14, "PC_REC_MAX_XFER_SIZE": 15, "PC_REC_MIN_XFER_SIZE": 16, "PC_REC_XFER_ALIGN": 17, "PC_SYMLINK_MAX": 19}
sysconf_names = {"SC_2_CHAR_TERM": 95, "SC_2_C_BIND": 47, "SC_2_C_DEV": 48, "SC_2_C_VERSION": 96, "SC_2_FORT_DEV": 49, "SC_2_FORT_RUN": 50, "SC_2_LOCALEDEF": 52, "SC_2_SW_DEV": 51, "SC_2_UPE": 97, "SC_2_VERSION": 46, "SC_AIO_LISTIO_MAX": 23, "SC_AIO_MAX": 24, "SC_AIO_PRIO_DELTA_MAX": 25, "SC_ARG_MAX": 0, "SC_ASYNCHRONOUS_IO": 12, "SC_ATEXIT_MAX": 87, "SC_AVPHYS_PAGES": 86, "SC_BC_BASE_MAX": 36, "SC_BC_DIM_MAX": 37, "SC_BC_SCALE_MAX": 38, "SC_BC_STRING_MAX": 39, "SC_CHARCLASS_NAME_MAX": 45, "SC_CHAR_BIT": 101, "SC_CHAR_MAX": 102, "SC_CHAR_MIN": 103, "SC_CHILD_MAX": 1, "SC_CLK_TCK": 2, "SC_COLL_WEIGHTS_MAX": 40, "SC_DELAYTIMER_MAX": 26, "SC_EQUIV_CLASS_MAX": 41, "SC_EXPR_NEST_MAX": 42, "SC_FSYNC": 15, "SC_GETGR_R_SIZE_MAX": 69, "SC_GETPW_R_SIZE_MAX": 70, "SC_INT_MAX": 104, "SC_INT_MIN": 105, "SC_IOV_MAX": 60, "SC_JOB_CONTROL": 7, "SC_LINE_MAX": 43, "SC_LOGIN_NAME_MAX": 71, "SC_LONG_BIT": 106, "SC_MAPPED_FILES": 16, "SC_MB_LEN_MAX": 108, "SC_MEMLOCK": 17, "SC_MEMLOCK_RANGE": 18, "SC_MEMORY_PROTECTION": 19, "SC_MESSAGE_PASSING": 20, "SC_MQ_OPEN_MAX": 27, "SC_MQ_PRIO_MAX": 28, "SC_NGROUPS_MAX": 3, "SC_NL_ARGMAX": 119, "SC_NL_LANGMAX": 120, "SC_NL_MSGMAX": 121, "SC_NL_NMAX": 122, "SC_NL_SETMAX": 123, "SC_NL_TEXTMAX": 124, "SC_NPROCESSORS_CONF": 83, "SC_NPROCESSORS_ONLN": 84, "SC_NZERO": 109, "SC_OPEN_MAX": 4, "SC_PAGESIZE": 30, "SC_PAGE_SIZE": 30, "SC_PASS_MAX": 88, "SC_PHYS_PAGES": 85, "SC_PII": 53, "SC_PII_INTERNET": 56, "SC_PII_INTERNET_DGRAM": 62, "SC_PII_INTERNET_STREAM": 61, "SC_PII_OSI": 57, "SC_PII_OSI_CLTS": 64, "SC_PII_OSI_COTS": 63, "SC_PII_OSI_M": 65, "SC_PII_SOCKET": 55, "SC_PII_XTI": 54, "SC_POLL": 58, "SC_PRIORITIZED_IO": 13, "SC_PRIORITY_SCHEDULING": 10, "SC_REALTIME_SIGNALS": 9, "SC_RE_DUP_MAX": 44, "SC_RTSIG_MAX": 31, "SC_SAVED_IDS": 8, "SC_SCHAR_MAX": 111, "SC_SCHAR_MIN": 112, "SC_SELECT": 59, "SC_SEMAPHORES": 21, "SC_SEM_NSEMS_MAX": 32, "SC_SEM_VALUE_MAX": 33, "SC_SHARED_MEMORY_OBJECTS": 22, "SC_SHRT_MAX": 113, "SC_SHRT_MIN": 114, "SC_SIGQUEUE_MAX": 34, "SC_SSIZE_MAX": 110, "SC_STREAM_MAX": 5, "SC_SYNCHRONIZED_IO": 14, "SC_THREADS": 67, "SC_THREAD_ATTR_STACKADDR": 77, "SC_THREAD_ATTR_STACKSIZE": 78, "SC_THREAD_DESTRUCTOR_ITERATIONS": 73, "SC_THREAD_KEYS_MAX": 74, "SC_THREAD_PRIORITY_SCHEDULING": 79, "SC_THREAD_PRIO_INHERIT": 80, "SC_THREAD_PRIO_PROTECT": 81, "SC_THREAD_PROCESS_SHARED": 82, "SC_THREAD_SAFE_FUNCTIONS": 68, "SC_THREAD_STACK_MIN": 75, "SC_THREAD_THREADS_MAX": 76, "SC_TIMERS": 11, "SC_TIMER_MAX": 35, "SC_TTY_NAME_MAX": 72, "SC_TZNAME_MAX": 6, "SC_T_IOV_MAX": 66, "SC_UCHAR_MAX": 115, "SC_UINT_MAX": 116, "SC_UIO_MAXIOV": 60, "SC_ULONG_MAX": 117, "SC_USHRT_MAX": 118, "SC_VERSION": 29, "SC_WORD_BIT": 107, "SC_XBS5_ILP32_OFF32": 125, "SC_XBS5_ILP32_OFFBIG": 126, "SC_XBS5_LP64_OFF64": 127, "SC_XBS5_LPBIG_OFFBIG": 128, "SC_XOPEN_CRYPT": 92, "SC_XOPEN_ENH_I18N": 93, "SC_XOPEN_LEGACY": 129, "SC_XOPEN_REALTIME": 130, "SC_XOPEN_REALTIME_THREADS": 131, "SC_XOPEN_SHM": 94, "SC_XOPEN_UNIX": 91, "SC_XOPEN_VERSION": 89, "SC_XOPEN_XCU_VERSION": 90, "SC_XOPEN_XPG2": 98, "SC_XOPEN_XPG3": 99, "SC_XOPEN_XPG4": 100, "SC_MINSIGSTKSZ": 249}

if __platform__ != "linux":
    # The values are those of Linux.
    for _name in [name for name, value in globals().items() if type(value) is int]:
        globals()[_name] = typed(int)
    del _name
