"""Points on a curve: instances with three float attributes."""
import sys
from math import cos, sin, sqrt
from time import perf_counter


class Point:
    __slots__ = ("x", "y", "z")

    def __init__(self, i):
        self.x = x = sin(i)
        self.y = cos(i) * 3
        self.z = (x * x) / 2

    def normalize(self):
        x = self.x
        y = self.y
        z = self.z
        norm = sqrt(x * x + y * y + z * z)
        self.x /= norm
        self.y /= norm
        self.z /= norm

    def maximize(self, other):
        self.x = self.x if self.x > other.x else other.x
        self.y = self.y if self.y > other.y else other.y
        self.z = self.z if self.z > other.z else other.z
        return self


def maximize(points):
    result = points[0]
    for p in points[1:]:
        result = result.maximize(p)
    return result


def benchmark(n):
    points = [Point(i) for i in range(n)]
    for p in points:
        p.normalize()
    return maximize(points)


start = perf_counter()
for _ in range(4):
    p = benchmark(100000)
print("float", perf_counter() - start, file=sys.stderr)
print("%.9f %.9f %.9f" % (p.x, p.y, p.z))
