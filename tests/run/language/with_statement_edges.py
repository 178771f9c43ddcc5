# stress: 499
"""with: order, suppression, what managers lack, many at once, parentheses, targets."""
class M:
    def __init__(self, name, suppress=False, fail_enter=False, fail_exit=False): self.__dict__.update(locals())
    def __enter__(self):
        print("enter", self.name)
        if self.fail_enter: raise KeyError(self.name)
        return self.name
    def __exit__(self, kind, error, tb):
        print("exit", self.name, kind and kind.__name__, error, tb is None)
        if self.fail_exit: raise RuntimeError(self.name)
        return self.suppress
def attempt(f):
    try: print(f.__name__, f())
    except BaseException as error: print(f.__name__, type(error).__name__, error, "|", repr(error.__context__))
def a():
    with M("1") as x, M("2") as y: return x, y
def b():
    with M("1", suppress=True), M("2", fail_exit=True): 1 / 0
    return "after"
def c():
    with M("1", fail_enter=True), M("2"): pass
def d():
    with M("1", suppress=True):
        with M("2", fail_enter=True): pass
    return "after"
def e():
    with (M("1") as x, M("2") as (y, *z),): return x, y, z
def f():
    with (M("1")): pass
    with (M("1"), M("2")): pass
    with (M("1") if True else None) as q: return q
def g():
    with 5: pass
def h():
    class NoExit:
        def __enter__(self): pass
    with NoExit(): pass
def i():
    class NoEnter:
        def __exit__(self, *a): pass
    with NoEnter(): pass
def j():
    class Async:
        async def __aenter__(self): pass
        async def __aexit__(self, *a): pass
    with Async(): pass
def k():
    class OnInstance: pass
    o = OnInstance(); o.__enter__ = lambda: 1; o.__exit__ = lambda *a: None
    with o: pass
def l():
    d = {}
    with M("1") as d["key"], M("2") as d["other"]: pass
    return d
def m():
    for i in range(3):
        with M(i, suppress=True):
            if i == 1: continue
            if i == 2: break
            raise ValueError(i)
    return i
def n():
    def gen():
        with M("g"): yield 1
    it = gen(); next(it); it.close()
    it = gen(); next(it)
    try: it.throw(ValueError("thrown"))
    except ValueError: pass
def o():
    class Falsy:
        def __enter__(self): return self
        def __exit__(self, *a): return []
    class Weird:
        def __enter__(self): return self
        def __exit__(self, *a):
            class B:
                def __bool__(self): raise OSError("bool")
            return B()
    with Weird(), Falsy(): 1 / 0
def p():
    with M("1") as a: a = 2; del a
    with M("1") as a.b: pass
def q():
    try:
        with M("1", fail_exit=True): raise ValueError("v")
    except RuntimeError as error: return repr(error.__context__), error.__context__.__traceback__ is not None
def r():
    with M("1", suppress=True): raise SystemExit(3)
    with M("2", suppress=True): raise KeyboardInterrupt
    return "alive"
for name in "abcdefghijklmnopqr": attempt(globals()[name])
