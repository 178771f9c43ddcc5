"""The Mandelbrot set in real arithmetic: loops over floats."""

import pyperf


def area(size, limit):
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


if __name__ == "__main__":
    pyperf.Runner().bench_func("mandelbrot", area, 64, 100)
