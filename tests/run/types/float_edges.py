# stress: 499
"""Floats: infinities, NaN, signed zeros, rounding, fromhex, from text, divmod, powers."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
inf, nan = float("inf"), float("nan")
print(inf - inf, inf * 0, -inf, inf // 1, inf % 5, 5 % inf, -5 % inf, 5 // -inf, -5 // inf, nan == nan, nan is nan, nan in [nan], [nan] == [nan], inf == inf, 0.0 == -0.0, -0.0, 0.0 * -1, {0.0: "z"}[-0.0], {nan: 1}.get(nan), min(nan, 1), max(1, nan), sorted([3, nan, 1]))
for a in (7.5, -7.5, 0.0, -0.0, 1e300):
    for b in (2.0, -2.0, 0.3, inf, -inf): print(divmod(a, b), a % b, a // b, end="; ")
    print()
for f in (lambda: 1.0 / 0, lambda: 1.0 % 0.0, lambda: 1.0 // 0, lambda: divmod(1.0, 0), lambda: 0.0 ** -1, lambda: (-8.0) ** 0.5, lambda: (-8.0) ** 1e300, lambda: 1e300 ** 2, lambda: 10.0 ** 400, lambda: int(inf), lambda: int(nan), lambda: round(inf), lambda: round(nan), lambda: round(inf, 2), lambda: inf.as_integer_ratio(), lambda: nan.as_integer_ratio(), lambda: 1.5 << 1, lambda: 1.5 | 1, lambda: float("1_0"), lambda: float("1__0"), lambda: float("_1"), lambda: float(""), lambda: float("0x1"), lambda: float("1e"), lambda: float("nan1"), lambda: float("١.٥"), lambda: float(" \n1.5\t"), lambda: float("1 5"), lambda: float("infinity"), lambda: float("-INF"), lambda: float("+nan"), lambda: float(b"1.5"), lambda: float("1\0"), lambda: float([]), lambda: float("a" * 100), lambda: float(None), lambda: float(10 ** 309), lambda: float("1e400"), lambda: float("1e-400"), lambda: float(1j)): attempt(f)
print(1.0 ** nan, nan ** 0, inf ** -1, (-inf) ** 3, (-2.0) ** 2, 2 ** 0.5, (-1) ** inf, 0.5 ** inf, 4 ** -0.5, 0.0 ** 0, (-0.0) ** 3, (-0.0) ** 2)
for v in (0.5, 1.5, 2.5, -0.5, 2.675, 1e16 + 1, 5e-324, 1e22, 1e-7, 123456789.123, 0.1 + 0.2, 1e100, 1.7976931348623157e308): print(v, round(v), round(v, 2), round(v, -1), repr(v), v.hex(), v.is_integer(), int(v) if v < 1e20 else "")
print(round(2.5, None), round(1234.5678, 2), round(-0.4), round(0.0, 5), round(5e15 + 0.5), round(1e22, -20), round(1.5, 400), round(1.5, -400), round(True, 1))
for t in ("0x1.8p3", "0x.1p-5", "-0x1p-1074", "inf", "nan", "0x1p1024", "0x1.fffffffffffff8p0", "1.8", "0x", "p3", "0x1p", " 0x1p2 ", "0x1.8p+3 ", "0x1.00000000000008p0", "0x1.000000000000080001p0"): attempt(float.fromhex, t)
print(0.1.as_integer_ratio(), (-2.5).as_integer_ratio(), 1e300.as_integer_ratio()[1], float.fromhex((0.1).hex()) == 0.1, (1.5).__getnewargs__(), (2.0).conjugate(), 1.5.imag, float.__getformat__("double"), float.from_number(3), float.from_number(2.5)); attempt(float.from_number, "3"); attempt(float.from_number, 1j)
print(sum([0.1] * 10), sum([1e16, 1.0, -1e16]), sum([0.1, 0.2, 0.3], 0), sum([1, 2.5, 3j]), sum([1e308, 1e308, -1e308]), sum([inf, -inf]), sum([True, 0.5]), 3 * 0.1, 1e16 + 1.0, 1 / 3, 2 / 3, 1e5, 1e16, 1e15, 123456789012345678.0, 0.0001, 0.00001, -1e-5, 1e-323)
print(1.0 < 2, 1 < 1.5, 1.5 > True, 2.0 == 2, 1.5 == "a", hash(1.5), hash(1.0) == hash(1), hash(inf), hash(-inf), hash(0.5), hash(-0.0), hash(1e300), float.__eq__(1.0, "a"), 1.5.__lt__("a"))
