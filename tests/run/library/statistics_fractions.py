# stress: 499
"""Fractions in arithmetic, comparison, formatting and limits of denominators."""
from fractions import Fraction as F
print(F(3, 4) + F(1, 4), F(1, 3) * 3, F(7, 3) // 1, F(7, 3) % 1, -F(1, 2), abs(F(-1, 2)), F(1, 2) ** 3, F(2) ** -2, F("0.125"), F(" 3/9 "), F(0.5), round(F(5, 2)), round(F(7, 2)), round(F(10, 3), 2), int(F(-7, 2)), F(1, 3) < F(1, 2), F(2, 4) == F(1, 2), hash(F(2, 1)) == hash(2), F(22, 7).limit_denominator(5), F(1, 3).as_integer_ratio(), sorted([F(1, 2), 0.3, 1]), sum([F(1, 3)] * 3), F(1, 3) + 0.5, max(F(1, 2), F(2, 3)), f"{F(10, 3):.3f}", f"{F(1, 2):>8}", bool(F(0)), F(5).numerator, F(3.5).denominator, repr(F(1, 2)))
for bad in ((1, 0), ("x",), (1.5, 2), (None,)):
    try: print(F(*bad))
    except (ZeroDivisionError, ValueError, TypeError) as e: print(type(e).__name__, e)
