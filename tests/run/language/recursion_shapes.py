# stress: 499
"""Recursion of every shape: mutual, through methods, properties, comprehensions, default arguments, closures, and its limit."""
import sys
def ack(m, n): return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
print(ack(2, 3))
class T:
    def __init__(self, v, *kids): self.v, self.kids = v, kids
    @property
    def total(self): return self.v + sum(k.total for k in self.kids)
    def depth(self): return 1 + max((k.depth() for k in self.kids), default=0)
    def __iter__(self):
        yield self.v
        for k in self.kids: yield from k
    def __repr__(self): return f"T({self.v}{''.join(', ' + repr(k) for k in self.kids)})"
    def __eq__(self, o): return self.v == o.v and self.kids == o.kids
t = T(1, T(2, T(3)), T(4)); print(t.total, t.depth(), list(t), t, t == T(1, T(2, T(3)), T(4)))
def flat(x): return [z for y in x for z in flat(y)] if isinstance(x, list) else [x]
print(flat([1, [2, [3, [4, []]]]])); y = lambda f: (lambda x: x(x))(lambda x: f(lambda n: x(x)(n))); print(y(lambda s: lambda n: 1 if n == 0 else n * s(n - 1))(6))
def deep():
    l = []
    for _ in range(5000): l = [l]
    return l
def down(n): return down(n + 1)
for f in (lambda: down(0), lambda: flat([[]] and deep())):
    try: f()
    except RecursionError as e: print(str(e)[:32])
def memo(n, c={}): return c.setdefault(n, n if n < 2 else memo(n - 1) + memo(n - 2))
print(memo(12), sys.getrecursionlimit())
