"""Methods, operators and comparisons of list."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


show("[1, 2] + [3]", "[1] + (2,)", "[1] * 3", "3 * [1]", "[1] * 'a'", "[1] * 2.0", "'a' * [1]", "[1, 2] == [1, 2]", "[1, 2] < [1, 3]", "[1] < [1, 0]", "[] < [1]", "[1] == (1,)", "[1] < (1,)", "[2] > ['a']", "[1, 'a'] < [1, 2]", "[1, 2].index(2)", "[1, 2].index(3)", "[1, 2, 1].index(1, 1)", "[1, 2, 1].index(1, -1)", "[1, 2].index(2, 'a')", "[1, True, 1.0].count(1)", "[1, 2].copy()", "2 in [1, 2]", "[] in [[]]", "list()", "list('abc')", "list(5)", "list(1, 2)", "list(x=1)", "len([1, [2, 3]])", "hash([])", "[[]] * 2", "list(reversed([1, 2]))", "bool([])", "bool([0])", "-[1]", "[1] - [1]", "sum([[1], [2]], [])", "[*range(3), *'ab']", "[1, 2].__contains__(1)", "[].__len__()", "[3, 1].sort()", "repr([1, 'a', None, 1.0])", "max([1, 3, 2])", "min([])", "[1].__add__(5)", "[1, 2].__mul__('a')", "all([])", "any([])", "[i for i in [1, 2] if i]", "[].__doc__ is not None", "list.__hash__")
a = [1]
a.append(a)
print(a, a == a, a[1] is a, a[1][1][0])
b = [[0] * 2] * 2
b[0][0] = 1
print(b)
nan = float("nan")
print([nan] == [nan], nan in [nan], [nan].index(nan), [nan].count(nan), [float("nan")] == [float("nan")])
class L(list):
    pass
x = L([1, 2])
x.attr = 5
print(type(x + [3]), type(x[:]), type(x * 2), x, x.attr, type(x.copy()), x == [1, 2], type(sorted(x)))
