"""Lists, dicts, sets, tuples, strings: operations and mutation while iterating."""
l = list(range(10))
l[2:5] = []
l[::2] = "abcd"
print(l, l.index("b"), l.count("a"), l.pop(), l.pop(0))
l.insert(1, "x")
l.extend((1, 2))
l.reverse()
print(l, l[-3:], l[::-2])
l.sort(key=str)
print(l)
words = "the quick brown fox jumps over the lazy dog".split()
print(sorted(words, key=lambda w: (len(w), w)), sorted(words, reverse=True))
big = [(i * 7919) % 1000 for i in range(1000)]
big.sort()
print(big[:5], big[-5:], big == sorted(big))
stable = sorted([(i % 3, i) for i in range(12)], key=lambda t: t[0], reverse=True)
print(stable)
d = {}
for i in range(100):
    d[f"key{i}"] = i
for i in range(0, 100, 2):
    del d[f"key{i}"]
print(len(d), list(d)[:3], d.pop("key1"), d.pop("nope", None), d.setdefault("new", 5), d.popitem())
d2 = {1: "a", 1.0: "b", True: "c"}
print(d2, {**d2, 2: 3}, d2 | {3: 4}, dict(a=1, b=2), dict([(1, 2)]), dict.fromkeys("ab", 0))
try:
    for k in d:
        d[k + "x"] = 1
except RuntimeError as e:
    print(e)
print(d.keys() & {"key3", "zz"}, list({"a": 1}.items()), list(reversed({1: 2, 3: 4})))
s = {1, 2, 3}
s |= {4}
s -= {1}
s ^= {2, 9}
print(sorted(s), s & {3, 4}, sorted(s | {7}), s <= {3, 4, 9, 10}, s.isdisjoint({5}), frozenset([1]) in {frozenset([1])})
t = (1, 2, 3)
print(t + (4,), t * 2, t[1:], t.index(2), t.count(3), (1, 2) < (1, 3), hash((1, 2)) == hash((1, 2)), ())
a, *b, c = "hello"
print(a, b, c)
(x, y), [z, *w] = (1, 2), [3, 4, 5]
print(x, y, z, w)
text = "Hello, Wörld! ß ∑ 😀"
print(len(text), text.upper(), text[::-1], text.encode(), text.find("W"), text.swapcase(), text.partition(", "))
print("a-b_c".replace("-", "+"), "abc".center(9, "*"), "x".join("abc"), "%5.1f|%-5s|%05d" % (3.14159, "ab", 42))
print("tab\tnew\nline\\ 'q' \"d\"", repr("tab\tnew\nline\\ 'q' \"d\" \x00 é"), ascii("é😀"))
print("abc" < "abd", "a" * 3, "b" in "abc", "abc".startswith(("x", "a")), "1,2,3".rsplit(",", 1), "l1\nl2\r\nl3".splitlines())
print("{:>10}|{:<10}|{:^10}|{!r:>8}".format("a", "b", "c", "d"), "{0.real} {1[k]}".format(5, {"k": 1}), f"{'nested':{'>'}{10}}")
print(b"bytes" + b"!", b"abc"[1], b"abc"[1:], bytes([1, 2]), bytearray(b"xy"), b"a,b".split(b","), b"\xff".hex(), bytes.fromhex("00ff"))
ba = bytearray(b"hello")
ba[0] = 72
ba += b"!"
del ba[1]
print(ba, ba.decode(), memoryview(b"abc")[1:].tobytes())
print(list(range(5, 0, -2)), range(10)[2:5], 3 in range(0, 10, 3), len(range(0, 100, 7)), range(3) == range(0, 3, 1))
print([i for i in range(20) if i % 3 == 0 if i % 2 == 0], {i: j for i, j in zip("ab", [1, 2])}, {x % 3 for x in range(9)} == {0, 1, 2})
print(any(x > 3 for x in [1, 5]), all([]), list(zip("abc", range(2))), list(map(max, [1, 5], [3, 2])))
try:
    list(zip([1], [1, 2], strict=True))
except ValueError as e:
    print(e)
r = []
r.append(r)
dd = {}
dd["self"] = dd
print(r, dd)
print(type(iter([])), type({}.keys()), type(range(1)), type(i for i in ()), slice(1, 2), slice(None).indices(5))
print(isinstance(True, int), issubclass(bool, int), callable(len), callable(5), id(5) == id(5), type(3).__name__)
print(list[int], dict[str, int], int | None, isinstance(5, int | str), list[int].__args__)
it = iter([1, 2, 3])
for v in it:
    print(v, next(it, "end"))
print([*range(3), *"ab"], (*[1], 2), {*[1, 1]}, {**{"a": 1}, "b": 2})
