print("hello", 1+2, 3.5*2, [1,2,3], {"a":1}, (1,), 2**100, -7//2, -7%3, 7/2, 1e300*1e10, float('nan'))
def fib(n):
    if n < 2: return n
    return fib(n-1)+fib(n-2)
print(fib(20))
class A:
    def __init__(self, x, *args, k=1, **kw): self.x = x; self.args=args; self.k=k; self.kw=kw
    def get(self): return self.x
    @property
    def p(self): return self.x*2
    @p.setter
    def p(self, v): self.x = v
    @classmethod
    def c(cls, v): return cls(v)
    @staticmethod
    def s(v): return v+1
    def __repr__(self): return f"A({self.x!r})"
    def __eq__(self, o): return isinstance(o, A) and self.x == o.x
    def __hash__(self): return hash(self.x)
    def __add__(self, o): return A(self.x + (o.x if isinstance(o, A) else o))
    __radd__ = __add__
    def __getitem__(self, i): return self.x[i]
    def __len__(self): return 3
    def __iter__(self): return iter([1,2,3])
    def __contains__(self, v): return v == 42
    def __call__(self, *a, **k): return (a, k)
    def __enter__(self): print("enter"); return self
    def __exit__(self, *e): print("exit", e[0]); return True
class B(A):
    def __init__(self, x): super().__init__(x, 1, 2, k=5, z=9)
    def get(self): return super().get() + 1
a = A(5)
print(a.get(), a.x, a.p, A.c(7), A.s(3), a == A(5), {a: 1}[A(5)], a+1, 1+a, len(a), list(a), 42 in a, a(1, 2, k=3))
b = B(10)
print(b, b.get(), b.args, b.k, b.kw, b.__dict__, isinstance(b, A), B.__mro__, vars(b))
a.p = 99; print(a.p, a.x)
with a as z:
    raise ValueError("boo")
for i in range(3): print(i, end=" ")
print()
try:
    1/0
except ZeroDivisionError as e:
    print("caught", e, type(e), e.args)
finally:
    print("fin")
def g(n):
    try:
        for i in range(n):
            r = yield i*2
            if r: print("got", r)
    finally:
        print("closed")
    return "done"
def h():
    v = yield from g(3)
    print("v", v)
print(list(h()))
x = g(5); next(x); x.send("hello"); x.close()
print(f"{a.x:>5}|{3.14159:.2f}|{'s':*^9}|{a!r}|{1234567:,}|{255:#x}")
print("%d %s %5.2f %r %%" % (1, "two", 3.14159, "x"), "{0} {name} {0[1]}".format([1,2], name="n"))
d = {i: i*i for i in range(5)}; s = {1,2,3}; print(d, sorted(s | {5}), [x for x in d if x % 2], {**d, 9: 9}, [*s, *d])
def f(a, b=2, /, c=3, *args, d, e=5, **kw): return (a,b,c,args,d,e,kw)
print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, z=7), f(*[1,2], **{"d": 3}))
for bad in ("f()", "f(1)", "f(1,d=1,a=2)", "[].foo", "undefined", "1+'a'", "'a'+1", "[1][5]", "{}['x']", "int('z')", "len(5)", "None.x", "A.nope", "a.nope", "f(1,2,3,4,d=1,d2=2)(1)", "(lambda x: x)(1,2)", "fib()", "[].append()", "[].append(1,2)", "'abc'.split(1)", "iter(5)", "next(iter([]))", "a,b=1,2,3", "int([])", "abs('x')", "-'x'", "{[]:1}", "range(1,2,0)", "1<'a'", "max([])", "chr(-1)", "ord('ab')", "sum(['a'])", "''.join([1])", "isinstance(1,1)", "print(x=1)", "[1,2].index(9)", "(1).bar", "''.join(1)", "b'a'+'b'"):
    try:
        exec(bad)
        print("no error", bad)
    except Exception as e:
        print(bad, "->", type(e).__name__, e)
match {"k": [1, 2, {"z": 3}]}:
    case {"k": [1, x, {"z": y}]}: print("matched", x, y)
match a:
    case A(x=99): print("cls")
def outer():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
i = outer(); print(i(), i(), i())
print(sorted([3,1,2], reverse=True), sorted("banana"), sorted([(2,'a'),(1,'b')], key=lambda t: t[1]))
print([1,2,3][::-1], "abc"[1:], (1,2,3)[-2:], list(range(10))[2:8:2])
l = [1,2,3,4]; l[1:3] = [9,9,9]; del l[0]; print(l, l*2, l+[1])
print(list(map(lambda x: x+1, [1,2])), list(zip([1,2],"ab")), list(enumerate("ab", 1)), list(filter(None, [0,1,2])), list(reversed([1,2])))
print(1 if a else 2, not a, a is a, None is None, 3 and 4, 0 or 5, 1 < 2 < 3, 1 < 3 < 2)
import sys

class M(type):
    def __new__(m, n, b, d, **k): return super().__new__(m, n, b, d)
    def __call__(c, *a): r = super().__call__(*a); return r
class C(metaclass=M, q=1):
    __slots__ = ("u", "v")
    def __init__(self): self.u = 1
c = C(); print(c.u, type(C)); 
try: c.w = 1
except AttributeError as e: print(e)
try: c.v
except AttributeError as e: print(e)
try:
    try: raise KeyError("a")
    except KeyError as e: raise ValueError("b") from e
except ValueError as e: print(repr(e), repr(e.__cause__), e.__context__ is e.__cause__)
async def co(): return 5
async def co2(): return await co() + 1
try: co2().send(None)
except StopIteration as e: print("co", e.value)
try:
    raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
except* ValueError as e: print("star", e.exceptions)
except* TypeError as e: print("star2", e.exceptions)
print([x for x in "aXb" if x.isupper()], "a,b,,c".split(","), "  x ".strip(), "abc".replace("b","ZZ"), "Hello".lower().upper().title())
