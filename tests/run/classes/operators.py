# stress: 211
"""Operator methods: forward, reflected, NotImplemented, subclasses first."""
class A:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"{type(self).__name__}({self.n})"
def add(op):
    def forward(self, other): return f"{self}{op}{other}"
    def reflected(self, other): return f"{other}{op}{self} (r)"
    return forward, reflected
for name, op in {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**", "lshift": "<<", "rshift": ">>", "and": "&", "or": "|", "xor": "^", "matmul": "@", "divmod": "divmod"}.items():
    f, r = add(op)
    setattr(A, f"__{name}__", f)
    setattr(A, f"__r{name}__", r)
a = A(1)
print(a + 2, 2 + a, a - 2, 2 - a, a * 2, 2 * a, a / 2, 2 / a, a // 2, 2 // a, a % 2, 2 % a, a ** 2, 2 ** a, a << 1, 1 << a, a >> 1, 1 >> a, a & 1, 1 & a, a | 1, 1 | a, a ^ 1, 1 ^ a, a @ 1, 1 @ a, divmod(a, 2), divmod(2, a), pow(a, 2), "x" + a, [1] + a, [1] * a, (1,) + a)
class B(A):
    def __radd__(self, other): return f"B.radd({other})"
class C(A): pass
print(A(1) + B(2), B(1) + A(2), A(1) + C(2), B(1) + B(2), 1 + B(3))
class N:
    def __add__(self, o): return NotImplemented
    def __radd__(self, o): return NotImplemented
    def __iadd__(self, o): return NotImplemented
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
    def __round__(self, n=None): return f"round {n}"
    def __trunc__(self): return 7
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __index__(self): return 3
    def __float__(self): return 2.5
    def __complex__(self): return 1j
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __call__(self, *a): return a
n = N()
import math
print(-n, +n, ~n, abs(n), round(n), round(n, 2), math.trunc(n), math.floor(n), math.ceil(n), hex(n), float(n), complex(n), pow(n, 2, 5), n ** 2, n(1, 2), [0, 1, 2, 3][n], bin(n), "ab" * n, chr(n + 60 if False else 65))
for t in ("n + 1", "1 + n", "n + n", "n - 1", "n @ 1", "n < 1", "divmod(n, 1)", "n[0]", "n << 1", "len(n)", "n += 1", "object() + 1", "-object()", "~1.5", "pow(1, n, n)", "'a' - 1", "[] < 1", "{} + {}", "1 + '1'", "'1' + 1", "[1] + (1,)", "1 @ 2", "None + 1", "not n < 5 if False else int(n)"):
    try: print(t, exec(t) if "+=" in t else eval(t))
    except TypeError as e: print(t, "->", e)
