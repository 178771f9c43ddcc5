# stress: 499
"""Subscripts: slices handed to __getitem__, negative and huge bounds, assignments and deletions by slice."""
import warnings
warnings.simplefilter("ignore")
def attempt(text, **names):
    try: exec(text, {**globals(), **names})
    except Exception as error: print(type(error).__name__, error)
class S:
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
s = S()
print(s[1], s[1:2], s[::], s[:, 1:], s[...], s[1:2:3, ...], s[()], s[*[1, 2]], s[*(), 5], s[None:None])
s[1:] = 5; del s[::2]; s[1, 2] += (3,)
attempt("s['a':'b', 1.5:] = 0")
class OldStyle:
    def __len__(self): return 10
    def __getitem__(self, k): return k
print(OldStyle()[-1], OldStyle()[-3:], OldStyle()[:-1])
l = list(range(10))
for text in ("print(l[2:5], l[-3:], l[:-3], l[::3], l[::-3], l[8:2:-2], l[5:100], l[-100:2], l[100:], l[2:1])", "print(l[10**30:], l[-10**30:2], l[::10**30], l[::-10**30])", "print(l[::0])", "print(l[1.5])", "print(l['a'])", "print(l[1:'a'])", "print(l[10])", "print(l[-11])", "print(l[10**30])", "l[3] = 'x'; print(l)", "l[10] = 1", "del l[20]", "l['a'] = 1"): attempt(text)
def edit(text):
    l = list(range(6))
    try: exec(text, {"l": l}); print(text, l)
    except Exception as error: print(text, type(error).__name__, error, l)
for text in ("l[1:3] = 'abc'", "l[1:1] = [9, 9]", "l[:] = []", "l[::2] = 'xyz'", "l[::2] = 'xy'", "l[::-1] = range(6)", "l[5:2] = 'q'", "l[100:] = [7]", "l[-100:-50] = [7]", "l[1:3] = 5", "l[::2] = 5", "del l[::2]", "del l[::-2]", "del l[1:4]", "del l[4:1]", "del l[:]", "del l[10:]", "l[2:4] = l", "l[::1] = 'ab'", "l[::-1] = l", "l[1:5:2] = iter('ab')", "l[slice(None)] = (x for x in 'ab')", "del l[-1]", "del l[-7]", "l += l[1:3]", "l *= 0", "l[0:0] = l[3:]", "l[1:2] = {}", "l[1:2] = {5: 6}.items()"): edit(text)
b = bytearray(b"abcdef")
for text in ("b[1:3] = b'XYZ'", "b[::2] = b'123'", "b[::2] = b'1'", "b[0] = 300", "b[0] = 'a'", "b[1:2] = [1, 300]", "b[1:2] = 'a'", "del b[::2]", "b[1:1] = range(3)", "b[5:] = 3", "b[0:1] = memoryview(b'mm')"):
    b = bytearray(b"abcdef")
    try: exec(text); print(text, b)
    except Exception as error: print(text, type(error).__name__, error, b)
print("hello"[::-1], "hello"[1:4:2], "hello"[-2:], "héllo☃"[::2], b"hello"[1:3], (1, 2, 3)[::-1], range(10)[2:8:3], range(10)[::-1], range(0, 10, 3)[-2:], range(10)[5:2])
for text in ("'abc'[5]", "'abc'['a']", "(1,)[3]", "(1,)['a']", "range(3)[5]", "range(3)['a']", "b'a'[4]", "b'a'['x']", "{}['k']", "{}[[]]", "5[0]", "None[0]", "int[0]", "len[0]", "(lambda: 0)[0]", "object()[0]", "{1}[0]", "5[0] if 0 else 5[0:1]", "'abc'[1:2:0]", "str[int]", "list[int][0]"): attempt("print(%s)" % text)
for text in ("t = (1,); t[0] = 1", "t = (1,); del t[0]", "x = 'a'; x[0] = 'b'", "del 'a'[0]", "5[0] = 1", "del {}[1]", "len[0] = 1", "del b'a'[0]"): attempt(text)
x = slice(1, 10, 2); print(x, x.indices(5), slice(None, None, -1).indices(3), slice(-1).indices(4), x == slice(1, 10, 2), x < slice(2, 1), hash(slice(1, 2)) == hash(slice(1, 2)))
for text in ("slice(1).indices(-1)", "slice(1, 2, 0).indices(3)", "slice('a').indices(3)", "slice()", "slice(1, 2, 3, 4)", "slice(1).indices('a')", "slice(10**40, -10**40, -10**39).indices(10**50)"): attempt("print(%s)" % text)
