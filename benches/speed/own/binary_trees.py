"""Binary trees of objects with two fields: allocation, attributes, recursion."""

import pyperf


class Node:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def make(depth):
    if depth == 0:
        return Node(None, None)
    return Node(make(depth - 1), make(depth - 1))


def count(node):
    if node.left is None:
        return 1
    return 1 + count(node.left) + count(node.right)


def trees(depth):
    long_lived = make(depth)
    total = 0
    for size in range(4, depth + 1, 4):
        for _ in range(1 << (depth - size)):
            total += count(make(size))
    return total + count(long_lived)


if __name__ == "__main__":
    pyperf.Runner().bench_func("binary_trees", trees, 14)
