# What _decimal takes from other modules of the library.
from collections import namedtuple
from collections.abc import MutableMapping
import numbers

numbers.Number.register(Decimal)
_keep("Rational", numbers.Rational)

DecimalTuple = namedtuple("DecimalTuple", "sign digits exponent", module="decimal")
_keep("DecimalTuple", DecimalTuple)


class SignalDict(_SignalDictMixin, MutableMapping):
    __slots__ = ()
    __module__ = "decimal"


_keep("SignalDict", SignalDict)
del namedtuple, MutableMapping, numbers, SignalDict, _SignalDictMixin, _keep
