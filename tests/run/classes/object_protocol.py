"""repr, str, format, hash, bool, dir, sizes of plain objects."""
class A: pass
class B:
    def __repr__(self): return "B repr"
class C:
    def __str__(self): return "C str"
    def __format__(self, spec): return f"fmt<{spec}>"
    def __bytes__(self): return b"bytes"
    def __dir__(self): return ["z", "a"]
    def __sizeof__(self): return 1
    def __hash__(self): return 2**70
    def __bool__(self): return False
print(str(B()), f"{B()}", [B()], str(C()), f"{C():x}", bytes(C()), dir(C()), hash(C()) == hash(2**70), bool(C()), repr(A())[:21], repr(A)[-4:])
class D:
    def __eq__(self, o): return True
class E(D):
    __hash__ = object.__hash__
class F:
    __hash__ = None
for o in (D, F):
    try: hash(o())
    except TypeError as e: print(e)
print(hash(E()) is not None, A() == A(), A() != A(), A().__eq__(1), object().__ne__(1), object.__lt__(1, 2), isinstance(A(), object))
for t in ("object().x", "object(1)", "A(1)", "A().__init__(1)", "object.__new__(A, 1)", "object().__format__('x')", "format(A(), 'x')[:1]", "A().__reduce_ex__(2)[1:]", "A.__call__ is not None", "A().__class__ is A", "A().__doc__", "A.__dict__['x']", "A.__module__", "A().__module__", "A.__qualname__", "A.__init__ is object.__init__", "object.__subclasshook__(5)", "A().__dict__", "vars(A())", "vars(5)", "type(A).__name__", "A.__basicsize__ > 0", "callable(A)", "callable(A())", "A() is A()", "A.__bases__", "A.__text_signature__", "len(A())", "A()[0]", "A() + 1", "A()()", "iter(A())", "int(A())", "float(A())", "round(A())", "abs(A())", "A() < A()", "[] in A()", "del A().x" if False else "A().x"):
    try: print(t, "=>", eval(t))
    except Exception as e: print(t, "->", type(e).__name__, e)
class N:
    def __new__(cls, *a):
        print("new", a)
        return super().__new__(cls) if a else "not an instance"
    def __init__(self, *a): print("init", a)
print(type(N(1)).__name__, N())
class S:
    _only = None
    def __new__(cls):
        if cls._only is None: cls._only = super().__new__(cls)
        return cls._only
print(S() is S())
class I:
    def __init__(self): return 5
try: I()
except TypeError as e: print(e)
