# Files in memory.
import gc
import mmap
import os
import struct
import tempfile

m = mmap.mmap(-1, 20)
print(m, len(m), m[:4], m[0], m[-1], m[::-5])
m[0:5] = b"hello"
m[19] = 33
m[6:12:2] = b"abc"
print(m[:], m.find(b"l"), m.rfind(b"l"), m.find(b"l", 3, 4), m.find(b"zz"), m.find(b"lo", -20))
print(m.read(3), m.tell(), m.read_byte(), m.readline(), m.read())
print(m.seek(0), m.seek(-2, 2), m.seek(1, 1), m.seek(2))
print(m.write(b"XY"), m.tell())
m.write_byte(90)
m.move(10, 0, 5)
print(m[:], b"Z" in m, next(iter(m)), m.seekable(), m.closed)

view = memoryview(m)
print(view.readonly, view.nbytes, view.obj is m, bytes(m[:5]))
view[0:2] = b"vv"
view[5] = 1
print(m[:6], struct.unpack_from("<H", m, 4), bytes(m) == m[:], bytearray(m)[:2])
struct.pack_into("<I", m, 8, 0x41424344)
print(m[8:12], view.cast("I").tolist())
for call in (m.close, lambda: m.resize(10)):
    try:
        call()
    except BufferError as error:
        print(error)
del view
gc.collect()
m.close()
print(m, m.closed)
for call in (m.close, m.tell, lambda: m[0], lambda: len(m), lambda: memoryview(m), m.__enter__):
    try:
        print(call())
    except ValueError as error:
        print(error)

folder = tempfile.mkdtemp()
path = os.path.join(folder, "data")
with open(path, "w+b") as file:
    file.write(b"0123456789" * 1000)
    file.flush()
    with mmap.mmap(file.fileno(), 0) as whole:
        print(len(whole), whole.size(), whole[9995:])
        whole[0:4] = b"ABCD"
        whole.flush()
        whole.flush(0, 4096)
        file.seek(0)
        print(file.read(6))
        whole.resize(5)
        print(len(whole), whole.size(), whole[:])
        whole.resize(8192)
        print(whole[:8], os.path.getsize(path))
        whole.madvise(mmap.MADV_NORMAL)
        whole.madvise(mmap.MADV_WILLNEED, 0, 4096)
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as reading:
        with memoryview(reading) as view:
            print(reading[:4], view.readonly)
        for call in (
            lambda: reading.write(b"x"),
            lambda: reading.write_byte(1),
            lambda: reading.resize(1),
            lambda: reading.__setitem__(0, 1),
            lambda: reading.move(0, 1, 1),
        ):
            try:
                call()
            except TypeError as error:
                print(error)
    gc.collect()
    with mmap.mmap(file.fileno(), 4096, access=mmap.ACCESS_COPY, offset=4096) as copy:
        copy[:3] = b"own"
        file.seek(4096)
        print(copy[:3], file.read(3), copy)
    for arguments in ((-1, -1), (-1, 0), ("x", 1), (-1, 1, 1, 3, 9), (file.fileno(), 10**9), (file.fileno(), 1, 1, 3, 0, -1), (-1, 2**70)):
        try:
            mmap.mmap(*arguments)
        except (ValueError, OverflowError, TypeError, OSError) as error:
            print(type(error).__name__, error)
    file.truncate(0)
    try:
        mmap.mmap(file.fileno(), 0)
    except ValueError as error:
        print(error)
os.unlink(path)
os.rmdir(folder)

m = mmap.mmap(-1, 10)
for call in (
    lambda: m[10],
    lambda: m["a"],
    lambda: m.__setitem__(slice(0, 2), b"abc"),
    lambda: m.__setitem__(0, 256),
    lambda: m.__setitem__(0, "a"),
    lambda: m.__setitem__(0.5, 1),
    lambda: m.__delitem__(0),
    lambda: m.read("x"),
    lambda: m.seek(11),
    lambda: m.seek(0, 9),
    lambda: m.move(8, 0, 5),
    lambda: m.move(-1, 0, 5),
    lambda: m.flush(5, 50),
    lambda: m.madvise(0, 50),
    lambda: m.madvise(0, 0, -1),
    lambda: m.write(b"x" * 11),
    lambda: m.write_byte(-1),
    lambda: m.find("x"),
    lambda: m.resize(-1),
    lambda: m.resize(100),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


# A value may do anything while it is being stored.
class Shrinks:
    def __init__(self, target):
        self.target = target

    def __index__(self):
        self.target.resize(4096)
        return 7

    def __buffer__(self, flags):
        self.target.resize(4096)
        return memoryview(bytes(8192))


class Closes(Shrinks):
    def __index__(self):
        self.target.close()
        return 1


for store in (
    lambda m: m.__setitem__(8000, Shrinks(m)),
    lambda m: m.__setitem__(slice(0, 8192), Shrinks(m)),
    lambda m: m.__setitem__(Closes(m), 1),
    lambda m: m.__setitem__(0, Closes(m)),
    lambda m: m[Closes(m)],
    lambda m: m[Closes(m) :],
    lambda m: m.read(Closes(m)),
):
    m = mmap.mmap(-1, 8192)
    try:
        print(store(m))
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error)


class Sub(mmap.mmap):
    pass


sub = Sub(-1, 4)
sub.extra = 1
print(sub, sub.extra)
child, parent = os.pipe()
sub[:] = b"abcd"
if os.fork() == 0:
    sub[0:2] = b"XX"
    os._exit(0)
os.wait()
print(sub[:])
