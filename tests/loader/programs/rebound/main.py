"""What a proof rests on must not be rebound before the module is executed, nor while it is."""
import functools
import sys

from _strict import is_frozen
from strict.loader import StrictModuleError

wraps = functools.wraps


def attempt(name):
    try:
        module = __import__(name)
    except StrictModuleError as error:
        print("StrictModuleError:", error.metadata)
    else:
        print(name, is_frozen(module))
    finally:
        functools.wraps = wraps


functools.wraps = lambda function: print
attempt("decorated")
print("decorated" in sys.modules)
functools.__dict__["wraps"] = lambda function: print
attempt("decorated")
# What the module does not use is no matter of its proof.
partial, functools.partialmethod = functools.partialmethod, None
attempt("decorated")
functools.partialmethod = partial
# A plain module that the module imports does it.
attempt("meanwhile")
# What was put back is as it was.
attempt("afterwards")

# Classes and functions count, too, with what they inherit.
import collections
import textwrap

get = collections.UserDict.__init__
collections.UserDict.__init__ = lambda *arguments, **keywords: print("not reached")
attempt("subclassing")
collections.UserDict.__init__ = get
collections.UserDict.something = 1
import collections.abc
collections.abc.MutableMapping.update = (update := collections.abc.MutableMapping.update)
attempt("subclassing")
code = textwrap.dedent.__code__
textwrap.dedent.__code__ = (lambda text: print("not reached")).__code__
attempt("calling")
textwrap.dedent.__code__ = code
attempt("calling")
