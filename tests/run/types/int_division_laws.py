# stress: 499
"""Division, remainder, shifts and bits of integers around the limits of machine words obey their laws."""
ns = [0, 1, -1, 2, -2, 3, 7, -7, 2 ** 31, -2 ** 31, 2 ** 62 - 1, 2 ** 62, -2 ** 62, -2 ** 62 - 1, 2 ** 63 - 1, 2 ** 63, -2 ** 63, 2 ** 64, 10 ** 30, -10 ** 30]
bad = 0
for a in ns:
    for b in ns:
        if b:
            q, r = divmod(a, b)
            if not (q == a // b and r == a % b and q * b + r == a and (r == 0 or (r < 0) == (b < 0)) and abs(r) < abs(b)): bad += 1
        if not ((a & b) + (a | b) == a + b and a ^ b == (a | b) - (a & b) and ~a == -a - 1 and (a < b) == (b > a) == (a - b < 0) and (a == b) == (hash(a) == hash(b) and str(a) == str(b)) and -(-a) == a and a + b - b == a and (a * b) == (b * a)): bad += 1
    for s in (0, 1, 5, 31, 62, 63, 64, 100):
        if not (a << s == a * 2 ** s and a >> s == a // 2 ** s and int(str(a)) == a and int(hex(a), 16) == a and int(bin(a), 2) == a and int.from_bytes(a.to_bytes(20, "big", signed=True), "big", signed=True) == a): bad += 1
print(bad, sum(ns), max(ns), min(ns), sorted(ns)[:3])
