# stress: 200
"""Sites that meet several classes and functions: attributes, methods, properties, class attributes, comparisons, truth."""


class Shape:
    sides = 0

    def __init__(self, size):
        self.size = size

    def area(self):
        return 0

    @property
    def double(self):
        return self.size * 2

    @classmethod
    def named(cls, size):
        return cls(size)


class Square(Shape):
    sides = 4

    def area(self):
        return self.size * self.size


class Line(Shape):
    sides = 2

    def area(self):
        return -self.size

    @property
    def double(self):
        return "line"


class Circle(Shape):
    sides = 1

    def area(self):
        return self.size * 3


class Blob(Shape):
    def __init__(self, size):
        self.extra = "x"
        self.size = size


class Dot:
    __slots__ = ("size",)
    sides = "dot"

    def __init__(self, size):
        self.size = size

    def area(self):
        raise ValueError("a dot has no area")

    double = 7


class Dynamic:
    def __getattr__(self, name):
        if name == "area":
            return lambda: 1000
        return 5


def area_of(shape):
    return shape.area()


def sides_of(shape):
    return shape.sides


def double_of(shape):
    return shape.double


def grow(shape, by):
    shape.size += by
    return shape.size


def total(shapes):
    result = 0
    for shape in shapes:
        result += area_of(shape)
    return result


def exercise(kinds, rounds):
    shapes = [kind(number) for number, kind in enumerate(kinds)]
    results = []
    for number in range(rounds):
        shape = shapes[number % len(shapes)]
        try:
            results.append((area_of(shape), sides_of(shape), double_of(shape), grow(shape, 1)))
        except ValueError as error:
            results.append(str(error))
        except AttributeError as error:
            results.append(type(error).__name__)
    return results[-len(shapes) * 2:]


print(exercise([Square], 1200))
print(exercise([Square, Line], 1200))
print(exercise([Square, Line, Circle, Shape], 2400))
print(exercise([Square, Line, Circle, Shape, Blob, Dot], 3600))
dynamic = Dynamic()
dynamic.size = 3
print(area_of(dynamic), sides_of(dynamic), double_of(dynamic), grow(dynamic, 4))
print(total([Square(2), Line(3), Circle(4)] * 500))

# A method that changes while its callers are compiled.
Square.area = lambda self: 77
print(area_of(Square(9)), total([Square(1), Circle(1)] * 100))
Line.sides = "changed"
print(sides_of(Line(1)), sides_of(Square(1)))
del Square.area
print(area_of(Square(9)))

one = Square(5)
one.area = lambda: "own"
print(area_of(one))


# Attributes of classes whose values are of classes that become descriptors.
class Value:
    pass


class Holder:
    value = Value()
    other = Value()


def held(holder):
    return holder.value


def held_by_class():
    return Holder.value


for _ in range(1000):
    held(Holder()), held_by_class()
Value.__get__ = lambda self, instance, owner: ("got", instance is None)
print(held(Holder()), held_by_class())
del Value.__get__
print(type(held(Holder())).__name__)


class Reader:
    def __get__(self, instance, owner):
        return "read"


for _ in range(1000):
    held(Holder()), held_by_class()
Holder.__dict__["value"].__class__ = Reader
print(held(Holder()), held_by_class())


# Comparisons and truth of whatever comes.
class Weird:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return "yes" if isinstance(other, Weird) and other.value == self.value else ""

    def __ne__(self, other):
        return []

    def __bool__(self):
        return self.value > 2

    def __lt__(self, other):
        return self.value < (other.value if isinstance(other, Weird) else other)


class Plain:
    pass


def compare(a, b):
    return a == b, a != b


def choose(a, b):
    if a == b:
        return "same"
    if a != b:
        return "different"
    return "neither"


def smaller(a, b):
    if a < b:
        return "smaller"
    return "not"


def truth(value):
    if value:
        return "true"
    return "false" if not value else "odd"


plain = Plain()
values = [1, 1.0, "a", None, True, False, Weird(2), Weird(3), plain, Plain(), (1,), [], 2 ** 70, 0, 0.0, float("nan")]
seen = {}
for _ in range(60):
    for left in values:
        for right in values:
            seen[values.index(left), len(seen) % 997] = (compare(left, right), choose(left, right))
print(len(seen))
print([choose(left, right) for left in values for right in values[:9]])
print([compare(left, right) for left in values[:9] for right in values])
for _ in range(200):
    results = [truth(value) for value in values]
print(results)
for _ in range(400):
    results = [smaller(1, 2), smaller(2.5, 1), smaller("a", "b"), smaller(Weird(1), Weird(2)), smaller(Weird(9), 3)]
print(results)
try:
    smaller(None, 3)
except TypeError as error:
    print(error)


# Loops in loops, with values that stay over them.
def sieve(limit):
    flags = [True] * (limit + 1)
    count = 0
    number = 2
    while number <= limit:
        if flags[number]:
            multiple = number * number
            while multiple <= limit:
                flags[multiple] = False
                multiple += number
            count += 1
        number += 1
    return count


def mandelbrot(size, limit):
    inside = 0
    for row in range(size):
        y0 = 2.4 * row / size - 1.2
        for column in range(size):
            x0 = 3.0 * column / size - 2.1
            x = y = 0.0
            steps = 0
            while steps < limit and x * x + y * y <= 4.0:
                x, y = x * x - y * y + x0, 2.0 * x * y + y0
                steps += 1
            inside += steps == limit
    return inside


print([sieve(1000) for _ in range(5)], mandelbrot(24, 40))


# Callees that are not compiled, raise, recur, or take another number of arguments.
def fails(number):
    if number % 7 == 3:
        raise KeyError(number)
    return number


def deep(number):
    return 0 if number == 0 else 1 + deep(number - 1)


def generator(number):
    yield number


def calls(number):
    try:
        first = fails(number)
    except KeyError as error:
        first = error.args[0] * -1
    return first, deep(number % 5), next(generator(number)), max(number, 3), len(str(number))


print([calls(number) for number in range(600)][-8:])
try:
    deep(10 ** 6)
except RecursionError as error:
    print(type(error).__name__)
try:
    for number in range(600):
        area_of(Square(1) if number < 590 else None)
except AttributeError as error:
    print(error)
try:
    for number in range(600):
        deep(2) if number < 590 else deep()
except TypeError as error:
    print(error)
