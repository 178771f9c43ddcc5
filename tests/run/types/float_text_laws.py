# stress: 499
"""The shortest text of a float reads back as the same float; formats agree with rounding."""
import random, struct
r = random.Random(7); bad = 0
for _ in range(400):
    x = struct.unpack("<d", r.getrandbits(64).to_bytes(8, "little"))[0]
    if x != x: continue
    if not (float(repr(x)) == x and float.fromhex(x.hex()) == x and float("%.17g" % x) == x and float(f"{x:.17e}") == x and (abs(x) > 1e15 or abs(x) < 1e-4 or float(f"{x:.20f}") == x)): bad += 1
    if x == x and abs(x) < 1e300 and x.as_integer_ratio()[0] / x.as_integer_ratio()[1] != x: bad += 1
print(bad, [repr(1 / n) for n in range(1, 12)], [f"{2 ** n:e}" for n in (0, 10, 50)], [round(n / 8, 2) for n in range(8)], ["%.2f" % (n / 8) for n in range(8)], [f"{n * 0.1:.1f}" for n in range(5)], [10.0 ** n for n in (15, 16, 17, 22, 23, -4, -5)])
