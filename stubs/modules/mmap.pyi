"""Files in memory."""

from __stub__ import effect, typed

_reads_writes_file_in_memory = effect("io", "reads or writes a file in memory")

error = OSError

class mmap:
    @_reads_writes_file_in_memory
    def __init__(self, fileno, length, flags=1, prot=3, access=0, offset=0, *, trackfd=True) -> None: ...

    def __len__(self, /): ...

    def __getitem__(self, key, /): ...

    def __setitem__(self, key, value, /): ...

    def __delitem__(self, key, /): ...

    @_reads_writes_file_in_memory
    def close(self, /) -> object: ...

    @_reads_writes_file_in_memory
    def find(self, view, start=None, end=None, /) -> object: ...

    @_reads_writes_file_in_memory
    def rfind(self, view, start=None, end=None, /) -> object: ...

    @_reads_writes_file_in_memory
    def flush(self, offset=0, size=None, /) -> object: ...

    @_reads_writes_file_in_memory
    def madvise(self, option, start=0, length=None, /) -> object: ...

    @_reads_writes_file_in_memory
    def move(self, dest, src, count, /) -> object: ...

    @_reads_writes_file_in_memory
    def read(self, n=None, /) -> object: ...

    @_reads_writes_file_in_memory
    def read_byte(self, /) -> object: ...

    @_reads_writes_file_in_memory
    def readline(self, /) -> object: ...

    @_reads_writes_file_in_memory
    def resize(self, newsize, /) -> object: ...

    @_reads_writes_file_in_memory
    def seek(self, pos, whence=0, /) -> object: ...

    @_reads_writes_file_in_memory
    def seekable(self, /) -> object: ...

    @_reads_writes_file_in_memory
    def size(self, /) -> object: ...

    @_reads_writes_file_in_memory
    def tell(self, /) -> object: ...

    @_reads_writes_file_in_memory
    def write(self, bytes, /) -> object: ...

    @_reads_writes_file_in_memory
    def write_byte(self, byte, /) -> object: ...

    def __enter__(self, /) -> "Self": ...

    def __exit__(self, exc_type, exc_value, traceback, /): ...

    @property
    def closed(self): ...

ACCESS_COPY = 3
ACCESS_DEFAULT = 0
ACCESS_READ = 1
ACCESS_WRITE = 2
ALLOCATIONGRANULARITY = 4096
MADV_DODUMP = 17
MADV_DOFORK = 11
MADV_DONTDUMP = 16
MADV_DONTFORK = 10
MADV_DONTNEED = 4
MADV_FREE = 8
MADV_HUGEPAGE = 14
MADV_HWPOISON = 100
MADV_MERGEABLE = 12
MADV_NOHUGEPAGE = 15
MADV_NORMAL = 0
MADV_RANDOM = 1
MADV_REMOVE = 9
MADV_SEQUENTIAL = 2
MADV_UNMERGEABLE = 13
MADV_WILLNEED = 3
MAP_32BIT = 64
MAP_ANON = 32
MAP_ANONYMOUS = 32
MAP_DENYWRITE = 2048
MAP_EXECUTABLE = 4096
MAP_NORESERVE = 16384
MAP_POPULATE = 32768
MAP_PRIVATE = 2
MAP_SHARED = 1
MAP_STACK = 131072
PAGESIZE = 4096
PROT_EXEC = 4
PROT_READ = 1
PROT_WRITE = 2

if __platform__ != "linux":
    # The values are those of Linux.
    for _name in [name for name, value in globals().items() if type(value) is int]:
        globals()[_name] = typed(int)
    del _name
