# What cannot be allocated is a MemoryError (or an error that is found before), in a process with little address space.

import array
import collections
import io
import itertools
import json
import math
import random
import re
import struct
import unicodedata

FAR = 10**15

CASES = """
bytes(FAR)
bytes(10**10)
bytearray(FAR)
bytearray(10**10)
memoryview(bytearray(FAR))
b'a' * FAR
b'ab' * 10**10
bytearray(b'a') * FAR
array.array('d', [0]) * FAR
array.array('d', [0]) * 10**9
[0] * FAR
(0,) * FAR
[None] * 10**10
'a' * FAR
'ab' * 10**10
'\\u20ac' * 10**10
list(range(10**13))
list(range(2**62))
tuple(range(10**13))
sorted(range(10**13))
list(itertools.repeat(0, 10**13))
list(reversed(range(10**13)))
list(map(int, range(10))) * FAR
print(*range(10**13))
[*range(10**13)]
itertools.product(range(10), repeat=10**13)
itertools.tee([], 10**13)
1 << 10**14
10 ** 10**12
math.factorial(10**12)
(1).to_bytes(FAR, 'big')
random.getrandbits(10**14)
random.randbytes(10**14)
'a'.zfill(FAR)
'a'.ljust(FAR)
'a'.rjust(10**10)
'a'.center(FAR)
b'a'.zfill(10**10)
'\\t'.expandtabs(FAR)
'%*d' % (FAR, 1)
b'%*d' % (FAR, 1)
'%.1000000000d' % 1
'%.1000000000f' % 1.5
b'%.1000000000f' % 1.5
format(1, f'{FAR}d')
format(1, '010000000000d')
format(1.0, '.1000000000f')
f'{1:{FAR}}'
'{:>{}}'.format('a', FAR)
('a' * 10**5).replace('a', 'b' * 10**6)
('b' * 10**5).join(['a'] * 10**5)
'x'.join(['a' * 10**6] * 10**5)
b''.join([b'a' * 10**6] * 10**5)
('a' * 10**5).translate({97: 'b' * 10**6})
re.sub('a', 'b' * 10**6, 'a' * 10**5)
unicodedata.normalize('NFKD', '\\ufdfa' * 10**8)
struct.pack(f'{FAR}s', b'')
struct.pack(f'{10**10}s', b'')
io.BytesIO().truncate(0) or seek_and_write(io.BytesIO(), b'x')
seek_and_write(io.StringIO(), 'x')
open('/dev/zero', 'rb').read(FAR)
open('/dev/zero', 'rb', buffering=0).read(FAR)
open('/dev/zero').read(FAR)
json.dumps([1], indent=FAR)
collections.deque(maxlen=0).__class__(range(10)) and [0] * FAR
extended(bytearray(10), 10**15)
sliced([1, 2, 3], range(10**13))
unpacked(range(10**13))
"""


def seek_and_write(file, text):
    file.seek(10**14)
    file.write(text)


def extended(data, size):
    data.resize(size)


def sliced(items, source):
    items[1:1] = source


def unpacked(items):
    first, *rest = items


def outcome(source):
    try:
        eval(source)
    except MemoryError:
        return "MemoryError"
    except BaseException as error:
        return f"{type(error).__name__}: {str(error)[:100]}"
    return "a result"


failed = False
for source in CASES.strip().splitlines():
    found = outcome(source)
    if found != "MemoryError":
        failed = True
        print(f"{source}: {found}")

# Growing without end ends, and everything works afterwards.
for grow in (list, set, dict.fromkeys):
    try:
        grow(itertools.count())
        print(grow, "never ended")
    except MemoryError:
        pass
assert sum(range(1000)) == 499500

raise SystemExit(failed)
