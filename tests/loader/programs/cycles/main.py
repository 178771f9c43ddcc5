"""Cycles of strict modules, and plain modules that change strict ones."""
import right
import left
from _strict import is_frozen

print(left.function(), is_frozen(left), is_frozen(right))
import late_changer

# While a strict module is executed, only its own code sets its names.
try:
    import strict_one
except AttributeError as error:
    print(error)
# Through its dictionary neither, unless that is on its own behalf.
try:
    import strict_two
except TypeError as error:
    print(error)
import published
print(published.RED, is_frozen(published))
