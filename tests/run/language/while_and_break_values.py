# stress: 499
"""while: else, break out of nested loops, continue in try, conditions with side effects, deep nesting."""
log = []
def t(x): log.append(x); return x
n = 0
while t(n) < 3:
    n += 1
    if n == 2: continue
    log.append(f"b{n}")
else: log.append("else")
print(log); log.clear()
while True:
    while True:
        break
    else: print("never")
    try: break
    finally: print("finally")
else: print("never")
i = 0
while i < 3:
    i += 1
    try:
        if i == 1: continue
        if i == 2: raise ValueError
    except ValueError: continue
    else: print("else", i)
    finally: print("f", i)
def nested():
    out = []
    a = 0
    while a < 3:
        b = 0
        while b < 3:
            b += 1
            if b == 2 and a == 1: break
            if a == 2: return out
            out.append((a, b))
        else: out.append("full")
        a += 1
print(nested())
while 0: print("never")
else: print("zero else")
while (x := len(log)) < 2: log.append(x)
print(log, x)
def gen():
    while (got := (yield)) is not None: print("got", got)
    else: print("none")
    return "done"
g = gen(); next(g); g.send(1); g.send(2)
try: g.send(None)
except StopIteration as s: print(s.value)
k = 5
while k: k -= 1; continue
print(k)
class B:
    def __init__(self): self.n = 2
    def __bool__(self): self.n -= 1; return self.n >= 0
b = B(); c = 0
while b: c += 1
print(c)
while not None:
    if c > 5: break
    c += 1
print(c); l = [3, 2, 1]
while l: l.pop()
else: print("empty")
def ret():
    while True:
        with open("/dev/null"):
            try: return 1
            finally: log.append("r")
print(ret(), log[-1]); e = iter("abc")
while ch := next(e, None): print(ch, end=" ")
print()
