import __strict__
from __strict__ import allow_side_effects

print("an effect at import")
VALUE = 1
