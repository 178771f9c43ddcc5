# stress: 211
"""io: StringIO and BytesIO."""
import io
s = io.StringIO("first\nsecond\nthird")
print(s.readline(), s.tell(), s.read(3), s.readlines(), s.read(), s.seek(0), list(s), s.getvalue()[:5])
s.seek(0, 2); print(s.write("!"), s.getvalue()[-3:], s.seekable(), s.readable(), s.writable(), s.closed)
s.truncate(3); print(repr(s.getvalue()), s.tell())
s.seek(0); s.write("AB"); print(s.getvalue(), s.readlines())
for t in ("s.write(5)", "s.write(b'a')", "s.seek(-1)", "s.seek(1, 1)", "s.read('a')", "io.StringIO(5)", "io.BytesIO('a')", "io.StringIO('a\\r\\nb').read()", "io.StringIO('a\\r\\nb', newline=None).read()", "s.fileno()"):
    try: print(t, "=>", repr(eval(t)))
    except Exception as e: print(t, "->", type(e).__name__, e)
s.close()
try: s.read()
except ValueError as e: print(e)
b = io.BytesIO(b"abc\ndef")
print(b.read(2), b.readline(), b.readinto(x := bytearray(2)), x, b.read(), b.getvalue(), b.seek(1), b.read1(2), b.peek(1) if hasattr(b, "peek") else "no peek")
b.seek(10); b.write(b"!"); print(b.getvalue())
v = b.getbuffer()
v[0] = 65
print(b.getvalue()[:3])
try: b.write(b"x" * 100)
except BufferError as e: print(e)
v.release()
with io.BytesIO() as w:
    print(w.writelines([b"a", b"b"]), w.getvalue())
t = io.TextIOWrapper(io.BytesIO(b"caf\xc3\xa9\nx\r\ny"), encoding="utf-8")
print(t.read(), t.encoding, t.newlines)
t = io.TextIOWrapper(io.BytesIO(), encoding="latin-1", newline="\r\n")
t.write("é\n"); t.flush(); print(t.buffer.getvalue())
print(io.DEFAULT_BUFFER_SIZE > 0, issubclass(io.StringIO, io.TextIOBase), io.SEEK_END)
import sys
out, sys.stdout = sys.stdout, io.StringIO()
print("captured")
sys.stdout, got = out, sys.stdout.getvalue()
print(repr(got))
print("a", "b", sep="-", end="!\n", file=sys.stdout, flush=True)
