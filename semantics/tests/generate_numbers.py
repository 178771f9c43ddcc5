"""Writes the expected data of the numbers tests: run with the CPython whose behaviour is the reference.

    python3.14 generate_numbers.py data

Each line of a file is one case, its fields separated by tabs: the operation, the arguments, the result.

    i-12          int                    n             None
    f3ff0...      float, by its bits     b1            bool
    c...,...      complex                y00ff         bytes
    sa%20;b       str: what is not plain ASCII is its code point in hexadecimal
    i1 i2         several values: a tuple, only in results
    !ValueError sinvalid%20;...          an exception and its message
"""

import itertools
import math
import operator
import os
import random
import struct
import subprocess
import sys

RANDOM = random.Random(314)
WORD = 1 << 63


def encode(value):
    match value:
        case None:
            return "n"
        case bool():
            return f"b{int(value)}"
        case int():
            sign, digits = "-" if value < 0 else "", f"{abs(value):x}"
            return f"i{sign}{digits}"
        case float():
            return "fnan" if value != value else "f" + struct.pack(">d", value).hex()
        case complex():
            return f"c{encode(value.real)[1:]},{encode(value.imag)[1:]}"
        case str():
            return "s" + "".join(
                char if "!" <= char <= "~" and char != "%" else f"%{ord(char):x};" for char in value
            )
        case bytes():
            return "y" + value.hex()
        case tuple():
            return " ".join(map(encode, value))
    raise TypeError(type(value))


class Cases:
    """The cases of one file."""

    def __init__(self, name):
        self.name = name
        self.lines = []

    def add(self, operation, function, *arguments):
        try:
            result = encode(function(*arguments))
        except Exception as error:
            result = f"!{type(error).__name__} {encode(str(error))}"
        self.lines.append("\t".join([operation, *map(encode, arguments), result]))

    def add_all(self, operation, function, *choices):
        for arguments in itertools.product(*choices):
            self.add(operation, function, *arguments)

    def write(self, directory):
        lines = list(dict.fromkeys(self.lines))
        with open(os.path.join(directory, self.name + ".txt"), "w", encoding="ascii") as file:
            file.writelines(line + "\n" for line in lines)
        print(self.name, len(lines))


def sample(items, count):
    items = list(items)
    return items if len(items) <= count else RANDOM.sample(items, count)


# ---- values ----

INTS = [0, 1, -1, 2, -2, 3, 7, -7, 10, 100, -1000, 2**31, 2**53, 2**53 + 1, -(2**53) - 1, 2**62, WORD - 1, WORD]
INTS += [-WORD, -WORD - 1, -WORD + 1, 2**64 - 1, 2**64, -(2**64), 2**100, 3**50, -(3**60), 10**30, -(10**40)]
INTS += [RANDOM.getrandbits(bits) * RANDOM.choice([1, -1]) for bits in (5, 20, 40, 60, 63, 64, 65, 128, 300)]
HUGE = [2**1024, 2**1024 - 2**970, 2**1024 - 2**970 - 1, -(10**310), 10**400, 3**900, 2**1100 + 1]

FLOATS = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, -2.5, 3.0, 10.0, 0.1, 1 / 3, -7.25, 100.0, 123456789.125]
FLOATS += [1e15, 1e16, 123456789012345680.0, 1e22, 1e23, -1e100, 1e300, 1.7976931348623157e308, 5e-324, 1e-5, 1e-4]
FLOATS += [0.0001234, 2.2250738585072014e-308, 2.225073858507201e-308, -1e-310, 1e-300, 2.0**53, 2.0**63, -(2.0**63)]
FLOATS += [2.0**64, 9.5, 0.05, 0.15, 0.25, 0.35, 2.675, 1.005, 1e308, math.inf, -math.inf, math.nan]


def random_float():
    kind = RANDOM.randrange(4)
    if kind == 0:
        return struct.unpack(">d", RANDOM.randbytes(8))[0]
    if kind == 1:
        return RANDOM.uniform(-1000, 1000)
    if kind == 2:
        return round(RANDOM.uniform(-100, 100), RANDOM.randrange(6))
    return RANDOM.choice([1, -1]) * 10 ** RANDOM.uniform(-30, 30)


PARTS = [0.0, -0.0, 1.0, -2.5, 1e200, 1e-200, math.inf, -math.inf, math.nan, 3.0]
COMPLEXES = [complex(real, imag) for real in PARTS for imag in PARTS]
COMPLEXES += [complex(random_float(), random_float()) for _ in range(20)]

BINARY = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "truediv": operator.truediv,
    "floordiv": operator.floordiv,
    "modulo": operator.mod,
    "divmod": divmod,
    "and": operator.and_,
    "or": operator.or_,
    "xor": operator.xor,
    "eq": operator.eq,
    "lt": operator.lt,
}


# ---- files ----


def ints():
    cases = Cases("int")
    for name, function in BINARY.items():
        for left, right in sample(itertools.product(INTS, INTS), 130):
            cases.add(name, function, left, right)
    for left, right in sample(itertools.product(HUGE, HUGE + INTS), 60) + sample(itertools.product(INTS, HUGE), 40):
        cases.add("truediv", operator.truediv, left, right)
    for _ in range(300):
        left, right = (RANDOM.getrandbits(RANDOM.randrange(1, 1200)) + 1 for _ in range(2))
        cases.add("truediv", operator.truediv, left, right)
    # Quotients half way between two floats, and just beside.
    for _ in range(60):
        right = RANDOM.getrandbits(100) + 1
        half = (RANDOM.getrandbits(53) | 1 << 52) * 2 + 1
        for near in (-1, 0, 1):
            cases.add("truediv", operator.truediv, half * right * 2 ** RANDOM.randrange(70) + near, right)
    for left, right in itertools.product([*INTS, *HUGE], [0, 1, 2, 3, 5, 31, -1, -2]):
        cases.add("pow", operator.pow, left, right)
    cases.add_all("pow", operator.pow, [0, 1, -1], [WORD, 2**64 + 1, 2**70])
    cases.add_all("pow", operator.pow, [2, 3, -3, 10, 7], [62, 63, 64, 100, 333, -5, -300, -400, -(2**70)])
    for base, exponent, modulus in sample(itertools.product(INTS, INTS, INTS), 400):
        cases.add("pow_mod", pow, base, exponent, modulus)
    cases.add_all("pow_mod", pow, [-3, 0, 2, 3, 10**20], [-2, -1, 0, 1, 2, 5], [-7, -1, 0, 1, 2, 7, 10**15 + 1])
    cases.add_all("pow_mod", pow, [2, 2.0, 2j], [3, 3.0, 3j], [5, 5.0, 5j])
    counts = [0, 1, 2, 31, 62, 63, 64, 65, 200, -1, -(2**70)]
    cases.add_all("lshift", operator.lshift, INTS, counts)
    cases.add_all("rshift", operator.rshift, INTS, [*counts, 2**40, 2**70])
    cases.add("lshift", operator.lshift, 0, 2**80)
    cases.add("lshift", operator.lshift, 1, 2**80)
    for value in [*INTS, *HUGE]:
        cases.add("neg", operator.neg, value)
        cases.add("invert", operator.invert, value)
        cases.add("abs", abs, value)
        cases.add("bit_length", int.bit_length, value)
        cases.add("bit_count", int.bit_count, value)
        cases.add("hash", hash, value)
        cases.add("float", float, value)
        cases.add("str", str, value)
        cases.add("hex", hex, value)
        cases.add("oct", oct, value)
        cases.add("bin", bin, value)
    for _ in range(200):
        # Near what rounds: some bits beyond the 53, and half way.
        value = (RANDOM.getrandbits(54) << RANDOM.randrange(1, 1000)) + RANDOM.choice([-1, 0, 0, 1])
        cases.add("float", float, value)
    cases.add("str", str, 10**4299)
    cases.add("str", str, 10**4300)
    cases.add("str", str, -(10**4300) + 1)
    cases.add("str", str, -(10**4300))
    cases.add("str", str, 10**5000)
    digits = [0, 1, 5, -1, -2, -3, -10, -18, -19, -20, -21, -40, -41, -100, 2**70]
    cases.add_all("round_int", round, sample(INTS, 20) + [15, 25, 35, -15, -25, 249, 250, 251, 5, 50, 51, 10**18 * 5], digits)
    for value, length, signed in itertools.product(sample(INTS, 25) + [127, 128, -128, -129, 255, 256], [0, 1, 2, 8, 9, 16, -1], [False, True]):
        for order in ("big", "little"):
            cases.add("to_bytes", lambda v, l, o, s: v.to_bytes(l, o, signed=s), value, length, order, signed)
    cases.add("to_bytes", lambda v, l, o, s: v.to_bytes(l, o, signed=s), 1, 1, "x", False)
    for data in [b"", b"\0", b"\x7f", b"\x80", b"\xff\xff", b"\x80" + bytes(7), b"\xff" * 8, bytes(8) + b"\1", b"\1" + bytes(20), b"\xff" * 20]:
        cases.add_all("from_bytes", lambda d, o, s: int.from_bytes(d, o, signed=s), [data], ["big", "little"], [False, True])
    for value in [*INTS, *HUGE, *range(20), *range(10**6 - 3, 10**6 + 3)]:
        cases.add("isqrt", math.isqrt, value)
    for n in range(2, 40):
        cases.add_all("isqrt", math.isqrt, [(10**n) ** 2, (10**n) ** 2 - 1])
    for left, right in sample(itertools.product([*INTS, 12, 18, 360], repeat=2), 150):
        cases.add("gcd", math.gcd, left, right)
        cases.add("lcm", math.lcm, left, right)
    for n in [*range(30), 50, 100, 200, -1, WORD, -WORD - 1]:
        cases.add("factorial", math.factorial, n)
    small = [0, 1, 2, 3, 10, 52, 100, -1]
    cases.add_all("comb", math.comb, [*small, 2**64, 10**30], [*small, 2**70])
    cases.add_all("perm", math.perm, [*small, 2**64, 10**30], [*small])
    cases.add("comb", math.comb, 2**64, 2**64 - 2)
    cases.add("comb", math.comb, 2**66, 2**65)
    cases.add("perm", math.perm, 2**66, 2**65)
    cases.add("comb", math.comb, 300, 150)
    return cases


def int_text():
    cases = Cases("int_text")
    texts = ["0", "1", "-1", "+7", " 12 ", "\t\n12\x0b\x0c\r", "\x1c1", "\x1c１", "１２", "٣", "-٣_٣", "\xa05\u2003", "", " ", "+", "-"]
    texts += ["+ 1", "--1", "1 2", "1_000", "1__0", "_1", "1_", "0_0", "00", "0x", "0xff", "0x_ff", "0x__f", "0XFF", "-0x1F"]
    texts += ["0b101", "0B_1", "0b2", "0o17", "0O_7", "0o8", "017", "0_7", "1e5", "1.0", "x", "zz", "ZZ", "z_9", "1\0", "\0"]
    texts += ["9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "9" * 60]
    texts += ["a'b", 'a"b', "a'\"b", "\\", "\n", "\x7f", "é", "²", "\xad", "\u2028", "\U0001f600", "\U0010ffff", "\u0378", "\ud800", "1\udfff", "x" * 250, "é" * 199]
    texts += ["0x" + "f" * 40, "1" * 100, "0b" + "10" * 50, "_", "0_", "0x1_", "0xg", "00x1", "1_1_1", "-0", "-0b1_0", "0b1", "b1"]
    cases.add_all("int", int, texts, [10, 0, 16, 2, 8, 36, 3, 7])
    cases.add_all("int", int, ["1"], [1, -1, 37, 2**70, 11])
    for text in ["1" * 4300, "1" * 4301, "0" * 4301, "1" * 5000 + "x", "-" + "1_" * 4300 + "1"]:
        cases.add_all("int", int, [text], [10, 0])
    cases.add("int", int, "1" * 5000, 3)
    cases.add("int", int, "f" * 5000, 16)
    data = [b"1", b" 1_0 ", b"\xff", b"'x\n", b"", b"0x10", b"1\0", b"\xc3\xa9", b"x" * 250]
    cases.add_all("int_bytes", int, data, [10, 0, 16])
    for _ in range(400):
        base = RANDOM.randrange(2, 37)
        alphabet = "0123456789abcdefghijklmnopqrstuvwxyz"[:base]
        text = "".join(RANDOM.choice(alphabet + alphabet.upper() + "_") for _ in range(RANDOM.randrange(1, 40)))
        cases.add("int", int, RANDOM.choice(["", "-", "+"]) + text, RANDOM.choice([base, base, base, 10, 0]))
    literals = ["0", "00", "0_0", "1_000", "0xFF", "0x_ff", "0o17", "0b1_1", "1.5", "1.", ".5", "1e5", "1E-5", "1_0.0_1e1_0", "5j", "1.5J"]
    literals += ["1e3j", "010j", "010.5", "09e1", "0xe", "0b1", "1e400", "123456789" * 5, "0x" + "f" * 30, "1_0j", "0.1", "1e-400", "00.5"]
    cases.add_all("literal", lambda text: eval(text), literals)
    return cases


def floats():
    cases = Cases("float")
    values = FLOATS + [random_float() for _ in range(60)]
    for name in ("add", "sub", "mul", "truediv", "floordiv", "modulo", "divmod", "eq", "lt"):
        for left, right in sample(itertools.product(values, values), 150):
            cases.add(name, BINARY[name], left, right)
        mixed = [*itertools.product(values, INTS + HUGE), *itertools.product(INTS + HUGE, values)]
        for left, right in sample(mixed, 130):
            cases.add(name, BINARY[name], left, right)
    for value in values:
        # An int compared with a float that is near to it.
        if math.isfinite(value):
            for near in (-1, 0, 1):
                cases.add_all("eq", operator.eq, [value], [int(value) + near])
                cases.add_all("lt", operator.lt, [value], [int(value) + near])
                cases.add_all("lt", operator.lt, [int(value) + near], [value])
    for left, right in sample(itertools.product(FLOATS, FLOATS), 500):
        cases.add("pow~", operator.pow, left, right)
    cases.add_all("pow~", operator.pow, [0.0, -0.0, 1.0, -1.0, 0.5, -2.0, math.inf, -math.inf, math.nan], [math.inf, -math.inf, math.nan, 0.0, -3.0, 3.0, 0.5, -0.5])
    for operation in ("and", "or", "xor"):
        cases.add(operation, BINARY[operation], 1.5, 2)
    cases.add("lshift", operator.lshift, 1, 2.0)
    cases.add("rshift", operator.rshift, 1.0, 2)
    cases.add("invert", operator.invert, 1.5)
    for value in values:
        for operation in (
            ("neg", operator.neg), ("int", int), ("floor", math.floor), ("ceil", math.ceil), ("round", round),
            ("is_integer", float.is_integer), ("ratio", float.as_integer_ratio), ("hex", float.hex),
        ):
            cases.add(*operation, value)
        if value == value:
            cases.add("hash", hash, value)
    for digits in [0, 1, 2, 3, 15, 17, 22, 23, 300, 320, 324, 400, 2**70, -1, -2, -15, -22, -300, -307, -308, -309, -2**70]:
        for value in sample(values, 40) + [1.7976931348623157e308, 1.7e308, 5e-324, 2.5, 0.5, 15.0, 25.0, 9.5e307]:
            cases.add("round_float", round, value, digits)
    for _ in range(400):
        cases.add("round_float", round, RANDOM.randrange(10**6) / 8000 + 0.0005, RANDOM.randrange(5))
    return cases


def float_text():
    cases = Cases("float_text")
    for value in FLOATS + [random_float() for _ in range(1000)]:
        cases.add("repr", repr, value)
    for exponent in range(-330, 310, 3):
        cases.add("repr", repr, float(f"1e{exponent}"))
    for exponent in range(-1074, 1024, 7):
        cases.add("repr", repr, 2.0**exponent)
    texts = ["1", " 1.5 ", "\t-2.5\n", "\x1c1", "\x1c１", "１.５", "٣e٢", "inf", "-Infinity", "+INF", "nan", "-NaN", "infi", "in", "nan(1)"]
    texts += ["", " ", ".", "+", "1.", ".5", "-.5e-3", "1e5", "1E+5", "1e", "1e+", "e5", ".e5", "1_0.0_1e1_0", "1__0", "_1", "1_", "1_.5", "1._5"]
    texts += ["1e_5", "1e5_", "1 2", "0x10", "1e400", "-1e400", "1e-400", "1\0", "é", "²", "x" * 250, "1.5j", "a'b", "\u2028", "\ud800", "--1", "1e1e1"]
    texts += ["9007199254740993", "9007199254740992.9999", "1" * 400, "0." + "0" * 400 + "1", "2.2250738585072011e-308", "2.4703282292062327e-324"]
    texts += ["2.4703282292062328e-324", "1.7976931348623158e308", "1.7976931348623159e308", "0.1" + "0" * 800 + "1", "1e99999999999999999999", "0e99999999999999999999"]
    texts += ["1e-99999999999999999999", "infinity_", "n_an", "1_000.000_1"]
    cases.add_all("from_text", float, texts)
    cases.add_all("from_bytes", float, [b"1.5", b" 2 ", b"\xff", b"1_0", b"x'", b""])
    for _ in range(300):
        text = "".join(RANDOM.choice("0123456789._eE+-") for _ in range(RANDOM.randrange(1, 10)))
        cases.add("from_text", float, text)
    for _ in range(300):
        digits = "".join(RANDOM.choice("0123456789") for _ in range(RANDOM.randrange(1, 40)))
        cases.add("from_text", float, f"{digits}.{digits[::-1]}e{RANDOM.randrange(-340, 310)}")
    hexes = ["0x1p0", "1", "-0x1.8p1", "+0X1.8P+1", " 0x.8 ", "0x1.", "0x", "", "x", "0x.", "0x1p", "0x1p+", "inf", "-nan", "infinit", "1p5", "0x1p1024"]
    hexes += ["0x1.fffffffffffff8p1023", "0x1.fffffffffffff7p1023", "0x1.fffffffffffff7ffffffffffffffffffffffffffffffffp1023", "0x1p-1074", "0x1p-1075"]
    hexes += ["0x1.8p-1075", "0x0.8p-1074", "0x1.00000000000008p0", "0x1.000000000000080000000000000000000000000000001p0", "0x1.00000000000018p0"]
    hexes += ["0x1p99999999999999999999", "0x1p-99999999999999999999", "0x0p99999999999999999999", "0x1p5 x", "0x1p5000 x", "0x1g", "0x1_0", "é", "0x1..5", "0x" + "f" * 100, "0x0.000000000000000000000000000000000001p100"]
    hexes += ["0x3.8p-1076", "0x1.fffffffffffffp-1023", "0x0.fffffffffffff8p-1022", "nan0", "- 0x1", "0x1 p3"]
    cases.add_all("fromhex", float.fromhex, hexes)
    for _ in range(200):
        digits = "".join(RANDOM.choice("0123456789abcdef") for _ in range(RANDOM.randrange(1, 40)))
        cases.add("fromhex", float.fromhex, f"0x{digits}.{digits[::-1]}p{RANDOM.randrange(-1150, 1000)}")
    return cases


def complexes():
    cases = Cases("complex")
    reals = [*FLOATS[:6], 2.5, math.inf, -math.inf, math.nan, 0, -3, 2**60]
    for name in ("add", "sub", "mul", "truediv", "eq"):
        for left, right in sample(itertools.product(COMPLEXES, COMPLEXES), 250):
            cases.add(name, BINARY[name], left, right)
        for left, right in sample([*itertools.product(COMPLEXES, reals), *itertools.product(reals, COMPLEXES)], 150):
            cases.add(name, BINARY[name], left, right)
        cases.add_all(name, BINARY[name], [1j], HUGE[:1])
    for name in ("floordiv", "modulo", "divmod", "and"):
        cases.add(name, BINARY[name], 1j, 2)
        cases.add(name, BINARY[name], 2.5, 1j)
    small = [complex(real, imag) for real in (0.0, -0.0, 1.0, -2.5, 3.0) for imag in (0.0, 1.0, -2.0, 0.25)]
    exponents = [0, 1, 2, 3, -1, -2, 17, 100, -100, 101, 0.5, -0.5, 1j, 2 + 0.5j, -1 - 1j, 1e300, 0j, complex(2, 0), complex(-0.0, 0.0)]
    cases.add_all("pow~", operator.pow, small, exponents)
    cases.add_all("pow~", operator.pow, [-8, -2.5, 2, 0, 0.0], [1j, 0.5, 1 / 3, 2 - 1j, complex(-1, 0), complex(2, 0)])
    for left, right in sample(itertools.product(COMPLEXES, COMPLEXES), 300):
        cases.add("pow~", operator.pow, left, right)
    cases.add_all("pow~", operator.pow, [1e-200 + 0j, 1e-320j, 1e200j], [-2, -3, 2, 0.5, 101, -101, -2.5])
    for value in COMPLEXES:
        cases.add("repr", repr, value)
        cases.add("abs~", abs, value)
        cases.add("neg", operator.neg, value)
        if value == value:
            cases.add("hash", hash, value)
    cases.add("abs~", abs, complex(1.7e308, 1.7e308))
    texts = ["1", "1j", "j", "+j", "-j", "-J", "1+2j", "1-j", " 1+2j ", "(1+2j)", " ( 1+2j ) ", "(1", "1)", "()", "", "1 +2j", "1+ 2j", "1+2", "1j+2"]
    texts += ["infj", "nan+nanj", "-inf-infj", "infinity+1j", "1e5j", "1e5+1e-5j", "1_0+2_0j", "1__0", "_1", "1_+2j", "x", "1\0", "١+٢j", "\xa01j", "\x1c1"]
    texts += ["((1))", "1jj", "1i", "+", "+-j", "1++2j", "1+-2j", ".5+.5j", "1.e1-.5e-1j", "é", "(1+2j", "( )", "1_j", "1e", "1e+j", "1e1+j", "infi+1j"]
    cases.add_all("complex", complex, texts)
    for _ in range(300):
        cases.add("complex", complex, "".join(RANDOM.choice("0123.eEj+-_ ()") for _ in range(RANDOM.randrange(1, 8))))
    return cases


def formats():
    cases = Cases("format")
    numbers = [0, 1, -1, 42, -255, 1234567, 10**20, -(10**30), 65, 2**40]
    numbers += [0.0, -0.0, 1.0, -1.5, 3.14159265, 1234567.891, -1e-7, 1e16, 1e100, 0.5, 2.5, 99.995, 1e-5, -0.0001, math.inf, -math.inf, math.nan]
    numbers += [1 + 2j, -0.5j, complex(-0.0, 1.5), complex(1e20, -1e-9), complex(math.inf, math.nan), complex(1234567.5, -9876543.25)]
    texts = ["", "a", "hello", "é\U0001f600x"]
    specs = ["", "d", "b", "o", "x", "X", "c", "n", "e", "E", "f", "F", "g", "G", "%", "s", "#", "#x", "#X", "#b", "#o", "+", "-", " ", "z", ","]
    specs += ["_", "_b", "_x", ",x", "10", "<10", ">10", "^10", "=10", "010", "*<10", "*^11", "0=12", "+010", "#010x", "#_b", "020,", "+,", "012_x"]
    specs += [".0f", ".1f", ".2e", ".3g", ".10g", "#.0f", "#g", "#.3g", "#.0e", ".0", ".1", ".3", ".17", "z.1f", "+.1%", "z.0f", ",.2f", "_.3f", "015,.2f"]
    specs += [".2%", "020.4f", ".6,f", "._e", ".3_", "30,.8_f", ".,", ",._f", "n", ",n", "05c", "=5c", "éx", "é<5", "€^9", "٥d", ".٢f", "10s", ".1s", "^9.3s"]
    specs += ["#.17g", "+g", " f", "<+8.1f", ".20f", ".50e", "08.3G", "#.5", ".25", "z", "0", "00", "00010", "<010", ">>10", "==9", "^^9", "{<9", "0<9"]
    cases.add_all("format", format, numbers + texts, specs)
    alphabet = "<>=^+- z#0123,_..,_dbcoxXneEfFgG%s5"
    values = numbers + texts[1:3]
    for _ in range(3000):
        spec = "".join(RANDOM.choice(alphabet) for _ in range(RANDOM.randrange(1, 7)))
        cases.add("format", format, RANDOM.choice(values), spec)
    for _ in range(2500):
        # Mostly valid.
        spec = RANDOM.choice(["", "", "<", ">", "^", "=", "*<", "0=", "x^"]) + RANDOM.choice(["", "", "+", "-", " "])
        spec += RANDOM.choice(["", "", "", "z"]) + RANDOM.choice(["", "", "#"]) + RANDOM.choice(["", "", "0"])
        spec += RANDOM.choice(["", "1", "8", "15", "24"]) + RANDOM.choice(["", "", ",", "_"])
        spec += RANDOM.choice(["", "", ".0", ".1", ".3", ".7", ".12", ".,", "._", ".5,", ".9_"])
        spec += RANDOM.choice(["", "", *"deEfFgGn%xXob"])
        value = RANDOM.choice(numbers)
        if RANDOM.randrange(3) == 0:
            value = random_float()
        cases.add("format", format, value, spec)
    for spec in ("99999999999999999999d", ".99999999999999999999f", ".2147482624f", ".3000000000f", "1.2.3", "5 ", " 5", "a b", "\ud800>5", "\x01"):
        cases.add_all("format", format, [1, 1.5, 1j, "a"], [spec])
    return cases


def percents():
    cases = Cases("percent")
    numbers = [0, 1, -1, 42, -255, 10**20, -(10**30), 65, 0x110000, 0xD800, 2**70, 10**400]
    numbers += [0.0, -0.0, 1.5, -2.5, 3.99, 1e10, 1e50, 123456.789, -1e-7, math.inf, -math.inf, math.nan, 1 + 2j]
    flags = ["", "-", "+", " ", "#", "0", "-0", "+0", "#0", "#+", "# -"]
    for letter in "diuoxXeEfFgGc":
        choices = itertools.product(flags, ["", "1", "12"], ["", ".", ".0", ".3", ".10"])
        for flag, width, precision in sample(choices, 45):
            for value in sample(numbers, 4):
                cases.add("percent", lambda t, v: t % (v,), f"%{flag}{width}{precision}{letter}", value)
    for template in ["%", "%(", "%(a", "%5", "%.", "%-", "%l", "%ld", "%hhd", "%lld", "%z", "%5%", "%99999999999999999999d", "%.99999999999d", "%.2147483647d"]:
        cases.add_all("percent", lambda t, v: t % (v,), [template], [1, 1.5])
    cases.add_all("percent", lambda t, v: t % (v,), ["%.2147483647f", "%.2147482624e", "%Ld", "%é", "%\u0665d", "%\x01", "%~"], [1])
    cases.add_all("percent", lambda t, v: t % (v,), [f"%{letter}" for letter in "diuoxXeEfFgG"], ["a"])
    templates = [b"%d", b"%x", b"%5.1f", b"%c", b"%-5c", b"%#X", b"%+.3e", b"%05i", b"%g", b"%z", b"%.3d"]
    cases.add_all("percent", lambda t, v: t % (v,), templates, [0, 1, -255, 255, 256, 2**70, 10**400, 1.5, math.nan, 1j])
    texts = ["", "a", "héllo"]
    cases.add_all("percent", lambda t, v: t % (v,), ["%s", "%5s", "%-5s", "%05s", "%.2s", "%6.1s", "%-6.3s", "%+s"], texts)
    cases.add_all("percent", lambda t, w, p, v: t % (w, p, v), ["%*.*f", "%-0*.*d"], [0, 8, -8, 2**70], [0, 3, -3, 2**40], [1.5, -7])
    return cases


def slices():
    cases = Cases("slice")
    bounds = [None, 0, 1, 2, 5, 9, 10, 11, 100, -1, -5, -10, -11, -100, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**100, -(2**100)]
    steps = [None, 1, 2, 3, -1, -2, -7, 0, 2**63 - 1, 2**63, -(2**63), -(2**100)]
    for start, stop, step in sample(itertools.product(bounds, bounds, steps), 450):
        cases.add_all("indices", lambda a, b, c, n: slice(a, b, c).indices(n), [start], [stop], [step], [0, 10, 2**100])
        cases.add("items", lambda a, b, c, n: tuple(range(n))[a:b:c] or None, start, stop, step, RANDOM.choice([0, 1, 10]))
    cases.add("indices", lambda a, b, c, n: slice(a, b, c).indices(n), None, None, None, -1)
    return cases


def ranges():
    cases = Cases("range")
    ends = [0, 1, 5, 10, -3, 2**63 - 1, -(2**63), 2**64, -(10**20), 10**30]
    steps = [1, 2, -1, -3, 0, 2**63, -(2**63), 10**29]
    some = sample(itertools.product(ends, ends, steps), 120)
    for start, stop, step in some:
        cases.add("length", lambda a, b, c: (range(a, b, c)[-1] - a) // c + 1 if range(a, b, c) else 0, start, stop, step)
        cases.add("len", lambda a, b, c: len(range(a, b, c)), start, stop, step)
        cases.add("range_repr", lambda a, b, c: repr(range(a, b, c)), start, stop, step)
        cases.add("range_hash", lambda a, b, c: hash(range(a, b, c)), start, stop, step)
        if step == 0:
            continue
        cases.add("reversed", lambda a, b, c: next(reversed(range(a, b, c)), None), start, stop, step)
        for index in (0, -1, 1, 3, -4, 2**63, -(2**70)):
            cases.add("item", lambda a, b, c, i: range(a, b, c)[i], start, stop, step, index)
        for number in (start, stop, start + step, start + 3 * step, stop - 1, 0, 4):
            cases.add("contains", lambda a, b, c, x: x in range(a, b, c), start, stop, step, number)
            cases.add("index", lambda a, b, c, x: range(a, b, c).index(x), start, stop, step, number)
    for start, stop, step in sample([case for case in some if case[2]], 60):
        for a, b, c in sample(itertools.product([None, 0, 2, -1, 2**70], [None, 3, -2, -(2**70)], [None, 1, 2, -1, -2, 0]), 8):
            cases.add("range_slice", lambda d, e, f, a, b, c: repr(range(d, e, f)[a:b:c]), start, stop, step, a, b, c)
    equal = [(0, 0, 1), (5, 5, 2), (0, 1, 1), (0, 1, 5), (0, 3, 2), (0, 4, 2), (0, 5, 2), (1, 5, 2), (4, -1, -2), (0, 2**70, 2**69)]
    for left, right in itertools.product(equal, equal):
        cases.add("range_eq", lambda a, b, c, d, e, f: range(a, b, c) == range(d, e, f), *left, *right)
    return cases


TEXTS = ["", "a", "ab", "abcdefg", "abcdefgh", "abcdefghi", "é", "naïve café", "π", "日本語テキスト", "\U0001f600", "a\U0001f600b", "\ud800", "x" * 100, "\0", "\0\0"]


def hash_of_texts():
    """Printed by a process with a hash seed of its own."""
    for text in TEXTS:
        print(hash(text), hash(text.encode("utf-8", "surrogatepass")))


def hashes():
    cases = Cases("hash")
    items = [0, 1, -1, 2, -2, 7, 1000, WORD, -WORD, 2**61 - 1, 2**61, 2**61 - 2, -(2**61), 1.5, -0.25, math.inf, 2j]
    for length in range(8):
        for _ in range(25):
            chosen = [RANDOM.choice(items) for _ in range(length)]
            cases.add("tuple_hash", lambda *a: hash(a), *chosen)
            cases.add("frozenset_hash", lambda *a: hash(frozenset(a)), *dict.fromkeys(chosen))
    many = list(range(50))
    cases.add("tuple_hash", lambda *a: hash(a), *many)
    cases.add("frozenset_hash", lambda *a: hash(frozenset(a)), *many)
    cases.add_all("slice_hash", lambda a, b, c: hash(slice(a, b, c)), [None, 0, 5], [None, -1, 2**70], [None, 2])
    cases.add("none_hash", lambda a: hash(a), None)
    code = "import generate_numbers; generate_numbers.hash_of_texts()"
    for seed in (0, 1, 42, 4294967295):
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        printed = subprocess.run(
            [*REFERENCE, "-c", code], env=environment, cwd=os.path.dirname(os.path.abspath(__file__)), capture_output=True, text=True, check=True
        ).stdout
        for text, line in zip(TEXTS, printed.splitlines()):
            of_text, of_bytes = map(int, line.split())
            cases.add("str_hash", lambda s, t: of_text, seed, text)
            cases.add("bytes_hash", lambda s, t: of_bytes, seed, text.encode("utf-8", "surrogatepass"))
    return cases


# The command that runs the reference; a wrapper around the executable can be named instead.
REFERENCE = [os.environ.get("REFERENCE_PYTHON", sys.executable)]

if __name__ == "__main__":
    sys.dont_write_bytecode = True
    directory = sys.argv[1]
    os.makedirs(directory, exist_ok=True)
    for make in (ints, int_text, floats, float_text, complexes, formats, percents, slices, ranges, hashes):
        make().write(directory)
