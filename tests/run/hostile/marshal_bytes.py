# stress: 101
"""Data that `marshal.loads` cannot trust: cut short, with bytes changed, nested without end, sizes beyond the data."""
import marshal
import random
import sys

ALLOWED = (EOFError, ValueError, TypeError, MemoryError, RecursionError, OverflowError, UnicodeError)
values = [None, 1, -(2**70), 1.5, 2j, "text", "\u03b1", b"bytes", (1, 2), [3, [4]], {5: 6}, {7}, frozenset([8]), ..., slice(1, 2)]
whole = marshal.dumps(values)
print(marshal.loads(whole) == values)



def load(data):
    """CPython itself crashes with some of these."""
    if sys.implementation.name == "strict":
        return marshal.loads(data)
    raise ValueError("not tried")


outcomes = set()
for end in range(len(whole)):
    try:
        marshal.loads(whole[:end])
        outcomes.add("loaded")
    except ALLOWED as error:
        outcomes.add(type(error).__name__)
print("cut short:", sorted(outcomes))

chooser, tried = random.Random(5), 0
for _ in range(1500):
    data = bytearray(whole)
    for _ in range(chooser.randrange(1, 4)):
        data[chooser.randrange(len(data))] = chooser.randrange(256)
    try:
        load(data)
    except ALLOWED:
        pass
    tried += 1
print("changed:", tried)

code = marshal.dumps(compile("def f(a, *b, c=1):\n    try:\n        return [x for x in b if a]\n    finally:\n        print(c)\n", "f", "exec"))
for end in range(0, len(code), 3):
    try:
        marshal.loads(code[:end])
        print("loaded")
    except ALLOWED:
        pass

for text in (b"", b"?", b"\xff", b"(\xff\xff\xff\x7f", b"[\xff\xff\xff\xff", b"s\xff\xff\xff\x7f", b"l\x01\x00\x00\x80", b"r\x00\x00\x00\x00"):
    try:
        print(text, load(text))
    except ALLOWED as error:
        print(text, "refused")

try:
    load(b"[\x01\x00\x00\x00" * 100000 + b"N")
except ALLOWED as error:
    print("too deep: refused")
