# stress: 499
"""int from text: underscores, bases, spaces, digits of other scripts, limits, words of errors."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
for text in ("12", " 12\n", "+5", "-0", "1_000", "1__0", "_1", "1_", "", " ", "0x1f", "0b1", "١٢٣", "１２", "1.5", "1e3", "- 5", "--5", "0_7", "007", "½", "²", "\0", "1\0", b"77", b"\xff", bytearray(b" 8 "), "𝟙𝟚"): attempt(int, text)
for text, base in (("ff", 16), ("0xff", 16), ("0xff", 0), ("0b101", 0), ("0o17", 0), ("017", 0), ("0", 0), ("00", 0), ("0_0", 0), ("z", 36), ("z", 35), ("1", 1), ("1", 37), ("1", -1), ("0b2", 2), ("0b1", 2), ("0b1", 16), ("", 0), ("0x", 16), ("0x_f", 16), ("1", "2"), (12, 10), ("1" * 30, 3), ("9", 2.0), ("12", True)): attempt(int, text, base)
attempt(int, "1" * 5000); attempt(int, "1" * 5000, 16) if False else print(int("1" * 5000, 16).bit_length())
attempt(str, 10 ** 5000); attempt(lambda: len(hex(10 ** 5000))); attempt(lambda: f"{10 ** 5000}"); attempt(lambda: "%d" % 10 ** 5000 if False else "%d" % (10 ** 5000)); attempt(repr, -(10 ** 4300)); print(len(str(10 ** 4299)))
for value in (1.9, -1.9, 1e20, float("inf"), float("nan"), 1e308, True, None, 1j, [], object): attempt(lambda: int(value) if value is not object else int(object))
print(int(1e20), int(-1e20), int(2.0 ** 70), int(), int("0"), int(False))
class T:
    def __trunc__(self): return 5
class I:
    def __index__(self): return 6
class Bad:
    def __int__(self): return "x"
class Sub(int): pass
class RetSub:
    def __int__(self): return Sub(3)
import warnings
attempt(int, T()); attempt(int, I()); attempt(int, Bad())
with warnings.catch_warnings(record=True) as seen: warnings.simplefilter("always"); print(int(RetSub()), type(int(RetSub())).__name__, [str(w.message) for w in seen][:1])
print(int.from_bytes(b"\xff\x00", "big"), int.from_bytes(b"\xff\x00", "little", signed=True), (-5).to_bytes(2, "big", signed=True), (5).to_bytes(), int.from_bytes([1, 2, 3]), int.from_bytes(b""), (0).to_bytes(0, "big"))
for f in (lambda: (256).to_bytes(1), lambda: (-1).to_bytes(1), lambda: (1).to_bytes(-1), lambda: (1).to_bytes(2, "middle"), lambda: int.from_bytes(5), lambda: int.from_bytes("a"), lambda: int.from_bytes([300]), lambda: (128).to_bytes(1, signed=True), lambda: int.from_bytes(b"a", "x")): attempt(f)
