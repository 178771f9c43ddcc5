"""Writes `data/strings.txt`: what expressions on strings and bytes give.

Run it with the CPython whose behaviour is the reference:

    python3.14 generate_strings.py > data/strings.txt

Each line has an expression, a tab, and the `repr` of its value, or of `("raised", type, args)`. The statements of
the prelude come before, marked with `|`.
"""

import sys
import warnings

PRELUDE = '''
class S(str):
    pass
class T(str):
    def __str__(self):
        return "T:" + str.__str__(self)
    def __format__(self, spec):
        return "T<" + spec + ">"
    def __radd__(self, other):
        return "radd"
class B(bytes):
    pass
class A(bytearray):
    pass
def done(value, action):
    result = action(value)
    return (result, value)
def setting(value, key, item):
    value[key] = item
    return value
def deleting(value, key):
    del value[key]
    return value
def adding(value, more):
    value += more
    return value
def multiplying(value, count):
    value *= count
    return value
'''

STR = r'''
"abc".upper()
"ABC".lower()
"straße".upper()
"ΑΣ".lower()
"straße".casefold()
"hello world".title()
"hELLO".capitalize()
"aBc".swapcase()
S("abc").upper()
"abc".upper(1)
"abc".upper(x=1)
str.upper()
str.upper(1)
str.upper("x")
"abc".isalnum(), "".isalnum(), "a b".isalnum()
"abc".isalpha(), "ab1".isalpha()
"abc".isascii(), "é".isascii(), "".isascii()
"12".isdecimal(), "²".isdecimal(), "²".isdigit(), "½".isnumeric(), "½".isdigit()
"abc".isidentifier(), "1a".isidentifier(), "def".isidentifier(), "é".isidentifier()
"abc".islower(), "aBc".islower(), "ABC".isupper(), "Abc".istitle()
"a\n".isprintable(), "a".isprintable(), " \t\n".isspace()
"abcabc".find("c"), "abcabc".rfind("c"), "abc".find("x"), "abc".find("")
"abcabc".find("c", 3), "abcabc".find("c", 0, 2), "abcabc".find("c", -1), "abcabc".find("c", None, None)
"abcabc".index("b"), "abcabc".rindex("b")
"abc".index("x")
"abc".rindex("x")
"abcabc".count("bc"), "aaa".count("aa"), "abc".count(""), "abc".count("a", 1)
"abc".find(1)
"abc".find()
"abc".find("a", 0, 1, 2)
"abc".find("a", "x")
"abc".find("a", 1.5)
"abc".count(1)
"abc".find(x=1)
"abc".find("c", True), "abc".find("c", 10**30), "abc".find("a", -10**30)
"abc".startswith("ab"), "abc".endswith("bc"), "abc".startswith(("x", "a")), "abc".startswith(())
"abc".startswith("b", 1), "abc".endswith("b", 0, 2), "abc".startswith(S("a"))
"abc".startswith(1)
"abc".startswith((1,))
"abc".startswith(("a", 1))
"abc".endswith()
"abc".removeprefix("ab"), "abc".removeprefix("x"), "abc".removesuffix("bc")
"abc".removeprefix(1)
"abc".removeprefix()
"a b  c".split(), "a,b,,c".split(","), "a,b,c".split(",", 1), "a b c".split(None, 1), "".split(), "".split(",")
"a,b,c".rsplit(",", 1), "a b c".rsplit(maxsplit=1), "a b".split(sep=" ")
"abc".split("")
"abc".split(1)
"abc".split("a", "b")
"abc".split("a", 1, 2)
"abc".split(x=1)
"abc".split("a", sep="a")
"abc".split("b", maxsplit=1.5)
"a\nb\r\nc".splitlines(), "a\nb".splitlines(True), "a\nb".splitlines(keepends=1), "".splitlines()
"abc".splitlines(1, 2)
"abc".partition("b"), "abc".partition("x"), "abcb".rpartition("b"), "abc".rpartition("x")
"abc".partition("")
"abc".partition(1)
"  a ".strip(), "xxaxx".strip("x"), "xxaxx".lstrip("x"), "xxaxx".rstrip("x"), " a".strip(None), S(" a ").strip()
"abc".strip(1)
"abc".strip("a", "b")
",".join(["a", "b"]), "".join(("a",)), "-".join("abc"), ",".join([]), ",".join({"x": 1}), ",".join(c for c in "xyz")
",".join([S("a"), "b"])
",".join([1])
",".join(["a", b"b"])
",".join(1)
",".join(None)
",".join()
"aXbX".replace("X", "--"), "aXbX".replace("X", "", 1), "abc".replace("", "."), "aaa".replace("a", "b", count=2)
"abc".replace("a")
"abc".replace("a", 1)
"abc".replace(1, "a")
"abc".replace("a", "b", "c")
"abc".replace("a", "b", 1, 2)
"abc".replace("a", "b", cnt=1)
"ab".center(5), "ab".center(5, "*"), "ab".ljust(4, "."), "ab".rjust(4), "abc".center(1)
"ab".center(5, "xy")
"ab".center(5, 1)
"ab".center("x")
"ab".center()
"42".zfill(5), "-42".zfill(5), "+1".zfill(4), "a".zfill(-1)
"42".zfill("x")
"a\tb".expandtabs(), "a\tb".expandtabs(4), "a\tb".expandtabs(tabsize=2), "a\tb".expandtabs(0)
"a\tb".expandtabs("x")
"abc".translate({97: "x", 98: None, 99: 100})
"abc".translate(str.maketrans("ab", "xy")), "abc".translate(str.maketrans("a", "b", "c")), "abc".translate(str.maketrans({"a": "1", 98: None}))
"abc".translate("xyz" * 40)
"abc".translate({97: -1})
"abc".translate({97: 1.5})
"abc".translate({97: 0x110000})
"abc".translate(1)
str.maketrans("ab", "cd"), str.maketrans("a", "b", "c"), str.maketrans({"a": 1, 5: "x"}), "".maketrans("a", "b")
str.maketrans(1)
str.maketrans({"ab": 1})
str.maketrans({1.5: 1})
str.maketrans("ab", "c")
str.maketrans("ab", 1)
str.maketrans(1, "ab")
str.maketrans("a", "b", 1)
str.maketrans()
"a" + "b", "a" * 3, 3 * "a", "a" * 0, "a" * -1, "a" * True, S("a") + "b", "a" + S("b"), S("a") * 2
"a" + 1
"a" + None
"a" + T("x")
"a".__add__(1)
"a" * 1.5
1.5 * "a"
"a" * "b"
"a" * 10**30
"a".__mul__(2), "a".__rmul__(2)
"abc"[0], "abc"[-1], "abc"[1:], "abc"[::-1], "abc"[::2], "abc"[5:], "abc"[-2:2], "abc"[True], "aé中😀"[2:], "aé中😀"[3]
"abc"[3]
"abc"["a"]
"abc"[1.5]
"abc"[None]
"abc"[::0]
"abc"["a":]
"b" in "abc", "x" in "abc", "" in "abc", "x" not in "abc", S("a") in "abc"
1 in "abc"
None in "abc"
"a" == "a", "a" == S("a"), S("a") == S("a"), "a" != "b", "a" == 1, "a" < "b", S("a") < "b", "a" >= S("b"), "b" > "a", "a" <= "a"
"a" < 1
"a".__eq__(1), "a".__lt__(b"x"), "a".__ne__("b"), "a".__ge__("a"), "a".__gt__(None), "a".__le__("b")
"a".__lt__()
"a".__lt__("a", "b")
"abc".__len__(), "abc".__contains__("a"), "abc".__getitem__(1), S("abc").__len__()
"abc".__len__(1)
[c for c in "aé😀"], [c for c in S("ab")]
"a".__getnewargs__(), S("a").__getnewargs__()
str(), str("a"), str(S("a")), str(T("a")), str(object="x"), str(b"ab", "ascii"), str(b"ab", encoding="latin-1", errors="strict"), str(bytearray(b"x"), "utf-8")
str(b"a", errors="strict"), str(memoryview(b"ab"), "ascii")
str(b"\xff", "utf-8")
str("a", "utf-8")
str(1, "utf-8")
str(1, 2)
str(x=1)
str("a", "b", "c", "d")
str.__new__()
str.__new__(1)
str.__new__(int)
str.__new__(S, "x"), S("x"), S(), S(b"ab", "ascii")
"a'b", 'a"b', "a'\"b", "\n\t\\", "\x00\x7f", "é", "\udc80", "\U0001f600", "\u200b", S("q")
"abc".__repr__(), "abc".__str__(), T("x").__str__(), str.__str__(T("x"))
"a".encode(), "é".encode(), "é".encode("latin-1"), "é".encode("utf-16-le"), "é".encode("ascii", "ignore"), "é".encode("ascii", "replace"), "é".encode("ascii", errors="xmlcharrefreplace"), "é".encode(encoding="ascii", errors="backslashreplace"), "a".encode("utf-8-sig"), "\udc80".encode("utf-8", "surrogateescape")
"é".encode("ascii")
"a\udc80".encode()
"a".encode(1)
"a".encode("utf-8", 1)
"a".encode("a", "b", "c")
"a".__format__(""), "a".__format__("5"), "a".__format__(">5"), "abc".__format__(".2"), "a".__format__("*^5s"), S("a").__format__("3")
"a".__format__("d")
"a".__format__("=5")
"a".__format__("+5")
"a".__format__(1)
S("a").__format__("d")
f"{'a':>3}", f"{'a'!r:5}", f"{S('a'):^3}", f"{T('a'):x}", f"{'é'!a}"
'''

FORMAT = r'''
"{} {}".format("a", "b"), "{0}{1}{0}".format("a", "b"), "{x}-{y}".format(x="a", y="b"), "{{}}".format(), "{:>5}|".format("a"), "{!r:5}|".format("a"), "{0!s}".format("a"), "{!a}".format("é")
"{:{}}|".format("a", 5), "{:{w}}|".format("a", w=4), "{0:{1}{2}}".format("a", ">", 3)
"{0[0]} {0[a]}".format({0: "x", "a": "y"}), "{[1]}".format(["p", "q"]), "{x[k]}".format(x={"k": "v"})
"{}".format(T("a")), "{:z}".format(T("a")), "{!s}".format(T("a"))
"{x}".format_map({"x": "a"}), "{x:>3}".format_map({"x": "a"})
"{}".format()
"{1}".format("a")
"{x}".format()
"{x}".format(y=1)
"{x}".format_map({})
"{}".format_map({})
"{".format()
"}".format()
"{0}{}".format("a")
"{}{0}".format("a")
"{!x}".format("a")
"{:d}".format("a")
"{.x}".format("a")
"{[x]}".format("abc")
"{a.b}".format(a="x")
"{:{:{}}}".format("a", "b", "c")
"%s" % "a", "%s-%s" % ("a", "b"), "%r" % "a", "%a" % "é", "%%" % (), "%5s|%-5s|" % ("a", "b"), "%.2s" % "abc", "%s" % None, "%s" % ("a",), "%r" % (("a", 1),)
"%d" % 5, "%5d" % 5, "%-5d|" % 5, "%05d" % 5, "%+d" % 5, "% d" % 5, "%d" % -5, "%i" % 3.7, "%u" % 7, "%d" % True
"%x" % 255, "%X" % 255, "%#x" % 255, "%o" % 8, "%#o" % 8, "%c" % 97, "%c" % "é", "%5c|" % "x"
"%f" % 1.5, "%.2f" % 3.14159, "%e" % 12345.678, "%g" % 0.0001, "%10.3f|" % 2.5, "%F" % 1, "%G" % 1e-10, "%f" % 10**30
"%(a)s %(b)d" % {"a": "x", "b": 3}, "%(a)s" % {"a": "x", "c": 1}, "%(a)5.1f" % {"a": 2}
"%*d" % (5, 42), "%-*d|" % (5, 42), "%.*f" % (2, 3.14159), "%*.*f" % (8, 2, 3.14159)
"abc" % (), "abc" % {}, "abc" % {"a": 1}, "abc" % [1], "%s" % [1, "a"], "%s" % {"a": 1}, "%s" % b"x"
S("%s") % "a", "%s" % S("a"), "%s" % T("a"), "%d" % 10**20
"%d" % "a"
"%d" % None
"%x" % 1.5
"%f" % "a"
"%c" % "ab"
"%c" % 1.5
"%c" % -1
"%c" % 0x110000
"%s %s" % "a"
"%s" % ("a", "b")
"%s" % ()
"abc" % 1
"abc" % "a"
"%(a)s" % 1
"%(a)s" % "x"
"%(a)s" % {}
"%" % ()
"%(a" % {}
"%q" % 1
"%d %q" % (1, 2)
"%*d" % ("a", 1)
"%s" % 1j, "%r" % 1.5
"%d" % 1j
"a".__mod__(("x",))
"a".__rmod__("%s"), "a".__rmod__(1)
'''

BYTES = r'''
b"abc".upper(), b"ABC".lower(), b"hello world".title(), b"hELLO".capitalize(), b"aBc".swapcase(), bytearray(b"abc").upper(), B(b"a").upper()
b"abc".upper(1)
bytearray(b"abc").upper(1)
b"abc".isalnum(), b"ab".isalpha(), b"\xff".isascii(), b"12".isdigit(), b"a".islower(), b"A".isupper(), b" ".isspace(), b"Ab".istitle(), bytearray(b"a").isalpha()
b"abcabc".find(b"c"), b"abcabc".rfind(b"c"), b"abc".find(98), b"abc".find(b"x"), b"abc".find(bytearray(b"b")), b"abcabc".find(b"c", 3), bytearray(b"abc").find(b"c")
b"abc".index(b"b"), b"abc".rindex(99), b"abcabc".count(b"bc"), b"abc".count(97), b"abc".count(b"")
b"abc".index(b"x")
b"abc".find("a")
b"abc".find(256)
b"abc".find(1.5)
b"abc".find()
b"abc".startswith(b"ab"), b"abc".endswith((b"x", b"bc")), b"abc".startswith(b"b", 1), bytearray(b"abc").startswith(bytearray(b"a"))
b"abc".startswith("a")
b"abc".startswith(("a",))
b"abc".startswith(97)
b"abc".removeprefix(b"ab"), bytearray(b"abc").removesuffix(b"bc")
b"abc".removeprefix("a")
b"a b c".split(), b"a,b".split(b","), b"a,b,c".rsplit(b",", 1), bytearray(b"a b").split(), b"a\nb".splitlines(), b"a\nb".splitlines(True)
b"abc".split("a")
b"abc".split(b"")
b"abc".split(97)
b"abc".partition(b"b"), bytearray(b"abc").rpartition(b"b"), b"abc".partition(b"x")
b"abc".partition("b")
b"abc".partition(b"")
b" a ".strip(), b"xax".strip(b"x"), b"xax".lstrip(b"x"), bytearray(b"xax").rstrip(b"x")
b"abc".strip("a")
b",".join([b"a", b"b"]), b"".join([bytearray(b"a"), b"b"]), bytearray(b",").join([b"a", b"b"]), b",".join(())
b",".join([1])
b",".join(["a"])
b",".join("ab")
b",".join(1)
b"aXa".replace(b"X", b"--"), b"aaa".replace(b"a", b"b", 2), bytearray(b"a").replace(b"a", b"")
b"a".replace("a", "b")
b"a".replace(b"a")
b"abc".translate(None, b"b"), b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".translate(bytes.maketrans(b"ab", b"xy"), delete=b"c"), bytearray(b"abc").translate(None, delete=b"a")
b"abc".translate("a")
b"abc".translate(b"a")
b"abc".translate()
bytes.maketrans(b"a", b"b")[95:99], bytearray.maketrans(b"a", b"b")[97]
bytes.maketrans(b"a", b"bc")
bytes.maketrans("a", "b")
b"ab".center(5), b"ab".center(5, b"*"), b"ab".ljust(4), b"ab".rjust(4, bytearray(b".")), b"42".zfill(5), b"-42".zfill(5), b"a\tb".expandtabs(4), bytearray(b"a").center(3)
b"a".center(3, "a")
b"a".center(3, b"ab")
b"a".ljust(3, bytearray(b"ab"))
b"a".zfill("a")
b"abc".hex(), b"abc".hex(":"), b"abc".hex("-", 2), b"abc".hex(b":", -2), bytearray(b"ab").hex(sep=":", bytes_per_sep=1), memoryview(b"ab").hex()
b"a".hex("ab")
b"a".hex(1)
b"a".hex("é")
bytes.fromhex("61 62"), bytes.fromhex(b"6162"), bytearray.fromhex("61"), B.fromhex("61")
bytes.fromhex("a")
bytes.fromhex("zz")
bytes.fromhex(1)
b"abc".decode(), b"\xe9".decode("latin-1"), b"\xff".decode("ascii", "replace"), b"\xff".decode("utf-8", errors="ignore"), bytearray(b"a").decode(), b"\xff".decode("utf-8", "surrogateescape"), b"\xef\xbb\xbfa".decode("utf-8-sig")
b"\xff".decode()
b"ab\xff".decode("ascii")
b"a".decode(1)
b"a" + b"b", b"a" + bytearray(b"b"), bytearray(b"a") + b"b", bytearray(b"a") + memoryview(b"b"), b"a" * 3, 2 * b"a", bytearray(b"a") * 2, 2 * bytearray(b"a")
b"a" + "b"
b"a" + 1
bytearray(b"a") + "b"
b"a" * 1.5
bytearray(b"a") * "x"
b"abc"[0], b"abc"[-1], b"abc"[1:], b"abc"[::-1], bytearray(b"abc")[1], bytearray(b"abc")[:2]
b"abc"[5]
b"abc"["a"]
b"abc"[1.5]
bytearray(b"abc")[5]
bytearray(b"abc")["a"]
97 in b"abc", b"bc" in b"abc", b"x" in b"abc", 97 in bytearray(b"abc")
256 in b"abc"
"a" in b"abc"
1.5 in b"abc"
b"a" == b"a", b"a" == bytearray(b"a"), bytearray(b"a") == b"a", b"a" == "a", b"a" < b"b", b"a" < bytearray(b"b"), bytearray(b"b") >= b"a", b"a" != b"b", b"a" == memoryview(b"a"), memoryview(b"a") == b"a", B(b"a") == b"a"
b"a" < "a"
b"a".__eq__("a"), b"a".__eq__(bytearray(b"a")), b"a".__lt__(b"b"), bytearray(b"a").__eq__(b"a"), bytearray(b"a").__lt__("x")
[c for c in b"abc"], [c for c in bytearray(b"ab")], [c for c in memoryview(b"ab")]
b"abc".__len__(), bytearray(b"abc").__len__(), memoryview(b"abc").__len__()
b"a'b", b'a"b', b"\x00\n\xff", bytearray(b"a'b"), B(b"x"), A(b"x")
str(b"a"), str(bytearray(b"a")), b"a".__repr__(), A(b"x").__repr__()
b"a".__getnewargs__(), b"a".__bytes__(), B(b"a").__bytes__()
bytes(), bytes(3), bytes(b"ab"), bytes([1, 2]), bytes((97,)), bytes(bytearray(b"x")), bytes("é", "utf-8"), bytes("a", encoding="ascii"), bytes(source=2), bytes(memoryview(b"ab")), bytes(True), bytes(c for c in b"ab"), bytes({97: 1})
bytes("a")
bytes(-1)
bytes(1.5)
bytes(None)
bytes([256])
bytes(["a"])
bytes([1.5])
bytes(5, "ascii")
bytes(encoding="ascii")
bytes(errors="ascii")
bytes(b"a", "ascii")
bytes(x=1)
bytes(1, 2)
bytes("a", "b", "c", "d")
bytes(10**30)
bytearray(), bytearray(3), bytearray(b"ab"), bytearray([1, 2]), bytearray("é", "utf-8"), bytearray(bytearray(b"x"))
bytearray("a")
bytearray(-1)
bytearray([256])
bytearray(["a"])
bytearray(1.5)
bytearray(b"a", "ascii")
bytearray(encoding="ascii")
bytearray(1, 2, 3, 4)
done(bytearray(b"ab"), lambda x: x.append(99))
done(bytearray(b"ab"), lambda x: x.append(256))
done(bytearray(b"ab"), lambda x: x.append("a"))
done(bytearray(b"ab"), lambda x: x.append())
done(bytearray(b"ab"), lambda x: x.extend(b"cd")), done(bytearray(b"ab"), lambda x: x.extend([99])), done(bytearray(b"ab"), lambda x: x.extend(x))
done(bytearray(b"ab"), lambda x: x.extend("cd"))
done(bytearray(b"ab"), lambda x: x.extend(1))
done(bytearray(b"ab"), lambda x: x.extend([256]))
done(bytearray(b"ab"), lambda x: x.insert(0, 99)), done(bytearray(b"ab"), lambda x: x.insert(-1, 99)), done(bytearray(b"ab"), lambda x: x.insert(99, 99))
done(bytearray(b"ab"), lambda x: x.insert(0))
done(bytearray(b"ab"), lambda x: x.pop()), done(bytearray(b"ab"), lambda x: x.pop(0))
done(bytearray(b""), lambda x: x.pop())
done(bytearray(b"ab"), lambda x: x.pop(5))
done(bytearray(b"abca"), lambda x: x.remove(97))
done(bytearray(b"ab"), lambda x: x.remove(99))
done(bytearray(b"abc"), lambda x: x.reverse()), done(bytearray(b"abc"), lambda x: x.clear()), done(bytearray(b"abc"), lambda x: x.copy())
done(bytearray(b"abc"), lambda x: x.resize(5)), done(bytearray(b"abc"), lambda x: x.resize(1))
done(bytearray(b"abc"), lambda x: x.resize(-1))
setting(bytearray(b"abc"), 0, 120), setting(bytearray(b"abc"), -1, 120), setting(bytearray(b"abc"), slice(1, 2), b"xyz"), setting(bytearray(b"abcd"), slice(None, None, 2), b"xy"), setting(bytearray(b"abc"), slice(1, 1), [1, 2]), setting(bytearray(b"abcd"), slice(None, None, 2), b"")
setting(bytearray(b"abc"), 5, 1)
setting(bytearray(b"abc"), 0, 256)
setting(bytearray(b"abc"), 0, "a")
setting(bytearray(b"abc"), "a", 1)
setting(bytearray(b"abc"), slice(0, 1), "a")
setting(bytearray(b"abc"), slice(0, 1), 5)
setting(bytearray(b"abcd"), slice(0, 4, 2), b"a")
deleting(bytearray(b"abc"), 0), deleting(bytearray(b"abc"), slice(1, None)), deleting(bytearray(b"abcdef"), slice(None, None, 2)), deleting(bytearray(b"abcdef"), slice(None, None, -2))
deleting(bytearray(b"abc"), 5)
deleting(bytearray(b"abc"), "a")
adding(bytearray(b"a"), b"b"), adding(bytearray(b"a"), bytearray(b"b")), multiplying(bytearray(b"ab"), 2), multiplying(bytearray(b"ab"), 0), adding(b"a", b"b")
adding(bytearray(b"a"), "b")
adding(bytearray(b"a"), 1)
multiplying(bytearray(b"a"), "b")
bytearray(b"ab").__reduce__(), bytearray(b"ab").__reduce_ex__(2), bytearray(b"ab").__reduce_ex__(4)
b"%s" % b"a", b"%b" % b"a", b"%d" % 5, b"%x" % 255, b"%c" % 97, b"%c" % b"x", b"%a" % "é", b"%r" % "é", b"%.2f" % 1.5, b"%5s|" % b"a", b"%(a)s" % {b"a": b"x"}, bytearray(b"%s") % b"x", b"%s" % bytearray(b"q"), b"%%" % ()
b"%s" % "a"
b"%s" % 1
b"%d" % "a"
b"%f" % "a"
b"%c" % 256
b"%c" % "a"
b"%c" % b"ab"
b"%(a)s" % {"a": b"x"}
b"%q" % 1
b"abc" % 1
b"abc" % b"x"
b"%s" % ()
memoryview(b"abc")[0], memoryview(b"abc").tobytes(), memoryview(b"abc").tolist(), memoryview(b"abc")[1:].tobytes(), memoryview(b"abc").nbytes, memoryview(b"abc").format, memoryview(b"abc").shape, memoryview(b"abc").obj, memoryview(b"abc").readonly, memoryview(b"abc").itemsize, memoryview(b"abc").ndim
memoryview("a")
memoryview(1)
memoryview()
memoryview(b"abc")[5]
memoryview(b"abc")["a"]
setting(memoryview(b"abc"), 0, 1)
'''


def main():
    warnings.simplefilter("ignore")
    namespace = {}
    exec(PRELUDE, namespace)
    for line in PRELUDE.strip().splitlines():
        print("|" + line)
    for expression in (STR + FORMAT + BYTES).strip().splitlines():
        if not expression:
            continue
        try:
            value = eval(expression, namespace)
        except Exception as error:
            value = ("raised", type(error).__name__, error.args)
        print(expression, repr(value), sep="\t")


sys.stdout.reconfigure(encoding="utf-8")
main()
