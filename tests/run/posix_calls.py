# Calls of the operating system: paths below a folder's descriptor, transfers, attributes.
import os

folder = f"/tmp/strict-posix-{os.getpid()}"
os.mkdir(folder)
fd = os.open(folder, os.O_RDONLY)


def attempt(function, *arguments, **options):
    try:
        print(repr(function(*arguments, **options)))
    except OSError as error:
        print(type(error).__name__, error.errno, str(error.filename).rsplit("/")[-1], str(error.filename2).rsplit("/")[-1])
    except Exception as error:
        print(type(error).__name__, error)


os.mkdir("sub", dir_fd=fd)
file = os.open("file", os.O_RDWR | os.O_CREAT, 0o640, dir_fd=fd)
print(os.write(file, b"0123456789"), os.pread(file, 4, 2), os.pwrite(file, b"ab", 1), os.lseek(file, 0, 0), os.read(file, 20))
first, second = bytearray(3), bytearray(4)
print(os.preadv(file, [first, second], 1), first, second, os.pwritev(file, [b"x", b"yz"], 7), os.pread(file, 20, 0))
os.lseek(file, 0, os.SEEK_SET)
print(os.readv(file, [first, second]), os.writev(file, [b"end", b"!"]), os.readinto(file, first))
os.rename("file", "renamed", src_dir_fd=fd, dst_dir_fd=fd)
os.link("renamed", "linked", src_dir_fd=fd, dst_dir_fd=fd)
os.symlink("renamed", "symbolic", dir_fd=fd)
status = os.stat("symbolic", dir_fd=fd)
print(status.st_size, status.st_nlink, oct(status.st_mode), os.readlink("symbolic", dir_fd=fd))
print(oct(os.stat("symbolic", dir_fd=fd, follow_symlinks=False).st_mode)[:4], os.access("renamed", os.R_OK, dir_fd=fd))
print(sorted(os.listdir(fd)), sorted(entry.name for entry in os.scandir(fd)))
os.utime("renamed", ns=(5 * 10**9, 7 * 10**9), dir_fd=fd)
print(os.stat(folder + "/renamed").st_mtime_ns, os.stat(folder + "/renamed").st_atime)
os.chmod("renamed", 0o600, dir_fd=fd)
os.chown(folder + "/renamed", -1, -1)
print(oct(os.stat(file).st_mode), os.fstat(file).st_size)
attempt(os.stat, "none", dir_fd=fd)
attempt(os.rename, folder + "/none", folder + "/other")
attempt(os.rmdir, "renamed", dir_fd=fd)
attempt(os.open, folder + "/none", os.O_RDONLY)
attempt(os.stat, 5, dir_fd=fd)
attempt(os.stat, "x", dir_fd="y")
attempt(os.stat, 1.5)
attempt(os.open, "a\0b", 0)
attempt(os.read, 9999, 1)

target = os.memfd_create("target")
os.lseek(file, 0, os.SEEK_SET)
copy = os.open(folder + "/copy", os.O_RDWR | os.O_CREAT)
print(os.sendfile(target, file, 0, 5), os.pread(target, 20, 0))
print(os.copy_file_range(file, copy, 3, 5), os.pread(copy, 20, 0))
reader, writer = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
attempt(os.read, reader, 1)
print(os.splice(target, writer, 4, offset_src=0), os.read(reader, 10))
counter = os.eventfd(3)
os.eventfd_write(counter, 4)
print(os.eventfd_read(counter), os.get_inheritable(counter))
os.posix_fallocate(target, 0, 100)
print(os.fstat(target).st_size, os.lockf(target, os.F_LOCK, 0))
print(os.getpriority(os.PRIO_PROCESS, 0) == os.nice(0), len(os.getloadavg()), os.sched_getaffinity(0) != set())
print(os.getresuid()[0] == os.getuid(), os.getgid() in (*os.getgroups(), os.getgid()), os.sched_get_priority_max(os.SCHED_OTHER))
print(os.statvfs(folder).f_namemax, os.fstatvfs(fd).f_frsize > 0)
attempt(os.getxattr, "/", "user.none")
device = os.makedev(300, 70000)
print(os.major(device), os.minor(device))
for name in ("renamed", "linked", "symbolic", "copy"):
    os.unlink(name, dir_fd=fd)
os.rmdir("sub", dir_fd=fd)
for number in (fd, file, copy, target, reader, writer, counter):
    os.close(number)
os.rmdir(folder)
supported = (os.open, os.stat, os.unlink, os.rmdir, os.mkdir, os.rename, os.link, os.readlink, os.utime, os.access)
print(all(function in os.supports_dir_fd for function in supported), os.scandir in os.supports_fd, os.stat in os.supports_follow_symlinks)

import grp
import pwd
import resource

entry = pwd.getpwuid(0)
print(entry.pw_name, entry.pw_uid, pwd.getpwnam("root") == entry, grp.getgrgid(0).gr_name, entry in pwd.getpwall())
attempt(pwd.getpwnam, "nobody has this name")
attempt(grp.getgrgid, 2**31)
print(resource.getrlimit(resource.RLIMIT_CORE)[0] >= -1, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 0)
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (soft - 1, hard))
print(resource.getrlimit(resource.RLIMIT_NOFILE) == (soft - 1, hard))
attempt(resource.getrlimit, 99)
attempt(resource.getrusage, 99)
