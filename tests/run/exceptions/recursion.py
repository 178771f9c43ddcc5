# stress: 211
"""Runaway recursion is RecursionError, and the program goes on."""
import sys
def f(n): return f(n + 1)
try: f(0)
except RecursionError as e: print(type(e).__name__, str(e)[:32])
class R:
    def __repr__(self): return repr(self)
    def __eq__(self, other): return self == other
    def __getattr__(self, name): return getattr(self, name + "x")
    def __hash__(self): return hash(self)
    def __add__(self, o): return self + o
    def __call__(self): return self()
    def __iter__(self): return iter(self)
    def __len__(self): return len(self)
    def __bool__(self): return bool(self)
r = R()
for t in ("repr(r)", "r == r", "r == 1", "r.x", "hash(r)", "r + 1", "r()", "iter(r)", "len(r)", "bool(r)", "{r}", "[*r]", "f'{r}'", "str(r)"):
    try: print(t, eval(t))
    except RecursionError: print(t, "RecursionError")
a = []
for _ in range(100000): a = [a]
d = {}
for _ in range(100000): d = {1: d}
try: repr(d)
except RecursionError: print("dict RecursionError")
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
print(depth(900), sys.getrecursionlimit())
sys.setrecursionlimit(3000)
print(depth(2500))
def gen(n):
    if n: yield from gen(n - 1)
    yield n
print(sum(gen(200)))
for bad in ("sys.setrecursionlimit(0)", "sys.setrecursionlimit('a')"):
    try: eval(bad)
    except Exception as e: print(type(e).__name__, e)
