# stress: 499
"""Big integers: signs in division and shifts, bit operations of negative numbers, roots, powers, comparison with floats."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
a, b = 10 ** 40 + 7, -(3 ** 60)
print(a // b, a % b, divmod(-a, b), divmod(a, -7), -a // 10 ** 20, -a % 10 ** 20, a * b, a - b, -a + b)
print(a & b, a | b, a ^ b, ~a, a & -1, b | 1, b & 0xff, a >> 5, b >> 5, b >> 500, a << 70, -1 >> 100, 1 << 200, b << 1)
print(pow(a, 5, 97), pow(a, -1, 10 ** 9 + 7), pow(b, 3, -17), pow(-7, 3), (-2) ** 101, 2 ** -2, 0 ** 0, pow(0, 0, 1), pow(5, 0, -3), (-8) ** (1 / 3))
for f in (lambda: pow(2, -1, 4), lambda: pow(2, 5, 0), lambda: 1 << (1 << 70), lambda: a // 0, lambda: a % 0, lambda: a << -1, lambda: a ** -1, lambda: float(10 ** 400), lambda: 10 ** 400 / 3, lambda: 10 ** 400 * 1.0, lambda: 1 >> 10 ** 40, lambda: -1 >> 10 ** 40, lambda: 0 << 10 ** 40): attempt(f)
print(10 ** 400 / 10 ** 399, (10 ** 400 + 1) / (10 ** 400), a / b, 3 / 10 ** 400, 2 ** 1023 / 1, (2 ** 53 + 1) / 1, (2 ** 54 + 2) / 3, -1 / 3 * 10 ** 20)
print(2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 2 ** 53 + 1 > 2.0 ** 53, 10 ** 400 > 1e308, 10 ** 400 < float("inf"), -10 ** 400 > float("-inf"), 10 ** 22 == 1e22, 10 ** 23 == 1e23, 1 == float("nan"), 10 ** 16 < 1e16 + 2)
print(hash(2 ** 61 - 1), hash(2 ** 61), hash(-1), hash(-2), hash(10 ** 30), hash(10 ** 30) == hash(1e30), hash(-(2 ** 61)), hash(1e30) == hash(int(1e30)))
print(a.bit_length(), b.bit_count(), (0).bit_length(), (-1).bit_length(), (-8).bit_length(), a.as_integer_ratio(), (-5).conjugate(), (5).numerator, (5).denominator, (5).real, (5).imag, (5).is_integer())
print(round(12345, -2), round(15, -1), round(25, -1), round(-15, -1), round(10 ** 30 + 55, -2), round(5, 3), round(5, -10), round(55555555555555555555, -19), round(True), round(1, None))
print(int("1" + "0" * 100) // 3 ** 50 % 10 ** 9, str(2 ** 300), oct(-(2 ** 70)), bin(2 ** 65), hex(-(16 ** 17)), f"{a:,}", f"{b:_}", f"{2 ** 70:x}", f"{2 ** 70:#_b}"[:30], f"{-2 ** 70:+e}", "%x" % 2 ** 70, "%.30d" % 5)
import math
print(math.isqrt(10 ** 50), math.gcd(a, b, 21), math.lcm(2 ** 70, 6), math.factorial(30), math.comb(100, 50), math.perm(20, 10), math.log2(2 ** 5000), math.log10(10 ** 400), math.log(10 ** 400), math.sqrt(10 ** 300), math.prod([10 ** 10] * 4), math.sumprod([2 ** 70, 1], [2, 3]))
x = 4611686018427387903
for v in (x, x + 1, -x - 1, -x - 2, 2 ** 63 - 1, 2 ** 63, -2 ** 63, -2 ** 63 - 1, 2 ** 64): print(v, v + 1, v - 1, -v, v * 2, v * v % 1000, v // 3, v % 7, v >> 1, v << 1, ~v, abs(v), v == v + 1 - 1, v is not None)
print(sum([x] * 10), sum([2 ** 63, -2 ** 63]), x * 4 // 4 == x, (x + 1) - (x + 1), max(x, x + 1), range(x, x + 3)[1], len(range(-x, x, x)), list(range(x + 2, x - 1, -2)))
for i in range(5): assert (x + i) // (x + i) == 1 and (x + i) ** 2 // (x + i) == x + i
