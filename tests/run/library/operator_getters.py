# stress: 499
"""operator's getters and callers: several names, nested, items, errors, reprs."""
import operator as o
from types import SimpleNamespace as N
n = N(a=N(b=5), c=[1, 2, {"k": "v"}])
print(o.attrgetter("a.b")(n), o.attrgetter("a.b", "c")(n), o.itemgetter(1)("abc"), o.itemgetter(0, 2)("abc"), o.itemgetter("k")({"k": 1}), o.itemgetter(slice(1, 3))("abcd"), o.methodcaller("upper")("a"), o.methodcaller("split", ",", maxsplit=1)("a,b,c"), repr(o.attrgetter("a.b", "c")), repr(o.itemgetter(1, 2)), repr(o.methodcaller("f", 1, k=2)), o.concat([1], [2]), o.countOf([1, 1, 2], 1), o.indexOf("abc", "c"), o.contains([1], 1), o.truth([]), o.not_(1), o.is_(None, None), o.iadd([1], [2]), o.matmul, o.call(lambda x: x, 5), o.length_hint([1]), o.xor(5, 3), o.floordiv(7, 2), o.setitem, sep="\n")
for f in (lambda: o.attrgetter(5), lambda: o.attrgetter("x")(n), lambda: o.itemgetter(9)([1]), lambda: o.itemgetter(), lambda: o.methodcaller(), lambda: o.methodcaller("nope")(1), lambda: o.indexOf([1], 2), lambda: o.concat(1, 2), lambda: o.index(1.5), lambda: o.attrgetter("a.z")(n)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
