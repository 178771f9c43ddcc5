# stress: 499
"""Lists and tuples: comparison, multiplication, recursion, identity shortcuts, methods' errors, growing, copies."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
nan = float("nan")
print([nan] == [nan], [nan] == [float("nan")], nan in (nan,), (1, [2]) == (1, [2]), [1] == (1,), (1, 2) < (1, 3), [1, 2] < [1, 2, 3], [] < [0], ((1,), 2) > ((1,), 1), [1, "a"] == [1, "b"], (1, "a") != (1, "a"))
for f in (lambda: [1, "a"] < [1, 2], lambda: (1,) < [1], lambda: [1] + (1,), lambda: (1,) + [1], lambda: [1] * "a", lambda: [1] * 1.5, lambda: (1,) * None, lambda: [].pop(), lambda: [1].pop(5), lambda: [1].pop("a"), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1, 2, 1].index(1, 1, 2), lambda: (1,).index(2), lambda: [1].insert("a", 1), lambda: [1].insert(1), lambda: [].append(), lambda: [].extend(5), lambda: [].extend(), lambda: [1].index(1, "a"), lambda: list(5), lambda: tuple(5), lambda: tuple(1, 2), lambda: list(iterable=[1]), lambda: hash([]), lambda: hash(([],)), lambda: [1].clear(1), lambda: [1].count(), lambda: (1,).append, lambda: [1].__getitem__("a"), lambda: [1] * (1 << 62), lambda: [1].reverse(1), lambda: [1].copy(1), lambda: (1, 2).__getitem__(2), lambda: [] .sort(key=None, reverse=2 ** 100)): attempt(f)
print([1, 2] * 2, 2 * [1], [] * 5, [1] * 0, [1] * -1, (1,) * 3, () * 9, [[]] * 2, ("a",) * True); l = [[]] * 2; l[0].append(1); print(l)
l = []; l.append(l); t = (l,); l.append(t); print(l, t, repr(l) == str(l), len(l)); l2 = []; l2.append(l2); attempt(lambda: l2 == [l2]); l3 = []; l3.append(l3); print(len(l3))
l = [1, 2, 3]; l.insert(100, "end"); l.insert(-100, "start"); l.insert(-1, "before end"); print(l, l.pop(), l.pop(0), l.pop(-2)); l.extend(l); print(l); l += "ab"; l.extend({"k": 1}); l.extend(x for x in (7,)); print(l, l.count(1), l.index("a"), l.reverse(), l[::-1] == list(reversed(l)))
class Eq:
    def __init__(self, r): self.r = r
    def __eq__(self, o):
        if self.r is None: raise ValueError("eq")
        return self.r
print([1, 2].count(Eq(True)), [Eq(True)].index(5), 3 in [Eq([])], 3 in [Eq("y")]); attempt(lambda: 5 in [Eq(None)]); attempt([Eq(None)].index, 5); attempt([Eq(None)].remove, 5); e = Eq(None); print(e in [e], [e].index(e), [e].count(e), [e] == [e])
class Shrink:
    def __eq__(self, o): v.clear(); return False
v = [Shrink(), 1, 2]; print(7 in v, v); v = [Shrink(), Shrink()]; attempt(v.index, 7); v = [Shrink(), 2]; attempt(v.remove, 9); v = [Shrink()]; print(v.count(3), v == [4])
class L(list):
    def __len__(self): return 100
    def __iter__(self): return iter("it")
    def __getitem__(self, i): return "item"
    def append(self, x): print("append", x)
s = L([1, 2]); print(list(s), tuple(s), [*s], s[0], s + [3], len(s), s, s == [1, 2], sorted(s), s * 2, type(s * 2).__name__, type(s[:]).__name__, s.copy(), [] + s, list.__len__(s), bool(L())); s.append(5); s += [9]; print(list.__repr__(s), max(s), "".join(s))
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    def __repr__(self): return "T" + super().__repr__()
t = T(1, 2); print(t, t + (3,), type(t + (3,)).__name__, t[0:1], type(t[:]).__name__, t * 1, hash(t) == hash((1, 2)), {t: 1}[(1, 2)], t == (1, 2), tuple(t), type(tuple(t)).__name__, (*t,), t.__getnewargs__(), t.count(1), T.__new__(T, 5)); a = (1, 2); print(tuple(a) is a, a[:] is a, a * 1 is a, list(a) is not a, () is tuple())
x = [0]; x[0], x = x, [5]; print(x); i = [1, 2, 3]; i[i[0]], i[0] = 9, 2; print(i); del i[0], i[0]; print(i, len(i), [*[1], *(2,), *"3"], (*(), 1), [1, 2][True], (1, 2)[False]); import sys; print(sys.getsizeof([]) > 0, [].__sizeof__() > 0, list.__doc__.splitlines()[0], [].__class_getitem__(int), list[int]([1]), tuple[int, ...], hash(()) == hash(()), hash((1, 2)) != hash((2, 1)), hash((1, (2, 3))) == hash((1, (2, 3))))
