# stress: 499
"""Literals: numbers in every base and form, strings with escapes and prefixes, concatenation, displays, constants, folding."""
import warnings; warnings.simplefilter("ignore")
print(0x_ff, 0b_1010, 0o_17, 1_000_000, 0, 00, 1., .5, 1e3, 1E-3, 1_0.0_1e1_0, 1j, .5J, 1e2j, 0xDEAD_beef, 10 ** 30, -5, --5, +-5, ~-1, 1if True else 2, [1]if 1else 2, 0x1for x in ()) if False else print(0x_ff, 0b_1010, 0o_17, 1_000_000, 0, 00, 1., .5, 1e3, 1E-3, 1_0.0_1e1_0, 1j, .5J, 1e2j, 0xDEAD_beef)
print('\'', "\"", 'a\
b', '\a\b\f\n\r\t\v\0\1\12\123\x41\u0041\U00000041\N{LATIN SMALL LETTER A}\\'.encode(), r'\n\'', R"\\", u'é', b'\x00\xff\n\'', rb'\n', bR"\x", Br'q', "a" 'b' """c""", '\777' if False else '\377', '\8', '\d', b'\d', '''multi
line''', '', "" "", ("paren"
"thesized"))
print([], [1,], (), (1,), 1,) ; print({}, {1}, {1: 2}, {*()}, {**{}}, [*[], *()], (*[],), {1: 1, **{2: 2}, 3: 3}, ..., None, True, False, NotImplemented, __debug__, Ellipsis is ..., (1, 2)[0], [1, 2][-1], {1: "a"}[1], "abc"[1], b"abc"[1])
print(1 < 2 < 3, 1 < 2 > 1, 1 == 1.0 == True, 1 is True, not 1 == 2, not (not 1), 1 or 1 / 0, 0 and 1 / 0, 1 and 2 or 3, 0 or () or [] or "end", 2 ** 3 ** 2, -2 ** 2, (-2) ** 2, 2 ** -1, 7 // -2, -7 // 2, 7 % -3, -7 % 3, 1 << 2 + 1, 1 | 2 & 3 ^ 4, ~1 & 3, 5 - 3 - 1, 2 * 3 % 4, 1 if 0 else 2 if 0 else 3, lambda: 0 if False else "x", (lambda x: x)(5)) if False else print(2 ** 3 ** 2, -2 ** 2, 7 // -2, 7 % -3, 1 << 2 + 1, 1 | 2 & 3 ^ 4, not 1 in [1], 1 in [1] == True, (1 in [1]) == True, 1 if 0 else 2 if 0 else 3)
a = "x" * 3 + "y"; b = (1, 2) + (3,); c = "%s" % 5; d = 2 ** 100; e = "abc"[::-1]; f = -0.0; g = 1 / 3; h = not None; i = "a" in "abc"; j = (1, (2, [3]))
print(a, b, c, d, e, f, g, h, i, j, 1e400, -1e400, 1e400 - 1e400, 0.1 + 0.2, 1e22, 1e16, 123456789 ** 5, "a" "b" * 2, ("a" "b") * 2, 5 .real, 5.0.is_integer(), 1..real, 0xf.bit_length() if False else (15).bit_length(), 1_0 .__class__)
def doc():
    "first" " second"
def nodoc(): b"bytes"
def fdoc(): f"f"
class D: """class
    doc"""
print(doc.__doc__, nodoc.__doc__, fdoc.__doc__, D.__doc__, (lambda: "x").__doc__, __doc__[:8])
x = 1,; y = 1, 2; (z) = 3; print(x, y, z); x = yield_ = 5; print(x); assert (1, 2); print(*[1], *"ab", sep="", end="!\n"); print(1, 2, sep=None, end=None); print(sep="x"); print(); print("a", file=None); print(1 if 1 else 2,); ((((print("deep"))))); print("unicode: \u00e9\u65e5\U0001f600"); 变量 = 5; print(变量); ﬁ = 1; print(fi); Å = 2; print(Å == Å, "Å" in globals())
