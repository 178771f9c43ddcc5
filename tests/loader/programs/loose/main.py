"""Classes with `@loose_slots` warn of attributes that they do not show."""
import warnings

from shapes import Loose, More, set_unknown

warnings.simplefilter("always")
with warnings.catch_warnings(record=True) as shown:
    one = Loose()
    one.annotated = 2
    one.stored = 3
    print(set_unknown(one))
    one.another = 4
    More().extra = 5
    More().unknown = 6
for warning in shown:
    print(warning.category.__name__, warning.message, warning.filename.rpartition("/")[2], warning.lineno)

warnings.simplefilter("error")
try:
    Loose().third = 1
except RuntimeWarning as warning:
    print("raised", warning)
