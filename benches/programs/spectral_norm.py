"""Spectral norm of a matrix: generator expressions and calls of small functions."""
import sys
from time import perf_counter


def eval_a(i, j):
    return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1)


def part_a_times_u(i_u):
    i, u = i_u
    partial = 0
    for j, u_j in enumerate(u):
        partial += eval_a(i, j) * u_j
    return partial


def part_at_times_u(i_u):
    i, u = i_u
    partial = 0
    for j, u_j in enumerate(u):
        partial += eval_a(j, i) * u_j
    return partial


def times_u(func, u):
    return [func((i, u)) for i in range(len(list(u)))]


def norm(n):
    u = [1] * n
    for _ in range(10):
        v = times_u(part_at_times_u, times_u(part_a_times_u, u))
        u = times_u(part_at_times_u, times_u(part_a_times_u, v))
    vbv = vv = 0
    for ue, ve in zip(u, v):
        vbv += ue * ve
        vv += ve * ve
    return (vbv / vv) ** 0.5


start = perf_counter()
result = norm(130)
print("spectral_norm", perf_counter() - start, file=sys.stderr)
print("%.9f" % result)
