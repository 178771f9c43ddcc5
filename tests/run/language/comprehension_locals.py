# The variables of a comprehension are seen by `locals()` inside of it, and by nothing after it.
import sys


def function():
    squares = [x * x for x in range(3)]
    names = [sorted(locals()) for y in range(1)][0]
    after = sorted(locals())
    return names, after


print(function())


def shadowed():
    a = [1 for a in [0]]
    return locals()


print(shadowed())


def nested():
    rows = [[column for column in range(row)] for row in range(3)]
    return sorted(locals())


print(nested())


def closures():
    made = [lambda: i for i in range(3)]
    return [f() for f in made], sorted(locals())


print(closures())


def raising():
    try:
        return [1 // divisor for divisor in (1, 0)]
    except ZeroDivisionError:
        traceback = sys.exception().__traceback__
        return traceback.tb_frame.f_code.co_name


print(raising())

print([sorted(name for name in locals() if name == "z") for z in [1]])
print("z" in globals(), "z" in locals())


class Body:
    kept = [sorted(name for name in locals() if not name.startswith("__")) for name_of_clause in [1]]
    after = "name_of_clause" in locals()


print(Body.kept, Body.after)
