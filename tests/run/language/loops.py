"""for, while, else, break, continue."""
for i in range(3):
    if i == 5: break
else: print("no break", i)
for i in range(5):
    if i == 2: break
else: print("never")
print(i)
for i in []: pass
else: print("empty", i)
n = 0
while n < 3:
    n += 1
    if n == 2: continue
    print(n, end=" ")
else: print("while else")
while True:
    n -= 1
    if not n: break
else: print("never")
for i in range(3):
    for j in range(3):
        if j == 1: continue
        if i == 1: break
        print(i, j, end="; ")
    else:
        print("inner done")
        continue
    print("inner broken")
def f():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("body", i)
        finally: print("finally", i)
    for i in range(3):
        try: return i
        finally: print("returning")
print(f())
l = [1, 2, 3]
for x in l:
    if x < 3 and len(l) < 6: l.append(x * 10)
print(l)
for x, *l in [(1, 2), (3,)]: print(x, l)
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration("done")
        return self.n
print([*It()], list(It()), sum(It()))
for v in (5, None, object):
    try:
        for x in v: pass
    except TypeError as e: print(e)
class BadIter:
    def __iter__(self): return 5
try:
    for x in BadIter(): pass
except TypeError as e: print(e)
