# stress: 499
"""The order of finally blocks, context managers, else clauses and generators' cleanup in nested functions."""
log = []
class C:
    def __init__(self, n): self.n = n
    def __enter__(self): log.append("+" + self.n); return self
    def __exit__(self, *a): log.append("-" + self.n + (a[0].__name__ if a[0] else ""))
def run(f, *a):
    try: log.append(("=", f(*a)))
    except Exception as e: log.append(("!", repr(e)))
    print(f.__name__, log); log.clear()
def a(fail):
    with C("1"):
        try:
            with C("2"):
                if fail: raise ValueError("x")
        except KeyError: log.append("no")
        else: log.append("else")
        finally: log.append("fin")
    return "end"
run(a, False); run(a, True)
def b():
    for i in range(3):
        with C(str(i)):
            try:
                if i == 0: continue
                if i == 1: break
            finally: log.append(f"f{i}")
    else: log.append("else")
    return i
run(b)
def c():
    def g():
        with C("g"):
            try: yield 1; yield 2
            finally: log.append("gf")
    it = g()
    with C("outer"):
        next(it); it.close()
    return list(it)
run(c)
def d():
    try:
        try: return "try"
        finally: log.append("in")
    finally: log.append("out")
run(d)
def e():
    try: raise ValueError("1")
    except ValueError:
        try: raise KeyError("2")
        finally: log.append("f")
    finally: log.append("g")
run(e)
def f(n): 
    try: return f(n - 1) if n else log.append("bottom")
    finally: log.append(n)
run(f, 3)
