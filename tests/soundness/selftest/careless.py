"""A module that has effects of its own: whoever imports it is not to blame."""

import sys

sys.setrecursionlimit(sys.getrecursionlimit() + 10)
print("careless")
