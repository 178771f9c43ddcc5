# stress: 499
"""Generators that recurse: permutations, subsets, queens, walks."""
def perms(items):
    if not items: yield ()
    for i, x in enumerate(items):
        for rest in perms(items[:i] + items[i + 1:]): yield (x, *rest)
def subsets(items):
    if not items: yield []; return
    for rest in subsets(items[1:]): yield rest; yield [items[0], *rest]
def queens(n, board=()):
    if len(board) == n: yield board; return
    for col in range(n):
        if all(c != col and abs(c - col) != len(board) - r for r, c in enumerate(board)): yield from queens(n, (*board, col))
print(list(perms((1, 2, 3))), list(subsets("abc")), list(queens(5)), sum(1 for _ in queens(6)))
def hanoi(n, a="a", b="b", c="c"):
    if n: yield from hanoi(n - 1, a, c, b); yield a + c; yield from hanoi(n - 1, b, a, c)
print(*hanoi(3)); print(len(list(hanoi(8))))
