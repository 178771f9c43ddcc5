# stress: 499
"""All binary operators on a class that records what is asked of it."""
class A:
    def __init__(self, n): self.n = n
    def __getattr__(self, name): raise AttributeError(name)
for name in "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or".split():
    setattr(A, f"__{name}__", lambda self, o, name=name: f"{self.n}.{name}({getattr(o, 'n', o)})"); setattr(A, f"__r{name}__", lambda self, o, name=name: f"{self.n}.r{name}({o})")
a, b = A("a"), A("b")
for op in "+ - * @ / // % ** << >> & ^ |".split(): print(op, eval(f"a {op} b"), eval(f"a {op} 1"), eval(f"1 {op} a"), eval(f"[] {op} a"), eval(f"'%s' {op} a") if op != "%" else "", eval(f"a {op} None"))
print(divmod(a, b), divmod(a, 1), divmod(1, a), pow(a, 2), 2 ** a); x = a; x += 1; print(x); y = 1; y -= a; print(y); z = [1]
try: z += a
except TypeError as e: print(e)
else: print(z)
