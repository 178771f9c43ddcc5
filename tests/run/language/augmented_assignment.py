"""Augmented assignment: evaluation once, fallbacks, immutables."""
class C:
    def __init__(self): self.log = []
    def __getitem__(self, k):
        self.log.append(("get", k))
        return 10
    def __setitem__(self, k, v): self.log.append(("set", k, v))
    def __getattr__(self, n):
        self.__dict__["log"].append(("getattr", n))
        return 5
def key():
    print("key")
    return "k"
c = C()
c[key()] += 1
c.x -= 2
print(c.log, c.x)
class I:
    def __init__(self, v): self.v = v
    def __iadd__(self, o):
        self.v += o
        return self
    def __add__(self, o): return I(self.v + o)
    def __isub__(self, o): return NotImplemented
    def __sub__(self, o): return "sub"
    def __imul__(self, o): return "imul"
i = j = I(1)
i += 5
print(i is j, i.v)
i -= 1
print(i, j.v)
j *= 3
print(j)
s = t = "a"
s += "b"
print(s, t)
l = m = [1]
l += (2,)
l *= 2
print(l, l is m)
t = (1, [2])
try: t[1] += [3]
except TypeError as e: print(e, t)
x = 7
x //= 2; print(x)
x **= 3; print(x)
x <<= 2; print(x)
x >>= 1; print(x)
x %= 10; print(x)
x |= 9; print(x)
x &= 3; print(x)
x ^= 7; print(x)
x /= 2; print(x)
