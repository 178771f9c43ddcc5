"""_collections: OrderedDict, counting, fields of named tuples."""

import pickle
from collections import Counter, OrderedDict, namedtuple


def show(function, *arguments, **keywords):
    try:
        print(repr(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


d = OrderedDict(a=1, b=2, c=3)
print(d, list(reversed(d)), OrderedDict(), OrderedDict([("x", 1)], y=2))
d.move_to_end("a")
d.move_to_end("c", last=False)
print(d, d.popitem(), d.popitem(last=False), d)
show(d.move_to_end, "zz")
show(OrderedDict().popitem)
show(d.pop, "zz")
print(d.pop("zz", 5), d.setdefault("k", 7), d.setdefault("k", 8))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1})
print(OrderedDict.fromkeys("ab", 0), d | {"n": 1}, {"n": 1} | d, d.copy() == d)
print(pickle.loads(pickle.dumps(d)) == d, pickle.loads(pickle.dumps(d, 0)) == d)
d["self"] = d
print(d)


class Sub(OrderedDict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value * 2)

    def __missing__(self, key):
        return "missing"


s = Sub(a=1)
s.update(b=2)
print(s, s["q"], s.copy(), type(s.copy()))
s.attribute = 3
print(s.__reduce__()[:3])
show(OrderedDict, 1, 2)
show(OrderedDict, 5)

print(Counter("abracadabra").most_common(2), Counter(x % 3 for x in range(100)))


class Odd(Counter):
    def get(self, key, default=None):
        return super().get(key, 10)


print(Odd("aab"))
show(Counter, [[]])

Point = namedtuple("Point", "x y")
p = Point(3, y=4)
print(p, p.x + p.y, Point.x, Point.x.__doc__, p._replace(x=1))
show(setattr, p, "x", 1)
show(Point.x.__get__, [1])
show(Point.y.__get__, (1,))
print(Point.x.__reduce__())
