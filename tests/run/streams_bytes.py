# Files, buffers and streams of bytes in memory.
import errno
import gc
import io
import os

folder = f"/tmp/strict-streams-{os.getpid()}"
os.mkdir(folder)
path = os.path.join(folder, "bytes")


def attempt(function, *arguments, **options):
    try:
        print(repr(function(*arguments, **options)))
    except Exception as error:
        print(type(error).__name__, error)


with open(path, "wb", 0) as file:
    print(type(file).__name__, file.mode, file.write(b"0123456789"), file.tell(), file.seekable(), file.readable())
    attempt(file.read)
with open(path, "rb") as file:
    print(type(file).__name__, file.mode, file.read(3), file.peek(1), file.tell(), file.seek(1), file.read1(2))
    target = bytearray(4)
    print(file.readinto(target), target, file.readinto1(memoryview(target)[1:]), target, file.read(), file.read())
    attempt(file.write, b"x")
    attempt(file.seek, 0, 8)
    attempt(file.read, -2)
    attempt(file.readinto, b"fixed")
attempt(file.read)
attempt(file.peek)
print(file.closed, file.raw.closed)
with open(path, "r+b", 4) as file:
    print(type(file).__name__, file.mode)
    print(file.read(2), file.write(b"AB"), file.tell(), file.read(2), file.seek(-2, 2), file.write(b"longer than the buffer"))
    file.seek(0)
    print(file.read(), file.truncate(6), file.seek(0), file.read(), file.seek(0, 1))
    file.seek(1)
    print(file.readline(2), list(file))
with open(path, "ab") as file:
    print(file.tell(), file.write(b"more\nlines\n"))
print(open(path, "rb").readlines(), open(path, "rb").readlines(3))
attempt(open, path, "rw")
attempt(open, path, "")
attempt(open, path, "q")
attempt(open, path, "rbt")
attempt(open, path, "rb", encoding="utf-8")
attempt(open, path, "r", 0)
attempt(open, path + "\0")
attempt(open, 1.5)
attempt(open, -1)
attempt(open, path, closefd=False)
attempt(io.FileIO, path, "rw")
attempt(io.FileIO, path, "k")
attempt(open, path, opener=lambda name, flags: -1)
with open("ignored", "rb", opener=lambda name, flags: os.open(path, flags)) as file:
    print(file.name, file.read(2))
for name, mode in ((os.path.join(folder, "none"), "r"), (folder, "r"), (path, "x")):
    try:
        open(name, mode)
    except OSError as error:
        print(type(error).__name__, errno.errorcode[error.errno], error.filename == name)

# Buffers over streams in Python.
class Raw(io.RawIOBase):
    def __init__(self, data=b""):
        self.data, self.position, self.log = bytearray(data), 0, []

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def readinto(self, buffer):
        count = min(len(buffer), 4, len(self.data) - self.position)
        buffer[:count] = self.data[self.position:self.position + count]
        self.position += count
        self.log.append(("read", count))
        return count

    def write(self, data):
        data = bytes(data)[:3]
        self.data[self.position:self.position + len(data)] = data
        self.position += len(data)
        self.log.append(("write", data))
        return len(data)

    def seek(self, position, whence=0):
        self.position = position + (0, self.position, len(self.data))[whence]
        return self.position


print(Raw(b"abcdefgh").read(3), Raw(b"abcdefgh").readall(), list(Raw(b"a\nb\nc")), Raw(b"a\nb").readline())
reader = io.BufferedReader(Raw(b"one\ntwo\nthree"), 5)
print(reader.readline(), reader.peek(), reader.read(4), reader.read(), reader.raw.log)
raw = Raw()
writer = io.BufferedWriter(raw, 8)
print(writer.write(b"12345"), raw.log, writer.write(b"6789"), raw.log, writer.tell())
writer.flush()
print(bytes(raw.data))
random = io.BufferedRandom(Raw(b"abcdefghij"), 4)
print(random.read(2), random.write(b"XY"), random.read(2), random.seek(0), random.read())
pair = io.BufferedRWPair(Raw(b"input"), Raw())
print(pair.read(2), pair.write(b"out"), pair.readable(), pair.writable(), pair.isatty(), pair.closed)
pair.close()
attempt(io.BufferedReader, 5)
attempt(io.BufferedReader, raw, 0)
attempt(io.BufferedWriter, io.BytesIO(b"").__class__(b"x"), -5)
detached = io.BufferedReader(Raw(b"x"))
detached.detach()
attempt(detached.read)


class Blocked(Raw):
    def write(self, data):
        return None if len(self.data) >= 6 else super().write(data)


blocked = io.BufferedWriter(Blocked(), 4)
try:
    blocked.write(b"0123456789abcdef")
except BlockingIOError as error:
    print(error.strerror, error.characters_written)
blocked.raw.data.clear()
blocked.raw.position = 0

# In memory.
memory = io.BytesIO(b"line 1\nline 2\nrest")
print(memory.readline(), memory.read(3), memory.read1(), memory.tell(), memory.seek(3), memory.readlines())
print(memory.seek(30), memory.write(b"end"), memory.getvalue())
view = memory.getbuffer()
view[0:4] = b"LINE"
attempt(memory.write, b"x" * 100)
attempt(memory.truncate, 2)
attempt(memory.close)
view.release()
print(memory.truncate(4), memory.getvalue(), memory.seek(0, 2), memory.__getstate__())
memory.writelines([b"a", bytearray(b"b")])
print(memory.getvalue(), memory.readinto(bytearray(2)), memory.seek(2), memory.readinto(target), target)
attempt(memory.write, "text")
attempt(memory.seek, -1)
attempt(memory.seek, 1, 5)
attempt(io.BytesIO, 5)
attempt(memory.fileno)
attempt(memory.detach)
memory.close()
attempt(memory.read)


# Finalisation: what is not closed is flushed.
def leave_open():
    file = open(path, "w")
    file.write("left open")


leave_open()
gc.collect()
print(open(path).read())


class Derived(io.BytesIO):
    def close(self):
        print("closing")
        super().close()


Derived(b"x")
gc.collect()


class Base(io.IOBase):
    def close(self):
        print("closed", self.closed)
        super().close()
        print("closed", self.closed)


with Base() as base:
    attempt(base.fileno)
    attempt(base.seek, 1)
    attempt(base.readline)
    print(base.isatty(), base.seekable(), base.closed)
attempt(base.flush)
print(issubclass(io.UnsupportedOperation, (OSError, ValueError)), io.UnsupportedOperation.__mro__[1:3])
print(isinstance(file, io.IOBase), isinstance(memory, io.BufferedIOBase), io.SEEK_END, io.DEFAULT_BUFFER_SIZE)
os.unlink(path)
os.rmdir(folder)
