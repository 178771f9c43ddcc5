# stress: 499
"""Iterating over text and bytes: items, membership, sorting, counting, joining, comparing."""
for s in ("", "a", "héllo☃", b"", b"abc\xff", bytearray(b"xyz")):
    print(list(s), sorted(s), [*reversed(s)], len(s), bool(s), list(enumerate(s))[:2], min(s, default=None), max(s, default=None), [s[i] for i in range(len(s))], s[:], s * 2, list(zip(s, s))[:1], dict.fromkeys(s))
it = iter("ab"); print(next(it), list(it), next(it, "end")); a, b = "xy"; c, *d = b"123"; print(a, b, c, d, "".join(chr(x) for x in b"hi"), bytes(ord(x) for x in "hi"), bytes(reversed(b"abc")), "".join(reversed("abc")), sum(b"abc"), "a" in "abc", 97 in b"abc", b"b" in b"abc", "abc" < "abd", b"abc" < b"abd", [x for x in "a b" if x.strip()], set("hello") == set("ohell"), "abc".__iter__().__next__())
