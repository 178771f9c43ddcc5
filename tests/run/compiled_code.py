# stress: 31
# What a compiler to machine code assumes, and what programs do against it: each function runs long enough to be compiled.
import sys
import traceback

N = 1500


def show(error):
    print(type(error).__name__, error, [(it.name, it.lineno) for it in traceback.extract_tb(error.__traceback__)])


def repeat(function, *arguments):
    for _ in range(N):
        result = function(*arguments)
    return result


# Integers at the edge of 63 and 64 bits.
def powers(n):
    x = 1
    for i in range(n):
        x = x * 3 + 1
    return x


print(repeat(powers, 10), powers(60))


def edges(a, b):
    return a + b, a - b, a * b, -a, a << 1, a >> 1, a & b, a | b, a ^ b


print(repeat(edges, 5, 7))
for a in (2**61, 2**62 - 1, -(2**62), 2**63, -1):
    for b in (1, -1, 2**62 - 1, -(2**62)):
        print(a, b, edges(a, b))


def division(a, b):
    return a // b, a % b, a / b


print(repeat(division, 17, 5), division(-17, 5), division(17, -5), division(-17, -5), division(-(2**62), -1))
print(repeat(division, 17.5, 5.0), division(-17.5, 5), division(2**70, 3))
for a, b in ((1, 0), (1.0, 0.0), (1, 0.0)):
    try:
        division(a, b)
    except ZeroDivisionError as error:
        print("ZeroDivisionError", error)


def unused(n):
    for i in range(n):
        1 // (n - i - 1)


try:
    unused(N)
except ZeroDivisionError as error:
    show(error)


def by_constants(n):
    total = 0
    for i in range(-n, n):
        total += i % 8 + i // 8 + i % 7 + i // 7 + i % -3 + i // -3 + (i << 3) + (i >> 2) + (i & 12) + (i | 3) + (i ^ 9)
    return total


print(by_constants(N))


# Floats: those with no immediate form, zeros, NaN and its identity.
def scaled(x, n):
    for i in range(n):
        x = x * 2.0
    return x


print(repeat(scaled, 1.5, 10), scaled(1.0, 1030), scaled(1e-320, 5), scaled(-0.0, 3))


def same_nan(n):
    x = float("inf")
    seen = []
    for i in range(n):
        y = x - x
        seen.append(y)
        if y not in seen[-1:] or seen[-1] is not y:
            return "another object"
    return len(seen)


print(same_nan(N))


def mixed(n):
    x = 0
    for i in range(n):
        x = x + 0.5 if i % 2 else x + 1
    return x


print(mixed(N))


def compared(a, b):
    return a < b, a <= b, a == b, a != b, a > b, a >= b


print(repeat(compared, 1, 2), compared(1.5, 2), compared("a", "b"), compared(float("nan"), 1.0), compared((1,), (1, 2)))


# Exceptions, tracebacks, frames.
def caught(n):
    count = 0
    for i in range(n):
        try:
            if i % 5 == 0:
                raise ValueError(i)
            count += i
        except ValueError:
            count -= 1
        finally:
            count += 1
    return count


print(caught(N))


def deep(n):
    if n == 0:
        raise KeyError("end")
    return deep(n - 1) + 1


for _ in range(N):
    try:
        deep(3)
    except KeyError:
        pass
try:
    deep(2)
except KeyError as error:
    show(error)


def endless(n):
    return endless(n + 1)


for _ in range(3):
    try:
        endless(0)
    except RecursionError as error:
        print("RecursionError", error)


def caller(a):
    x = a + 1.5
    y = x * 2
    return inner()


def inner():
    return sys._getframe(1).f_locals, sys._getframe(1).f_lineno - caller.__code__.co_firstlineno


print(repeat(caller, 3))


def own_locals(a):
    b = a * 2
    del a
    return locals()


print(repeat(own_locals, 4))


def unbound(n):
    for i in range(n):
        if i > 10 * N:
            value = 1
    try:
        return value
    except UnboundLocalError as error:
        return str(error)


print(repeat(unbound, 3))


# Globals and functions that change.
def step():
    return 1


def stepped(n):
    total = 0
    for i in range(n):
        total += step()
    return total


print(stepped(N))


def step():
    return 2


print(stepped(N))
step.__code__ = (lambda: 3).__code__
print(stepped(N))


def shadowed(n):
    total = 0
    for i in range(n):
        total += len((i, i))
    return total


print(shadowed(N))
len = lambda value: 5
print(shadowed(N))
del len
print(shadowed(N))


# Classes and instances that change.
class Point:
    scale = 2

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def size(self):
        return self.x * self.scale + self.y


def sizes(points, n):
    total = 0
    for i in range(n):
        point = points[i % len(points)]
        total += point.size()
        point.x = point.x + 1
    return total


def made(n):
    total = 0
    for i in range(n):
        total += Point(i, 1).size()
    return total


points = [Point(1, 2), Point(3, 4)]
print(sizes(points, N), made(N))
Point.scale = 3
print(sizes(points, N), made(N))
points[0].z = 1
points[1].scale = 10
print(sizes(points, N))
Point.size = lambda self: 1
print(sizes(points, N), made(N))
del points[0].x
try:
    sizes(points, N)
except AttributeError as error:
    print("AttributeError", error)
Point.__init__ = lambda self, x, y: setattr(self, "x", x + y)
print(made(N))
Point.__init__ = lambda self, x, y: 1
try:
    made(N)
except TypeError as error:
    print("TypeError", error)
Point.__add__ = lambda self, other: "added"


def added(a, b):
    return a + b


print(repeat(added, 1, 2), added(points[0], 1), added("a", "b"), added([1], [2]), added(1.5, 2))


# Containers.
def shifted(items, by):
    for i in range(-3, 3):
        items[i] = items[i + by]
    return items


print(repeat(shifted, [1, 2, 3, 4], 0), shifted([1, 2, 3, 4], -1))
for items in ([1, 2], (1, 2, 3), {i: i for i in range(-4, 4)}, "abc"):
    try:
        print(shifted(items, 1))
    except (IndexError, TypeError, KeyError) as error:
        print(type(error).__name__, error)


def grown(items):
    count = 0
    for item in items:
        count += 1
        if count < 10:
            items.append(item)
    return count, items


print(repeat(grown, [])[0], grown([1, 2]))


def shared(n):
    iterator = iter(range(n))
    total = 0
    for i in iterator:
        total += i
        if i % 3 == 0:
            total -= next(iterator, 0)
    return total, next(iterator, "end")


print(shared(N))


def drained(items):
    iterator = iter(items)
    for item in iterator:
        pass
    items.append(1)
    return next(iterator, "end")


print(repeat(drained, [1, 2, 3]))


def unpacked(pairs):
    total = 0
    for a, (b, c) in pairs:
        total += a * b - c
    return total


print(repeat(unpacked, [(1, (2, 3)), (4, (5, 6))]), unpacked([[1, [2, 3]], (4, "56"[:0] or (5, 6))]))
try:
    unpacked([(1, 2, 3)])
except ValueError as error:
    print("ValueError", error)


# Closures, generators, arguments of all kinds.
def counting(n):
    count = 0

    def add(i):
        nonlocal count
        count += i

    for i in range(n):
        add(i)
    return count


print(counting(N))
print(sum(x * x for x in range(N)))


def flexible(a, b=3, *c, d=4, **e):
    return a + b + len(c) + d + len(e)


def calls(n):
    total = 0
    for i in range(n):
        total += flexible(i) + flexible(i, 2) + flexible(i, d=9) + flexible(i, 1, 2, 3, z=4) + flexible(*(1, 2), **{"d": 1})
    return total


print(calls(N))


# Tracing begins and ends while functions run.
def traced(n):
    total = 0
    for i in range(n):
        if i == n - 3:
            sys.settrace(trace)
        total += step()
    sys.settrace(None)
    return total


events = []


def trace(frame, event, argument):
    events.append((frame.f_code.co_name, event))
    return trace


print(traced(N), events)
