"""Classes that stay open, modules that are frozen without a proof, and plain modules beside them."""

import effects
import open_module
import plain

open_module.Open.attribute = 1
it = open_module.Open()
it.y = 2
print(vars(it), open_module.Open.attribute)
try:
    open_module.Closed.attribute = 1
except TypeError as error:
    print(error)
try:
    effects.VALUE = 2
except AttributeError as error:
    print(error)
plain.VALUE = 2
print(type(effects).__name__, type(plain).__name__, plain.VALUE)
