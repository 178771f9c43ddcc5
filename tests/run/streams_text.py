# Text streams: encodings, line ends, positions, buffering.
import io
import os

folder = f"/tmp/strict-streams-{os.getpid()}"
os.mkdir(folder)
path = os.path.join(folder, "text")


def attempt(function, *arguments, **options):
    try:
        print(repr(function(*arguments, **options)))
    except Exception as error:
        print(type(error).__name__, error)


with open(path, "w", encoding="utf-8", newline="") as file:
    print(file.write("one\ntwo\r\nthree\rfour \u20ac\U0001f600\nlast"))
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(path, encoding="utf-8", newline=newline) as file:
        print(repr(newline), file.readlines(), file.newlines)
    with open(path, encoding="utf-8", newline=newline) as file:
        print([file.read(3) for _ in range(4)], file.tell() >= 12, repr(file.readline(2)), repr(file.readline()))

# Positions.
for encoding in ("utf-8", "utf-16", "latin-1", "utf-8-sig", "utf-32-be"):
    with open(path, "w+", encoding=encoding, errors="replace") as file:
        file.write("".join(f"line {number} \xe9\u20ac\n" for number in range(50)))
        file.seek(0)
        marks = []
        for _ in range(50):
            marks.append((file.tell(), file.read(5)))
            file.readline()
        for mark, text in reversed(marks):
            file.seek(mark)
            assert file.read(5) == text, (encoding, mark)
        file.seek(0, 2)
        print(encoding, file.tell() == os.path.getsize(path), file.encoding, file.errors)
        file.write("appended")
    with open(path, encoding=encoding) as file:
        print(repr(file.read()[-12:]))

with open(path, encoding="latin-1") as file:
    next(file, None)
    attempt(file.tell)
    attempt(file.seek, 3, 1)
    attempt(file.seek, -1)
    attempt(file.seek, 0, 7)
    attempt(file.write, "x")
    attempt(file.reconfigure, encoding="latin-1")
attempt(file.read)
attempt(next, file)
print(file.closed, file.name == path, file.mode)

# Errors of codecs.
raw = io.BytesIO(b"abc\xff\xfedef\xc3")
for errors in ("strict", "ignore", "replace", "surrogateescape", "backslashreplace"):
    raw.seek(0)
    wrapper = io.TextIOWrapper(raw, encoding="utf-8", errors=errors)
    attempt(wrapper.read)
    wrapper.detach()
for errors in ("strict", "ignore", "replace", "xmlcharrefreplace", "namereplace", "backslashreplace"):
    raw = io.BytesIO()
    wrapper = io.TextIOWrapper(raw, encoding="ascii", errors=errors, write_through=True)
    attempt(wrapper.write, "a\xe9\u20ac")
    print(raw.getvalue())
attempt(wrapper.write, b"bytes")
attempt(io.TextIOWrapper, raw, encoding="rot13")
attempt(io.TextIOWrapper, raw, encoding="no such")
attempt(io.TextIOWrapper, raw, newline="x")
attempt(io.TextIOWrapper, raw, newline=5)

# Line buffering and line ends when writing.
for newline in (None, "", "\n", "\r", "\r\n"):
    raw = io.BytesIO()
    wrapper = io.TextIOWrapper(raw, encoding="ascii", newline=newline, line_buffering=True)
    wrapper.write("a\nb")
    seen = raw.getvalue()
    wrapper.flush()
    print(repr(newline), seen, raw.getvalue(), wrapper.line_buffering, wrapper.write_through)
wrapper.reconfigure(line_buffering=False, newline="\n", encoding="utf-16")
wrapper.write("c\n")
print(raw.getvalue())
wrapper.flush()
print(raw.getvalue(), wrapper)
buffer = wrapper.detach()
attempt(wrapper.read)
attempt(repr, wrapper)
print(buffer is raw)

# Characters and line ends that are cut by chunks.
class Dribble(io.RawIOBase):
    def __init__(self, data, step):
        self.data, self.step = data, step

    def readable(self):
        return True

    def readinto(self, buffer):
        count = min(len(buffer), self.step, len(self.data))
        buffer[:count] = self.data[:count]
        self.data = self.data[count:]
        return count


text = "a\u20ac\r\nb\U0001f600\rc\r\n\r\nd\xe9"
for step in (1, 2, 3, 5):
    for newline in (None, "", "\r\n"):
        for encoding in ("utf-8", "utf-16-le"):
            wrapper = io.TextIOWrapper(Dribble(text.encode(encoding), step), encoding=encoding, newline=newline)
            wrapper._CHUNK_SIZE = step
            lines = list(wrapper)
            expected = list(io.TextIOWrapper(io.BytesIO(text.encode(encoding)), encoding=encoding, newline=newline))
            assert lines == expected, (step, newline, encoding, lines, expected)
print(lines)

decoder = io.IncrementalNewlineDecoder(None, translate=True)
print([decoder.decode(piece) for piece in ("a\r", "\nb\r", "c\n")], decoder.newlines, decoder.getstate())
print(repr(decoder.decode("\r", final=True)), decoder.newlines)

# In memory.
for newline in (None, "", "\n", "\r\n"):
    stream = io.StringIO("a\nb\r\nc\rd", newline)
    print(repr(newline), repr(stream.getvalue()), list(stream), stream.newlines)
stream = io.StringIO()
print(stream.write("abc"), stream.write("\u20ac"), stream.write("\U0001f600x"), stream.tell(), repr(stream.getvalue()))
stream.seek(8)
stream.write("end")
print(repr(stream.getvalue()), stream.seek(2), repr(stream.read(2)), stream.truncate(5), repr(stream.getvalue()))
attempt(stream.write, b"x")
attempt(stream.seek, -1)
attempt(stream.seek, 1, 1)
attempt(stream.seek, 0, 9)
attempt(io.StringIO, 5)
attempt(io.StringIO, "", "x")
print(stream.__getstate__())
stream.close()
attempt(stream.getvalue)
print("printed", "to", end="!\n", file=(memory := io.StringIO()), sep="-")
print(repr(memory.getvalue()))
os.unlink(path)
os.rmdir(folder)
