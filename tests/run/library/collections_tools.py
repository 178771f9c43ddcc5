# stress: 211
"""collections: deque, Counter, defaultdict, OrderedDict, namedtuple, ChainMap."""
from collections import *
d = deque([1, 2, 3], maxlen=3)
d.append(4); d.appendleft(0)
print(d, d.maxlen, d[0], d[-1], len(d), 2 in d, list(reversed(d)), d.count(2), d.index(2))
d = deque("abcde")
d.rotate(2); print(d)
d.rotate(-1); d.extend("xy"); d.extendleft("12"); d.insert(1, "!"); d.remove("a"); print(d, d.pop(), d.popleft())
d.reverse(); print(d, d.copy() == d, deque([1]) + deque([2]), deque([1]) * 2, deque([1]) < deque([2]))
for t in ("deque().pop()", "deque([1]).index(2)", "deque([1]).remove(2)", "deque(maxlen=-1)", "deque([1])[5]", "deque(5)", "deque([1], 1, 2)", "deque([1], 0)", "deque([1, 2])[0:1]", "deque([1], maxlen=1).insert(0, 2)"):
    try: print(t, "=>", eval(t))
    except Exception as e: print(t, "->", type(e).__name__, e)
c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], c.total(), sorted(c.elements())[:4], c + Counter("aaz"), c - Counter("aaaaaab"), c & Counter("ab"), c | Counter("zz"), +Counter(a=-1, b=2), Counter(a=1) == Counter(a=1, b=0))
c.update("zz"); c.subtract({"a": 10}); print(c["z"], c["a"])
dd = defaultdict(list, x=[1])
dd["y"].append(2)
print(dd, dd["x"], "z" in dd, dd.default_factory, defaultdict(None, {1: 2}))
try: defaultdict()["k"]
except KeyError as e: print(repr(e))
od = OrderedDict(a=1, b=2, c=3)
od.move_to_end("a"); od.move_to_end("c", last=False)
print(od, od.popitem(), od.popitem(last=False), list(od), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) == {"a": 1}, list(reversed(OrderedDict(x=1, y=2))))
P = namedtuple("P", "x y", defaults=[0])
p = P(1)
print(p, p.x, p[1], p._replace(y=5), p._asdict(), P._fields, P._make([7, 8]), p == (1, 0), P._field_defaults, P.__doc__, *p)
for t in ("P()", "P(1, 2, 3)", "namedtuple('A', 'class')", "namedtuple('A', 'x x')", "namedtuple('A', 'x _y')", "p._replace(z=1)", "namedtuple('A', ['a', 'b'], rename=True)('1', '2')", "namedtuple('A', 'def x', rename=True)._fields"):
    try: print(t, "=>", exec(t) if " = " in t else eval(t))
    except Exception as e: print(t, "->", type(e).__name__, e)
cm = ChainMap({"a": 1}, {"a": 2, "b": 3})
cm["c"] = 9
print(cm["a"], cm["b"], dict(cm), cm.maps, cm.new_child({"a": 0})["a"], cm.parents["a"], len(cm))
