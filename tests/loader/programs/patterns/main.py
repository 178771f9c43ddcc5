# options: -X strict-modules=alone,late
"""Modules that patterns name are proved as a whole program is: what they import is looked into, and stays as it is."""
import base
from _strict import is_frozen
from strict.loader import refused_modules

import alone

print(is_frozen(alone), is_frozen(base), [entry.__name__ for entry in base.REGISTERED], alone.Child().hello())
# Nothing keeps others from changing a plain module, and then what was proved is not so.
base.make = lambda: []
import late

print(is_frozen(late), late.MADE, refused_modules())
