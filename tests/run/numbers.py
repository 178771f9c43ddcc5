"""Numbers: identity, overflow into big integers, floats at the edges."""
print(2 ** 62, 2 ** 63, -2 ** 63, 2 ** 64, (2 ** 62 - 1) + 1, -(2 ** 62), 4611686018427387904 - 1)
x = 4611686018427387903
for i in range(4):
    print(x, -x, x * 2, x * x, x - 2 * x)
    x += 1
big = 2 ** 80
total = 0
for i in range(5):
    total += big
    print(total, total is total, total == 2 ** 80 * (i + 1))
nan = float("nan")
print(nan is nan, nan == nan, [nan] == [nan], [nan] == [float("nan")], nan in [nan], {nan: 1}.get(nan))
for f in (1e300, 5e-324, -0.0, 0.0, 1.5, float("inf"), 1e16, 0.1 + 0.2, 1e-300 * 1e-300, 123456789.123):
    print(f, f * 2, -f, f == f, hash(f) == hash(f), int(f) if abs(f) < 1e18 else "-", repr(f))
print(0.0 == -0.0, str(-0.0), 0.0 is not None)
print(7 // 2, -7 // 2, 7 // -2, -7 // -2, 7 % 3, -7 % 3, 7 % -3, -7 % -3, divmod(-7, 3))
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 2 ** -1, 2 ** 0.5, (-8) ** (1 / 3))
print(1 << 70, (1 << 70) >> 68, -1 >> 100, 5 & 3, 5 | 3, 5 ^ 3, ~5, True + True, True & False, True ^ 1)
print(round(2.5), round(3.5), round(2.675, 2), round(1234, -2), round(-0.5))
print(int("0x1f", 16), int("-12"), int("1_000"), float("1e3"), complex("1+2j") * 1j, abs(3 + 4j))
print((10).bit_length(), (255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "big"), (0.5).as_integer_ratio())
print(hex(255), oct(8), bin(5), f"{255:08b}", f"{1e10:g}", f"{12345.678:,.1f}", f"{0.25:%}", f"{-5:+d}")
print(10 ** 20 == 1e20, 2 ** 53 == float(2 ** 53), 2 ** 53 + 1 == float(2 ** 53 + 1), 1 == 1.0 == True)
print(hash(1) == hash(1.0) == hash(True), hash(2 ** 61 - 1), hash(-1), hash(10 ** 30))
for op in ("1/0", "1//0", "1%0", "1.0/0", "0**-1", "1<<-1", "2**10000 % 7", "pow(3, -1, 7)", "pow(2, 5, 0)", "10**5000 > 10**4999"):
    try:
        print(op, eval(op))
    except Exception as e:
        print(op, type(e).__name__, e)
print(sum([0.1] * 10), sum([1, 2.5, 3]), sum([10 ** 20, 1]), max(1, 2.5), min(3, 1, 2))
print(1_000_000 * 1_000_000 * 1_000_000 * 1_000_000)
n = 1
for i in range(1, 30):
    n *= i
print(n, n % 1000007, n // 12345678901234567890)
