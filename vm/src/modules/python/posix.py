"""This module provides access to operating system functionality that is standardized by the C Standard and the POSIX
standard."""

error = OSError
EX_OK = 0
(EX_USAGE, EX_DATAERR, EX_NOINPUT, EX_NOUSER, EX_NOHOST, EX_UNAVAILABLE, EX_SOFTWARE, EX_OSERR, EX_OSFILE, EX_CANTCREAT,
 EX_IOERR, EX_TEMPFAIL, EX_PROTOCOL, EX_NOPERM, EX_CONFIG) = range(64, 79)
_have_functions = [
    "HAVE_FACCESSAT", "HAVE_FCHDIR", "HAVE_FCHMOD", "HAVE_FCHMODAT", "HAVE_FCHOWN", "HAVE_FCHOWNAT", "HAVE_FDOPENDIR",
    "HAVE_FEXECVE", "HAVE_FPATHCONF", "HAVE_FSTATAT", "HAVE_FSTATVFS", "HAVE_FTRUNCATE", "HAVE_FUTIMENS", "HAVE_LINKAT",
    "HAVE_LCHOWN", "HAVE_LSTAT", "HAVE_LUTIMES", "HAVE_MEMFD_CREATE", "HAVE_MKDIRAT", "HAVE_MKFIFOAT", "HAVE_MKNODAT",
    "HAVE_OPENAT", "HAVE_READLINKAT", "HAVE_RENAMEAT", "HAVE_SYMLINKAT", "HAVE_UNLINKAT", "HAVE_UTIMENSAT"]


def _is_inputhook_installed():
    """Whether something runs its own events while a line is read; nothing can, without C code."""
    return False


def _inputhook():
    return 0


def _named(index):
    return property(lambda self: self[index])


def _structseq(name, fields, extra=(), module="os"):
    """A class like those that C code makes: a tuple whose items have names, with further attributes."""

    def __new__(cls, sequence, dict={}):
        values = tuple(sequence)
        if not len(fields) <= len(values) <= len(fields) + len(extra):
            raise TypeError(f"{module}.{name}() takes a {len(fields)}-sequence ({len(values)}-sequence given)")
        self = tuple.__new__(cls, values[:len(fields)])
        rest = values[len(fields):] + (None,) * len(extra)
        for attribute, value in zip(extra, rest):
            self.__dict__[attribute] = dict.get(attribute, value)
        return self

    def __repr__(self):
        return f"{module}.{name}(" + ", ".join(f"{field}={self[at]!r}" for at, field in enumerate(fields)) + ")"

    def __reduce__(self):
        return type(self), (tuple(self), dict(self.__dict__))

    namespace = {field: _named(at) for at, field in enumerate(fields) if field}
    namespace |= {
        "__new__": __new__, "__repr__": __repr__, "__reduce__": __reduce__, "__module__": module,
        "__match_args__": tuple(fields), "n_fields": len(fields) + len(extra), "n_sequence_fields": len(fields),
        "n_unnamed_fields": 0,
    }
    return type(name, (tuple,), namespace)


stat_result = _structseq(
    "stat_result",
    ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "_atime", "_mtime", "_ctime"),
    ("st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev"),
)
terminal_size = _structseq("terminal_size", ("columns", "lines"))
uname_result = _structseq("uname_result", ("sysname", "nodename", "release", "version", "machine"))
times_result = _structseq("times_result", ("user", "system", "children_user", "children_system", "elapsed"))


class sched_param(_structseq("sched_param", ("sched_priority",), module="posix")):
    """Currently has only one field: sched_priority."""

    __module__ = "posix"

    def __new__(cls, sched_priority):
        return tuple.__new__(cls, (sched_priority,))

    def __reduce__(self):
        return type(self), tuple(self)


def _priority(parameters):
    if not isinstance(parameters, sched_param):
        raise TypeError("must have a sched_param object")
    return parameters.sched_priority


def sched_getparam(pid, /):
    return sched_param(_sched_getparam(pid))


def sched_setparam(pid, param, /):
    _sched_setscheduler(pid, None, _priority(param))


def sched_setscheduler(pid, policy, param, /):
    _sched_setscheduler(pid, policy, _priority(param))


statvfs_result = _structseq("statvfs_result", (
    "f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail", "f_flag", "f_namemax"),
    ("f_fsid",))


def fspath(path):
    """Return the file system path representation of the object."""
    if isinstance(path, (str, bytes)):
        return path
    try:
        method = type(path).__fspath__
    except AttributeError:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}") from None
    result = method(path)
    if isinstance(result, (str, bytes)):
        return result
    raise TypeError(f"expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(result).__name__}")


def _path(path, function="path", allow_fd=False):
    """The bytes of a path, or a file descriptor."""
    if allow_fd and isinstance(path, int):
        return path
    if not isinstance(path, (str, bytes)):
        if not hasattr(type(path), "__fspath__"):
            kinds = "string, bytes, os.PathLike or integer" if allow_fd else "string, bytes or os.PathLike"
            raise TypeError(f"{function}: path should be {kinds}, not {type(path).__name__}")
        path = fspath(path)
    if isinstance(path, str):
        path = path.encode("utf-8", "surrogateescape")
    if b"\0" in path:
        raise ValueError(f"{function}: embedded null character in path")
    return path


def _folder(dir_fd, path=None, function=""):
    """The descriptor that a path is relative to."""
    if dir_fd is None:
        return -100
    if not hasattr(dir_fd, "__index__"):
        raise TypeError(f"argument should be integer or None, not {type(dir_fd).__name__}")
    if isinstance(path, int):
        raise ValueError(f"{function}: can't specify dir_fd without matching path")
    return dir_fd.__index__()


def _text(data):
    return data.decode("utf-8", "surrogateescape")


def _stat_result(values):
    mode, ino, dev, nlink, uid, gid, size, atime, mtime, ctime, blksize, blocks, rdev = values
    # What the class would do, without looking at what it is given.
    result = tuple.__new__(
        stat_result, (mode, ino, dev, nlink, uid, gid, size, atime // 10**9, mtime // 10**9, ctime // 10**9))
    result.__dict__.update(
        st_atime=atime * 1e-9, st_mtime=mtime * 1e-9, st_ctime=ctime * 1e-9, st_atime_ns=atime, st_mtime_ns=mtime,
        st_ctime_ns=ctime, st_blksize=blksize, st_blocks=blocks, st_rdev=rdev)
    return result


def stat(path, *, dir_fd=None, follow_symlinks=True):
    if dir_fd is None and type(path) is str and "\0" not in path:
        return _stat_result(_stat(path.encode("utf-8", "surrogateescape"), follow_symlinks, -100, path))
    return _stat_result(_stat(_path(path, "stat", True), follow_symlinks, _folder(dir_fd, path, "stat"), path))


def lstat(path, *, dir_fd=None):
    return _stat_result(_stat(_path(path, "lstat"), False, _folder(dir_fd), path))


def fstat(fd):
    return _stat_result(_stat(fd, True, -100, None))


def open(path, flags, mode=0o777, *, dir_fd=None):
    return _open(_path(path, "open"), flags, mode, _folder(dir_fd), path)


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    flags = (0x200 if effective_ids else 0) | (0 if follow_symlinks else 0x100)
    return _access(_path(path, "access"), mode, _folder(dir_fd), flags)


def chdir(path):
    if isinstance(path, int):
        return fchdir(path)
    _call_path("chdir", _path(path, "chdir", True), 0, -100, path)


def chroot(path):
    _call_path("chroot", _path(path, "chroot"), 0, -100, path)


def rmdir(path, *, dir_fd=None):
    _call_path("rmdir", _path(path, "rmdir"), 0, _folder(dir_fd), path)


def unlink(path, *, dir_fd=None):
    _call_path("unlink", _path(path, "unlink"), 0, _folder(dir_fd), path)


def remove(path, *, dir_fd=None):
    _call_path("unlink", _path(path, "remove"), 0, _folder(dir_fd), path)


def mkdir(path, mode=0o777, *, dir_fd=None):
    _call_path("mkdir", _path(path, "mkdir"), mode, _folder(dir_fd), path)


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    if isinstance(path, int):
        return fchmod(path, mode)
    _call_path("chmod" if follow_symlinks else "lchmod", _path(path, "chmod", True), mode, _folder(dir_fd), path)


def chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True):
    _chown(_path(path, "chown", True), uid, gid, _folder(dir_fd, path, "chown"), 0 if follow_symlinks else 0x100, path)


def lchown(path, uid, gid):
    _chown(_path(path, "lchown"), uid, gid, -100, 0x100, path)


def fchown(fd, uid, gid):
    _chown(fd, uid, gid, -100, 0, None)


def truncate(path, length):
    if isinstance(path, int):
        return ftruncate(path, length)
    _call_path("truncate", _path(path, "truncate", True), length, -100, path)


def mkfifo(path, mode=0o666, *, dir_fd=None):
    _call_path("mkfifo", _path(path, "mkfifo"), mode, _folder(dir_fd), path)


def mknod(path, mode=0o600, device=0, *, dir_fd=None):
    _mknod(_path(path, "mknod"), mode, device, _folder(dir_fd), path)


def major(device, /):
    return device >> 8 & 0xfff | device >> 32 & ~0xfff


def minor(device, /):
    return device & 0xff | device >> 12 & ~0xff


def makedev(major, minor, /):
    return minor & 0xff | (major & 0xfff) << 8 | (minor & ~0xff) << 12 | (major & ~0xfff) << 32


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    folders = _folder(src_dir_fd), _folder(dst_dir_fd)
    _call_paths("rename", _path(src, "rename"), _path(dst, "rename"), folders, 0, (src, dst))


def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    folders = _folder(src_dir_fd), _folder(dst_dir_fd)
    _call_paths("rename", _path(src, "replace"), _path(dst, "replace"), folders, 0, (src, dst))


def link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True):
    folders = _folder(src_dir_fd), _folder(dst_dir_fd)
    _call_paths("link", _path(src, "link"), _path(dst, "link"), folders, 0x400 if follow_symlinks else 0, (src, dst))


def symlink(src, dst, target_is_directory=False, *, dir_fd=None):
    _call_paths("symlink", _path(src, "symlink"), _path(dst, "symlink"), (-100, _folder(dir_fd)), 0, (src, dst))


def statvfs(path):
    *values, fsid = _statvfs(_path(path, "statvfs", True), path)
    return statvfs_result((*values, fsid))


def fstatvfs(fd, /):
    return statvfs(fd)


def getxattr(path, attribute, *, follow_symlinks=True):
    return _getxattr(_path(path, "getxattr", True), _path(attribute, "getxattr"), follow_symlinks, path)


def listxattr(path=None, *, follow_symlinks=True):
    return _listxattr(_path("." if path is None else path, "listxattr", True), follow_symlinks, path)


def setxattr(path, attribute, value, flags=0, *, follow_symlinks=True):
    _setxattr(_path(path, "setxattr", True), _path(attribute, "setxattr"), value, flags, follow_symlinks, path)


def removexattr(path, attribute, *, follow_symlinks=True):
    _removexattr(_path(path, "removexattr", True), _path(attribute, "removexattr"), follow_symlinks, path)


def readlink(path, *, dir_fd=None):
    path = fspath(path)
    target = _readlink(_path(path, "readlink"), _folder(dir_fd), path)
    return target if isinstance(path, bytes) else _text(target)


def _nanoseconds(moment):
    if not isinstance(moment, float):
        if not hasattr(moment, "__index__"):
            raise TypeError(f"argument must be int or float, not {type(moment).__name__}")
        return moment.__index__() * 10**9
    if moment != moment:
        raise ValueError("Invalid value NaN (not a number)")
    seconds = int(moment // 1)
    return seconds * 10**9 + int((moment - seconds) * 1e9 // 1)


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    if times is not None and ns is not None:
        raise ValueError("utime: you may specify either 'times' or 'ns' but not both")
    if ns is not None:
        if not isinstance(ns, tuple) or len(ns) != 2:
            raise TypeError("utime: 'ns' must be a tuple of two ints")
        accessed, modified = ns
    elif times is not None:
        if not isinstance(times, tuple) or len(times) != 2:
            raise TypeError("utime: 'times' must be either a tuple of two ints or None")
        accessed, modified = map(_nanoseconds, times)
    else:
        accessed = modified = None
    _utime(_path(path, "utime", True), accessed, modified, follow_symlinks, _folder(dir_fd, path, "utime"), path)


def getcwdb():
    return _getcwd()


def getcwd():
    return _text(_getcwd())


def listdir(path=None):
    path = "." if path is None else path if isinstance(path, int) else fspath(path)
    names = [name for name, _, _ in _scandir(_path(path, "listdir", True), path)]
    return names if isinstance(path, bytes) else [_text(name) for name in names]


class DirEntry:
    __module__ = "posix"
    __slots__ = ("name", "path", "_kind", "_inode", "_stat", "_lstat", "_dir_fd")

    def __new__(cls, *args):
        raise TypeError("cannot create 'posix.DirEntry' instances")

    def inode(self):
        return self._inode

    def stat(self, *, follow_symlinks=True):
        if not follow_symlinks or self._kind not in (0, 10):
            if self._lstat is None:
                self._lstat = lstat(self.path, dir_fd=self._dir_fd)
            return self._lstat
        if self._stat is None:
            self._stat = stat(self.path, dir_fd=self._dir_fd)
        return self._stat

    def _is(self, kind, format, follow_symlinks):
        if self._kind == 0 or follow_symlinks and self._kind == 10:
            try:
                return self.stat(follow_symlinks=follow_symlinks).st_mode & 0o170000 == format
            except FileNotFoundError:
                return False
        return self._kind == kind

    def is_dir(self, *, follow_symlinks=True):
        return self._is(4, 0o040000, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        return self._is(8, 0o100000, follow_symlinks)

    def is_symlink(self):
        if self._kind == 0:
            return lstat(self.path, dir_fd=self._dir_fd).st_mode & 0o170000 == 0o120000
        return self._kind == 10

    def is_junction(self):
        return False

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"

    __class_getitem__ = classmethod(type(list[int]))


class ScandirIterator:
    __module__ = "posix"

    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path=None):
    path = "." if path is None else path if isinstance(path, int) else fspath(path)
    is_bytes = isinstance(path, bytes)
    separator = b"/" if is_bytes else "/"
    entries = []
    for name, kind, inode in _scandir(_path(path, "scandir", True), path):
        entry = object.__new__(DirEntry)
        entry.name = name if is_bytes else _text(name)
        entry._dir_fd = path if isinstance(path, int) else None
        if isinstance(path, int):
            entry.path = entry.name
        else:
            entry.path = path + ("" if not is_bytes else b"") + (
                entry.name if path.endswith(separator) else separator + entry.name)
        entry._kind, entry._inode, entry._stat, entry._lstat = kind, inode, None, None
        entries.append(entry)
    return ScandirIterator(entries)


def get_terminal_size(fd=1, /):
    return terminal_size(_terminal_size(fd))


def uname():
    return uname_result(_text(part) for part in _uname())


def times():
    return times_result(_times())


def strerror(code, /):
    return _text(_strerror(code))


def putenv(name, value, /):
    _putenv(_path(name, "putenv"), _path(value, "putenv"))


def unsetenv(name, /):
    _putenv(_path(name, "unsetenv"), None)


def system(command):
    return _system(_path(command, "system"))


def _create_environ():
    return _environ()


environ = _environ()


def _variables(env, function):
    """The environment of a new program, as it's handed over."""
    if not hasattr(env, "keys"):
        raise TypeError(f"{function}: environment must be a mapping object")
    variables = []
    for name, value in env.items():
        name, value = _path(name, function), _path(value, function)
        if b"=" in name:
            raise ValueError("illegal environment variable name")
        variables.append(name + b"=" + value)
    return variables


def execv(path, argv, /):
    _execve(_path(path, "execv"), [_path(argument, "execv") for argument in argv], None, path)


def execve(path, argv, env):
    arguments = [_path(argument, "execve") for argument in argv]
    if isinstance(path, int):
        path = f"/proc/self/fd/{path}"
    _execve(_path(path, "execve"), arguments, _variables(env, "execve"), path)


def waitpid(pid, options, /):
    return _waitpid(pid, options)


def wait():
    return _waitpid(-1, 0)


def waitstatus_to_exitcode(status):
    if WIFEXITED(status):
        return WEXITSTATUS(status)
    if WIFSIGNALED(status):
        return -WTERMSIG(status)
    raise ValueError(f"invalid wait status: {status!r}")


def WIFEXITED(status):
    return status & 0x7f == 0


def WEXITSTATUS(status):
    return status >> 8 & 0xff


def WIFSIGNALED(status):
    return status & 0x7f not in (0, 0x7f)


def WTERMSIG(status):
    return status & 0x7f


def WIFSTOPPED(status):
    return status & 0xff == 0x7f


def WSTOPSIG(status):
    return status >> 8 & 0xff


def WIFCONTINUED(status):
    return status == 0xffff


def WCOREDUMP(status):
    return status & 0x80 != 0


def abort():
    kill(getpid(), 6)


def _inputhook():
    return None


def _number(name, names):
    if not isinstance(name, str):
        if hasattr(name, "__index__"):
            return name.__index__()
        raise TypeError("configuration names must be strings or integers")
    if name not in names:
        raise ValueError("unrecognized configuration name")
    return names[name]


def sysconf(name, /):
    return _sysconf(_number(name, sysconf_names))


def confstr(name, /):
    return _confstr(_number(name, confstr_names))


def pathconf(path, name):
    return _pathconf(_path(path, "pathconf", True), _number(name, pathconf_names), path)


def fpathconf(fd, name, /):
    return _pathconf(fd, _number(name, pathconf_names), None)


def ctermid():
    return "/dev/tty"


def device_encoding(fd):
    return "utf-8" if isatty(fd) else None


POSIX_SPAWN_OPEN, POSIX_SPAWN_CLOSE, POSIX_SPAWN_DUP2, POSIX_SPAWN_CLOSEFROM = range(4)
_ACTION_LENGTHS = 5, 2, 3, 2


def _file_actions(actions):
    """Rows of action, descriptor, path, and two numbers."""
    rows = []
    for action in actions:
        if not isinstance(action, tuple) or not action:
            raise TypeError("Each file_actions element must be a non-empty tuple")
        kind = action[0]
        if kind not in range(4):
            raise TypeError("Unknown file_actions identifier")
        if len(action) != _ACTION_LENGTHS[kind]:
            raise TypeError("A file_actions element has the wrong number of items")
        if kind == POSIX_SPAWN_OPEN:
            _, fd, path, flags, mode = action
            rows.append((kind, fd, _path(path, "posix_spawn"), flags, mode))
        else:
            rows.append((*action[:2], None, action[2] if kind == POSIX_SPAWN_DUP2 else 0, 0))
    return rows


def _spawn(function, path, argv, env, /, *, file_actions=(), setpgroup=None, resetids=False, setsid=False,
           setsigmask=(), setsigdef=(), scheduler=None):
    if not isinstance(argv, (list, tuple)):
        raise TypeError(f"{function}: argv must be a tuple or list")
    if not argv:
        raise ValueError(f"{function}: argv must not be empty")
    arguments = [_path(argument, function) for argument in argv]
    if not arguments[0]:
        raise ValueError(f"{function}: argv first element cannot be empty")
    variables = _variables(_environ() if env is None else env, function)
    policy = priority = None
    if scheduler is not None:
        if not isinstance(scheduler, tuple) or len(scheduler) != 2:
            raise TypeError("scheduler must be a tuple or None")
        policy, priority = scheduler[0], _priority(scheduler[1])
    attributes = (setpgroup, True if resetids else None, True if setsid else None, setsigmask or None,
                  setsigdef or None, policy, priority)
    return _posix_spawn(
        _path(path, function), arguments, variables, _file_actions(file_actions or ()), attributes,
        function == "posix_spawnp", path)


waitid_result = _structseq("waitid_result", ("si_pid", "si_uid", "si_signo", "si_status", "si_code"))


def waitid(idtype, id, options, /):
    result = _waitid(idtype, id, options)
    return None if result is None else waitid_result(result)


def wait4(pid, options):
    pid, status, *usage = _wait4(pid, options)
    from resource import struct_rusage
    return pid, status, struct_rusage(usage)


def wait3(options):
    return wait4(-1, options)


def getgrouplist(user, group, /):
    return _getgrouplist(_path(user, "getgrouplist"), group)


def initgroups(username, gid, /):
    _initgroups(_path(username, "initgroups"), gid)


def forkpty():
    """The process, 0 in the child, and the main end of a new terminal, which is the child's."""
    main, other = openpty()
    pid = fork()
    if pid == 0:
        close(main)
        login_tty(other)
    else:
        close(other)
    return pid, main


def closerange(fd_low, fd_high, /):
    for fd in range(fd_low, fd_high):
        try:
            close(fd)
        except OSError:
            pass
