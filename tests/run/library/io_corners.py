# stress: 997
"""io: seeking and telling in text, newlines, modes and their errors, closed files, buffers, own raw streams, detach."""
import io, os, tempfile
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
path = os.path.join(tempfile.mkdtemp(), "f")
for f in (lambda: open(path), lambda: open(path, "z"), lambda: open(path, "rw"), lambda: open(path, "rb", encoding="utf8"), lambda: open(path, "rb", newline=""), lambda: open(path, "rt", 0), lambda: open(path, "w", newline="x"), lambda: open(path, "bt"), lambda: open(path, ""), lambda: open(path, "r+b+"), lambda: open(path, "U"), lambda: open(-1), lambda: open(None), lambda: open(1.5), lambda: open("a\0b"), lambda: open(path, "r", errors="nope"), lambda: open(path, encoding="nope"), lambda: open(path, 5), lambda: open(99999), lambda: open(path, "rb", buffering=-5), lambda: open(path, closefd=False), lambda: io.open_code(5)):
    try: f(); print("opened")
    except Exception as e: print(type(e).__name__, str(e).replace(path, "PATH"))
with open(path, "w", newline="") as f: print(f.write("a\nb\r\nc\rd\u00e9\n"), f.tell(), f.mode, f.encoding, f.newlines, f.line_buffering, f.closed, f.readable(), f.writable(), f.seekable(), f.name == path); attempt(f.read); attempt(lambda: next(f))
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(path, newline=newline) as f: print(newline, f.readlines(), f.newlines)
with open(path, "rb") as f: print(f.read(), f.read(), f.seek(-3, 2), f.read(1), f.tell(), f.peek(1) if hasattr(f, "peek") else "", f.readinto(bytearray(2)), f.seek(0), f.readline(), f.readlines(3), list(f)); attempt(f.seek, -1); attempt(f.write, b"x"); attempt(f.seek, 0, 9)
with open(path, "r+") as f: print(f.read(2), f.seek(0), f.readline(), f.tell(), f.write("X"), f.flush(), f.seek(0, 2) > 0); attempt(f.seek, 1, 1); attempt(f.seek, -1, 2); attempt(f.write, b"x"); attempt(f.write, 5); attempt(f.read, "a"); attempt(f.seek, -5)
with open(path) as f:
    next(f); attempt(f.tell); list(f); print(f.tell() > 0)
attempt(f.read); attempt(f.readline); attempt(f.write, "a"); attempt(f.seek, 0); attempt(f.tell); attempt(f.flush); attempt(lambda: f.__enter__()); attempt(f.isatty); attempt(f.fileno); print(f.close(), f.closed, repr(f).replace(path, "PATH"))
with open(path, "x" if not os.path.exists(path) else "a") as f: print(f.mode, f.tell() > 0); f.write("end")
attempt(lambda: open(path, "x")) if False else None; s = io.StringIO("a\nb\n"); print(s.read(1), s.readline(), s.tell(), s.getvalue(), s.write("ZZ"), s.getvalue(), s.truncate(1), s.getvalue(), s.seek(5), s.write("q"), repr(s.getvalue()), list(io.StringIO("x\ny")), io.StringIO("a\r\nb", newline=None).read(), io.StringIO("a\r\nb").readlines()); attempt(s.seek, -1); attempt(s.seek, 1, 1); attempt(s.write, b"x"); attempt(io.StringIO, 5); attempt(s.truncate, -1); s.close(); attempt(s.getvalue)
b = io.BytesIO(b"abcdef"); v = b.getbuffer(); v[0] = 90; attempt(b.write, b"x" * 100); attempt(b.close); v.release(); print(b.getvalue(), b.read1(2), b.readinto(bytearray(3)), b.seek(10), b.write(b"!"), b.getvalue(), b.truncate(3), b.getvalue(), b.seek(-1, 2), b.read(), b.readline(), b.__getstate__()[1]); attempt(b.write, "x"); attempt(b.seek, -1); attempt(io.BytesIO, "a"); attempt(b.read, "x")
class Raw(io.RawIOBase):
    def __init__(self, data): self.data = list(data)
    def readable(self): return True
    def writable(self): return True
    def readinto(self, buf):
        if not self.data: return 0
        piece = self.data.pop(0)
        if piece is None: return None
        buf[:len(piece)] = piece; return len(piece)
    def write(self, d): print("write", bytes(d)); return len(d)
r = io.BufferedReader(Raw([b"ab\ncd", b"ef\n", b"g"])); print(r.peek(1), r.readline(), r.read1(10), r.read(3), r.read(), r.read()); print(Raw([b"x", None]).read(5), Raw([b"a", b"b"]).readall(), Raw([b"l", b"\n", b"m"]).readlines()); w = io.BufferedWriter(Raw([]), 4); print(w.write(b"ab"), w.write(b"cdef"), w.flush()); t = io.TextIOWrapper(io.BytesIO(), encoding="utf-16", newline="\r\n", write_through=True); t.write("a\n"); print(t.buffer.getvalue(), t.detach() is not None); attempt(t.write, "x"); attempt(lambda: t.encoding) if False else None; attempt(io.BufferedReader, 5); attempt(io.TextIOWrapper, 5); attempt(io.TextIOWrapper, io.BytesIO(), "utf8", "strict", "q")
u = io.TextIOWrapper(io.BytesIO("héllo\nwörld".encode()), encoding="utf8"); print(u.read(2), c := u.tell(), u.read(3), u.seek(c), u.readline(), u.errors); attempt(u.reconfigure, encoding="latin1"); x = io.TextIOWrapper(io.BytesIO(b"\xff\xfea\x00"), encoding="utf-16"); print(x.read()); y = io.TextIOWrapper(io.BytesIO(b"a\xffb"), encoding="utf8"); attempt(y.read); z = io.TextIOWrapper(io.BytesIO(b"\xff"), encoding="ascii", errors="backslashreplace"); print(z.read()); print(io.IncrementalNewlineDecoder(None, True).decode("a\r\nb\r"), io.DEFAULT_BUFFER_SIZE, io.text_encoding(None), io.SEEK_END, issubclass(io.StringIO, io.TextIOBase), io.UnsupportedOperation.__mro__[1:3]); p = io.BufferedRWPair(Raw([b"in"]), Raw([])); print(p.read(2), p.write(b"out"), p.flush()); attempt(lambda: io.IOBase().read()); attempt(io.IOBase().fileno); attempt(io.RawIOBase().read); attempt(io.TextIOBase().read); attempt(io.BufferedIOBase().read1)
