"""Globals that functions rebind stay variables, however deep in the module those functions are."""
import counters
from _strict import is_frozen

print(is_frozen(counters))
for _ in range(2):
    print(counters.by_function(), counters.Counter().by_method(), counters.by_inner()(), list(counters.by_expression(2)))
print(counters.first, counters.second, counters.third, counters.fourth)
print(counters.drop(), hasattr(counters, "fifth"))
for name in "first", "constant":
    try:
        setattr(counters, name, 9)
    except AttributeError as error:
        print(error)
