"""tuple: construction, operators, comparisons."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


t = (1, "a", None)
show("()", "(1,)", "1, 2", "tuple()", "tuple('abc')", "tuple([1])", "tuple(5)", "tuple(1, 2)", "tuple(x=1)", "t[0]", "t[-1]", "t[3]", "t[1:]", "t[::-1]", "t['a']", "t + (2,)", "t + [2]", "t * 2", "2 * (1,)", "(1,) * -1", "(1,) * 1.5", "(1, 2) < (1, 3)", "(1,) < (1, 0)", "(1, 'a') < (1, 2)", "(1,) == [1]", "t.index('a')", "t.index(5)", "t.count(1)", "1 in t", "hash((1, 2)) == hash((1, 2))", "hash(([],))", "len(t)", "(1, 2, 3)[1:][0]", "tuple(x for x in 'ab')", "t is tuple(t)", "(*t, *t)", "min((3, 1))", "repr(((),))", "repr((1,))", "bool(())", "isinstance((), tuple)", "() is ()", "(1, 2).__add__((3,))", "t.__getnewargs__()", "hash(())", "hash((1,))", "hash((1, 2, 3))", "hash(((), (1,)))")
try:
    t[0] = 1
except TypeError as e: print(e)
try:
    del t[0]
except TypeError as e: print(e)
try:
    (1, [2])[1] += [3]
except TypeError as e: print(e)
class T(tuple):
    def __new__(cls, *items): return super().__new__(cls, items)
x = T(1, 2)
print(x, type(x), type(x + (3,)), type(x[:]), type(x * 1), x == (1, 2), hash(x) == hash((1, 2)), {x: 1}[(1, 2)])
a = ([],)
a[0].append(a)
print(a)
