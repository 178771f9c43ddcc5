# stress: 499
"""Generators joined into pipelines: laziness, sending through, closing the source, errors on the way."""
log = []
def source(n):
    try:
        for i in range(n): log.append(f"s{i}"); yield i
    finally: log.append("closed")
def double(it):
    for x in it: log.append(f"d{x}"); yield x * 2
def keep(it, test):
    for x in it:
        if test(x): yield x
def take(it, n):
    for _, x in zip(range(n), it): yield x
p = keep(double(source(10)), lambda x: x % 4 == 0); print(next(p), log); log.clear(); print(next(p), log); log.clear()
s = source(3); print(list(take(double(s), 2)), log); log.clear(); s.close(); print(log); log.clear()
def averager():
    total = count = 0; average = None
    while True:
        x = yield average
        if x is None: return total, count
        total += x; count += 1; average = total / count
def collect(out):
    while True: out.append((yield from averager()))
out = []; c = collect(out); next(c); print(c.send(10), c.send(20)); c.send(None); print(c.send(5), out); c.close()
def fails(it):
    for x in it: yield 10 // x
try: print(list(fails(source(2))))
except ZeroDivisionError as e: print(e, log)
log.clear(); print(sum(x for x in double(source(3))), log); print(dict(zip("ab", source(5)))); print(max(source(4), key=lambda x: -x), sorted(double(source(3)), reverse=True), *take(source(9), 2)); tee = [g() for g in [lambda: source(2)] * 2]; print([list(t) for t in tee])
