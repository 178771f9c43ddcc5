# Operands that are of one kind for a while, and then of others: what compiled code assumes must not outlast them.
from array import array


def scaled(x):
    for i in range(10):
        y = x * i
    return y


def difference(x):
    for i in range(10):
        y = i - x
    return y


def total(items):
    result = 0
    for item in items:
        result += item
    return result


def first(row):
    return row[0], row[-1]


def put(row, value):
    row[1] = value
    return row[1]


def halves(row):
    a, b = row
    return b, a


def is_less(a, b):
    return a < b


def sign(x):
    if x < 0:
        return -1
    elif x == 0:
        return 0
    return 1


def at(row, index):
    return row[index]


def counter():
    count = 0

    def add(by):
        nonlocal count
        count += by
        return [count + i for i in range(2)]

    return add


class Doubled:
    def __getitem__(self, index):
        return index * 2

    def __setitem__(self, index, value):
        pass

    def __mul__(self, other):
        return ("mul", other)

    def __rsub__(self, other):
        return ("rsub", other)

    def __lt__(self, other):
        return ("lt", other)

    def __iter__(self):
        return iter("xy")


ROUNDS = 30
KINDS = {
    scaled: [1.5, 3, 2.5, 1 << 70, True, "ab", Doubled()],
    difference: [1.5, 3, -0.0, 1 << 62, Doubled(), True],
    total: [[1.5, 2.5], [1, 2], [1, 2.5, True], [1 << 62, 1 << 62, 0.5], [0.1] * 3],
    first: [[1, 2], (3, 4), "ab", Doubled(), {0: 1, -1: 2}, array("d", [0.5, 1.5]), array("i", [7, 8]), b"xy"],
    halves: [(1, 2), [3, 4], "ab", {5: 6, 7: 8}, Doubled(), array("d", [0.5, 1.5])],
    sign: [1.5, -2, 0, -0.0, float("nan"), True, 1 << 70],
}


def text(value):
    return repr(value)


for function, values in KINDS.items():
    for value in values:
        results = {text(function(value)) for _ in range(ROUNDS)}
        print(function.__name__, sorted(results))
    print(function.__name__, [text(function(value)) for value in values])

for row, value in [([1, 2], 5), (array("d", [1, 2]), 2.5), (array("d", [1, 2]), 3), (array("i", [1, 2]), 9), ({}, 4)]:
    print({text(put(row, value)) for _ in range(ROUNDS)})
for row, value in [(array("i", [1, 2]), 2.5), ((1, 2), 3), (array("d", [1]), 1.0), ([], 1), (array("d", [1, 2]), "x")]:
    for _ in range(3):
        try:
            print(put(row, value))
        except Exception as error:
            print(type(error).__name__, error)

pairs = [(1, 2), (2.5, 1.5), (1, 2.5), (2.5, 1), ("a", "b"), (Doubled(), 1), (float("nan"), 1.0), (1 << 53, 2.0**53 + 2)]
for a, b in pairs:
    print({text(is_less(a, b)) for _ in range(ROUNDS)})
print([text(is_less(a, b)) for a, b in pairs])
print(is_less((1 << 53) + 1, 2.0**53), is_less(2.0**53, (1 << 53) + 1))

rows = [[10, 20, 30], (10, 20, 30), array("d", [10, 20, 30])]
for row in rows:
    print([text(at(row, index)) for index in [0, 1, 2, -1, -3] * ROUNDS][-5:])
    for index in (3, -4, 1 << 70, 1.0, True):
        for _ in range(3):
            try:
                print(text(at(row, index)))
            except Exception as error:
                print(type(error).__name__, error)

add = counter()
for _ in range(ROUNDS):
    last = add(2)
print(last, add(0.5), add(1 << 62))


def unset(flag):
    def inner():
        return value

    if flag:
        value = 1
    return inner


for flag in [True] * ROUNDS + [False] * 3:
    try:
        result = unset(flag)()
    except NameError as error:
        print(error)
print(result)


def size(row):
    return len(row) + 1


for row in ([1], (1, 2), "abc", {1: 2}, [], (), range(7), [1, 2]):
    print({size(row) for _ in range(ROUNDS)})
for row in (3, None, Doubled()):
    for _ in range(3):
        try:
            print(size(row))
        except TypeError as error:
            print(error)
