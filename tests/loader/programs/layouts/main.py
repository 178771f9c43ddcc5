"""Instances have the attributes that their class shows, at fixed places, and no others."""

import _strict
import copy
import pickle
import weakref

import shapes as s


def attempt(what, function, *arguments):
    try:
        print(what, "->", function(*arguments))
    except Exception as error:
        print(what, "->", f"{type(error).__name__}: {error}")


for name in ("Point", "Point3", "Named", "NamedPoint", "Slotted", "Both", "Record", "Tight", "Lazy", "Oops", "Box"):
    print(name, _strict.attributes_of(getattr(s, name)))

p = s.Point(1, 2)
attempt("misspelt", setattr, p, "z", 1)
attempt("absent", getattr, p, "z")
attempt("method", setattr, p, "norm", None)
attempt("dict", lambda: p.__dict__)
print(p.scale, p.norm())
p.set_scale(10)
print(p.scale, p.norm(), s.Point.scale, s.Point(0, 0).scale)
del p.scale
print(p.scale)
attempt("delete twice", delattr, p, "scale")
del p.x
attempt("deleted", getattr, p, "x")
p.x = 5
print(p.x, p.y)

q = s.Point3(1, 2, 3)
for made in (copy.copy(q), copy.deepcopy(q), *(pickle.loads(pickle.dumps(q, n)) for n in range(6))):
    print(type(made).__name__, made.x, made.y, made.z, made is q, hasattr(made, "scale"))
print(weakref.ref(q)() is q, [name for name in dir(q) if not name.startswith("_")])

n = s.NamedPoint("n", 1, 2)
print(n.name, n.norm())
attempt("misspelt", setattr, n, "nme", 1)
b = s.Both(1, 2)
b.a = 3
print(b.a, b.x, b.norm())
attempt("misspelt", setattr, b, "c", 1)

print(s.Record(1), s.Record(1) == s.Record(1), s.Record(1, [2], 4))
r = s.Record(1)
attempt("misspelt", setattr, r, "fourth", 1)
print(copy.replace(r, first=9), s.Tight(1))
lazy = s.Lazy()
print(lazy.value, lazy.value, lazy.calls)
oops = s.Oops(3)
oops.extra = 1
print(repr(oops), oops.code, oops.extra, vars(pickle.loads(pickle.dumps(oops))))
print(s.Box[int](3).content, s.Box("a").content)


class Open(s.Point):
    def __init__(self):
        super().__init__(1, 2)
        self.free = 3


o = Open()
print(o.x, o.free, o.norm(), vars(o), o.norm())
o.more = 4
del o.x
attempt("deleted", getattr, o, "x")
print(vars(o), _strict.attributes_of(Open))


def many(objects):
    return sum(it.norm() for it in objects)


print(many([s.Point(i, i) for i in range(50)] + [s.Point3(i, i, i) for i in range(50)] + [Open(), n, b]))
