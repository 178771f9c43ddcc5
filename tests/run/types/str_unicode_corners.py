# stress: 499
"""str: combining characters, case mapping that changes length, normalisation, surrogates, widths of storage, slicing across planes."""
import unicodedata
s = "aé☃😀"
print(len(s), s[::-1].encode("unicode_escape"), s[3], s[1:3], s.find("😀"), s.index("☃"), s.count("é"), s.replace("é", "ee"), s.encode("utf-16-le").hex(), [hex(ord(c)) for c in s], s.upper(), s.isprintable(), s.isalpha(), "😀" * 2 + "a", s.center(8, "é"), s.split("☃"), s.partition("é"), s + "\x00" == "aé☃😀\0", max(s), sorted(s) == list(s), s < "b", s.translate({0x1f600: ":)"}), s.zfill(6), ascii(s))
print("ß".upper(), "ŉ".upper(), "ﬃ".upper(), "İ".lower().encode("unicode_escape"), "ΐ".upper().encode("unicode_escape"), "ǅ".lower(), "ǅ".upper(), "ǅ".title(), "ᾳ".title().encode("unicode_escape"), "ΑΣ ΑΣΑ Σ".lower(), "ß".title(), "ꭰ".upper(), "Ꭰ".lower(), "ⅷ".upper(), "ª".upper(), "ı".upper(), "ſ".upper(), "K".lower(), "Å".lower(), "straße".casefold() == "STRASSE".casefold(), "ΣΣ".casefold(), "ς".casefold())
for f in ("NFC", "NFD", "NFKC", "NFKD"): print(f, unicodedata.normalize(f, "é ﬁ ² Å 한 ①").encode("unicode_escape"), unicodedata.is_normalized(f, "é"))
print([unicodedata.category(c) for c in "aA1 _\n€😀\u200b\ud800"], unicodedata.name("é"), unicodedata.lookup("SNOWMAN"), unicodedata.digit("²"), unicodedata.numeric("½"), unicodedata.decimal("٣"), unicodedata.bidirectional("א"), unicodedata.combining("\u0301"), unicodedata.east_asian_width("日"), unicodedata.mirrored("("), unicodedata.decomposition("é"), unicodedata.name("\n", "none"), "\N{GREEK SMALL LETTER ALPHA}", "\N{LATIN SMALL LETTER E WITH ACUTE}" == "é")
for t in ("\ud800", "\udc80x", "\ud83d\ude00", "a\udfff"):
    print(len(t), ascii(t), t == t[:], t.encode("utf-8", "surrogatepass"), t.encode("utf-16-be", "surrogatepass").hex(), t.encode("ascii", "backslashreplace"), t.isprintable(), repr(t))
    for c in ("utf-8", "utf-16", "latin-1", "ascii"):
        try: t.encode(c)
        except UnicodeEncodeError as e: print(c, e.start, e.end, e.reason)
for d in (b"\xff", b"\xc3", b"\xe2\x98", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"a\x80b", b"\xe2\x28\xa1"):
    for h in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape"):
        try: print(ascii(d.decode("utf-8", h)), end=" ")
        except UnicodeDecodeError as e: print((e.start, e.end, e.reason), end=" ")
    print()
for c in ("utf-16", "utf-32", "utf-16-le", "utf-8-sig", "utf-7", "cp1252", "iso8859-15", "koi8-r", "cp437", "mac-roman", "punycode", "idna", "unicode_escape", "raw_unicode_escape"):
    try: e = "é€ж".encode(c); print(c, e, e.decode(c))
    except UnicodeError as x: print(c, type(x).__name__, x.reason if hasattr(x, "reason") else x)
print("\u0301e" == "é", "é" == "é", len("é"), "👨‍👩‍👧"[::2].encode("unicode_escape"), "a\u0301"[0], "ﷺ".isalpha(), "٣".isdigit(), int("٣४"), "Ⅷ".isnumeric(), "x\u2028y".splitlines(), " \u00a0\u3000".strip() == "", "\u200b".isspace(), "é".isidentifier(), "𝒳".isidentifier(), "a\u0301".isidentifier(), "℘".isidentifier(), "·".isidentifier(), "1a".isidentifier(), "\u180e".isspace(), "\x85".isspace(), "\x1f".isspace()); import sys; print(sys.maxunicode, chr(0x10ffff).encode("utf8"), "%c" % 0x1f600, "\U0010ffff" > "\uffff", sorted(["é", "e", "z", "É", "😀"]), "é".join("abc"), "😀".ljust(3, "."), "abc".translate(str.maketrans("ab", "é😀")), f"{'é':>4}{'😀':^5}|", "%5s|%-5s|" % ("é", "😀"), "é😀".encode("ascii", "xmlcharrefreplace"), "é".encode("ascii", "namereplace"))
