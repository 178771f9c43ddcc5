# stress: 499
"""del: names in every scope, attributes, items, tuples of targets, order, errors halfway."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
x = y = z = 1
del x, (y, [z])
for name in "xyz": attempt(lambda: eval(name))
def local(flag):
    a = 1
    if flag: del a
    return a
attempt(local, False); attempt(local, True)
def twice(): b = 1; del b; del b
attempt(twice)
class C: pass
c = C(); c.a = c.b = 1; d = {1: 1, 2: 2}; l = [0, 1, 2, 3]
del c.a, d[1], l[1:3]
print(vars(c), d, l)
def halfway(): del d[2], d["nope"], l[0]
attempt(halfway); print(d, l)
def param(p, *q, **r): del p, q, r; return locals()
print(param(1, 2, k=3))
def free():
    v = 1
    def inner(): return v
    del v
    return inner
attempt(free()); g = 5
def glob(): global g; del g
glob(); attempt(glob); attempt(lambda: g)
for i in range(2): pass
del i; attempt(lambda: i)
class D:
    a = 1; del a
    try: a
    except NameError as e: print(e)
del c.b; attempt(lambda: delattr(c, "b")); del (c); attempt(lambda: c); del [], ()
with open("/dev/null") as f: del f
import sys as s; del s; attempt(lambda: s); print([1 for e in [1]], "e" in globals())
for t in ("del", "del 1", "del x + 1", "del f()", "del (a, 1)", "del a if b else c", "del *a", "del [*a]", "del a := 1", "del None", "del x.y().z()", "del x,", "del (x)", "del {}", "del a and b", "del -a", "del ...", "del 'a'", "del [x for x in y]", "del lambda: 1", "del x: int"):
    try: compile(t, "t", "exec"); print("fine", t)
    except SyntaxError as e: print(e.msg)
