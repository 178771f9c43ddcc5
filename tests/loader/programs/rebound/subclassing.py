"""Its proof rests on a class of the library."""
import __strict__
from collections import UserDict


class Named(UserDict):
    pass


NAMED = Named(a=1)
