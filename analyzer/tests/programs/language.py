# control flow and functions
out = []
for i in range(5):
    if i == 3: break
    out.append(i)
else:
    out.append('else')
while True:
    out.append('w')
    if len(out) > 6: break
def gen(n):
    i = 0
    try:
        while i < n:
            got = yield i
            if got: out.append(got)
            i += 1
    finally:
        out.append('fin')
    return 'done'
g1 = list(gen(3))
def deleg():
    r = yield from gen(2)
    yield r
g2 = list(deleg())
g = gen(5)
n0 = next(g); n1 = g.send('sent'); n2 = next(g)
g.close()
def args(a, b=2, /, c=3, *d, e, f=6, **k): return (a,b,c,d,e,f,k)
c1 = args(1, e=5)
c2 = args(1,2,3,4,5,e=9,z=1)
try:
    args()
except TypeError as ex:
    err = str(ex)
try:
    args(1,2,c=1,c1=2,e=1,f=2,g=3)
except TypeError as ex:
    err2 = str(ex)
def clos():
    x = 1
    def inner():
        nonlocal x
        x += 1
        return x
    inner(); inner()
    return x
cl = clos()
a, *b, c = [1,2,3,4]
(d, e), f = (1, 2), 3
lst = [x*y for x in range(3) for y in range(3) if x != y]
st = {x % 3 for x in range(3)}
dc = {k: v for k, v in zip('abc', range(3))}
ge = sum(x for x in range(10))
la = (lambda x, y=2: x + y)(1)
w = [y := 5, y**2]
try:
    try:
        1/0
    except ZeroDivisionError as z:
        raise ValueError('v') from z
except ValueError as v:
    cause = repr(v.__cause__)
def fin():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: return 'ret'
        finally:
            out.append(('f', i))
fr = fin()
class CM:
    def __enter__(self): out.append('enter'); return self
    def __exit__(self, t, v, tb): out.append(('exit', t.__name__ if t else None)); return True
with CM() as cm:
    raise KeyError('k')
with CM(), CM() as cm2:
    pass
def m(x):
    match x:
        case 0: return 'zero'
        case [a, b]: return ('pair', a, b)
        case [a, *r]: return ('list', a, r)
        case {'k': v, **rest}: return ('map', v, rest)
        case str() as s: return ('str', s)
        case int(n) if n > 10: return ('big', n)
        case None | True: return 'none/true'
        case _: return 'other'
ms = [m(0), m([1,2]), m((1,2,3)), m({'k':1,'z':2}), m('s'), m(11), m(None), m(True), m(5.5)]
s = f"{1+1} {'a'!r:>5} {3.14159:.2f} {ms[0]=}"
x = 5
x += 3
x **= 2
t = (1,) + (2,)
chain = 1 < 2 < 3 > 2
tern = 'y' if x else 'n'
b1 = None or 0 or 'last'
b2 = 1 and 2
del a
try:
    a
except NameError as ne: nameerr = str(ne)
exg = None
try:
    raise ExceptionGroup('eg', [ValueError(1), TypeError(2), ExceptionGroup('in', [ValueError(3)])])
except* ValueError as eg:
    exg = repr(eg)
except* TypeError as eg2:
    exg2 = repr(eg2)
i1 = 0
assert x == 64, x
del i1
