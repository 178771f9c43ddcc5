# stress: 499
"""Chained comparisons evaluate each operand once, and stop at the first that is false."""
log = []
def v(x): log.append(x); return x
for f in (lambda: v(1) < v(2) < v(3), lambda: v(3) < v(2) < v(1), lambda: v(1) == v(1) != v(2), lambda: v(1) in [v(1)] == v(True), lambda: v(None) is v(None) is not v(0), lambda: v(1) < v(5) > v(2) <= v(2) != v(3), lambda: not v(1) < v(2), lambda: (v(1) < v(2)) < v(3), lambda: v(1) not in (v(2),) in ((v(2),),)):
    print(f(), log); log.clear()
class A:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return A(f"({self.n}<{o.n})")
    def __bool__(self): print("bool", self.n); return True
    def __repr__(self): return self.n
print(A("a") < A("b") < A("c"))
