# In which order a sort compares, and where it is when a comparison fails.
class A:
    def __init__(s, v): s.v = v
    def __lt__(s, o):
        if s.v == 5: raise ValueError
        return s.v < o.v
    def __repr__(s): return str(s.v)
import random
for seed in range(5):
    r = random.Random(seed)
    l = [A(r.randrange(8)) for _ in range(12)]
    try: l.sort()
    except ValueError: print(l)
    l = [A(r.randrange(8)) for _ in range(200)]
    try: l.sort()
    except ValueError: print(l)
    l = list(range(30)) + ['a'] + list(range(20))
    try: l.sort()
    except TypeError: print(l)
    l = [r.random() for _ in range(30)] + ['a'] + list(range(20))
    try: l.sort(reverse=True)
    except TypeError: print(l)
    l = [A(r.randrange(8)) for _ in range(12)]
    try: l.sort(key=lambda x: x, reverse=True)
    except ValueError: print(l)
    l = [A(r.randrange(8)) for _ in range(12)]
    try: l.sort(key=lambda x: x.v and 1/(x.v-3))
    except ZeroDivisionError: print(l)

class Noted:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        steps.append((self.value, other.value))
        return self.value < other.value


for seed in range(40):
    made = random.Random(seed)
    length = made.choice([2, 3, 5, 20, 63, 64, 65, 100, 200, 500, 1000])
    values = [made.randrange(made.choice([3, 1000])) for _ in range(length)]
    if seed % 4 == 1:
        values[: length // 2] = sorted(values[: length // 2])
        values[length // 2 :] = sorted(values[length // 2 :], reverse=seed % 8 == 1)
    if seed % 4 == 2:
        values = sorted(values)[length // 3 :] + sorted(values)[: length // 3]
    steps = []
    noted = [Noted(value) for value in values]
    noted.sort(reverse=seed % 3 == 0)
    print(seed, length, len(steps), hash(tuple(steps)), [it.value for it in noted[:5]])
    steps = []
    if sorted(range(length), key=lambda index: Noted(values[index])) != sorted(range(length), key=values.__getitem__):
        print("not stable")
    print(len(steps))
