# stress: 499
"""Calls: the order in which parts are evaluated, words of wrong arguments, defaults, keyword-only and positional-only."""
log = []
def t(x): log.append(x); return x
def f(*a, **k): return a, k
f(t(1), *[t(2)], t(3), k=t(4), **{"m": t(5)}, n=t(6))
print(log); log.clear()
def attempt(text):
    try: print(eval(text, globals()))
    except Exception as error: print(type(error).__name__, error)
def g(a, b=2, /, c=3, *d, e, f=6, **h): return a, b, c, d, e, f, h
for text in ("g()", "g(1)", "g(1, e=5)", "g(1, 2, 3, 4, 5, e=5, z=1)", "g(a=1, e=5)", "g(1, a=2, e=5)", "g(1, b=3, e=5, c=9)", "g(1, 2, 3, c=4, e=1)", "g(1, e=5, **{'f': 7, 'q': 8})", "g(*range(5), e=0)"): attempt(text)
def h(a, b, *, c, d): pass
for text in ("h()", "h(1)", "h(1, 2)", "h(1, 2, 3)", "h(1, 2, 3, c=1)", "h(1, 2, c=1)", "h(1, 2, c=1, d=2, e=3)", "h(1, 2, c=1, d=2, e=3, f=4)", "h(b=1)", "h(c=1)"): attempt(text)
def none(): pass
def one(a): pass
def opt(a=1): pass
def two(a, b=1): pass
for text in ("none(1)", "none(1, 2)", "none(x=1)", "one()", "one(1, 2)", "opt(1, 2)", "two()", "two(1, 2, 3)", "one(a=1, b=2)", "one(aa=1)", "one(1, a=2)"): attempt(text)
def pos(a, b, /): pass
for text in ("pos()", "pos(1)", "pos(1, b=2)", "pos(a=1, b=2)", "pos(1, 2, c=3)"): attempt(text)
class C:
    def m(self, x): return x
    @classmethod
    def cm(cls, x): return x
    @staticmethod
    def sm(x): return x
    def no_self(): pass
    def __init__(self, v=0): pass
    def __call__(self, q, *, r): return q, r
for text in ("C().m()", "C().m(1, 2)", "C.m(1)", "C.m()", "C.cm()", "C.cm(1, 2)", "C.sm()", "C().sm(1, 2)", "C().no_self()", "C(1, 2)", "C(w=1)", "C()()", "C()(1)", "C()(1, r=2)", "C()(q=1, r=2)"): attempt(text)
for text in ("len()", "len(1, 2)", "len(obj=1)", "abs()", "int(1, 2, 3)", "int(x=5)", "str(1, 2)", "dict(1)", "dict([1])", "dict([(1, 2, 3)])", "list(1, 2)", "print(1, seperator='')", "sorted()", "sorted(1)", "sorted([1], None)", "max()", "max(1)", "max([])", "min(1, key=3)", "range()", "range(1, 2, 3, 4)", "zip(1)", "pow(2)", "round()", "isinstance(1)", "getattr(1)", "setattr(1, 2)", "'a'.join()", "'a'.split(1)", "'a'.replace('b')", "[].append()", "[].append(1, 2)", "{}.get()", "[].sort(1)", "[].pop(1, 2)", "(1).bit_length(1)", "'{}'.format()", "object(1)", "type()", "super()", "5()", "'a'()", "None()", "[]()", "C().nope()", "print.nope"): attempt(text)
def defaults(a, l=[], *, m={}): l.append(a); m[a] = len(l); return l, m
print(defaults(1), defaults(2), defaults.__defaults__, defaults.__kwdefaults__)
defaults.__defaults__ = (None, [9]); defaults.__kwdefaults__ = None
attempt("defaults()"); attempt("defaults(1, m={})")
def many(a, b, c, d, e): pass
attempt("many()"); attempt("many(1, 2, 3, 4)"); attempt("many(1)")
def kw(*, a, b, c): pass
attempt("kw()"); attempt("kw(a=1)"); attempt("kw(a=1, b=2, c=3, d=4)")
