"""global, del, and names that are not there."""
x = 1
def f():
    global x, made
    x = 2
    made = "made"
f()
print(x, made)
def g():
    try: print(y)
    except NameError as e: print(type(e).__name__, e)
g()
y = 5
def h():
    try:
        print(y)
        y = 1
    except UnboundLocalError as e: print(e)
h()
def d():
    a = 1
    del a
    try: print(a)
    except UnboundLocalError as e: print(e)
    try: del a
    except UnboundLocalError as e: print(e)
d()
del y
g()
try: del y
except NameError as e: print(e)
try: prnit
except NameError as e: print(e)
l, o = [1, 2, 3], {"a": 1}
del l[0], o["a"]
print(l, o)
class C:
    a = 1
    del a
    try: a
    except NameError as e: print(e)
c = C()
c.v = 1
del c.v
try: del c.v
except AttributeError as e: print(e)
try: del c[0]
except TypeError as e: print(e)
a = b = 1
del (a, [b])
try: b
except NameError as e: print(e)
print("x" in globals(), globals()["x"], vars() is globals(), locals() is globals())
globals()["injected"] = 42
print(injected)
exec("z = x + 1")
print(z, eval("x + z"), eval("a * 2", {"a": 21}), eval("q", {}, {"q": 1}))
ns = {}
exec("def k(): return v\nv = 9", ns)
print(ns["k"](), "__builtins__" in ns)
