"""yield from: delegation of send, throw and close."""
def inner():
    try:
        x = yield "a"
        print("inner got", x)
        y = yield "b"
        print("inner got", y)
    except ValueError as e:
        print("inner caught", e)
        yield "recovered"
    finally: print("inner finally")
    return "inner result"
def outer():
    r = yield from inner()
    print("outer has", r)
    r2 = yield from [1, 2]
    print(r2)
    return "outer result"
o = outer()
print(next(o), o.send("s1"), o.gi_yieldfrom.__name__, o.throw(ValueError("x")))
print(next(o), next(o))
try: next(o)
except StopIteration as e: print(e.value)
o = outer()
next(o)
o.close()
def run(gen):
    out = []
    while True:
        try: out.append(next(gen))
        except StopIteration as e: return out, e.value
def deep(n):
    if n:
        yield n
        r = yield from deep(n - 1)
        return r + 1
    return 0
print(run(deep(5)))
def flat(x):
    for i in x:
        if isinstance(i, list): yield from flat(i)
        else: yield i
print(list(flat([1, [2, [3, [4]], 5]])))
class Sub:
    def __iter__(self): return self
    def __next__(self): return "n"
    def send(self, v): return f"sent {v}"
    def throw(self, *a): return f"thrown {type(a[-1]).__name__}"
    def close(self): print("sub closed")
def d(): yield from Sub()
g = d()
print(next(g), g.send(5), g.throw(KeyError()), next(g))
g.close()
def e(): yield from 5
try: next(e())
except TypeError as err: print(err)
def s(): yield from iter([1])
g = s()
next(g)
try: g.send(3) if False else next(g)
except StopIteration as err: print("stop", err.value)
g = s()
next(g)
try: g.send(3)
except AttributeError as err: print(err)
def chain(*its):
    for it in its: yield from it
print(list(chain("ab", range(2), {"k": 1}, (x for x in "z"))))
