# stress: 499
"""What follows numbers directly, separators, and words that look like numbers."""
import warnings; warnings.simplefilter("ignore")
for t in ("1_000", "0x_1", "0b1_0", "1e1_0", "1_0e10", "1.0_1", "1 if 1else 2", "0x1for x in [1]", "1or 2", "1and 2", "1in [1]", "1is 1", "0o7", "00", "0_0", "1__0", "1_", "_1", "0x", "0b", "0o", "0b2", "0o8", "0xg", "1e", "1e+", "1.e1", ".1e1", ".", "1..real", "1.real", "1 .real", "1.0.real", "1j.imag", "1jj", "1e5j", "0777", "09.5", "09", "1L", "1l", "0xfor", "1_000j", "1if 0else 3", "1_a", "0b1j", "1.5_", "1._5", "0xFFFFFFFFFFFFFFFFFF", "1E400", "-1E400", "1e-400", "5 // 0x2", "~0b1", "- -1", "1 - -1", "2**-1", "1_2.3_4e5_6"):
    try: print(t, "=", eval(t))
    except SyntaxError as e: print(t, "!", e.msg)
    except NameError as e: print(t, "?", e)
