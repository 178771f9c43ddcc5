def tr(f):
    try: return f()
    except Exception as e: return f"{type(e).__name__}: {e}"
def k(bases, **ns): return tr(lambda: type("K", bases, ns).__slots__)
class L: __slots__=("l",)
class R: __slots__=("r",)
class E: __slots__=()
class D(L): pass
class DD(D): __slots__="dd"
class W: __slots__=("__weakref__",)
class DI: __slots__=("__dict__",)
r1 = k((L,R))
r2 = k((L,E), __slots__=("a",))
r3 = k((int,), __slots__=("a",))
r4 = k((tuple,), __slots__=())
r5 = k((bytes,), __slots__=["q"])
r6 = k((str,), __slots__=["q"])
r7 = k((D,DD))
r8 = k((DD,D), __slots__=())
r9 = k((DD,L), __slots__=())
r10 = k((), __slots__="1a")
r11 = k((), __slots__=("a b",))
r12 = k((), __slots__=(1,))
r13 = k((D,), __slots__=("__dict__",))
r14 = k((L,), __slots__=("__dict__","__weakref__"))
r15 = k((W,), __slots__=("__weakref__",))
r16 = k((W,DI))
r17 = k((L, dict))
r18 = k((dict, int))
r19 = k((), __slots__=("a",), a=1)
r20 = k((), __slots__=())
r21 = k((DI,), __slots__=("__dict__",))
r22 = k((), __slots__=("a","a"))
class M:
    __slots__ = ("__x", "__y__")
    def __init__(self): self.__x = 1
r23 = M()._M__x
r24 = sorted(n for n in vars(M) if 'x' in n and n != "__doc__")
r25 = k((L, Exception))
r26 = k((OSError, SyntaxError))
r27 = k((OSError, ValueError))
r28 = tr(lambda: E().foo)
def g():
    e = E()
    e.foo = 1
r29 = tr(g)
r30 = hasattr(DI(), "__dict__"), hasattr(W(), "__dict__")
